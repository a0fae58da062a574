/** What can be challenged, and who is challenged by that: whoever made it, or whose work it is. Who answers is not here. */
import type { PersonId } from '../../deciding/decider.ts'
import type { Domain } from '../../deciding/domains.ts'
import type { CorrectionRequests } from '../corrections/requests.ts'
import { absenceOf, type Absences } from '../members/absences.ts'
import { WHOLE_PLAN } from '../opening/opening.ts'
import type { ChallengedItem } from './challenge.ts'
import { coordinatorsOf, type Working } from '../working.ts'
import { authorsOf, itemByRef, type Items } from '../visibility/withheld-items.ts'

/** What is asked of the plan to know it. */
type Known = Items & { readonly absences: Absences; readonly corrections: CorrectionRequests }

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

/** Whom it challenges. */
export function whoIsChallenged(plan: Known & Pick<Working, 'coordination'>, on: ChallengedItem): readonly string[] {
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
export const whoIsJudged = ({ deviations }: Items, { kind, id }: ChallengedItem): readonly string[] =>
  kind === 'reading' ? (deviations[id]?.authors ?? []) : []

/** Whether it judges what a team lead left. */
export const isOfALead = ({ deviations }: Items, { kind, id }: ChallengedItem): boolean =>
  (kind === 'deviation' || kind === 'reading') && deviations[id]?.byALead === true
