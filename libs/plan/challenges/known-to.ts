/** Who may know of a challenge: what is first to its addressee alone is not there for anybody else, until it is opened. */
import type { Coordination } from '../coordinator/coordination.ts'
import { coordinatorsOf } from '../working.ts'
import { keyOf, type ItemKey } from '../visibility/visibility.ts'
import { mayAnswer } from './addressees.ts'
import type { Challenges } from './challenge.ts'

/** The challenges that someone may not know of yet. Who answers by another role than that of who coordinates is known by their ground alone (`libs/access/in-challenges.ts`). */
export const firstToOthers = (
  who: string,
  { challenges, coordination }: { readonly challenges: Challenges; readonly coordination: Coordination },
): readonly ItemKey[] =>
  Object.entries(challenges).flatMap(([id, one]) => {
    const isTheirs = one.by === who || one.person === who
    const isAsked =
      one.steps.includes('coordinator') && coordinatorsOf({ coordination }).includes(who) && mayAnswer(one, who)
    return one.isOpen || isTheirs || isAsked ? [] : [keyOf({ kind: 'challenge', id })]
  })
