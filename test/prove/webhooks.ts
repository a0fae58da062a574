/** Webhooks to a receiver that fails, over a way that drops, stalls, cuts and is late, by an API that is killed: every event is taken, repeats with the same id, each plan in its order. A trial is an event. */
import { setTimeout as pause } from 'node:timers/promises'
import { receiver, type Received } from '../../libs/messaging/testing/receiver.ts'
import type { ApiProcess } from './api-process.ts'
import { FaultyProxy, type Chances } from './faulty-proxy.ts'
import { killedWhileTelling, type Telling } from './killed-while-telling.ts'
import { goalsIn, subscribed, type Came } from './partner-plans.ts'
import { plant, type Asked, type Proof } from './proof.ts'

/** Few enough that hardly any event fails four times, which would be ten minutes before its next attempt. */
const CHANCES: Chances = { drop: 0.01, stall: 0.0005, cut: 0.01, late: 0.02 }
const REFUSES = 0.015
/** Enough that finding the planted fault is no luck. */
const REFUSES_WITH_A_FAULT = 0.1
const ANSWERS_LATE = 0.02
const LATE_AT_MOST_MS = 200
const LOOK_EVERY_MS = 500
const QUIET_LOOKS = 10
const QUIET_LOOKS_AT_FIRST = 60
const STATUSES = [500, 502, 503, 429]

export const proveWebhooks = (asked: Asked): Promise<Proof> =>
  killedWhileTelling(
    {
      promise: 'every event is taken by the webhook, repeated only with the same id, each plan in its order',
      planted: plant('failed-counts-as-taken'),
      begin: (api) => begin(api, asked.planted ? REFUSES_WITH_A_FAULT : REFUSES),
    },
    asked,
  )

async function begin(api: ApiProcess, refuses: number): Promise<Telling> {
  const came: Came[] = []
  let refused = 0
  const endpoint = await receiver({
    answer(received, response) {
      if (isChallenge(received)) return void response.end(received.body)
      const status = Math.random() < refuses ? STATUSES[Math.floor(Math.random() * STATUSES.length)] : undefined
      if (status === undefined) came.push(cameIn(received))
      else refused += 1
      const answer = () => response.writeHead(status ?? 204).end()
      if (Math.random() < ANSWERS_LATE) setTimeout(answer, Math.random() * LATE_AT_MOST_MS)
      else answer()
    },
  })
  const proxy = await FaultyProxy.start(() => endpoint.port)
  const id = await subscribed(api, { channel: 'webhook', endpoint: `http://127.0.0.1:${String(proxy.port)}/hooks` })
  proxy.chances = CHANCES
  return {
    came,
    details: () => ({ refused, ...proxy.counted }),
    async ended(events) {
      // Nothing waits before it was taken in either: who has sent next to nothing may only be beginning.
      const quietAtMost = () => (came.length > events / 2 ? QUIET_LOOKS : QUIET_LOOKS_AT_FIRST)
      for (let quiet = 0, seen = -1; goalsIn(came) < events && quiet < quietAtMost();) {
        const isQuiet = (await waitingFor(api, id)) === 0 && came.length === seen
        quiet = isQuiet ? quiet + 1 : 0
        seen = came.length
        await pause(LOOK_EVERY_MS)
      }
    },
    async close() {
      await proxy.close()
      await endpoint.close()
    },
  }
}

const isChallenge = ({ headers }: Received): boolean => String(headers['webhook-id']).startsWith('challenge-')

function cameIn({ headers, body }: Received): Came {
  const { type, subject } = JSON.parse(body) as { readonly type: string; readonly subject: string }
  return { id: String(headers['webhook-id']), type, plan: subject, text: body }
}

/** @returns undefined where the API says nothing of it */
async function waitingFor({ url, headers }: ApiProcess, subscription: string): Promise<number | undefined> {
  const answer = await fetch(`${url}/subscriptions/${subscription}`, { headers })
  const { deliveries } = (await answer.json()) as { readonly deliveries?: { readonly waiting: number } }
  return deliveries?.waiting
}
