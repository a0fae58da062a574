/** Who may know of a challenge: what is first to its addressee alone is not there for anybody else until it is opened, but for whom it challenges once they were heard. */
import type { Coordination } from '../coordinator/coordination.ts'
import { coordinatorsOf } from '../working.ts'
import { keyOf, type ItemKey } from '../visibility/visibility.ts'
import { mayAnswer } from './addressees.ts'
import { isBetweenThem, type Challenges } from './challenge.ts'

/** The challenges that someone may not know of yet. Who answers by another role than that of who coordinates is known by their ground alone (`libs/access/in-challenges.ts`). */
export const firstToOthers = (
  who: string,
  { challenges, coordination }: { readonly challenges: Challenges; readonly coordination: Coordination },
): readonly ItemKey[] =>
  Object.entries(challenges).flatMap(([id, one]) => {
    const isBetween = isBetweenThem(one.on)
    const isTheirs = one.by === who || (one.person === who && !isBetween)
    // Whoever answers tells it to nobody but whom they hear: not to a father because a worker was heard.
    const coordinates = coordinatorsOf({ coordination }).includes(who)
    const isKnownToThem = isBetween ? coordinates && (one.isHeard === true || one.isOpen) : one.isHeard === true
    const wasHeard = one.challenged.includes(who) && isKnownToThem
    const isAsked = one.steps.includes('coordinator') && coordinates && mayAnswer(one, who)
    return (one.isOpen && !isBetween) || isTheirs || isAsked || wasHeard ? [] : [keyOf({ kind: 'challenge', id })]
  })
