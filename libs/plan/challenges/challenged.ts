/** What can be challenged, and who is challenged by that: whoever made it, or whose work it is. Who answers is not here. */
import type { Deed, PersonId } from '../../deciding/decider.ts'
import type { Domain } from '../../deciding/domains.ts'
import type { CorrectionRequests } from '../corrections/requests.ts'
import { absenceOf, type Absences } from '../members/absences.ts'
import type { Members } from '../members/members.ts'
import { WHOLE_PLAN, type Opening } from '../opening/opening.ts'
import type { ChallengedItem, KnownToChallenges } from './challenge.ts'
import { coordinatorsOf, type Working } from '../working.ts'
import { isToldOf, toldTo, toldWithheldAs } from '../visibility/told-withheld.ts'
import { authorsOf, itemByRef, type Items } from '../visibility/withheld-items.ts'

/** What is asked of the plan to know it. */
type Known = Items & {
  readonly opening: Opening
  readonly absences: Absences
  readonly corrections: CorrectionRequests
}

/** The domain of what is challenged, and whom that is about; undefined where the plan has none of that id. */
export function itemChallenged(
  plan: Known,
  { kind, id }: ChallengedItem,
): { readonly domain: Domain; readonly about: readonly PersonId[] } | undefined {
  switch (kind) {
    case 'coordinator':
      return WHOLE_PLAN
    case 'reading':
      return plan.deviations[id]?.reading.is === 'read' ? plan.deviations[id] : undefined
    // Of whom it is withheld from alone (`itemToldWithheld`).
    case 'told-withholding':
      return undefined
    case 'departure':
      return departureOf(plan, id) && { domain: 'general', about: [id] }
    case 'goal':
    case 'action':
    case 'priority':
    case 'deviation':
    case 'referral':
    case 'representation':
    case 'capacity-judgement':
    case 'correction-request':
      return itemByRef(plan, { kind, id })
  }
}

/** The last, also where it was undone since: what was said of someone is not unsaid by that. */
const departureOf = ({ absences }: Known, person: PersonId) =>
  absenceOf(absences, person) ?? absences.findLast((one) => one.person === person)

/** That something is withheld from someone, who is told so: it is under no law, since they are not told under which; and about nobody but them. */
export const itemToldWithheld = (isTold: boolean, who: string, { persons }: Members) =>
  isTold ? ({ domain: 'general', about: persons[who] === undefined ? [] : [who] } as const) : undefined

/** Whom it challenges. @param by who raises it */
function whoIsChallenged(
  plan: Known & Pick<Working, 'coordination'>,
  on: ChallengedItem,
  by: string,
): readonly string[] {
  switch (on.kind) {
    case 'goal':
    case 'action':
    case 'deviation':
    case 'capacity-judgement':
      return authorsOf(plan, { kind: on.kind, id: on.id })
    case 'reading': {
      const reading = plan.deviations[on.id]?.reading
      return reading?.is === 'read' ? [reading.reader] : []
    }
    case 'told-withholding':
      return toldWithheldAs(by, on.id, plan).by
    case 'departure':
      return [departureOf(plan, on.id)?.by].filter((one) => one !== undefined)
    case 'representation': {
      const one = plan.careTeam.representations[on.id]
      return one === undefined ? [] : [one.representative]
    }
    case 'correction-request': {
      const one = plan.corrections[on.id]
      return one === undefined ? [] : [one.refusedBy ?? one.corrects.by]
    }
    // Who coordinates alone sets what goes first, and refers.
    case 'priority':
    case 'referral':
    case 'coordinator':
      return coordinatorsOf(plan)
  }
}

/** Whose work is judged by what is challenged, beside whom that challenges. */
function whoIsJudged(plan: Known, { kind, id }: ChallengedItem, by: string): readonly string[] {
  if (kind === 'told-withholding') return toldWithheldAs(by, id, plan).confirmedBy
  return kind === 'reading' ? (plan.deviations[id]?.authors ?? []) : []
}

/** By which withholdings what is challenged was withheld from who raised it: those alone are opened to who answers. */
const whatWithheldIt = (plan: Known, { kind, id }: ChallengedItem, by: string): readonly string[] =>
  kind === 'told-withholding' ? toldWithheldAs(by, id, plan).withholdings : []

/** Whether it judges what a team lead left. */
const isOfALead = ({ deviations }: Items, { kind, id }: ChallengedItem): boolean =>
  (kind === 'deviation' || kind === 'reading') && deviations[id]?.byALead === true

/** What is to be challenged, as far as who raises it may know; and whether that judges what a lead left. */
export function raisedOn(plan: Known, on: ChallengedItem | undefined, { by, at }: Pick<Deed, 'by' | 'at'>) {
  if (on === undefined) return { item: undefined, isOfALead: false }
  const isTold = on.kind === 'told-withholding' && isToldOf(toldTo(by.id, plan, at), on.id, plan)
  const item = isTold ? itemToldWithheld(isTold, by.id, plan.members) : itemChallenged(plan, on)
  return { item, isOfALead: isOfALead(plan, on) }
}

/** @param by who raises it */
export const whomItConcerns = (plan: Known & Pick<Working, 'coordination'>, by: string): KnownToChallenges => ({
  challenged: (on) => whoIsChallenged(plan, on, by),
  judged: (on) => whoIsJudged(plan, on, by),
  withheldBy: (on) => whatWithheldIt(plan, on, by),
})
