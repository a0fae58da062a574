/** What of the plan is closed to whom, said in sentences and from the events alone: a second opinion that `closed.ts` is held to. */
import { isRaisedBy, readsToAnswer } from './challenges-in-sentences.ts'
import { isKeptFrom } from './withheld-in-sentences.ts'
import type { CoordinationBasis } from '../../municipality/coordination-bases.ts'
import type { PlanEvent } from '../../plan/plan.ts'
import type { Recorded } from '../../plan/testing/histories.ts'
import type { Asker } from '../grounds.ts'
import { isIn, membershipOf, type Told } from './departures-in-sentences.ts'
import { hasTheLaw } from './scopes-in-sentences.ts'
import { worksHere } from './who-works-in-sentences.ts'
import { partOf } from './withheld-in-sentences.ts'

const HELPS_UNDER: Readonly<Record<string, string>> = {
  'youth-support': 'youth',
  'social-support': 'wmo',
  'participation-support': 'participation',
}

type Sentence = (asker: Asker, told: Told, one: Recorded) => boolean

/** Each says when who coordinates reads the words of something under a law. */
export const OPENS: Readonly<Record<string, Sentence>> = {
  'the municipality has a basis for that law, on this day in Amsterdam': (_asker, { bases, at }, [, { domain }]) => {
    const today = new Date(at).toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' })
    const counts = ({ from, until = '9999-12-31' }: CoordinationBasis) => from <= today && today <= until
    return bases.some((basis) => basis.domain === domain && counts(basis))
  },

  'someone other than themselves let them help under all of that law, and they do now': ({ id }, told, [, its]) =>
    told.past.some(
      ([{ by }, event]) =>
        event.type === 'ProfessionalJoined' &&
        event.professional === id &&
        by.id !== id &&
        HELPS_UNDER[event.activity] === event.domain &&
        event.domain === its.domain &&
        event.until >= told.at &&
        hasTheLaw(told, event) &&
        !told.past.some(([, { type, ...left }]) => type === 'ProfessionalLeft' && joiningOf(left) === event.joining),
    ),

  'each whom it is about, or everyone in the family, permits it to whoever coordinates, as another wrote it down': (
    { id },
    told,
    [, event],
  ) => {
    const present = told.past.flatMap(([, one]) =>
      one.type === 'MemberJoined' && isIn(told, one.person) ? [one.person] : [],
    )
    const persons = event.about.length > 0 ? event.about : present
    return persons.length > 0 && persons.every((person) => permitting(person, event, told, id).length > 0)
  },

  'they wrote it themselves': ({ id }, _told, [{ by }]) => by.id === id,

  'it says who works with the family': (_asker, _told, [, { type }]) => type === 'ProfessionalJoined',
}

type Given = Extract<PlanEvent, { type: 'PermissionGiven' }>

/** What somebody permits someone of something, and can permit still. */
export function permitting(
  person: string,
  event: PlanEvent,
  told: Told,
  reader: string,
  to: { readonly kind: string; readonly id?: string } = { kind: 'coordination' },
): readonly Given[] {
  const all = told.past.map(([, one]) => one)
  const isWithdrawn = ({ permission }: Given) =>
    all.some((one) => one.type === 'PermissionWithdrawn' && one.permission === permission)
  const isOfIt = ({ items, domain }: Given) =>
    domain === event.domain && (items?.some(({ kind, id }) => partOf(event, told).includes(`${kind} ${id}`)) ?? true)
  const written = told.past.filter(([{ by }]) => by.id !== reader).map(([, one]) => one)
  return written.filter(
    (one): one is Given =>
      one.type === 'PermissionGiven' &&
      one.person === person &&
      one.to.kind === to.kind &&
      ('id' in one.to ? one.to.id : undefined) === to.id &&
      one.until >= told.at &&
      !isWithdrawn(one) &&
      isOfIt(one) &&
      (isIn(told, person) || membershipOf(told, person)?.[1].type === 'MemberLeft') &&
      mayStillGive(one, told),
  )
}

/** Themselves, unless it was judged last that they cannot speak; or who speaks for them there, has shown it and is in no conflict. */
function mayStillGive({ by, person, domain }: Given, told: Told): boolean {
  const all = told.past.map(([, one]) => one)
  if (by === person) {
    const judged = all.findLast(
      (one) => one.type === 'CapacityJudged' && one.person === person && one.domain === domain,
    )
    return judged?.type !== 'CapacityJudged' || judged.canSpeak
  }
  const of = (type: PlanEvent['type'], representation: string) =>
    all.some((one) => one.type === type && 'representation' in one && one.representation === representation)
  return all.some(
    (one) =>
      one.type === 'RepresentativeAppointed' &&
      one.representative === by &&
      one.represents === person &&
      (one.kind !== 'administrator-of-assets' || domain === 'participation') &&
      one.from <= told.at &&
      told.at <= (one.until ?? told.at) &&
      !of('RepresentativeEnded', one.representation) &&
      !of('ConflictOfInterestDeclared', one.representation) &&
      (one.isVerified !== false || of('RepresentationProven', one.representation)) &&
      !worksHere(by, told),
  )
}

/** Whether something is withheld from whoever permits something: of what they may not read they permit nothing, and that is held elsewhere. */
export const mayBeHiddenFromWhoPermits = ({ past }: Told): boolean => {
  const givers = past.flatMap(([, one]) => (one.type === 'PermissionGiven' ? [one.by] : []))
  return past.some(
    ([, one]) => (one.type === 'ContentWithheld' || one.type === 'SightLimited') && givers.includes(one.from),
  )
}

const joiningOf = (event: object): unknown => ('joining' in event ? event.joining : undefined)

/** Whether the words of something that they see are closed to them. */
export const isClosedInSentences = (asker: Asker, told: Told, one: Recorded): boolean =>
  asker.activity === 'plan-coordination' &&
  asker.role === 'coordinator' &&
  // What is challenged is read by who is to answer that, and what somebody challenged by them.
  readsToAnswer(asker, told, (id, event) => isKeptFrom(id, event, told))?.(one[1], one[0].at) !== true &&
  !isRaisedBy(asker.id, told)(one[1]) &&
  // Why someone would have another is for whoever leads the team, and never for who coordinates.
  (one[1].type === 'OtherCoordinatorRequested' ||
    (one[1].domain !== 'general' && !Object.values(OPENS).some((says) => says(asker, told, one))))

/** How many places of an event hold a personal value, and how many say that they are closed. */
export function placesIn(event: PlanEvent | object): { readonly sealed: number; readonly closed: number } {
  const text = JSON.stringify(event)
  return { sealed: text.split('"sha256":').length - 1, closed: text.split('{"closed":true}').length - 1 }
}
