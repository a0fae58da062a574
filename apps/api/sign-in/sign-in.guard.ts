/** Nobody comes in without a good token, except where a route says that it is public. What a person may do is decided at the bus. */
import { Inject, Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'
import { Rates } from '../rates/rates.ts'
import { bearerIn } from './bearer.ts'
import { SignInRefused } from './sign-in-refused.ts'
import type { SignedIn } from './signed-in.ts'
import type { TokenVerifier } from './token-verifier.ts'

export const TOKEN_VERIFIER = Symbol('TokenVerifier')
const PUBLIC = 'samenspel:public'

/** A route, or all routes of a controller, that anybody may ask for. */
export const Public = () => SetMetadata(PUBLIC, true)

/** Whether anybody may ask for a route: its handler says so, or its controller for all of its routes. */
export function isPublic({ handler, controller }: { readonly handler: object; readonly controller: object }): boolean {
  return [handler, controller].some((each) => Reflect.getMetadata(PUBLIC, each) === true)
}

const people = new WeakMap<FastifyRequest, SignedIn>()

export const isSignedIn = (request: FastifyRequest): boolean => people.has(request)

/** Who makes this request. A public route knows nobody: asking there is a fault of ours. */
export function signedIn(request: FastifyRequest): SignedIn {
  const person = people.get(request)
  if (person === undefined) throw new Error('Nobody is signed in on this route')
  return person
}

@Injectable()
export class SignInGuard implements CanActivate {
  constructor(
    @Inject(TOKEN_VERIFIER) private readonly verifier: TokenVerifier,
    @Inject(Rates) private readonly rates: Rates,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>()
    if (isPublic({ handler: context.getHandler(), controller: context.getClass() })) {
      this.rates.wasNotLookedAt(request)
      return true
    }
    const token = tokenIn(request)
    const known = this.rates.knownOf(request)
    const person = known ?? (await this.verifier.verify(token))
    if (known === undefined) this.rates.foundGood(request, person)
    people.set(request, person)
    return true
  }
}

/** A token in the query is refused even beside a good one: it has leaked (NL GOV: no tokens in query strings). */
function tokenIn({ headers, query }: FastifyRequest): string {
  if (typeof query === 'object' && query !== null && 'access_token' in query)
    throw new SignInRefused('TOKEN_IN_THE_ADDRESS')
  const token = bearerIn(headers)
  if (token === undefined) throw new SignInRefused('TOKEN_MISSING')
  return token
}
