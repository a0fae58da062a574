/** What an organisation is told of why something did not come: what its own endpoint answered and how its own topic stands, and nothing of our network. */
import { HELD_UP, NO_ANSWER } from '../../../libs/messaging/silence.ts'
import type { Channel } from '../../../libs/partner/subscription.ts'

const STATUS = /^HTTP \d{3}$/

/** Of the topic itself, in the words of the broker; and of an event that cannot be told. */
const OF_THE_TOPIC: ReadonlySet<string> = new Set([
  'UNKNOWN_TOPIC_OR_PARTITION',
  'TOPIC_AUTHORIZATION_FAILED',
  'INVALID_TOPIC_EXCEPTION',
  'MESSAGE_TOO_LARGE',
  'RECORD_LIST_TOO_LARGE',
  'CannotBeTold',
])

/** @param said as it was noted for who runs this, by this version or an earlier one */
export function saidToPartner(channel: Channel, said: string): string {
  if (channel === 'webhook') return STATUS.test(said) || said === HELD_UP ? said : NO_ANSWER
  return OF_THE_TOPIC.has(said) ? said : HELD_UP
}
