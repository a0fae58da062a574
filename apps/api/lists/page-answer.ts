/** What every list answers with: its items, where the next page is, and when to ask again where its rows are behind. */
import type { QueryBus, Query } from '@nestjs/cqrs'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '../../../libs/deciding/decider.ts'
import { linkToNext } from '../../../libs/http/cursor.ts'
import type { System } from '../../../libs/installation/system.ts'
import {
  cursorTo,
  pageAsked,
  RETRY_AFTER_SECONDS,
  type ListAsked,
  type ListQuery,
  type ListRefusal,
  type Page,
  type PageAsked,
} from './pages.ts'

interface Answering {
  readonly system: System
  readonly queries: QueryBus
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** @throws Refusal */
export async function pageAnswer(
  { system, queries, request, reply }: Answering,
  asked: ListAsked,
  query: ListQuery,
  queryFor: (page: PageAsked) => Query<Page>,
): Promise<Pick<Page, 'items'> & { readonly incomplete?: true }> {
  try {
    const { items, next, isIncomplete } = await queries.execute(queryFor(pageAsked(system, asked, query)))
    if (next !== undefined) void reply.header('link', linkToNext(request.url, cursorTo(system, asked, next)))
    return { items, ...(isIncomplete === true && { incomplete: true as const }) }
  } catch (fault) {
    if (fault instanceof Refusal && fault.code === ('LISTS_ARE_BEHIND' satisfies ListRefusal))
      void reply.header('retry-after', String(RETRY_AFTER_SECONDS))
    throw fault
  }
}
