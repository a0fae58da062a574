/** Who opened a plan in an emergency, until when that opens anything, and who is to review it: said over what was written. */
import type { Envelope } from '../../libs/deciding/envelope.ts'
import { enforcingNow } from './sight-of-who-enforces.ts'
import { fact, isOrWasIn, ofTypes, type Happened, type Who } from './sight-told.ts'

interface Use {
  readonly use: string
  readonly user: string
  readonly laws: readonly string[]
  readonly until: string
  /** Who reviewed it. */
  readonly reviewedBy: string | undefined
}

/** Those that opened it: not what was asked and refused. */
const usesOf = (happened: Happened): readonly Use[] =>
  ofTypes(happened, /^BreakGlassAsked$/).flatMap((asked) => {
    const use = fact(asked, 'use') ?? ''
    const isOfIt = (event: Envelope) => fact(event, 'use') === use
    if (!ofTypes(happened, /^BreakGlassUsed$/).some(isOfIt)) return []
    const reviewedBy = ofTypes(happened, /^BreakGlassReviewed$/).find(isOfIt)?.actor.id
    const laws = (asked.data['domains'] ?? []) as readonly string[]
    return [{ use, user: asked.actor.id, laws, until: fact(asked, 'until') ?? '', reviewedBy }]
  })

const speaksForSomeone = (id: string, happened: Happened): boolean => {
  const ended = ofTypes(happened, /^RepresentativeEnded$/).map((event) => fact(event, 'representation'))
  return ofTypes(happened, /^RepresentativeAppointed$/).some(
    (event) => fact(event, 'representative') === id && !ended.includes(fact(event, 'representation')),
  )
}

const isOf = (id: string, { lasting }: { readonly lasting: boolean }, happened: Happened) =>
  usesOf(happened).filter(
    ({ user, until, reviewedBy }) => user === id && (happened.at < until && reviewedBy === undefined) === lasting,
  )

/** Not of who has a part in the family, nor of who checks its benefit. */
export function lastingUsesOf(id: string, happened: Happened): readonly Use[] {
  const isOfTheFamily = isOrWasIn(happened, id) || speaksForSomeone(id, happened)
  if (isOfTheFamily || enforcingNow(happened, 'professional', id).length > 0) return []
  return isOf(id, { lasting: true }, happened)
}

/** Those of others that nobody reviewed, and what they reviewed themselves. */
export const usesToReview = (id: string, happened: Happened): readonly string[] =>
  usesOf(happened).flatMap(({ use, user, reviewedBy }) =>
    user !== id && (reviewedBy === undefined || reviewedBy === id) ? [use] : [],
  )

/** How an emergency counts for who asks: as one of a few values. */
export function emergencyOf({ id }: Pick<Who, 'id'>, happened: Happened): string {
  if (lastingUsesOf(id, happened).length > 0) return 'opened in an emergency'
  return isOf(id, { lasting: false }, happened).length > 0 ? 'was open in an emergency' : 'no emergency'
}
