/** Ages: which birth dates can be, and bands, made at the door from sealed birth dates for one request. No event and no row keeps an age. */
import { ageBandOn, ownVoiceOf, VOICE_OF_AN_ADULT, type AgeBand } from '../access/ages.ts'
import type { AgeCorrected } from '../access/grounds.ts'
import type { Moment, PersonId, Sealed } from '../deciding/decider.ts'
import { dayOf, type Day } from '../deciding/days.ts'
import { withEntry, withoutEntry } from '../deciding/growing.ts'
import type { LegalDomain } from '../deciding/domains.ts'
import type { Upcasters } from '../deciding/upcasters.ts'
import type { Folding } from '../event-store/folds.ts'
import type { AgeByLaw } from '../municipality/ages-by-law.ts'
import type { OwnVoice, OwnVoices } from '../plan/goals/own-voice.ts'
import type { KnownAge } from '../plan/members/members.ts'
import type { PlanEvent } from '../plan/plan.ts'
import type { SealedValue } from '../sealing/sealed-value.ts'
import { sealedValuesIn, type Sealing } from '../sealing/sealing.ts'

/** Nobody in the Netherlands was ever so old that a date before this is more than a slip. */
const YEARS_AT_MOST = 120

/** Whether somebody alive today, or who was until lately, can have been born on a day. */
export function canBeBirthDate(born: Day, today: Day): boolean {
  const earliest = `${String(Number(today.slice(0, 4)) - YEARS_AT_MOST)}${today.slice(4)}`
  return earliest <= born && born <= today
}

export type AgeBandOf = (person: PersonId) => AgeBand | undefined

/** A birth date as an event recorded it, and its ciphertext; where none is known, under it nothing, and beside it that someone is adult. */
export interface Birth {
  readonly birthDate: Sealed
  readonly value: SealedValue
  readonly stated?: { readonly sha256: string; readonly value: SealedValue }
}

/** Whoever joined, and what was said of who has not: a request that is refused makes nobody older or younger. */
export interface Births {
  readonly joined: Readonly<Record<PersonId, Birth>>
  /** By the request. */
  readonly asked: Readonly<Record<string, Birth>>
  /** Each correction of an age: when, and what was known until then. */
  readonly corrected: readonly { readonly person: PersonId; readonly at: Moment; readonly before: Birth | undefined }[]
}

/** Everyone in a plan whose birth date was given, still sealed. */
export const birthsOf = (upcasters: Upcasters<PlanEvent['type']>): Folding<Births, PlanEvent> => ({
  initial: () => ({ joined: {}, asked: {}, corrected: [] }),
  step(now, { event, sealed, envelope }) {
    const { joined, asked } = now
    switch (event.type) {
      case 'MembershipRequested': {
        const birth = birthIn(event, sealed)
        return birth === undefined ? now : { ...now, asked: withEntry(asked, event.membership, birth) }
      }
      case 'CorrectionRecorded': {
        const birth = event.of.kind === 'member' ? birthIn(event, sealed) : undefined
        if (birth === undefined) return now
        const person = event.of.id
        const corrected = [...now.corrected, { person, at: envelope.recordedAt, before: joined[person] }]
        return { ...now, joined: withEntry(joined, person, birth), corrected }
      }
      case 'MemberJoined':
      case 'MembershipRefused': {
        const birth = asked[event.membership]
        const counts = event.type === 'MemberJoined' && birth !== undefined
        const others = withoutEntry(asked, event.membership)
        return { ...now, joined: counts ? withEntry(joined, event.person, birth) : joined, asked: others }
      }
      default:
        return now
    }
  },
  upcasters,
})

function birthIn({ birthDate, ageBand }: KnownAge, sealed: string | undefined): Birth | undefined {
  if (birthDate === undefined || sealed === undefined) return undefined
  const values = sealedValuesIn(sealed)
  const value = values[birthDate.sealed]
  const statement = ageBand && values[ageBand.sealed]
  if (value === undefined) return undefined
  return { birthDate, value, ...(statement && { stated: { sha256: ageBand.sha256, value: statement } }) }
}

/** Whether it is known on what day someone was born, and not only that they are adult. */
export async function knowsBirthDate({ joined }: Births, person: PersonId, sealing: Sealing): Promise<boolean> {
  const birth = joined[person]
  return birth !== undefined && typeof (await sealing.unseal(birth.value, birth.birthDate.sha256)) === 'string'
}

/** On what day someone was born, where that is known and not forgotten. */
export async function birthDateOf({ joined }: Births, person: PersonId, sealing: Sealing): Promise<Day | undefined> {
  const birth = joined[person]
  const known = birth && (await knownOf(birth, sealing))
  return known === undefined || known === 'adult' ? undefined : known.born
}

/** The bands of everyone whose birth date is not forgotten, and of who is known to be adult. */
export async function ageBandsOf({ joined }: Births, sealing: Sealing, now: string): Promise<AgeBandOf> {
  const bands = new Map<PersonId, AgeBand>()
  for (const [person, birth] of Object.entries(joined)) {
    const band = await bandOf(birth, sealing, now)
    if (band !== undefined) bands.set(person, band)
  }
  return (person) => bands.get(person)
}

/** Who of them has a voice of their own under a law; who is not in it is younger, or of no known age. */
export async function ownVoicesOf(
  { joined }: Births,
  sealing: Sealing,
  { persons, domain, ages, now }: WhoseVoices,
): Promise<OwnVoices> {
  const voices = await Promise.all(
    persons.map(async (person): Promise<readonly [PersonId, OwnVoice | undefined]> => {
      const birth = joined[person]
      const known = birth && (await knownOf(birth, sealing))
      if (known === undefined || known === 'adult') return [person, known && VOICE_OF_AN_ADULT]
      return [person, ownVoiceOf(known.born, dayOf(now), domain, ages)]
    }),
  )
  return Object.fromEntries(voices.filter((one): one is readonly [PersonId, OwnVoice] => one[1] !== undefined))
}

interface WhoseVoices {
  readonly persons: readonly PersonId[]
  readonly domain: LegalDomain
  /** As the municipality has them. */
  readonly ages: readonly AgeByLaw[]
  readonly now: Moment
}

async function bandOf(birth: Birth, sealing: Sealing, at: Moment): Promise<AgeBand | undefined> {
  const known = await knownOf(birth, sealing)
  return known === undefined || known === 'adult' ? known : ageBandOn(dayOf(at), known.born)
}

/** A birth date that is known counts before a statement. */
async function knownOf({ birthDate, value, stated }: Birth, sealing: Sealing) {
  const born = await sealing.unseal(value, birthDate.sha256)
  if (typeof born === 'string') return { born }
  const isAdult = stated && (await sealing.unseal(stated.value, stated.sha256)) === ('adult' satisfies AgeBand)
  return isAdult ? ('adult' as const) : undefined
}

/** The corrections of ages, each with the band that was known until then. */
export const correctedAges = ({ corrected }: Births, sealing: Sealing): Promise<readonly AgeCorrected[]> =>
  Promise.all(
    corrected.map(async ({ person, at, before }) => ({
      person,
      at,
      before: before && (await bandOf(before, sealing, at)),
    })),
  )
