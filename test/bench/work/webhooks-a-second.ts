/** How many webhooks a second the API sends to one receiver on this machine: events that lie ready, replayed to a subscription again and again. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { receiver, type Received } from '../../../libs/messaging/testing/receiver.ts'
import { ApiProcess } from '../../prove/api-process.ts'
import { asked, DE_BRUGS_SYSTEM, PartnerPlans, subscribed } from '../../prove/partner-plans.ts'
import { until } from '../../support/partners.ts'
import { sized } from './size.ts'

const EVENTS = sized(1_000, 100)
const PLANS = 40
const WITHIN_MS = 60_000
const THE_BEGINNING = '2020-01-01T00:00:00Z'

/** The first round warms up and is not counted. @returns one figure a round */
export async function webhooksASecond(rounds: number): Promise<readonly number[]> {
  const directory = mkdtempSync(join(tmpdir(), 'bench-webhooks-'))
  const api = new ApiProcess(directory, { as: DE_BRUGS_SYSTEM })
  let count = 0
  let firstMs = 0
  let lastMs = 0
  const endpoint = await receiver({
    answer(received, response) {
      if (isChallenge(received)) return void response.end(received.body)
      lastMs = performance.now()
      if (count === 0) firstMs = lastMs
      count += 1
      response.writeHead(204).end()
    },
  })
  try {
    await api.start()
    const plans = await PartnerPlans.open(directory, PLANS)
    await plans.goOn(EVENTS)
    await plans.close()
    const all = EVENTS + plans.opened
    const id = await subscribed(api, { channel: 'webhook', endpoint: endpoint.url, since: THE_BEGINNING })
    const figures: number[] = []
    for (let round = 0; round <= rounds; round += 1) {
      if (round > 0) await asked(api, `/subscriptions/${id}/replays`, { since: THE_BEGINNING })
      await until(() => count >= all, WITHIN_MS)
      if (round > 0) figures.push((all / (lastMs - firstMs)) * 1_000)
      count = 0
    }
    return figures
  } finally {
    await endpoint.close()
    await api.kill()
    rmSync(directory, { recursive: true, force: true })
  }
}

const isChallenge = ({ headers }: Received): boolean => String(headers['webhook-id']).startsWith('challenge-')
