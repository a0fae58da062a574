/** What can be challenged, and who is challenged by that: whoever made it, or whose work it is. Who answers is not here. */
import type { PersonId } from '../../deciding/decider.ts'
import type { Domain } from '../../deciding/domains.ts'
import { WHOLE_PLAN } from '../opening/opening.ts'
import type { ChallengedItem } from './challenge.ts'
import { coordinatorsOf, type Working } from '../working.ts'
import { authorsOf, itemByRef, type Items } from '../visibility/withheld-items.ts'

/** The domain of what is challenged, and whom that is about; undefined where the plan has none of that id. */
export function itemChallenged(
  plan: Items,
  { kind, id }: ChallengedItem,
): { readonly domain: Domain; readonly about: readonly PersonId[] } | undefined {
  return kind === 'coordinator' ? WHOLE_PLAN : itemByRef(plan, { kind, id })
}

/** Whom it challenges. */
export function whoIsChallenged(plan: Items & Pick<Working, 'coordination'>, on: ChallengedItem): readonly string[] {
  switch (on.kind) {
    case 'goal':
    case 'action':
    case 'deviation':
    case 'capacity-judgement':
      return authorsOf(plan, { kind: on.kind, id: on.id })
    case 'representation': {
      const one = plan.careTeam.representations[on.id]
      return one === undefined ? [] : [one.representative]
    }
    // Who coordinates alone sets what goes first, and refers.
    case 'priority':
    case 'referral':
    case 'coordinator':
      return coordinatorsOf(plan)
  }
}
