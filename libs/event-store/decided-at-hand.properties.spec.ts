/**
 * What an append guards is not read first, and nobody can tell: between two processes on one store, each command comes to what the rules say of some
 * moment between its being asked and its being answered, on files and on EventStoreDB (a stand-in for it).
 */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { EventStoreDbStandIn } from '../../test/support/eventstoredb-stand-in/stand-in.ts'
import { Refusal, type Concerns, type Decider, type Sealed } from '../deciding/decider.ts'
import { openEventStoreDb } from './eventstoredb.ts'
import { foldingOf, Folds, historyOf } from './folds.ts'
import { handle, type Ask } from './handle.ts'
import type { EventStore } from './port.ts'
import { fromStored } from './recorded.ts'
import { openSqliteEventStore } from './sqlite.ts'
import { openSqliteSealedValues } from './sqlite-sealed-values.ts'

type Moved = Concerns & { readonly type: 'Moved'; readonly to: number; readonly because: Sealed }
interface Move {
  readonly from: number
  readonly to: number
  readonly because: Sealed
}

/** Something that is in one of three places, and moved only by who knows in which, past the one between: refused to others, and already so for some. */
const token: Decider<Move, number, Moved> = {
  initial: 0,
  decide({ from, to, because }, at) {
    if (at === to) return []
    if (at !== from) throw new Refusal('IS_ELSEWHERE', { at })
    return past(from, to).map((place) => ({ type: 'Moved', domain: 'general', about: [], to: place, because }))
  },
  evolve: (_, { to }) => to,
}

function past(from: number, to: number): readonly number[] {
  return Math.abs(from - to) === 2 ? [1, to] : [to]
}

interface Sent extends Pick<Move, 'from' | 'to'> {
  /** Which of two processes. */
  readonly by: 0 | 1
  /** By its number: the same comes again. */
  readonly command: number
  readonly isNamed: boolean
  /** How many events its sender saw, where they insist on that. */
  readonly saw: number | undefined
  /** What others send while it is being decided. */
  readonly meanwhile: readonly Sent[]
}

const NOW = () => '2026-03-02T09:00:00.000Z'
const MOVES: readonly Pick<Move, 'from' | 'to'>[] = [0, 1, 2].flatMap((from) => [0, 1, 2].map((to) => ({ from, to })))

const sent = (meanwhile: fc.Arbitrary<readonly Sent[]>): fc.Arbitrary<Sent> =>
  fc
    .record({
      by: fc.constantFrom(0 as const, 1 as const),
      command: fc.nat(8),
      isNamed: fc.boolean(),
      saw: fc.option(fc.nat(5), { nil: undefined, freq: 3 }),
      meanwhile,
    })
    // What a command is follows from its number.
    .map((one) => ({ ...one, ...(MOVES[one.command] ?? { from: 0, to: 0 }) }))

const courses = fc.array(
  sent(fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.array(sent(fc.constant([])), { maxLength: 2 }))),
  {
    minLength: 2,
    maxLength: 12,
  },
)

/** What a command came to. */
type Outcome =
  | { readonly is: 'done'; readonly to: readonly number[]; readonly revision: number; readonly isRepeat: boolean }
  | { readonly is: 'refused'; readonly code: string; readonly details: unknown }

interface Answered {
  readonly sent: Sent
  readonly outcome: Outcome
  /** How many events stood when it was asked, and when it was answered. */
  readonly during: readonly [number, number]
}

const idOf = (command: number): string => `00000000-0000-4000-8000-${String(command).padStart(12, '0')}`

/** What the rules say of the first so many events: an oracle that reads everything, and knows nothing of folds. */
function said(events: readonly { readonly to: number | undefined; readonly command: string }[], one: Sent): Outcome {
  const places = events.flatMap(({ to }) => (to === undefined ? [] : [to]))
  const its = events.filter(({ command }) => command === idOf(one.command))
  if (its.length > 0) {
    const revision = events.findLastIndex(({ command }) => command === idOf(one.command))
    return { is: 'done', to: its.flatMap(({ to }) => (to === undefined ? [] : [to])), revision, isRepeat: true }
  }
  if (one.saw !== undefined && one.saw !== events.length)
    return { is: 'refused', code: 'HAS_CHANGED', details: events.length }
  const at = places.at(-1) ?? 0
  if (at === one.to)
    return { is: 'done', to: [], revision: one.isNamed ? events.length : events.length - 1, isRepeat: false }
  if (at !== one.from) return { is: 'refused', code: 'IS_ELSEWHERE', details: { at } }
  const to = past(one.from, one.to)
  return { is: 'done', to, revision: events.length + to.length - 1, isRepeat: false }
}

const plain = ({ code, details }: Refusal): Outcome => ({
  is: 'refused',
  code,
  details: code === 'HAS_CHANGED' ? details['revision'] : { ...details },
})

/** What was taken in as it was written is what is read. */
async function isAsReadFromTheBeginning<State>(folds: Folds<State, Moved>, stream: string): Promise<void> {
  expect(await folds.at(stream)).toEqual(await new Folds(folds.store, folds.folding).at(stream))
}

async function answeredIn(
  stores: readonly EventStore[],
  stream: string,
  course: readonly Sent[],
): Promise<readonly Answered[]> {
  const processes = stores.map((store) => {
    const histories = new Folds(store, historyOf<Moved>({}))
    return { histories, folds: new Folds(store, foldingOf(token, {}), { alongside: [histories] }) }
  })
  const [store] = stores
  const answers: Answered[] = []
  const count = async () => (await store?.read(stream))?.length ?? 0

  async function send(one: Sent): Promise<void> {
    const { by, command, from, to, isNamed, saw } = one
    const [folds, before] = [processes[by]?.folds, await count()]
    if (folds === undefined) throw new Error('there are two processes')
    let others: readonly Sent[] = one.meanwhile
    const ask: Ask<Move, number> = {
      commandId: idOf(command),
      digest: `digest of ${String(command)}`,
      deed: { by: { kind: 'system', id: 'test' }, activity: 'plan-coordination', legalBasis: 'Jeugdwet 2.1' },
      ...{ municipality: '0363', correlationId: 'trace', causationId: idOf(command), isNamed },
      ...(saw !== undefined && {
        mustStillHold: ({ revision }) =>
          saw === revision + 1
            ? Promise.resolve()
            : Promise.reject(new Refusal('HAS_CHANGED', { revision: revision + 1 })),
      }),
      async ready() {
        const now = others
        others = []
        for (const other of now) await send(other)
        const because = { sealed: randomUUID(), sha256: 'of what stands beside it' }
        return { command: { from, to, because }, ciphertexts: { [because.sealed]: { says: String(command) } } }
      },
    }
    const outcome = await handle(folds, token, stream, ask, NOW).then(
      ({ events, revision, isRepeat = false }): Outcome => ({
        ...{ is: 'done', to: events.map(({ event }) => event.to), revision },
        isRepeat,
      }),
      (fault: unknown) => {
        if (fault instanceof Refusal) return plain(fault as Refusal)
        throw fault
      },
    )
    answers.push({ sent: one, outcome, during: [before, await count()] })
  }

  for (const one of course) await send(one)
  for (const { folds, histories } of processes) {
    await isAsReadFromTheBeginning(folds, stream)
    await isAsReadFromTheBeginning(histories, stream)
  }
  return answers
}

async function isAsOfSomeMomentMeanwhile(stores: readonly EventStore[], course: readonly Sent[]): Promise<void> {
  const stream = randomUUID()
  const answers = await answeredIn(stores, stream, course)
  const stored = (await stores[0]?.read(stream)) ?? []
  const events = stored.map((one) => {
    const { event, envelope } = fromStored<Moved>(one, {})
    return { to: envelope.type === 'Moved' ? event.to : undefined, command: envelope.commandId }
  })
  for (const { sent: one, outcome, during } of answers) {
    const [from, to] = during
    const possible = Array.from({ length: to - from + 1 }, (_, more) => said(events.slice(0, from + more), one))
    expect(possible).toContainEqual(outcome)
  }
}

describe('a command that was decided on what was at hand', () => {
  let directory: string
  let standIn: EventStoreDbStandIn
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'at-hand-'))
    standIn = await EventStoreDbStandIn.start()
  })
  afterAll(() => {
    standIn.stop()
    rmSync(directory, { recursive: true })
  })

  const ofAFile = () => openSqliteEventStore({ file: join(directory, 'events.db') })
  const ofEventStoreDb = () =>
    openEventStoreDb({
      ...{ connection: standIn.url, namespace: 'test' },
      sealedValues: openSqliteSealedValues(join(directory, 'values.db')),
    })

  it.each([
    ['files', ofAFile, 100],
    ['EventStoreDB', ofEventStoreDb, 30],
  ])(
    'comes on %s to what the rules say of some moment meanwhile',
    async (_, open, numRuns) => {
      const stores = [await open(), await open()]
      try {
        await fc.assert(
          fc.asyncProperty(courses, (course) => isAsOfSomeMomentMeanwhile(stores, course)),
          { numRuns },
        )
      } finally {
        for (const store of stores) await store.close()
      }
    },
    120_000,
  )
})
