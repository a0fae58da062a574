/** What everyone writes in a comparison: two events an append, each with the full envelope and two sealed values; the same bytes for all. */
import { randomBytes, randomUUID } from 'node:crypto'
import type { Deed, Sealed } from '../../../libs/deciding/decider.ts'
import type { NewEvent } from '../../../libs/event-store/port.ts'
import { toStored } from '../../../libs/event-store/recorded.ts'
import { padded } from '../../../libs/sealing/padding.ts'

export const DEED: Deed = {
  by: { kind: 'person', id: 'c2f7c2f4-6f0e-4a7b-9d0a-4a3e3d1c5b11', role: 'professional' },
  at: '2026-11-22T09:00:00.000Z',
  activity: 'youth-support',
  legalBasis: 'Jeugdwet art. 2.3',
}

const TEXTS = ['Kim slaapt weer door, en gaat elke dag naar school', 'Eerst drie gesprekken, dan pas de melding']

/** A text as it is once sealed: IV, ciphertext and tag in base64url, with what it is bound to. */
const closed = (text: string, stream: string, path: string) => ({
  bytes: randomBytes(28 + padded(JSON.stringify(text)).length).toString('base64url'),
  command: randomUUID(),
  domain: 'youth',
  form: 2,
  key: randomUUID(),
  path,
  stream,
  subjects: [randomUUID()],
  tenant: '0363',
})

const reference = (): Sealed => ({
  sealed: randomBytes(16).toString('base64url'),
  sha256: randomBytes(32).toString('base64url'),
})

/** The two events of one append, as the store takes them. @param revision of the first */
export function anAppend(stream: string, revision: number): readonly NewEvent[] {
  const commandId = randomUUID()
  return [0, 1].map((place) => {
    const [words, situation] = [reference(), reference()]
    const event = {
      type: 'NoteTaken',
      domain: 'youth',
      about: [randomUUID()],
      note: randomUUID(),
      words,
      situation,
    } as const
    const circumstances = {
      municipality: '0363',
      stream,
      revision: revision + place,
      sequence: revision + place,
      recordedAt: DEED.at,
      commandId,
      ...(place === 0 && { commandDigest: randomBytes(32).toString('base64url') }),
      correlationId: commandId.replaceAll('-', ''),
      causationId: commandId,
      traceparent: `00-${commandId.replaceAll('-', '')}-0123456789abcdef-01`,
    }
    const ciphertexts = {
      [words.sealed]: closed(TEXTS[0] ?? '', stream, '/words'),
      [situation.sealed]: closed(TEXTS[1] ?? '', stream, '/situation'),
    }
    return toStored(event, DEED, circumstances, {}, ciphertexts)
  })
}

/** Made before the clock runs: who is measured writes them, and does not make them. */
export class Appends {
  readonly #made: (readonly NewEvent[])[]
  #next = 0

  constructor(count = 2_000) {
    this.#made = Array.from({ length: count }, () => anAppend(`plan-${randomUUID()}`, 0))
  }

  /** The same bytes again under new ids: of nobody who reads what is written, for whom they are another's. */
  next(): readonly NewEvent[] {
    return this.#nextMade().map((event) => ({ ...event, id: randomUUID() }))
  }

  /** As they would stand in that stream, for who reads them. @param revision of the first */
  nextFor(stream: string, revision: number): readonly NewEvent[] {
    return this.#nextMade().map(({ id: made, body, ...event }, place) => {
      const id = randomUUID()
      const fitting = body
        .replace(`"id":"${made}"`, `"id":"${id}"`)
        .replace(/"revision":\d+/, `"revision":${String(revision + place)}`)
        .replace(/"stream":"[^"]+"/, `"stream":"${stream}"`)
      return { ...event, id, body: fitting }
    })
  }

  #nextMade(): readonly NewEvent[] {
    const made = this.#made[this.#next % this.#made.length] ?? []
    this.#next += 1
    return made
  }
}

/** As one text: what a log keeps of an append, a line an event. */
export const asLines = (events: readonly NewEvent[]): string =>
  events.map(({ id, type, body, sealed = '' }) => `${id} ${type} ${body} ${sealed}\n`).join('')
