/** One message of the topic, from bytes to what was learned of it: parsed, known again, put in order, fetched. What it means for the partner's own work is not here. */
import { Kafka as KafkaBinding, type CloudEvent, type KafkaMessage } from 'cloudevents'
import type { TakenMessage } from '../../libs/messaging/kafkajs.ts'
import type { Fetched } from './fetch-item.ts'
import type { Memory, Taken } from './memory.ts'

export interface TakingIn {
  readonly memory: Memory
  readonly fetchItem: (dataref: string) => Promise<Fetched>
  /** Told what was learned, a line each. */
  readonly say: (line: string) => void
  /** Resolves once it was told: before that nothing is kept as had, or a full disk would take words that do not come again. */
  readonly told: () => Promise<void>
}

/** When it is done the message may be let go of; when it throws, it comes again. */
export async function takeIn(message: TakenMessage, { memory, fetchItem, say, told }: TakingIn): Promise<void> {
  const event = eventIn(message)
  if (typeof event === 'string') {
    say(`the message at ${String(message.partition)}:${message.offset} is no event for us: ${event}`)
    return
  }
  if ('since' in event) {
    await findWhatNeverWas(event, { memory, fetchItem, say, told })
    return
  }
  const { type, taken } = event
  const { plan, domain, sequence, dataref } = taken
  const about = `${type} ${plan}`
  if (memory.has(taken)) {
    say(`${about}: had already (${taken.id})`)
    return
  }
  const last = memory.lastSequence(taken)
  if (last !== undefined && sequence <= last)
    say(`${about}: OUT OF ORDER in ${domain}: ${sequence} after ${last} (a replay, or a ground that came later)`)
  say(`${about}: ${inWords(await fetchItem(dataref))}`)
  await told()
  memory.keep(taken)
}

const HISTORY_REPLACED = 'nl.samenspel.history-replaced.v1'

/** The municipality put back a backup. What was heard since may be gone: what is not there any more when it is fetched again never was. */
async function findWhatNeverWas(
  { source, since }: Replaced,
  { memory, fetchItem, say, told }: TakingIn,
): Promise<void> {
  const heard = memory.since(source, Date.parse(since))
  say(`${HISTORY_REPLACED} ${source}: since ${since}, of which ${String(heard.length)} events were heard`)
  for (const one of heard) {
    const fetched = await fetchItem(one.dataref)
    if (fetched.is !== 'refused' || fetched.status !== NOT_FOUND) continue
    say(`${one.id} NEVER WAS: what was made of it is to be undone`)
    await told()
    memory.forget(one)
  }
}

const NOT_FOUND = 404

function inWords(fetched: Fetched): string {
  switch (fetched.is) {
    case 'told':
      return `${fetched.words} ${JSON.stringify(fetched.item ?? 'and is not told of any more')}`
    case 'refused':
      return `fetching it was REFUSED with ${String(fetched.status)} ${fetched.code}: ${fetched.title}`
    case 'not-asked':
      return `it was NOT FETCHED: ${fetched.because}`
  }
}

interface EventIn {
  readonly type: string
  readonly taken: Taken
}

interface Replaced {
  readonly source: string
  readonly since: string
}

/** @returns why not, where it is none that can be taken in */
function eventIn({ key, headers, value }: TakenMessage): EventIn | Replaced | string {
  try {
    // Binary mode: attributes are headers, data is the value (CloudEvents Kafka protocol binding §3.2).
    const bound: KafkaMessage<string> = { key, headers: { ...headers }, value, body: value }
    const parsed = KafkaBinding.toEvent<unknown>(bound)
    const event = (Array.isArray(parsed) ? parsed[0] : parsed) as CloudEvent<unknown> | undefined
    if (event?.validate() !== true) return 'it holds nothing'
    const { id, source, type, subject: plan, dataref, sequence, data } = event
    if (type === HISTORY_REPLACED) {
      const since = typeof data === 'object' && data !== null && 'since' in data ? data.since : undefined
      return typeof since === 'string' && !Number.isNaN(Date.parse(since))
        ? { source, since }
        : 'it says not since when'
    }
    const domain = typeof data === 'object' && data !== null && 'domain' in data ? data.domain : undefined
    if (typeof plan !== 'string' || typeof domain !== 'string') return 'it names no plan and domain'
    if (typeof dataref !== 'string' || typeof sequence !== 'string') return 'it has no dataref and sequence'
    return { type, taken: { source, id, plan, domain, sequence, dataref } }
  } catch (fault) {
    return fault instanceof Error ? fault.message.split('\n', 1).join('') : 'it cannot be parsed'
  }
}
