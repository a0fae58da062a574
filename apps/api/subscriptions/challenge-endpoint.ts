/** Whether an endpoint is its subscriber's: it is sent a word of chance, and must say it back. Asked before anything else is sent there. */
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { Inject } from '@nestjs/common'
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs'
import { Refusal } from '../../../libs/deciding/decider.ts'
import { EndpointRefused } from '../../../libs/messaging/safe-address.ts'
import { NoAnswer, type Answer } from '../../../libs/messaging/safe-post.ts'
import { NO_ANSWER, silenceIsOver } from '../../../libs/messaging/silence.ts'
import { signerWith } from '../../../libs/messaging/standard-webhooks.ts'
import type { Secret } from '../../../libs/partner/subscription.ts'
import { endpointOf, signingKeysOf } from '../../../libs/relaying/subscribers.ts'
import type { Caller } from '../caller.ts'
import { organisationOf } from '../events/partner.ts'
import { SYSTEM, type System } from '../../../libs/installation/system.ts'
import { theirSubscription } from './whose.ts'

/** In the body, beside the word; no event has this type. */
export const CHALLENGE_TYPE = 'nl.samenspel.endpoint-challenge.v1'
const WORD_BYTES = 24
/** Who registers waits for it, and waits for all of it where nothing answers. */
export const CHALLENGE_WITHIN_MS = 5_000

export interface Challenged {
  readonly answered: boolean
  /** For machines: that there was no answer, or what was answered instead. */
  readonly because?: string
}

export class ChallengeEndpoint extends Query<Challenged> {
  constructor(
    readonly caller: Caller,
    readonly id: string,
  ) {
    super()
  }
}

@QueryHandler(ChallengeEndpoint)
export class ChallengeEndpointHandler implements IQueryHandler<ChallengeEndpoint> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  /** @throws Refusal NOT_FOUND */
  async execute({ caller, id }: ChallengeEndpoint): Promise<Challenged> {
    const { folds, sealing } = this.system
    const { state } = await theirSubscription(this.system, organisationOf(caller), id)
    const endpoint = await endpointOf(sealing, folds.subscriptions, id)
    if (state.is === 'ended' || endpoint === undefined) throw new Refusal('NOT_FOUND')
    return challenged(this.system, id, endpoint, state.secret)
  }
}

/** What an endpoint does, or does not, is an answer. */
export async function challenged(
  { post, vault, clock }: Pick<System, 'post' | 'vault' | 'clock'>,
  id: string,
  endpoint: string,
  secret: Secret,
): Promise<Challenged> {
  const word = randomBytes(WORD_BYTES).toString('base64url')
  const at = clock()
  const body = JSON.stringify({ type: CHALLENGE_TYPE, challenge: word })
  const sign = signerWith(signingKeysOf(vault, id, secret, at))
  const signature = sign({ id: `challenge-${word}`, atMs: Date.parse(at), body })
  const headers = { 'content-type': 'application/json', ...signature }
  const beganMs = performance.now()
  try {
    return judged(await post.post(endpoint, headers, body, { withinMs: CHALLENGE_WITHIN_MS }), word)
  } catch (fault) {
    if (!(fault instanceof EndpointRefused || fault instanceof NoAnswer)) throw fault
    await silenceIsOver(beganMs, CHALLENGE_WITHIN_MS)
    return { answered: false, because: NO_ANSWER }
  }
}

function judged({ status, body }: Answer, word: string): Challenged {
  if (status < 200 || status > 299) return { answered: false, because: `status-${String(status)}` }
  return isSame(saidIn(body), word) ? { answered: true } : { answered: false, because: 'other-words' }
}

/** As `{ "challenge": "…" }`, or the word alone. */
function saidIn(body: string): string {
  try {
    const said: unknown = JSON.parse(body)
    if (typeof said === 'object' && said !== null && 'challenge' in said) return String(said.challenge)
  } catch {
    // Then it is the word alone, or something else.
  }
  return body.trim()
}

const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))
