/** The event store against its model, a list of ids a stream: any appends, one after the other and at once. Part of the contract suite. */
import { randomUUID } from 'node:crypto'
import { expect, it } from '@jest/globals'
import fc from 'fast-check'
import { RevisionConflict, type Appended, type EventStore, type Expected, type Revision } from './port.ts'
import { event, idsIn } from './testing/events.ts'

/** An append to be: few streams and revisions near their ends, so that they meet; `again` takes what ids stand where it claims. */
const anyAppend = fc.record({
  stream: fc.nat(2),
  behind: fc.oneof(fc.constant('head' as const), fc.constant('no-stream' as const), fc.nat(5)),
  again: fc.boolean(),
  count: fc.integer({ min: 1, max: 3 }),
})

interface Asked {
  readonly stream: string
  readonly expected: Expected
  readonly ids: readonly string[]
}

type Model = Map<string, readonly string[]>

export function anyAppendsBehave(storeNow: () => EventStore): void {
  it('behaves, for any appends one after the other, as a list of ids a stream', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyAppend, { maxLength: 15 }), async (appends) => {
        const store = storeNow()
        const model: Model = new Map()
        const run = randomUUID()
        for (const append of appends) {
          const asked = ask(append, model, run)
          expect(await outcomeOf(store, asked)).toEqual(outcomeIn(model, asked))
        }
        for (const [stream, ids] of model) expect(await idsIn(store, stream)).toEqual(ids)
      }),
      { numRuns: 60 },
    )
  })

  it('gives, for any appends at once, all of each or nothing, without a gap, and refuses only what came too late', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyAppend, { minLength: 2, maxLength: 20 }), async (appends) => {
        const store = storeNow()
        const run = randomUUID()
        const all = appends.map((append) => ask({ ...append, again: false }, new Map(), run))
        const outcomes = await Promise.all(all.map((asked) => outcomeOf(store, asked)))

        const streams = [...new Set(all.map(({ stream }) => stream))]
        const written = (await Promise.all(streams.map((stream) => store.read(stream)))).flat()
        const acknowledged = all.filter((_, index) => typeof outcomes[index] === 'number').flatMap(({ ids }) => ids)
        expect(written.map(({ id }) => id).sort()).toEqual(acknowledged.sort())
        for (const stream of streams) {
          const revisions = written.filter((one) => one.stream === stream).map(({ revision }) => revision)
          expect(revisions).toEqual(revisions.map((_, index) => index))
          const started = all.some((asked) => asked.stream === stream && asked.expected === 'no-stream')
          expect(revisions.length > 0).toBe(started)
        }
      }),
      { numRuns: 60 },
    )
  })
}

function ask(
  { stream, behind, again, count }: typeof anyAppend extends fc.Arbitrary<infer T> ? T : never,
  model: Model,
  run: string,
): Asked {
  const name = `${run}-${String(stream)}`
  const there = model.get(name) ?? []
  const expected = behind === 'head' ? endOf(there) : behind
  const first = firstBehind(expected)
  const ids = Array.from({ length: count }, (_, index) => (again ? there[first + index] : undefined) ?? randomUUID())
  return { stream: name, expected, ids }
}

const endOf = (ids: readonly string[]): Expected => (ids.length === 0 ? 'no-stream' : ids.length - 1)
const firstBehind = (expected: Expected): Revision => (expected === 'no-stream' ? 0 : expected + 1)

/** The last revision, or where the stream is instead. */
type Outcome = Revision | { readonly actual: Expected }

function outcomeIn(model: Model, { stream, expected, ids }: Asked): Outcome {
  const there = model.get(stream) ?? []
  const first = firstBehind(expected)
  if (first === there.length) model.set(stream, [...there, ...ids])
  else if (ids.some((id, index) => there[first + index] !== id)) return { actual: endOf(there) }
  return first + ids.length - 1
}

async function outcomeOf(store: EventStore, { stream, expected, ids }: Asked): Promise<Outcome> {
  try {
    const appended: Appended = await store.append(
      stream,
      expected,
      ids.map((id) => event(id)),
    )
    return appended.revision
  } catch (fault) {
    if (fault instanceof RevisionConflict) return { actual: fault.actual }
    throw fault
  }
}
