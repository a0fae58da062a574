/** Ages: which birth dates can be, and bands, made at the door from sealed birth dates for one request. No event and no row keeps an age. */
import { ageBandOn, type AgeBand } from '../../../libs/access/ages.ts'
import type { PersonId, Sealed } from '../../../libs/deciding/decider.ts'
import { dayOf, type Day } from '../../../libs/deciding/days.ts'
import { withEntry, withoutEntry } from '../../../libs/deciding/growing.ts'
import type { Upcasters } from '../../../libs/deciding/upcasters.ts'
import type { Folding } from '../../../libs/event-store/folds.ts'
import type { PlanEvent } from '../../../libs/plan/plan.ts'
import type { SealedValue } from '../../../libs/sealing/sealed-value.ts'
import type { Sealing, SealedValues } from '../../../libs/sealing/sealing.ts'

/** Nobody in the Netherlands was ever so old that a date before this is more than a slip. */
const YEARS_AT_MOST = 120

/** Whether somebody alive today, or who was until lately, can have been born on a day. */
export function canBeBirthDate(born: Day, today: Day): boolean {
  const earliest = `${String(Number(today.slice(0, 4)) - YEARS_AT_MOST)}${today.slice(4)}`
  return earliest <= born && born <= today
}

export type AgeBandOf = (person: PersonId) => AgeBand | undefined

/** A birth date as an event recorded it, and its ciphertext. */
export interface Birth {
  readonly birthDate: Sealed
  readonly value: SealedValue
}

/** Whoever joined, and what was said of who has not: a request that is refused makes nobody older or younger. */
export interface Births {
  readonly joined: Readonly<Record<PersonId, Birth>>
  /** By the request. */
  readonly asked: Readonly<Record<string, Birth>>
}

/** Everyone in a plan whose birth date was given, still sealed. */
export const birthsOf = (upcasters: Upcasters<PlanEvent['type']>): Folding<Births, PlanEvent> => ({
  initial: () => ({ joined: {}, asked: {} }),
  step({ joined, asked }, { event, sealed }) {
    switch (event.type) {
      case 'MembershipRequested': {
        const { membership, birthDate } = event
        if (birthDate === undefined || sealed === undefined) return { joined, asked }
        const value = (JSON.parse(sealed) as SealedValues)[birthDate.sealed]
        return value === undefined
          ? { joined, asked }
          : { joined, asked: withEntry(asked, membership, { birthDate, value }) }
      }
      case 'MemberJoined':
      case 'MembershipRefused': {
        const birth = asked[event.membership]
        const counts = event.type === 'MemberJoined' && birth !== undefined
        const others = withoutEntry(asked, event.membership)
        return { joined: counts ? withEntry(joined, event.person, birth) : joined, asked: others }
      }
      default:
        return { joined, asked }
    }
  },
  upcasters,
})

/** The bands of everyone whose birth date is not forgotten. */
export async function ageBandsOf({ joined }: Births, sealing: Sealing, now: string): Promise<AgeBandOf> {
  const bands = new Map<PersonId, AgeBand>()
  const today = dayOf(now)
  for (const [person, { birthDate, value }] of Object.entries(joined)) {
    const born = await sealing.unseal(value, birthDate.sha256)
    if (typeof born === 'string') bands.set(person, ageBandOn(today, born))
  }
  return (person) => bands.get(person)
}
