/** What is due in a plan now, and whom it went up to: a pure function over what happened, the same that the list is made of. */
import type { Moment } from '../../deciding/decider.ts'
import type { Domain } from '../../deciding/domains.ts'
import type { Happened } from '../../deciding/read-model.ts'
import { rowsOf } from '../../deciding/rows-in-memory.ts'
import { whatIsDue } from '../lists/what-is-due.ts'
import { mayAnswer } from '../challenges/addressees.ts'
import type { Challenge } from '../challenges/challenge.ts'
import type { Plan, PlanEvent } from '../plan.ts'
import { authorsOf } from '../visibility/withheld-items.ts'
import { isItemKind } from '../visibility/visibility.ts'
import { isKindOfDue, STEPS_UP, type StepUp } from './due-kinds.ts'
import type { DueNow } from './terms.ts'

/** What names a due thing in its plan. */
export interface DueKey {
  readonly plan: string
  readonly what: string
  readonly kind: string
  readonly item: string
  readonly person: string
}

type Rows = ReturnType<typeof rowsOf<PlanEvent, typeof whatIsDue.tables>>
export type DueRow = Rows['due'][number]

/** Whom something went up to, and when it was settled, if it was. */
export interface WentUp {
  readonly what: string
  readonly item: { readonly kind: string; readonly id: string }
  readonly to: StepUp
  readonly settledAt: Moment | undefined
}

export interface AllDue {
  readonly rows: readonly DueRow[]
  readonly wentUp: readonly WentUp[]
}

const made = new WeakMap<readonly Happened<PlanEvent>[], AllDue>()

/** Made once for each state of a history. */
export function dueIn(history: readonly Happened<PlanEvent>[]): AllDue {
  const known = made.get(history)
  if (known !== undefined) return known
  const { due, due_addressed: addressed } = rowsOf<PlanEvent, typeof whatIsDue.tables>(whatIsDue, history)
  const all: AllDue = { rows: due, wentUp: addressed.flatMap(asWentUp) }
  made.set(history, all)
  return all
}

const asWentUp = ({ what, kind, item: id, wentUpTo, settledAt }: Rows['due_addressed'][number]): readonly WentUp[] =>
  STEPS_UP.filter((to) => to === wentUpTo).map((to) => ({
    what,
    item: { kind, id },
    to,
    settledAt: settledAt === '' ? undefined : settledAt,
  }))

/** Kind and item alone, whatever came with them. */
export const keyOfDue = ({ plan, what, kind, item, person }: DueKey): DueKey => ({ plan, what, kind, item, person })

export const isSameDue = (one: DueKey, other: DueKey): boolean =>
  one.what === other.what && one.kind === other.kind && one.item === other.item && one.person === other.person

/** A row as decisions read it. */
export function asDueNow(row: DueRow, now: Plan): DueNow | undefined {
  const {
    what,
    kind,
    item: id,
    person,
    type: startedBy,
    mustAct,
    began,
    until,
    step,
    extended,
    terms,
    wentUpTo,
    reader,
  } = row
  if (!isKindOfDue(what)) return undefined
  return {
    ...{ what, item: { kind, id }, startedBy, mustAct, began, until, step, terms },
    ...(person !== '' && { person }),
    domain: row.domain as Domain,
    about: JSON.parse(row.about) as readonly string[],
    wentUpTo: wentUpTo === 'unanswered' ? wentUpTo : STEPS_UP.find((one) => one === wentUpTo),
    isExtended: extended === 1,
    themselves: [
      ...(['owner', 'reader'].includes(mustAct) ? [reader] : []),
      ...authorsIn({ kind, id }, mustAct, now),
      ...(what === 'challenge' ? partiesOf(now.challenges[id]) : []),
    ],
    ...(now.deviations[id]?.byALead && kind === 'deviation' && { byLead: true }),
  }
}

/** Whoever may not answer it gives nobody more time for it either. */
const partiesOf = (challenge: Challenge | undefined): readonly string[] =>
  challenge === undefined
    ? []
    : [challenge.by, challenge.person ?? '', ...challenge.challenged].filter((who) => !mayAnswer(challenge, who))

/** Of what its authors owe; of a deviation whatever is due of it. */
function authorsIn({ kind, id }: { kind: string; id: string }, mustAct: string, now: Plan): readonly string[] {
  if ((mustAct !== 'authors' && kind !== 'deviation') || !isItemKind(kind)) return []
  return authorsOf(now, { kind, id })
}
