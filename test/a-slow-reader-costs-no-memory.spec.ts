/** Whoever reads a stream slowly, or not at all, is waited for: what they have not taken is not made ready for them. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { request, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { v5 as uuidFrom } from 'uuid'
import type { Envelope } from '../libs/deciding/envelope.ts'
import { openSqliteEventStore } from '../libs/event-store/sqlite.ts'
import { aHelpedFamily, type HelpedFamily } from './support/a-helped-family.ts'
import { aPartner, aStream, DE_BRUG, headersOf, until } from './support/partners.ts'
import type { Person } from './support/story.ts'
import { aTownHere, type TownHere } from './support/town-here.ts'

/** More than all that lies between two processes on one machine holds: some twelve megabytes, of events with a long trace. */
const REVISIONS = 4_000
const LONG = 'c'.repeat(2_400)
const REVISIONS_AT_ONCE = 200
/** Of one reader, on the way out of the process. */
const BYTES_AT_MOST = 128 * 1024

let town: TownHere
let family: HelpedFamily
let deBrug: Person

beforeAll(async () => {
  town = await aTownHere()
  deBrug = await aPartner(town, DE_BRUG)
  family = await aHelpedFamily(town)
  await aGoalRevisedOften()
}, 120_000)

afterAll(() => town.close())

/** Past the door, which would take minutes: as another process on the same file. */
async function aGoalRevisedOften(): Promise<void> {
  const { planId, youthWorker, child } = family
  const body = { domain: 'youth', about: [child.id], lifeArea: 'housing', words: 'Een eigen kamer' }
  const goal = (await town.as(youthWorker).post(`/plans/${planId}/goals`, body)).id
  const store = await openSqliteEventStore({ file: join(town.dataDir, 'events.db') })
  try {
    const stream = `plan-${planId}`
    const first = (await store.read(stream)).at(-1)
    if (first === undefined) throw new Error('the goal was proposed')
    const proposed = JSON.parse(first.body) as Envelope
    for (let at = first.revision; at < first.revision + REVISIONS; at += REVISIONS_AT_ONCE) {
      const revised = Array.from({ length: REVISIONS_AT_ONCE }, (_, place) => {
        const revision = at + 1 + place
        const id = uuidFrom(String(revision), goal)
        const commandId = uuidFrom('command', id)
        const sequence = proposed.sequence + revision - first.revision
        const data = { goal, words: proposed.data['words'] }
        const envelope: Envelope = {
          ...proposed,
          id,
          commandId,
          revision,
          sequence,
          type: 'GoalRevised',
          data,
          correlationId: LONG,
        }
        return { id, type: 'GoalRevised', body: JSON.stringify(envelope) }
      })
      await store.append(stream, at, revised)
    }
  } finally {
    await store.close()
  }
}

interface Unread {
  readonly answer: IncomingMessage
  leave(): void
}

/** A stream of which nothing is read, until someone does. */
function unread(query = ''): Promise<Unread> {
  return new Promise((resolve, reject) => {
    const headers = headersOf(deBrug, { accept: 'text/event-stream' })
    const asked = request(`${town.api}/events${query}`, { headers }, (answer) => {
      answer.on('error', () => undefined)
      resolve({ answer, leave: () => answer.destroy() })
    })
    asked.on('error', reject).end()
  })
}

/** The ids of all events that come, one behind the other. */
async function idsIn({ answer }: Unread, count: number): Promise<readonly string[]> {
  const ids: string[] = []
  let text = ''
  answer.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
    const blocks = text.split('\n\n')
    text = blocks.pop() ?? ''
    ids.push(...blocks.flatMap((block) => /"id":"([^"]+)"/.exec(block)?.[1] ?? []))
  })
  await until(() => ids.length >= count, 60_000)
  return ids
}

describe('a slow reader', () => {
  it('has nothing made ready that it does not take, is given all of it in order once it reads, and holds up nobody', async () => {
    const answers: ServerResponse[] = []
    const sources: Readable[] = []
    const onRequest = (message: unknown) => {
      const { response } = message as { readonly response: ServerResponse }
      answers.push(response)
      response.on('pipe', (source: Readable) => sources.push(source))
    }
    subscribe('http.server.request.start', onRequest)
    const slow = await unread()
    unsubscribe('http.server.request.start', onRequest)
    const [itsAnswer] = answers
    if (itsAnswer === undefined) throw new Error('there is an answer on its way')

    // It is full when what is written stays what it is.
    let written = -1
    let stays = 0
    await until(() => {
      const now = itsAnswer.socket?.bytesWritten ?? 0
      stays = now === written && now > 0 ? stays + 1 : 0
      written = now
      return stays > 50
    }, 60_000)
    expect(sources.map(({ readableLength }) => readableLength < BYTES_AT_MOST)).toEqual([true])
    expect(itsAnswer.writableLength).toBeLessThan(BYTES_AT_MOST)
    expect(itsAnswer.writableNeedDrain).toBe(true)

    await using quick = await aStream(town, deBrug)
    expect(await quick.take(100)).toHaveLength(100)

    const revisions = (await idsIn(slow, REVISIONS)).slice(-REVISIONS)
    expect(new Set(revisions).size).toBe(REVISIONS)
    slow.leave()
  }, 120_000)

  it('is one of ten at most of an organisation; who leaves makes room', async () => {
    const streams = await Promise.all(Array.from({ length: 10 }, () => unread('?domain=wmo')))
    const refused = await fetch(`${town.api}/events`, { headers: headersOf(deBrug) })
    expect({ status: refused.status, after: refused.headers.get('retry-after') }).toEqual({ status: 429, after: '5' })
    for (const stream of streams) stream.leave()
    await until(async () => (await fetch(`${town.api}/events`, { headers: headersOf(deBrug) })).status === 200)
  })
})
