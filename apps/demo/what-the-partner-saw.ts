/** What reached the sample partner over Kafka, beside what its organisation may have of the plan: the feed, asked afterwards, is told by the same grounds another way. */
import { setTimeout as pause } from 'node:timers/promises'
import { textAt } from './answers.ts'
import { StoryBroken } from './people.ts'
import type { Narration } from './promises.ts'
import type { Started } from './started.ts'

export interface Partnering {
  /** With its `/v1`. */
  readonly api: string
  readonly token: string
  readonly name: string
  readonly planId: string
  readonly samplePartner: Pick<Started, 'said'>
}

const GROUND_BEGINS = 'nl.samenspel.plan.professional-joined.v1'

const ARRIVES_WITHIN_MS = 60_000
const LOOK_AGAIN_AFTER_MS = 200
/** What should not come has had this long to come. */
const NOTHING_MORE_FOR_MS = 3_000
const LINE_LENGTH_AT_MOST = 150

export async function whatThePartnerSaw(partnering: Partnering, narration: Narration): Promise<void> {
  const { name, planId, samplePartner } = partnering
  narration.tell(
    `Today: ${name} had a subscription over Kafka, and a small system of its own that takes in what comes.`,
  )
  const may = await typesOf(partnering)
  const covered = may.slice(may.indexOf(GROUND_BEGINS))
  const saw = () => samplePartner.said.filter((line) => line.startsWith('nl.samenspel.'))
  for (let waitedMs = 0; saw().length < covered.length && waitedMs < ARRIVES_WITHIN_MS; waitedMs += LOOK_AGAIN_AFTER_MS)
    await pause(LOOK_AGAIN_AFTER_MS)
  await pause(NOTHING_MORE_FOR_MS)
  for (const line of saw()) narration.tell(`  ${line.replace(planId, 'the plan').slice(0, LINE_LENGTH_AT_MOST)}`)
  const seen = saw().map((line) => line.split(' ', 1)[0])
  // Judged when it is handed over: what came just before the ground began may be handed over just after.
  const isAllAndNoMore = seen.length >= covered.length && seen.join() === may.slice(may.length - seen.length).join()
  narration.promise(
    `From the moment its youth worker joined, the partner receives what that ground covers, ${String(covered.length)} events, each once and in their order`,
    covered.length > 0 && isAllAndNoMore,
  )
  narration.promise(
    'What it fetches of them, with its own token, it is given; and of no other family it hears',
    saw().every((line) => line.includes(` ${planId}: `) && !/REFUSED|NOT FETCHED|OUT OF ORDER|had already/.test(line)),
  )
}

/** The types of all events of the plan that the feed has for them now, in their order: page after page, until one is empty. */
async function typesOf({ api, token, planId }: Partnering): Promise<readonly string[]> {
  const types: string[] = []
  for (let query = `limit=100&plan=${planId}`; ;) {
    const headers = { authorization: `Bearer ${token}`, 'processing-activity': 'partner-information' }
    const answer = await fetch(`${api}/events?${query}`, { headers })
    const body: unknown = await answer.json()
    if (!answer.ok || !Array.isArray(body)) throw new StoryBroken(`the feed answered ${String(answer.status)}`)
    if (body.length === 0) return types
    types.push(...body.map((event) => textAt(event, 'type')))
    const cursor = /[?&]cursor=([^&>]+)/.exec(answer.headers.get('link') ?? '')?.[1]
    if (cursor === undefined) return types
    query = `limit=100&plan=${planId}&cursor=${cursor}`
  }
}
