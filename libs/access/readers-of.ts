/**
 * Who will be able to read what someone is about to write, as they know the plan: everyone with a part in it, judged by the same judgement as
 * when it is written, on the plan as it would be then. What its asker may not know of was never in the plan that this is asked of.
 */
import { isOfTheFamily, type Deed, type PersonId, type Sealed } from '../deciding/decider.ts'
import type { LegalDomain } from '../deciding/domains.ts'
import { STATUTORY_TERMS } from '../municipality/terms.ts'
import { mustBeWhole } from '../plan/visibility/asked-to-withhold.ts'
import { mustBeMembers } from '../plan/members/members.ts'
import { plan, type Plan, type PlanCommand, type PlanEvent } from '../plan/plan.ts'
import { coordinatorsOf } from '../plan/working.ts'
import { withAPartIn } from '../plan/whom-they-know.ts'
import { itemOfEvent } from '../plan/visibility/withheld-along.ts'
import type { ItemRef, WithholdingMode } from '../plan/visibility/visibility.ts'
import type { Facts, Ground } from './grounds.ts'
import { partsIn, type Part, type Standing } from './parts-in-plan.ts'
import { shown, sightOf } from './sight.ts'
import type { Written } from './written.ts'

export interface WithheldSo {
  readonly from: string
  /** Of a professional's: told, where they say nothing of it. A member's wish is never told. */
  readonly mode?: WithholdingMode
  readonly consulted?: string
}

/** What is to be written: a goal, or what will hang on one of these goals. */
export interface Draft {
  readonly domain: LegalDomain
  readonly about: readonly PersonId[]
  readonly goals?: readonly string[]
  readonly withhold: readonly WithheldSo[]
}

/** `closed`: that it is there, and no words; `told-withheld`: that something is withheld from them. */
export const SEEN_AS = ['whole', 'closed', 'told-withheld'] as const
export type SeenAs = (typeof SEEN_AS)[number]

export type Reader = Part & { readonly sees: SeenAs }

/**
 * @param known the plan folded from what who writes sees of it, and what else decides who sees it
 * @throws Refusal where it would be about who is no member, or would be withheld from someone whom they do not know, or whom it cannot be
 */
export function readersOf(draft: Draft, deed: Deed, known: Facts): readonly Reader[] {
  mustBeMembers(known.plan.members, draft.about)
  return readersOnce(drafted(draft, deed), draft.withhold, deed, known)
}

/** What would be challenged, for whom, and who would know of it at first. */
export type ChallengeDraft = Pick<Command<'RaiseChallenge'>, 'on' | 'person' | 'firstTo'>

/** The challenge as it would be raised, if it would. @throws Refusal as raising it would, in the plan that its doer knows */
export function challengeDrafted(asked: ChallengeDraft, deed: Deed, known: Plan): Raised | undefined {
  const command = { ...asked, type: 'RaiseChallenge', challenge: NOT_YET, words: WORDS, wish: WORDS } as const
  return plan.decide({ ...command, terms: STATUTORY_TERMS }, known, deed).find(isRaised)
}

type Command<Type extends PlanCommand['type']> = Extract<PlanCommand, { readonly type: Type }>
type Raised = Extract<PlanEvent, { readonly type: 'ChallengeRaised' }>
const isRaised = (event: PlanEvent): event is Raised => event.type === 'ChallengeRaised'

/**
 * Who would be able to read what would be recorded first: of several, whatever they would read of one.
 * @throws Refusal where it would be withheld from someone whom who writes does not know, or whom it cannot be
 */
export function readersOnce(
  written: readonly PlanEvent[],
  withhold: readonly WithheldSo[],
  deed: Deed,
  known: Facts,
): readonly Reader[] {
  mustBeWhole(missingIn(withhold, deed, known.plan))
  const standings = partsIn(known.plan, deed.at, withhold)
  const found = new Map<Part, SeenAs>()
  for (const events of written.map((one) => withWhatIsWithheld(one, withhold, deed))) {
    const then = events.reduce((before, event) => plan.evolve(before, event, deed), known.plan)
    const facts = { ...known, plan: then, at: deed.at }
    for (const standing of standings) {
      const sees = seenAs(standing, facts, writtenBy(deed, events[0]))
      if (sees !== undefined) found.set(standing.as, mostOf(sees, found.get(standing.as)))
    }
  }
  return [...found].map(([part, sees]) => ({ ...part, sees }))
}

function seenAs({ asker, on }: Standing, facts: Facts, written: Written): SeenAs | undefined {
  const sight = sightOf(asker, facts)
  const grounds = on === undefined ? sight.grounds : sight.grounds.map((ground) => ofOne(ground, on))
  const one = shown({ ...sight, grounds }, written)
  if (one === undefined) return undefined
  if (one.type === 'ItemWithheld') return 'told-withheld'
  return one === written.event ? 'whole' : 'closed'
}

/** What somebody reads as who they are, and as each whom they speak for, is told apart. */
const ofOne = (ground: Ground, person: PersonId): Ground => {
  if (ground.is !== 'family') return ground
  const reach = ground.persons[person]
  return { ...ground, persons: reach === undefined ? {} : { [person]: reach } }
}

const mostOf = (one: SeenAs, other: SeenAs = one): SeenAs =>
  SEEN_AS.find((each) => each === one || each === other) ?? one

const writtenBy = ({ by, at, activity }: Deed, event: PlanEvent): Written => ({
  event,
  envelope: { recordedAt: at, actor: by, processingActivity: activity },
})

/** Where nothing is sealed yet. */
const WORDS: Sealed = { sealed: 'not-yet-written', sha256: '' }
/** No item of a plan is called so. */
const NOT_YET = 'not-yet-written'

/** What would be recorded first: of each goal that it may hang on. */
function drafted({ domain, about, goals }: Draft, { by }: Deed): readonly PlanEvent[] {
  const concerns = { domain, about }
  const one = { ...concerns, type: 'GoalProposed', goal: NOT_YET, lifeArea: 'housing', words: WORDS } as const
  return (
    goals?.map((goal) => ({
      ...{ ...concerns, type: 'ActionPlanned', action: NOT_YET, goal, owner: by.id, words: WORDS },
    })) ?? [one]
  )
}

function withWhatIsWithheld(
  event: PlanEvent,
  withhold: readonly WithheldSo[],
  deed: Deed,
): readonly [PlanEvent, ...PlanEvent[]] {
  const item = itemOfEvent(event)
  return [event, ...(item === undefined ? [] : withhold.map((one, at) => withheld(event, item, one, at, deed)))]
}

function withheld(
  { domain, about }: PlanEvent,
  item: ItemRef,
  { from, mode = 'told', consulted }: WithheldSo,
  at: number,
  { by, at: now }: Deed,
): PlanEvent {
  const made = { type: 'ContentWithheld', domain, about, withholding: `${NOT_YET}-${String(at)}`, from } as const
  const due = { what: 'withholding-review', at: now, terms: 0 }
  const of = { ...made, items: [item], ground: 'safety', due } as const
  if (isOfTheFamily(by)) return { ...of, mode: 'silent' }
  return { ...of, mode, reason: WORDS, ...(consulted !== undefined && { consulted }) }
}

/** Each part of a wish that is wrong, as the command that writes it names them. */
function missingIn(withhold: readonly WithheldSo[], { by, at }: Deed, known: Plan): readonly string[] {
  const whom = withAPartIn({ ...known, coordinators: coordinatorsOf(known) }, at)
  return withhold.flatMap(({ from, mode, consulted }, place) => {
    const isTheirWish = isOfTheFamily(by)
    const parts: readonly (readonly [string, boolean])[] = [
      ['from', whom.includes(from) && from !== by.id],
      ['consulted', consulted === undefined || (!isTheirWish && ![by.id, from].includes(consulted))],
      ['mode', mode === undefined || !isTheirWish],
    ]
    return parts.flatMap(([part, isRight]) => (isRight ? [] : [`withhold/${String(place)}/${part}`]))
  })
}
