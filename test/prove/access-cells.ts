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

function membershipAt(last: Envelope | undefined, event: Envelope): string {
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

export interface Cell {
  readonly time: string
  /** From whoever asks. */
  readonly isWithheld: boolean
  readonly sharing: string
}

/** What hangs on who asks is looked up once, and not for each event. */
export function cellsOf(who: Who, happened: Happened): (event: Envelope, more: Cell) => string {
  const joined = joinedNow(happened).filter((joining) => fact(joining, 'professional') === who.id)
  const joinings = joined.map((one) => (hasTheLaw(one, happened) ? one.domain : `goals of ${one.domain}`)).join(' and ')
  const [emergency, membership] = [emergencyOf(who, happened), membershipOf(happened, who.id)]
  const ages = new Map<string | undefined, string>()
  const known = (person: string | undefined) => {
    const age = ages.get(person) ?? ageOf(person, happened)
    ages.set(person, age)
    return age
  }
  return (event, { time, isWithheld, sharing }) => {
    const [first] = event.about
    const concerned = event.about.includes(who.id) ? who.id : first
    return [
      who.role,
      who.activity,
      event.domain,
      audienceOf(event),
      event.about.includes(who.id) ? 'about themselves' : first === undefined ? 'about all' : 'about others',
      known(concerned),
      representationOf(who, event, happened),
      membershipAt(membership, event),
      emergency,
      mayBeClosed(who, event) ? openingOf(who, event, happened) : 'never closed',
      isWithheld ? 'withheld' : 'not withheld',
      sharing,
      joinings,
      time,
    ].join('|')
  }
}
