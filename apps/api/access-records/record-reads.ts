/**
 * Every read leaves its access record before its answer: whatever is asked for with GET, or before something is written, by someone who is signed in, also what is refused. A route
 * that tells of nobody says so itself, so that a new one cannot be forgotten.
 */
import { SetMetadata, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'
import { catchError, map, mergeMap, of, type Observable } from 'rxjs'
import { LOOKED_AT, type Look, type LookedAt, type LookedItem } from '../../../libs/access/access-record.ts'
import { Refusal } from '../../../libs/deciding/decider.ts'
import { calledBy, Caller } from '../caller.ts'
import { isSignedIn } from '../sign-in/sign-in.guard.ts'
import type { AccessRecords } from '../../../libs/access-records/access-records.ts'
import { itemIn, toldBy } from './what-is-told.ts'

const TELLS_OF_NOBODY = 'samenspel:tells-of-nobody'
const IS_A_READ = 'samenspel:is-a-read'
const RECORDS_ITSELF = 'samenspel:records-itself'

/** Of a route, or all routes of a controller: what is read there is about nobody. */
export const TellsOfNobody = () => SetMetadata(TELLS_OF_NOBODY, true)

/** Of a route that is asked with a body and writes nothing: it is on record as what is asked for with GET is. */
export const IsARead = () => SetMetadata(IS_A_READ, true)

export const isARead = (handler: object): boolean => Reflect.getMetadata(IS_A_READ, handler) === true

/** Of a route that hands over in batches, each with a record of its own: only what is refused is recorded here. */
export const RecordsItself = () => SetMetadata(RECORDS_ITSELF, true)

const isMarked = (mark: string, context: ExecutionContext): boolean =>
  [context.getHandler(), context.getClass()].some((each) => Reflect.getMetadata(mark, each) === true)

type Outcome = { readonly answer: unknown } | { readonly fault: unknown }

export class RecordReads implements NestInterceptor {
  readonly #records: AccessRecords

  constructor(records: AccessRecords) {
    this.#records = records
  }

  /** @throws NotOnRecord instead of an answer */
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>()
    const isRead = reads(request) || isARead(context.getHandler())
    if (!isRead || !isSignedIn(request) || isMarked(TELLS_OF_NOBODY, context)) return next.handle()
    const recordsItself = isMarked(RECORDS_ITSELF, context)
    return next.handle().pipe(
      map((answer: unknown): Outcome => ({ answer })),
      catchError((fault: unknown) => of<Outcome>({ fault })),
      mergeMap(async (outcome) => {
        if (!('fault' in outcome)) {
          if (!recordsItself) await this.record(request)
          return outcome.answer
        }
        if (outcome.fault instanceof Refusal) await this.record(request, (outcome.fault as Refusal).code)
        throw outcome.fault
      }),
    )
  }

  private async record(request: FastifyRequest, refused?: string): Promise<void> {
    const caller = calledBy(request)
    if (caller === undefined) {
      // Refused before it was known who asks. Where there is an answer, that would be a read that nobody is on record for.
      if (refused !== undefined) return
      throw new Error('a read that does not ask who reads says that it tells of nobody')
    }
    const { kind, planId, item } = askedBy(request)
    const { role, team } = caller.asker
    await this.#records.record({
      deed: caller.deed,
      kind,
      ...(refused !== undefined && { refused }),
      // A lead’s ground hangs on it; of all others it is nobody’s business here.
      ...(role === 'team-lead' && team !== undefined && { team }),
      looks: looksOf(caller, { kind, planId, item }),
      correlationId: caller.correlationId,
      traceparent: caller.traceparent,
    })
  }
}

const reads = ({ method }: FastifyRequest): boolean => method === 'GET' || method === 'HEAD'

interface Asked {
  readonly kind: LookedAt
  readonly planId: string | undefined
  readonly item: LookedItem | undefined
}

/** What an address asks for: its last word, the plan in it, and the item it names by id. */
export function askedBy({ routeOptions, params }: Pick<FastifyRequest, 'routeOptions' | 'params'>): Asked {
  const words = (routeOptions.url ?? '').split('/').slice(2)
  const given = params as Readonly<Record<string, string>>
  const last = words.findLast((word) => !word.startsWith(':')) ?? ''
  const kind = last === 'plans' && words.length > 1 ? 'plan' : last
  const place = words.findLastIndex((word) => word.startsWith(':') && word !== ':planId')
  const id = place < 0 ? undefined : given[words[place]?.slice(1) ?? '']
  return {
    kind: isKnown(kind) ? kind : 'plan',
    planId: given['planId'],
    item: id === undefined ? undefined : { kind: itemIn(words[place - 1] ?? kind), id },
  }
}

/** What an address is called that is not known is recorded as a look at the plan, and found by the sweep over all routes. */
const isKnown = (kind: string): kind is LookedAt => Object.hasOwn(LOOKED_AT, kind)

function looksOf(caller: Caller, { kind, planId, item }: Asked): readonly Look[] {
  const by = caller.asker.id
  const isOf = toldBy(kind, item?.id)
  const looks = caller.looks.all.filter(({ plan, isTold }) => isTold || plan === planId)
  if (isOf !== undefined) for (const look of looks) look.tellsOnly(isOf)
  const found = looks.map((look) => look.asLook(by, item))
  if (planId === undefined || found.length > 0) return found
  // Refused before anything was decided of the plan.
  const nothing = { grounds: [], domains: [], persons: [] }
  return [{ plan: planId, ...nothing, ...(item !== undefined && { items: [item] }) }]
}
