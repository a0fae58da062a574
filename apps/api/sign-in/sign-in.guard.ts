/** Nobody comes in without a good token, except where a route says that it is public. What a person may do is decided at the bus. */
import { Inject, Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'
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

/** Who makes this request. A public route knows nobody: asking there is a fault of ours. */
export function signedIn(request: FastifyRequest): SignedIn {
  const person = people.get(request)
  if (person === undefined) throw new Error('Nobody is signed in on this route')
  return person
}

@Injectable()
export class SignInGuard implements CanActivate {
  constructor(@Inject(TOKEN_VERIFIER) private readonly verifier: TokenVerifier) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (isPublic({ handler: context.getHandler(), controller: context.getClass() })) return true
    const request = context.switchToHttp().getRequest<FastifyRequest>()
    people.set(request, await this.verifier.verify(tokenIn(request)))
    return true
  }
}

/** RFC 6750 §2.1. A token in the query is refused even beside a good one: it has leaked (NL GOV: no tokens in query strings). */
function tokenIn({ headers, query }: FastifyRequest): string {
  if (typeof query === 'object' && query !== null && 'access_token' in query)
    throw new SignInRefused('TOKEN_IN_THE_ADDRESS')
  const { authorization } = headers
  if (authorization === undefined) throw new SignInRefused('TOKEN_MISSING')
  const [, scheme, token] = /^(\S+) +(\S+) *$/.exec(authorization) ?? []
  if (scheme?.toLowerCase() !== 'bearer' || token === undefined) throw new SignInRefused('TOKEN_MISSING')
  return token
}
