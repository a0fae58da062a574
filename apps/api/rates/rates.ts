/** How much each caller may ask: whoever is signed in for themselves, a partner's clients together for their organisation, all others by their address. Nobody uses up what is another's. */
import { Injectable } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'
import ipaddr from 'ipaddr.js'
import { HttpProblem } from '../../../libs/http/problem.ts'
import { TokenBuckets } from '../../../libs/http/token-buckets.ts'
import { bearerIn } from '../sign-in/bearer.ts'
import type { SignedIn } from '../sign-in/signed-in.ts'
import type { TokenVerifier } from '../sign-in/token-verifier.ts'
import { addressOf, type Range } from './address.ts'
import type { Configuration } from '../../../libs/installation/settings.ts'

/** What those who run it ask for all the time, from one address, to know whether to send anyone here. */
const UNCOUNTED = '/health/'
/** Made of many plans, or of all of one. */
const COSTLY = /^\/v1\/(?:plans|caseload|due|deviations)$|\/(?:history|changes|dossier|envelopes|access-records)$/
const COSTLY_COSTS = 5
/** Who goes on all the same is answered at their leisure: each connection asks so much less of what others wait for. */
const REFUSED_AFTER_MS = 250
const READS = ['GET', 'HEAD', 'OPTIONS']
/** Anything else is refused before a signature is looked at. */
const SIGNED = /^[\w-]+\.[\w-]+\.[\w-]+$/

@Injectable()
export class Rates {
  readonly #verifier: TokenVerifier
  readonly #trusted: readonly Range[]
  readonly #reads: TokenBuckets
  readonly #writes: TokenBuckets
  readonly #strangers: TokenBuckets
  /** Apart from them, so that who sends nonsense keeps no good token of their address from being looked at. */
  readonly #attempts: TokenBuckets
  readonly #known = new WeakMap<FastifyRequest, SignedIn>()
  readonly #tried = new WeakSet<FastifyRequest>()

  constructor(configuration: Configuration, verifier: TokenVerifier) {
    const { readsPerSecond, writesPerSecond, strangersPerSecond, burstSeconds, trustedProxies } = configuration
    const allowed = (perSecond: number) => new TokenBuckets({ perSecond, atOnce: perSecond * burstSeconds })
    this.#verifier = verifier
    this.#trusted = trustedProxies.map((range) => ipaddr.parseCIDR(range))
    this.#reads = allowed(readsPerSecond)
    this.#writes = allowed(writesPerSecond)
    this.#strangers = allowed(strangersPerSecond)
    this.#attempts = allowed(strangersPerSecond)
  }

  /** Before anything is read of a body, and before a signature is checked. @param done with the problem, a 429, where it was too much */
  arrive(request: FastifyRequest, done: (problem?: HttpProblem) => void): void {
    try {
      this.#count(request)
    } catch (fault) {
      if (!(fault instanceof HttpProblem)) throw fault
      setTimeout(done, REFUSED_AFTER_MS, fault)
      return
    }
    done()
  }

  #count(request: FastifyRequest): void {
    if (request.url.startsWith(UNCOUNTED)) return
    const token = bearerIn(request.headers)
    const known = token === undefined ? undefined : this.#verifier.known(token)
    if (known !== undefined) {
      this.#known.set(request, known)
      this.#takeAs(known, request)
    } else if (token !== undefined && SIGNED.test(token)) {
      take(this.#attempts, this.#addressOf(request))
      this.#tried.add(request)
    } else take(this.#strangers, this.#addressOf(request))
  }

  /** Who makes the request, where their token was found good before. */
  knownOf(request: FastifyRequest): SignedIn | undefined {
    return this.#known.get(request)
  }

  /** The token was good: from now on it counts for whose it is. @throws HttpProblem 429 */
  foundGood(request: FastifyRequest, person: SignedIn): void {
    if (this.#tried.delete(request)) this.#attempts.giveBack(this.#addressOf(request))
    this.#takeAs(person, request)
  }

  /** Nobody looked at the token: it is asked as anybody may. @throws HttpProblem 429 */
  wasNotLookedAt(request: FastifyRequest): void {
    if (!this.#tried.delete(request)) return
    const address = this.#addressOf(request)
    this.#attempts.giveBack(address)
    take(this.#strangers, address)
  }

  #takeAs(person: SignedIn, { method, routeOptions }: FastifyRequest): void {
    const isRead = READS.includes(method)
    const cost = isRead && COSTLY.test(routeOptions.url ?? '') ? COSTLY_COSTS : 1
    take(isRead ? this.#reads : this.#writes, callerOf(person), cost)
  }

  #addressOf(request: FastifyRequest): string {
    return addressOf(request, this.#trusted)
  }
}

/** Whose requests count together: the clients of a partner organisation are one caller. */
export const callerOf = ({ role, organisation, issuer, subject }: SignedIn): string =>
  role === 'partner' && organisation !== undefined ? `organisation ${organisation}` : `${issuer} ${subject}`

export const tooMany = (retryAfterMs: number) =>
  new HttpProblem('TOO_MANY_REQUESTS', {
    'retry-after': String(Math.max(1, Math.ceil(retryAfterMs / 1_000))),
  })

function take(buckets: TokenBuckets, caller: string, cost = 1): void {
  const waitMs = buckets.take(caller, cost)
  if (waitMs > 0) throw tooMany(waitMs)
}
