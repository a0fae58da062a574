/** Which challenges someone may know of by a ground, while they are first to others. */
import { keyOf, type ItemKey } from '../plan/visibility/visibility.ts'
import type { Ground } from './grounds.ts'

/** Who answers knows of those; who verifies or inspects knows of all. */
export function knownByGround(grounds: readonly Ground[]): (challenge: ItemKey) => boolean {
  if (grounds.some(({ is }) => is === 'verifying' || is === 'inspecting')) return () => true
  const known = new Set(
    grounds.flatMap((one) =>
      one.is === 'in-challenges' ? Object.keys(one.of).map((id) => keyOf({ kind: 'challenge', id })) : [],
    ),
  )
  return (challenge) => known.has(challenge)
}
