/** An answer for someone who judges without names: ids become numbered places, and who the people in the plan are is taken out of what was said. */
import type { Recorded } from '../../../../libs/event-store/recorded.ts'
import { namesTakenOut } from '../../../../libs/names/names-taken-out.ts'
import { numbersTakenOut } from '../../../../libs/names/numbers-taken-out.ts'
import { involvedIn, type Plan, type PlanEvent } from '../../../../libs/plan/plan.ts'
import { sealedValuesIn, type SealedValues } from '../../../../libs/sealing/sealing.ts'
import type { System } from '../../../../libs/installation/system.ts'

/**
 * The answer opened, and without people. Only words that were sealed are anyone's own: kinds, dates, and the texts of a protocol stay as
 * they are, whatever the people in the plan are called.
 * @param values the ciphertexts of what is sealed in the answer
 */
export async function withoutPeople(
  { sealing }: System,
  plan: Plan,
  history: readonly Recorded<PlanEvent>[],
  answer: unknown,
  values: SealedValues,
): Promise<unknown> {
  const joined = new Set(history.flatMap(({ event }) => (event.type === 'MemberJoined' ? [event.membership] : [])))
  const identities = history
    // A name that was only asked for is nobody's here: else any word could be taken out by asking for it.
    .filter(({ event }) => event.type !== 'MembershipRequested' || joined.has(event.membership))
    .map(({ event, sealed }) => ({ ...identityIn(event), sealed }))
  const known = identities.filter(({ name, birthDate, bsn }) => name ?? birthDate ?? bsn)
  const theirs = Object.assign({}, ...known.map(({ sealed }) => sealedValuesIn(sealed))) as SealedValues
  const { names, ...numbers } = await sealing.unsealAll(
    {
      names: known.flatMap(({ name }) => name ?? []),
      birthDates: known.flatMap(({ birthDate }) => birthDate ?? []),
      bsns: known.flatMap(({ bsn }) => bsn ?? []),
    },
    theirs,
  )
  const withoutNumbers = numbersTakenOut(numbers)
  const withoutNames = namesTakenOut(names)
  const opened = await sealing.unsealAll(answer, values, (words) => withoutNames(withoutNumbers(words)))
  return withPlaces(opened, placesIn(plan, history))
}

/** What an event holds that says who someone is. */
function identityIn(event: PlanEvent) {
  return {
    name: 'name' in event ? event.name : undefined,
    birthDate: 'birthDate' in event ? event.birthDate : undefined,
    bsn: 'bsn' in event ? event.bsn : undefined,
  }
}

function placesIn(plan: Plan, history: readonly Recorded<PlanEvent>[]): ReadonlyMap<string, string> {
  const members = Object.keys(plan.members.persons)
  const named = (which: (event: PlanEvent) => string | undefined) => history.flatMap(({ event }) => which(event) ?? [])
  const speaking = named((event) => (event.type === 'RepresentativeAppointed' ? event.representative : undefined))
  const atWork = [...involvedIn(plan), ...history.map(({ envelope }) => envelope.actor.id), ...named(worksHere)]
  const others = (some: readonly string[], but: readonly string[]) =>
    [...new Set(some)].filter((id) => !but.includes(id))
  const placed = (as: string, ids: readonly string[]) =>
    ids.map((id, place) => [id, `${as}-${String(place + 1)}`] as const)
  return new Map([
    ...placed('family-member', members),
    ...placed('representative', others(speaking, members)),
    ...placed('professional', others(atWork, [...members, ...speaking])),
  ])
}

/** Also who has done nothing yet: something may be withheld from them. */
function worksHere(event: PlanEvent): string | undefined {
  if (event.type === 'ProfessionalJoined') return event.professional
  return event.type === 'DeputyAppointed' ? event.deputy : undefined
}

function withPlaces(node: unknown, places: ReadonlyMap<string, string>): unknown {
  if (typeof node === 'string') return places.get(node) ?? node
  if (Array.isArray(node)) return node.map((item) => withPlaces(item, places))
  if (typeof node !== 'object' || node === null) return node
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [places.get(key) ?? key, withPlaces(value, places)]),
  )
}
