/** A plan as it might have been lived, for the figures about reading: events drawn from the same histories that the plan's properties are tried on. */
import fc from 'fast-check'
import { v5 as uuidFrom } from 'uuid'
import type { NewEvent } from '../../../libs/event-store/port.ts'
import { toStored } from '../../../libs/event-store/recorded.ts'
import { eventsOf, histories, type Recorded } from '../../../libs/plan/testing/histories.ts'
import { sealedIn } from '../../../libs/sealing/sealing.ts'
import { PLAN_FORMS } from '../../../libs/plan/plan-forms.ts'

const MUNICIPALITY = '0363'
const SEED = 20_260_302
/** How long a drawn history is, is drawn too. */
const SEEDS = 50
/** Much of what people try is refused, and leaves no event. */
const ATTEMPTS_AN_EVENT = 4

/** A family's years: always the same ones. Its first events are a shorter plan. */
export function lifeOf(events: number): readonly Recorded[] {
  for (let seed = SEED; seed < SEED + SEEDS; seed += 1) {
    const [history = []] = fc.sample(histories(events * ATTEMPTS_AN_EVENT), { seed, numRuns: 1 })
    const life = eventsOf(history)
    if (life.length >= events) return life.slice(0, events)
  }
  throw new Error(`no life has ${String(events)} events`)
}

const NAMESPACE = '0b9c3f1a-7d2e-4c58-9a6b-3e1f5d7c9b20'
const idOf = (name: string): string => uuidFrom(name, NAMESPACE)

/** The events of a life as they stand in a stream: whole envelopes, with a ciphertext for each sealed value. */
export function storedIn(stream: string, life: readonly Recorded[]): readonly NewEvent[] {
  return life.map(([deed, event], revision) => {
    const commandId = idOf(`${stream} ${String(revision)}`)
    const trace = commandId.replaceAll('-', '')
    const circumstances = {
      municipality: MUNICIPALITY,
      stream,
      revision,
      sequence: revision,
      recordedAt: deed.at,
      commandId,
      commandDigest: 'qJ2sY0QHqk4lq9m3mGmQ5V1tq5hVZ5sM8m3k4yUe0Yw',
      correlationId: trace,
      causationId: commandId,
      traceparent: `00-${trace}-00f067aa0ba902b7-01`,
    }
    const ciphertexts = Object.fromEntries(sealedIn(event).map((ref) => [ref, ciphertextAt(stream, commandId)]))
    return toStored(event, deed, circumstances, PLAN_FORMS, ciphertexts)
  })
}

/** As long as a sealed value's record is, with what people write in it. */
const ciphertextAt = (stream: string, commandId: string) => ({
  bytes: 'qJ2sY0QHqk4lq9m3mGmQ5V1tq5hVZ5sM'.repeat(5),
  command: commandId,
  domain: 'youth',
  form: 2,
  key: 'Zr9yqgq0Z4uT1vQ2mX8kLw',
  path: '/words',
  stream,
  subjects: [commandId],
  tenant: MUNICIPALITY,
})
