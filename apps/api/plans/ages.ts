/** Age bands, made at the door from sealed birth dates for one request. No event and no row keeps an age. */
import { AGE_BANDS, type AgeBand } from '../../../libs/access/grounds.ts'
import type { PersonId } from '../../../libs/deciding/decider.ts'
import { dayOf, type Day } from '../../../libs/deciding/days.ts'
import type { Recorded } from '../../../libs/event-store/recorded.ts'
import type { PlanEvent } from '../../../libs/plan/plan.ts'
import { GONE } from '../../../libs/sealing/sealed-value.ts'
import type { Sealing, SealedValues } from '../../../libs/sealing/sealing.ts'

/** From which birthday each band counts (Jeugdwet 7.3.10–7.3.12; Burgerlijk Wetboek 1:233). */
const FROM_AGE: Readonly<Record<AgeBand, number>> = { 'under-12': 0, '12-15': 12, '16-17': 16, adult: 18 }

/** The band of someone born on a day, as of another. */
export function ageBandOn(today: Day, born: Day): AgeBand {
  const birthdayPassed = today.slice(5) >= born.slice(5)
  const age = Number(today.slice(0, 4)) - Number(born.slice(0, 4)) - (birthdayPassed ? 0 : 1)
  return AGE_BANDS.findLast((band) => age >= FROM_AGE[band]) ?? 'under-12'
}

export type AgeBandOf = (person: PersonId) => AgeBand | undefined

/** The bands of everyone in a plan's history whose birth date is known and not forgotten. */
export async function ageBandsIn(
  history: readonly Recorded<PlanEvent>[],
  sealing: Sealing,
  now: string,
): Promise<AgeBandOf> {
  const bands = new Map<PersonId, AgeBand>()
  const today = dayOf(now)
  for (const { event, sealed } of history) {
    if (event.type !== 'MembershipRequested' || event.birthDate === undefined || sealed === undefined) continue
    const value = (JSON.parse(sealed) as SealedValues)[event.birthDate.sealed]
    if (value === undefined) continue
    const born = await sealing.unseal(value, event.birthDate.sha256)
    if (born !== GONE) bands.set(event.person, ageBandOn(today, born))
  }
  return (person) => bands.get(person)
}
