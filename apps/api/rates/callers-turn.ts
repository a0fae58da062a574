/** A caller's requests wait for each other: so many at a time, so that who sends many at once delays themselves and not the rest. */
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'
import { finalize, type Observable } from 'rxjs'
import { HttpProblem } from '../../../libs/http/problem.ts'
import { Turns } from '../../../libs/http/turns.ts'
import { isSignedIn, signedIn } from '../sign-in/sign-in.guard.ts'
import { callerOf, tooMany } from './rates.ts'

/** Each with its body at hand. */
const WAITING_AT_MOST = 64
const RETRY_AFTER_MS = 1_000
/** It mostly waits; how often an organisation does so at once is bounded there. */
const WAITS = '/v1/events'

@Injectable()
export class CallersTurn implements NestInterceptor {
  readonly #turns: Turns

  constructor(atOnce: number) {
    this.#turns = new Turns({ atOnce, waitingAtMost: WAITING_AT_MOST })
  }

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<FastifyRequest>()
    if (!isSignedIn(request) || request.routeOptions.url === WAITS) return next.handle()
    const turn = this.#turns.enter(callerOf(signedIn(request)))
    if (turn === undefined) throw tooMany(RETRY_AFTER_MS)
    const leave = await turn
    if (request.raw.socket.destroyed) {
      // Whoever hung up before their turn asked nothing.
      leave()
      throw new HttpProblem('BAD_REQUEST')
    }
    return next.handle().pipe(finalize(leave))
  }
}
