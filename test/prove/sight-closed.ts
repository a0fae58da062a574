/** What of a family's plan is closed to who coordinates, and to whom something of it was shared with: said from the design, over what was written and what the municipality recorded. */
import type { Envelope } from '../../libs/deciding/envelope.ts'
import { hasTheLaw } from './sight-of-who-joined-for-goals.ts'
import { openInWhatWasShared } from './sight-of-what-was-shared.ts'
import { permittedHow } from './sight-permitted.ts'
import { readsAsDueAlone, readsAsItWentUp, readsBySharingAlone } from './sight-sentences.ts'
import { dayIn, fact, joinedNow, type Basis, type Happened, type Who } from './sight-told.ts'

const HELPS: readonly string[] = ['youth-support', 'social-support', 'participation-support']

/** An article that is in force on the day it is asked, in Amsterdam. */
const isOpenByLaw = ({ domain }: Envelope, { bases, at }: Happened): boolean => {
  const today = dayIn(at)
  const isInForce = ({ from, until }: Basis) => today >= from && !(until !== undefined && today > until)
  return bases.filter((basis) => basis.domain === domain).some(isInForce)
}

/** Another let them help under all of that law too; whoever let themselves in reads no more than before. */
const wasLetIn = ({ domain }: Envelope, { id }: Who, happened: Happened): boolean =>
  joinedNow(happened).some(
    (joined) =>
      joined.domain === domain &&
      fact(joined, 'professional') === id &&
      HELPS.includes(fact(joined, 'activity') ?? '') &&
      joined.actor.id !== id &&
      hasTheLaw(joined, happened),
  )

/** What opens the words of something under a law to who coordinates: the first that does, or that nothing does, or nothing any more. */
export type Opening = 'ones own' | 'a basis' | 'let in' | 'permitted' | 'no more permitted' | 'nothing'

export function openingOf(who: Who, event: Envelope, happened: Happened): Opening {
  if (event.actor.id === who.id) return 'ones own'
  if (isOpenByLaw(event, happened)) return 'a basis'
  if (wasLetIn(event, who, happened)) return 'let in'
  return permittedHow(who, event, happened)
}

/** Who reads as one who coordinates, of what is of a law: of nothing else are words closed. */
export const mayBeClosed = (who: Who, { domain, type }: Envelope): boolean =>
  who.role === 'coordinator' &&
  who.activity === 'plan-coordination' &&
  domain !== 'general' &&
  // Colleagues are known by name.
  type !== 'ProfessionalJoined'

/** Why someone would have another coordinator is read by none of them. */
const isAboutThem = ({ role, activity }: Who, { type }: Envelope): boolean =>
  role === 'coordinator' && activity === 'plan-coordination' && type === 'OtherCoordinatorRequested'

/** Of something that they see, how many of its places are closed to them: all, or of what was shared those of older words; of what they know of since it is due, all. */
export function closedTo(who: Who, happened: Happened): (event: Envelope) => number {
  const isShared = readsBySharingAlone(who, happened)
  const [isDue, wentUp] = [readsAsDueAlone(who, happened), readsAsItWentUp(who, happened)]
  return (event) => {
    const written = placesWritten(event)
    if (wentUp(event)) return 0
    if (isDue(event) || isAboutThem(who, event)) return written
    if (isShared(event))
      return written - Math.min(written, openInWhatWasShared({ kind: 'professional', id: who.id }, event, happened))
    return mayBeClosed(who, event) && ['nothing', 'no more permitted'].includes(openingOf(who, event, happened))
      ? written
      : 0
  }
}

const SEALED = /"sha256":/g
const CLOSED = /\{"closed":true\}/g

/** How many personal values are written in it, and how many an answer says are closed. */
const placesWritten = ({ data }: Envelope): number => JSON.stringify(data).match(SEALED)?.length ?? 0
export const placesClosed = (data: unknown): number => JSON.stringify(data).match(CLOSED)?.length ?? 0
