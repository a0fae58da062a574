/** What the right to read an event hangs on, each as one of a few values: together the cell that a reading falls in. */
import type { Envelope } from '../../libs/deciding/envelope.ts'
import { mayBeClosed, openingOf } from './sight-closed.ts'
import { emergencyOf } from './sight-in-emergencies.ts'
import { hasTheLaw } from './sight-of-who-joined-for-goals.ts'
import { audienceOf } from './sight-sentences.ts'
import {
  fact,
  hasTurned,
  joinedNow,
  membershipOf,
  ofTypes,
  spokenForBy,
  type Happened,
  type Who,
} from './sight-told.ts'

const BANDS = [18, 16, 12, 0]

function ageOf(person: string | undefined, happened: Happened): string {
  if (person === undefined) return 'of nobody'
  const turned = BANDS.map((age) => hasTurned(age, person, happened))
  return turned.includes(undefined) ? 'unknown' : `from ${String(BANDS[turned.indexOf(true)])}`
}

function membershipAt({ id }: Who, event: Envelope, happened: Happened): string {
  const last = membershipOf(happened, id)
  if (last?.type !== 'MemberLeft') return last?.type ?? 'never'
  return event.recordedAt <= last.recordedAt ? 'left after it' : 'left before it'
}

/** How they speak for whom the event is about. */
function representationOf({ id }: Who, { about }: Envelope, happened: Happened): string {
  const now = spokenForBy(happened, id).filter(({ represents }) => about.includes(represents))
  if (now.length > 0) return [...new Set(now.map(({ kind }) => kind))].sort().join(' and ')
  const ever = ofTypes(happened, /^RepresentativeAppointed$/).some(
    (event) => fact(event, 'representative') === id && about.includes(fact(event, 'represents') ?? ''),
  )
  return ever ? 'not now' : 'none'
}

/** @param isWithheld from whoever asks */
export function cellOf(
  who: Who,
  event: Envelope,
  happened: Happened,
  { time, isWithheld, sharing }: { readonly time: string; readonly isWithheld: boolean; readonly sharing: string },
): string {
  const [first] = event.about
  const concerned = event.about.includes(who.id) ? who.id : first
  const joined = joinedNow(happened).filter((joining) => fact(joining, 'professional') === who.id)
  return [
    who.role,
    who.activity,
    event.domain,
    audienceOf(event),
    event.about.includes(who.id) ? 'about themselves' : first === undefined ? 'about all' : 'about others',
    ageOf(concerned, happened),
    representationOf(who, event, happened),
    membershipAt(who, event, happened),
    emergencyOf(who, happened),
    mayBeClosed(who, event) ? openingOf(who, event, happened) : 'never closed',
    isWithheld ? 'withheld' : 'not withheld',
    sharing,
    joined.map((one) => (hasTheLaw(one, happened) ? one.domain : `goals of ${one.domain}`)).join(' and '),
    time,
  ].join('|')
}
