/** Who in the family may know that somebody supports one of it, said from the words of the design and from the events alone. */
import type { Told } from './departures-in-sentences.ts'
import { events } from './who-works-in-sentences.ts'

/** Whoever is of the family, or speaks for somebody in it. */
export const isOfTheFamily = (id: string, told: Told): boolean => {
  const over = new Set(events(told, 'RepresentativeEnded').map(({ representation }) => representation))
  const joined = told.past.some(
    ([, event]) => /^(MemberJoined|ChildBorn)$/.test(event.type) && 'person' in event && event.person === id,
  )
  return (
    joined ||
    events(told, 'RepresentativeAppointed').some(
      ({ representative, representation }) => representative === id && !over.has(representation),
    )
  )
}

/** What someone asked for themselves is told to nobody else of the family. */
export const supportsUnknownTo = (id: string, told: Told): ReadonlySet<string> =>
  new Set(
    isOfTheFamily(id, told)
      ? events(told, 'SupporterAsked')
          .filter(({ person, askedBy, supporter }) => person === askedBy && ![person, supporter].includes(id))
          .map(({ support }) => support)
      : [],
  )
