/** Delivery by webhook, as one suite for each place in which its state is kept. */
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { until } from '../event-store/testing/events.ts'
import { deliverToAll, type DeliveringToAll } from './deliver-to-all.ts'
import type { Endpoint } from './deliver-webhooks.ts'
import { SafePost } from './safe-post.ts'
import { HELD_UP } from './silence.ts'
import { whyNotGenuine } from './standard-webhooks.ts'
import { newKeyPair, newSymmetricKey } from './testing/keys.ts'
import { messageAt, placeOf, stepsThrough } from './testing/numbered-events.ts'
import { answering, receiver, type Answering, type Received, type Receiver } from './testing/receiver.ts'
import type { WebhookDeliveries } from './webhook-deliveries.ts'
import { OF_ALL } from './webhook-rows.ts'
import { GIVE_UP_AFTER_MS } from './webhook-retries.ts'

let openDeliveries: () => Promise<WebhookDeliveries>

const HOUR_MS = 3_600_000
const ANSWERS_WITHIN_MS = 1_000
const key = newSymmetricKey()

interface Running {
  readonly deliveries: WebhookDeliveries
  readonly faults: string[]
  readonly gone: string[]
  /** How many events there are by now, of how many subjects. */
  events: number
  /** What is delivered to now. */
  endpoints: readonly Endpoint[]
  laterMs: number
  /** How often it was asked what is delivered to. */
  looks: number
  stop(): Promise<void>
}

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close()
})

const listening = async (answer?: Answering): Promise<Receiver> => {
  const one = await receiver({ ...(answer && { answer }) })
  open.push(one)
  return one
}

const endpoint = (to: Receiver, more: Partial<Endpoint> = {}): Endpoint => ({
  id: `endpoint-${String(to.port)}`,
  url: to.url,
  keys: [key],
  run: 'first',
  ...more,
})

async function delivering(
  endpoints: readonly Endpoint[],
  { events, subjects, ...more }: { events: number; subjects: number } & Partial<DeliveringToAll>,
): Promise<Running> {
  const deliveries = await openDeliveries()
  const post = new SafePost({ rules: { allowsLoopback: true }, timeoutMs: 10_000 })
  const stopping = new AbortController()
  const self: Running = { deliveries, faults: [], gone: [], events, endpoints, laterMs: 0, looks: 0, stop }
  const ended = deliverToAll(
    {
      deliveries,
      post,
      clock: () => Date.now() + self.laterMs,
      active: () => {
        self.looks++
        return Promise.resolve(self.endpoints)
      },
      steps: (_, after, signal) => stepsThrough(() => self.events, subjects, after, signal),
      message: (_, at) => Promise.resolve(messageAt(at)),
      gone({ id }) {
        self.gone.push(id)
        self.endpoints = []
        return Promise.resolve()
      },
      fault: (fault) => self.faults.push(String(fault)),
      lookEveryMs: 10,
      refreshEveryMs: 10,
      ...more,
    },
    stopping.signal,
  )
  let isStopped = false
  async function stop() {
    if (isStopped) return
    isStopped = true
    stopping.abort()
    await ended
    post.close()
    await deliveries.close()
  }
  open.push({ close: stop })
  return self
}

/** Time in which anything that could still happen would. */
async function someLooks(running: Running): Promise<void> {
  const before = running.looks
  await until('it looked again', () => running.looks >= before + 5)
}

/** Nothing is under way, and the rows say how everything went. */
const quiet = (running: Running, id: string): Promise<void> =>
  until(
    'nothing is due',
    async () => (await running.deliveries.due(id, Date.now() + running.laterMs, [], 1)).length === 0,
  )

interface Sent {
  readonly event: string
  readonly subject: string
}
const sentIn = ({ body }: Received): Sent => JSON.parse(body) as Sent
const numbersOf = (received: readonly Received[], subject?: string): number[] =>
  received
    .map(sentIn)
    .filter((one) => subject === undefined || one.subject === subject)
    .map(({ event }) => Number(event.split('-')[1]))

const upTo = (count: number) => Array.from({ length: count }, (_, number) => number)
const failingFor =
  (subject: string, status: () => number): Answering =>
  (received, response) => {
    response.writeHead(sentIn(received).subject === subject ? status() : 204).end()
  }

/** @param at none are there yet, and others each time */
export function deliveryContract(engine: string, at: () => Promise<WebhookDeliveries>): void {
  describe(`delivery by webhook, its state on ${engine}`, () => {
    beforeAll(() => {
      openDeliveries = at
    })

    it('brings every event once, signed with every key, in the order of its plan, several plans at a time', async () => {
      let atOnce = 0
      let most = 0
      const partner = await listening((_, response) => {
        most = Math.max(most, ++atOnce)
        setTimeout(() => {
          atOnce--
          response.writeHead(200).end()
        }, 2)
      })
      const pair = newKeyPair()
      const keys = [newSymmetricKey(), pair.privateKey, key]
      const { deliveries } = await delivering([endpoint(partner, { keys })], { events: 300, subjects: 20 })
      await until('300 received', () => partner.received.length >= 300)
      const id = endpoint(partner).id
      await until('nothing waits', async () => (await deliveries.stateOf(id))?.waiting === 0)
      expect(numbersOf(partner.received).sort((one, other) => one - other)).toEqual(upTo(300))
      for (const subject of upTo(20).map((n) => `plan-${String(n)}`)) {
        const numbers = numbersOf(partner.received, subject)
        expect(numbers).toEqual([...numbers].sort((one, other) => one - other))
      }
      for (const one of partner.received)
        for (const known of [keys[0] ?? '', pair.publicKey, key]) {
          expect(one.headers['webhook-id']).toBe(sentIn(one).event)
          expect(whyNotGenuine(one.headers, one.body, [known], { atMs: Date.now() })).toBeUndefined()
        }
      expect(most).toBeGreaterThan(1)
      expect(most).toBeLessThanOrEqual(8)
    })

    it('holds back a plan whose message is not taken, and lets the others flow', async () => {
      let status = 500
      const partner = await listening(failingFor('plan-3', () => status))
      const running = await delivering([endpoint(partner)], { events: 100, subjects: 10 })
      await until('the others are there', () => partner.received.length >= 91)
      await quiet(running, endpoint(partner).id)
      expect(numbersOf(partner.received, 'plan-3')).toEqual([3])
      status = 204
      running.laterMs = 6000
      await until('all are there', () => partner.received.length >= 101)
      expect(numbersOf(partner.received, 'plan-3')).toEqual([3, 3, 13, 23, 33, 43, 53, 63, 73, 83, 93])
      const [first, second] = partner.received.filter((one) => sentIn(one).event === 'event-3')
      expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id'])
      expect(Number(second?.headers['webhook-timestamp'])).toBeGreaterThanOrEqual(
        Number(first?.headers['webhook-timestamp']) + 5,
      )
    })

    it('gives up after 72 hours: a dead letter holds back its plan at that endpoint until it is replayed or skipped', async () => {
      let status = 503
      const partner = await listening(failingFor('plan-1', () => status))
      const other = await listening()
      const { id } = endpoint(partner)
      const running = await delivering([endpoint(partner), endpoint(other)], { events: 8, subjects: 2 })
      const { deliveries } = running
      const failingEver = async () => {
        for (let hours = 0; (await deliveries.stateOf(id))?.deadLetters !== 1; hours++) {
          if (hours > 100) throw new Error('it never became a dead letter')
          running.laterMs += hours === 0 ? 0 : HOUR_MS
          // Tried, and noted: an hour that passes in between would count as time in which it was not tried.
          await until(
            'nothing is due',
            async () => (await deliveries.due(id, Date.now() + running.laterMs, [], 9)).length === 0,
          )
        }
      }
      // Before it is taken in, nothing is due either.
      await until('it is tried', () => numbersOf(partner.received, 'plan-1').includes(1))
      await failingEver()
      expect(running.laterMs).toBeGreaterThanOrEqual(GIVE_UP_AFTER_MS)
      expect(running.laterMs).toBeLessThanOrEqual(GIVE_UP_AFTER_MS + 2 * HOUR_MS)
      const [letter] = await deliveries.deadLetters(id, 10)
      expect(letter).toMatchObject({ event: 'event-1', subject: 'plan-1', lastError: 'HTTP 503' })
      expect(numbersOf(partner.received, 'plan-0')).toEqual([0, 2, 4, 6])
      expect(new Set(numbersOf(partner.received, 'plan-1'))).toEqual(new Set([1]))
      expect(await deliveries.stateOf(id)).toMatchObject({
        waiting: 3,
        deadLetters: 1,
        lastError: { said: 'HTTP 503' },
      })

      // The same events at another endpoint know nothing of it, and what comes later flows.
      running.events = 10
      await until('the others go on', () => numbersOf(partner.received, 'plan-0').includes(8))
      await until('all is there', () => other.received.length === 10)

      // Skipped: the next of the plan is tried, and becomes a dead letter in its turn.
      expect(await deliveries.skip(id, 'event-3')).toBe(false)
      expect(await deliveries.skip(id, 'event-1')).toBe(true)
      await until('the next is tried', () => numbersOf(partner.received, 'plan-1').includes(3))
      await failingEver()
      status = 204
      expect(await deliveries.replay(id, 'event-3', Date.now() + running.laterMs)).toBe(true)
      await until('the plan goes on', () => numbersOf(partner.received, 'plan-1').includes(9))
      expect(numbersOf(partner.received, 'plan-1').slice(-4)).toEqual([3, 5, 7, 9])
      await until('nothing is left', async () => (await deliveries.stateOf(id))?.waiting === 0)
      expect(await deliveries.replay(id, 'event-3', Date.now())).toBe(false)
    }, 60_000)

    it('sends nothing more to an endpoint that is gone, until it is there again', async () => {
      const partner = await listening(answering(410))
      const running = await delivering([endpoint(partner)], { events: 50, subjects: 50, inFlightAtMost: 1 })
      await until('it is told', () => running.gone.length > 0)
      partner.answer = answering(204)
      await someLooks(running)
      expect({ received: partner.received.length, gone: running.gone.length }).toEqual({ received: 1, gone: 1 })
      running.endpoints = [endpoint(partner)]
      await until('all is there', () => partner.received.length === 51)
    })

    it('is not slowed by another endpoint that is slow, and keeps at most so many under way at each', async () => {
      let waiting = 0
      const slow = await listening(() => waiting++)
      const quick = await listening()
      const post = new SafePost({ rules: { allowsLoopback: true }, timeoutMs: 60_000 })
      await delivering([endpoint(slow), endpoint(quick)], { events: 500, subjects: 100, inFlightAtMost: 5, post })
      await until('the quick one has all', () => quick.received.length === 500)
      expect({ waiting, received: slow.received.length }).toEqual({ waiting: 5, received: 5 })
      post.close()
    })

    it('notes that there was no answer when none could come any more, and is not kept from other plans by it', async () => {
      const silent = await listening(() => undefined)
      const closed = await listening()
      await closed.close()
      const post = new SafePost({ rules: { allowsLoopback: true }, timeoutMs: ANSWERS_WITHIN_MS })
      open.push({
        close() {
          post.close()
          return Promise.resolve()
        },
      })
      const each = { events: 40, subjects: 40, post }
      const running = await delivering([endpoint(silent), endpoint(closed)], { ...each, inFlightAtMost: 40 })
      const beganMs = Date.now()
      const failedAt = async (of: Receiver) => {
        const { id } = endpoint(of)
        await until('it failed', async () => (await running.deliveries.stateOf(id))?.lastError !== undefined)
        return ((await running.deliveries.stateOf(id))?.lastError?.atMs ?? 0) - beganMs
      }
      const noted = await Promise.all([silent, closed].map(failedAt))
      for (const afterMs of noted) expect(afterMs).toBeGreaterThanOrEqual(ANSWERS_WITHIN_MS)
      // Each of them was tried meanwhile, though no more than one may be under way.
      const bounded = await delivering([endpoint(closed, { id: 'bounded' })], { ...each, inFlightAtMost: 1 })
      await until('all are there', async () => (await bounded.deliveries.stateOf('bounded'))?.waiting === 40)
      const due = () => bounded.deliveries.due('bounded', Date.now(), [], 64)
      await until('all were tried', async () => (await due()).length === 0, 4 * ANSWERS_WITHIN_MS)
    })

    it('sends what may be sent at that moment: what may not any more is left out, and its plan goes on', async () => {
      const partner = await listening(answering(500))
      let mayHave = true
      const running = await delivering([endpoint(partner)], {
        events: 4,
        subjects: 2,
        message: (_, at) => Promise.resolve(mayHave || at.subject !== 'plan-0' ? messageAt(at) : undefined),
      })
      await until('both plans were tried', () => partner.received.length === 2)
      await quiet(running, endpoint(partner).id)
      partner.answer = answering(204)
      mayHave = false
      running.laterMs = 10_000
      await until('the other plan is there', () => numbersOf(partner.received, 'plan-1').join() === '1,1,3')
      const { id } = endpoint(partner)
      await until('nothing waits', async () => (await running.deliveries.stateOf(id))?.waiting === 0)
      expect(numbersOf(partner.received, 'plan-0')).toEqual([0])
    })

    it('counts as an attempt what is not where it was, until it is a dead letter, while other plans go on', async () => {
      const partner = await listening()
      const running = await delivering([endpoint(partner)], {
        events: 4,
        subjects: 2,
        message: (_, at) => Promise.resolve(at.subject === 'plan-0' ? HELD_UP : messageAt(at)),
      })
      await until('the other plan is there', () => numbersOf(partner.received, 'plan-1').join() === '1,3')
      const state = () => running.deliveries.stateOf(endpoint(partner).id)
      await until('it was tried', async () => (await state())?.lastError?.said === HELD_UP)
      running.laterMs = GIVE_UP_AFTER_MS + HOUR_MS
      await until('it is a dead letter', async () => (await state())?.deadLetters === 1)
      expect(running.faults).toEqual([])
    })

    it('begins anew with another run, goes on with the same, and ends when the endpoint is no longer delivered to', async () => {
      const partner = await listening()
      const running = await delivering([endpoint(partner)], { events: 10, subjects: 2 })
      await until('ten', () => partner.received.length === 10)
      await quiet(running, endpoint(partner).id)
      running.endpoints = []
      await someLooks(running)
      running.events = 12
      await someLooks(running)
      expect(partner.received).toHaveLength(10)
      const newKey = newSymmetricKey()
      running.endpoints = [endpoint(partner, { keys: [newKey] })]
      await until('twelve', () => partner.received.length === 12)
      await quiet(running, endpoint(partner).id)
      const last = partner.received.at(-1)
      expect(whyNotGenuine(last?.headers ?? {}, last?.body ?? '', [newKey], { atMs: Date.now() })).toBeUndefined()
      running.endpoints = [endpoint(partner, { run: 'second', startAfter: '0000000000000004' })]
      await until('eight again', () => partner.received.length === 20)
      expect(numbersOf(partner.received.slice(12)).sort((one, other) => one - other)).toEqual([
        4, 5, 6, 7, 8, 9, 10, 11,
      ])
      expect(running.faults).toEqual([])
    })

    it('tells who was further than what was put back before anything else, and is kept from nothing where that is not taken', async () => {
      let hadWhenAnswered = 0
      const slowly: Answering = (one, response) => {
        const isOfAll = sentIn(one).subject === OF_ALL
        setTimeout(
          () => {
            if (isOfAll) hadWhenAnswered = partner.received.length
            response.writeHead(204).end()
          },
          isOfAll ? 100 : 0,
        )
      }
      const [partner, deaf] = [await listening(slowly), await listening(failingFor(OF_ALL, () => 400))]
      const running = await delivering([endpoint(partner), endpoint(deaf)], { events: 10, subjects: 5 })
      const all = [partner, deaf]
      await until('all have ten', () => all.every(({ received }) => received.length === 10))
      for (const one of all) await quiet(running, endpoint(one).id)
      running.endpoints = []
      await someLooks(running)
      await running.deliveries.begin('behind', 'first', placeOf(3))
      await running.deliveries.goBack(placeOf(3), 'put-back', Date.now())
      running.endpoints = [endpoint(partner), endpoint(deaf)]
      const again = [4, 5, 6, 7, 8, 9].map((number) => `event-${String(number)}`)
      for (const { received } of all) {
        await until('all behind it came again', () => received.length >= 17)
        const [first, ...rest] = received.slice(10).map(sentIn)
        expect(first).toEqual({ event: 'put-back', subject: OF_ALL })
        expect(rest.map(({ event }) => event).sort()).toEqual(again)
      }
      expect(hadWhenAnswered).toBe(11)
      expect(await running.deliveries.stateOf('behind')).toMatchObject({ waiting: 0 })
      const { id } = endpoint(deaf)
      await until('that alone waits', async () => (await running.deliveries.stateOf(id))?.waiting === 1)
    })

    it('outlives faults of our own: they are told, cost no attempt and no event', async () => {
      const partner = await listening()
      let messages = 0
      let reads = 0
      const running: Running = await delivering([endpoint(partner)], {
        events: 40,
        subjects: 4,
        message: (_, at) =>
          ++messages === 3 ? Promise.reject(new Error('the store is away')) : Promise.resolve(messageAt(at)),
        async *steps(_, after, signal) {
          reads++
          for await (const step of stepsThrough(() => running.events, 4, after, signal)) {
            if (reads === 1 && Number(step.position) === 20) throw new Error('the events are away')
            if (reads === 2 && Number(step.position) === 30) return
            yield step
          }
        },
      })
      await until('all is there', () => partner.received.length >= 40, 20_000)
      expect(numbersOf(partner.received).sort((one, other) => one - other)).toEqual(upTo(40))
      expect(running.faults.sort()).toEqual([
        'Error: the events are away',
        'Error: the events ended, which they never do',
        'Error: the store is away',
      ])
    })

    it('tries what we cannot make of one plan ever more seldom, lets the others flow, and goes on once we can', async () => {
      const partner = await listening()
      const [triedAtMs, mended]: [number[], Set<string>] = [[], new Set()]
      await delivering([endpoint(partner)], {
        ...{ events: 40, subjects: 4 },
        message(_, at) {
          if (at.subject !== 'plan-1' || mended.has(at.subject)) return Promise.resolve(messageAt(at))
          triedAtMs.push(performance.now())
          return Promise.reject(new Error('the plan cannot be read'))
        },
      })
      await until('all else is there', () => partner.received.length >= 30)
      await until('it was tried again', () => triedAtMs.length === 3)
      const [second = 0, third = 0] = triedAtMs.slice(1).map((atMs, place) => atMs - (triedAtMs[place] ?? 0))
      expect(third).toBeGreaterThan(1.5 * second)
      mended.add('plan-1')
      await until('all is there', () => partner.received.length === 40)
      expect(numbersOf(partner.received, 'plan-1')).toEqual(upTo(40).filter((number) => number % 4 === 1))
    }, 20_000)

    it('takes no more in than it could send, and is not stopped by what dead letters hold back', async () => {
      const partner = await listening(answering(500))
      const running = await delivering([endpoint(partner)], { events: 3000, subjects: 2, inFlightAtMost: 1 })
      const { id } = endpoint(partner)
      const state = () => running.deliveries.stateOf(id)
      await until('it is full', async () => ((await state())?.waiting ?? 0) >= 1000)
      await someLooks(running)
      expect((await state())?.waiting).toBeLessThanOrEqual(1200)
      running.laterMs = GIVE_UP_AFTER_MS + HOUR_MS
      await until('all is held back', async () => (await state())?.deadLetters === 2, 20_000)
      await until('all was read', async () => (await state())?.waiting === 2998, 20_000)
    }, 60_000)
  })
}
