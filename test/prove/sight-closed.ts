/** What of a family's plan is closed to who coordinates: said from the design, over what was written and what the municipality recorded. */
import type { Envelope } from '../../libs/deciding/envelope.ts'
import { dayIn, fact, joinedNow, type Basis, type Happened, type Who } from './sight-told.ts'

const HELPS: readonly string[] = ['youth-support', 'social-support', 'participation-support']

/** An article that is in force on the day it is asked, in Amsterdam. */
const isOpenByLaw = ({ domain }: Envelope, { bases, at }: Happened): boolean => {
  const today = dayIn(at)
  const isInForce = ({ from, until }: Basis) => today >= from && !(until !== undefined && today > until)
  return bases.filter((basis) => basis.domain === domain).some(isInForce)
}

/** Another let them help under that law too; whoever let themselves in reads no more than before. */
const wasLetIn = ({ domain }: Envelope, { id }: Who, happened: Happened): boolean =>
  joinedNow(happened).some(
    (joined) =>
      joined.domain === domain &&
      fact(joined, 'professional') === id &&
      HELPS.includes(fact(joined, 'activity') ?? '') &&
      joined.actor.id !== id,
  )

/** Of something that they see. */
export function isClosedTo(who: Who, event: Envelope, happened: Happened): boolean {
  if (who.role !== 'coordinator' || who.activity !== 'plan-coordination' || event.domain === 'general') return false
  // Colleagues are known by name, and what one wrote oneself is no secret to oneself.
  if (event.type === 'ProfessionalJoined' || event.actor.id === who.id) return false
  return !isOpenByLaw(event, happened) && !wasLetIn(event, who, happened)
}

const SEALED = /"sha256":/g
const CLOSED = /\{"closed":true\}/g

/** How many personal values are written in it, and how many an answer says are closed. */
export const placesWritten = ({ data }: Envelope): number => JSON.stringify(data).match(SEALED)?.length ?? 0
export const placesClosed = (data: unknown): number => JSON.stringify(data).match(CLOSED)?.length ?? 0
