/**
 * People for someone who verifies: one pseudonym each, within one plan. Who did which things in a plan can be followed; that the same worker, or
 * the same child, stands in two plans cannot.
 */
import { createHmac, type KeyObject } from 'node:crypto'
import type { Recorded } from '../../../../libs/event-store/recorded.ts'
import type { PlanEvent } from '../../../../libs/plan/plan.ts'

/** A person's id, or a worker's, as the readable answers of this plan show it: a UUID (RFC 9562 §5.8), the same each time. */
export type PseudonymOf = (id: string) => string

/** @param key a secret key of 32 bytes, used for nothing else */
export function pseudonymsIn(key: KeyObject, planId: string, history: readonly Recorded<PlanEvent>[]): PseudonymOf {
  const known = new Map<string, string>()
  for (const id of peopleIn(history)) known.set(id, pseudonym(key, planId, id))
  return (id) => known.get(id) ?? id
}

/** An answer with its people under pseudonyms, wherever their ids stand. */
export function underPseudonyms(answer: unknown, pseudonymOf: PseudonymOf): unknown {
  // Also inside a text: what changed is told by a path of ids.
  if (typeof answer === 'string') return pseudonymOf(answer).replace(UUIDS, pseudonymOf)
  if (Array.isArray(answer)) return answer.map((one) => underPseudonyms(one, pseudonymOf))
  if (typeof answer !== 'object' || answer === null) return answer
  return Object.fromEntries(
    Object.entries(answer).map(([key, value]) => [pseudonymOf(key), underPseudonyms(value, pseudonymOf)]),
  )
}

const UUIDS = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

/** Where an event's own facts name people; whom it is about and who did it, its envelope says. From whom something is withheld is named elsewhere, and a representation is `from` a day. */
const PEOPLE: ReadonlySet<string> = new Set([
  'person',
  'by',
  'askedBy',
  'coordinator',
  'replaced',
  'deputy',
  'to',
  'professional',
  'representative',
  'represents',
  'owner',
  'reader',
  'consulted',
  'excluded',
  'notHeard',
  'dissent',
  'heard',
])

function peopleIn(history: readonly Recorded<PlanEvent>[]): ReadonlySet<string> {
  const people = new Set<string>()
  for (const { event, envelope } of history) {
    const { actor, onBehalfOf, about } = envelope
    if (actor.kind !== 'system') people.add(actor.id)
    if (onBehalfOf !== undefined) people.add(onBehalfOf)
    for (const person of about) people.add(person)
    for (const [field, value] of Object.entries(event))
      if (PEOPLE.has(field)) for (const id of idsIn(value)) people.add(id)
  }
  return people
}

/** One id, several, several as keys, or that of somebody of a kind. */
function idsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.map(String)
  const named: { readonly kind?: unknown; readonly id?: unknown } = value ?? {}
  if (named.kind === undefined) return Object.keys(named)
  return typeof named.id === 'string' ? [named.id] : []
}

function pseudonym(key: KeyObject, planId: string, id: string): string {
  const bytes = createHmac('sha256', key)
    .update(JSON.stringify([planId, id]))
    .digest()
    .subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
