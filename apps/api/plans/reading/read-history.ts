/** The history of a plan: the events a reader may see, with who, when, for whom and on what ground; and what changed between two points. */
import { Inject } from '@nestjs/common'
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs'
import type { Domain } from '../../../../libs/deciding/domains.ts'
import { changesBetween } from '../../../../libs/plan/changes.ts'
import { inWords } from '../../../../libs/plan/words/in-words.ts'
import { planAsRead } from '../../../../libs/plan/plan-as-read.ts'
import type { PlanEvent } from '../../../../libs/plan/plan.ts'
import type { Caller } from '../../caller.ts'
import { SYSTEM, type System } from '../../../../libs/installation/system.ts'
import { readingOf, upTo, type Reading, type SeenInFull } from './reading.ts'
import type { WithheldInPlace } from '../../../../libs/plan/seen.ts'

/** Never by author: a history is there to learn what happened to a family, not to follow a worker. */
export interface HistoryFilter {
  readonly types?: readonly string[]
  readonly domain?: Domain
  readonly about?: string
  /** Recorded from, until: UTC moments, both included. */
  readonly from?: string
  readonly until?: string
}

export interface HistoryPage {
  readonly planId: string
  readonly etag: string
  readonly events: unknown
  /** The revision (in the reader's count) to go on from; absent on the last page. */
  readonly nextFrom?: number
}

export class ReadHistory extends Query<HistoryPage> {
  constructor(
    readonly caller: Caller,
    readonly planId: string,
    readonly filter: HistoryFilter,
    readonly from: number,
    readonly limit: number,
  ) {
    super()
  }
}

/** That something stands there, and on what ground it is withheld; nothing else of it. */
export const asWithheldEntry = (event: WithheldInPlace, { at, revision }: SeenInFull) => ({
  revision,
  type: event.type,
  recordedAt: at,
  kind: event.kind,
  withheld: event.withheld,
  words: inWords(event),
})

/** @param all that its reader sees: what corrects it stands beside it */
export const asEntry = (seen: SeenInFull, all: readonly SeenInFull[]) =>
  seen.event.type === 'ItemWithheld'
    ? asWithheldEntry(seen.event, seen)
    : asHistoryEntry(seen.event, seen, correctionsOf(seen.recorded.envelope.id, all))

function correctionsOf(id: string, all: readonly SeenInFull[]): readonly string[] {
  return all.flatMap(({ event }) => {
    if (event.type === 'CorrectionRecorded') return event.event === id ? [event.correction] : []
    return event.type === 'CorrectionAsked' && event.event === id ? [event.correctionRequest] : []
  })
}

/** One event as it stands in an answer: all of its envelope that concerns a reader, and its own words. */
export function asHistoryEntry(
  event: PlanEvent,
  { by, onBehalfOf, at, revision, basedOn, excluded, recorded }: SeenInFull,
  corrections: readonly string[] = [],
) {
  const { envelope } = recorded
  const { type, domain, about, happenedAt, due, basedOn: _theirs, ...data } = event
  return {
    id: envelope.id,
    revision,
    type,
    schema: envelope.schema,
    domain,
    about,
    recordedAt: at,
    ...(happenedAt !== undefined && { happenedAt }),
    by,
    role: envelope.actor.kind === 'system' ? 'system' : envelope.actor.role,
    ...(envelope.actor.kind !== 'system' &&
      envelope.actor.organisation !== undefined && { organisation: envelope.actor.organisation }),
    ...(onBehalfOf !== undefined && { onBehalfOf }),
    processingActivity: envelope.processingActivity,
    legalBasis: envelope.legalBasis,
    correlationId: envelope.correlationId,
    ...(due !== undefined && { due }),
    ...(basedOn !== undefined && { basedOn }),
    words: inWords(event),
    ...(corrections.length > 0 && { corrections }),
    data: { ...withoutOutline(data), ...(excluded !== undefined && { excluded }) },
  }
}

/** What a correction keeps of what it corrects is there for grounds to be judged on: it is read where it was written. */
const withoutOutline = (data: object): object =>
  Object.fromEntries(Object.entries(data).filter(([name]) => name !== 'corrects'))

@QueryHandler(ReadHistory)
export class ReadHistoryHandler implements IQueryHandler<ReadHistory> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  async execute({ caller, planId, filter, from, limit }: ReadHistory): Promise<HistoryPage> {
    const { seen, etag, shownAs, tells, answer } = await readingOf(this.system, caller, planId)
    const found = seen.slice(from).filter((one) => passes(one, filter, shownAs))
    const [onPage, next] = [found.slice(0, limit), found[limit]]
    tells(onPage)
    const events = await answer(onPage.map((one) => asEntry(one, seen)))
    return { planId, etag, events, ...(next !== undefined && { nextFrom: next.revision }) }
  }
}

const passes = (
  { event, at }: SeenInFull,
  { types, domain, about, from, until }: HistoryFilter,
  shownAs: Reading['shownAs'],
): boolean =>
  (types === undefined || types.includes(event.type)) &&
  (domain === undefined || event.domain === domain) &&
  (about === undefined || event.about.some((person) => shownAs(person) === about)) &&
  (from === undefined || at >= from) &&
  (until === undefined || at <= until)

export class ReadChanges extends Query<unknown> {
  /** @param from the point before (-1: before anything) and @param to the point after, in the reader's count */
  constructor(
    readonly caller: Caller,
    readonly planId: string,
    readonly from: number,
    readonly to: number,
  ) {
    super()
  }
}

@QueryHandler(ReadChanges)
export class ReadChangesHandler implements IQueryHandler<ReadChanges> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  async execute({ caller, planId, from, to }: ReadChanges): Promise<unknown> {
    const { seen, etag, tells, answer } = await readingOf(this.system, caller, planId)
    const after = upTo(seen, { revision: to })
    const between = after.slice(from + 1)
    tells(after)
    const data = changesBetween(planAsRead(after.slice(0, from + 1)), planAsRead(after))
    const words = between.map(({ revision, at, event }) => ({ revision, at, type: event.type, ...inWords(event) }))
    return { planId, etag, from, to, words, data: await answer(data, withoutWhatSaysNothing) }
  }
}

/** Without what says nothing on either side once it is opened: nothing was said there, or it was erased. */
const withoutWhatSaysNothing = (part: unknown): unknown =>
  Array.isArray(part) ? part.filter((one) => !saysNothing(one)) : part

const saysNothing = (one: unknown): boolean =>
  typeof one === 'object' && one !== null && 'path' in one && !('before' in one) && !('after' in one)
