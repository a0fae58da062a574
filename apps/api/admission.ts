/** Whether requests are taken, and whether any is still being handled: what a stop in order goes by. */
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common'
import { finalize, type Observable } from 'rxjs'
import { HttpProblem } from '../../libs/http/problem.ts'

/** Leaving: whoever sends requests here is told to send them elsewhere, and those that come are still served. */
type Stage = 'open' | 'leaving' | 'closed'

const RETRY_AFTER_SECONDS = 1

@Injectable()
export class Admission implements NestInterceptor {
  #stage: Stage = 'open'
  #handling = 0
  #noneLeft = Promise.withResolvers<undefined>()

  get stage(): Stage {
    return this.#stage
  }

  leave(): void {
    this.#stage = 'leaving'
  }

  close(): void {
    this.#stage = 'closed'
    if (this.#handling === 0) this.#noneLeft.resolve(undefined)
  }

  /** @throws HttpProblem 503 once closed: on a connection that was kept open, a request may come after that */
  mustTake(): void {
    if (this.#stage !== 'closed') return
    throw new HttpProblem('SERVICE_UNAVAILABLE', {
      'retry-after': String(RETRY_AFTER_SECONDS),
      connection: 'close',
    })
  }

  /** A handler goes on when its caller hangs up, and may be writing then. */
  intercept(_context: ExecutionContext, next: CallHandler): Observable<unknown> {
    this.#handling += 1
    return next.handle().pipe(
      finalize(() => {
        this.#handling -= 1
        if (this.#handling === 0 && this.#stage === 'closed') this.#noneLeft.resolve(undefined)
      }),
    )
  }

  /** Resolves once it is closed and every handler is through. */
  noneLeft(): Promise<undefined> {
    return this.#noneLeft.promise
  }
}
