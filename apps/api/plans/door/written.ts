/** What a write answers: the plan's new tag and position, and the id of what was made. */
import type { FastifyReply } from 'fastify'
import type { WrittenToPlan } from './to-plan.ts'

export interface WriteAnswer {
  readonly planId: string
  readonly id?: string
  readonly etag: string
  readonly position?: string
}

/** Where something of a plan is read, below the plan. */
export type ReadAt = '' | `/${string}`

/** @param made the id of what is new, and where it is read below the plan: at an address of its own, or in the item that holds it */
export function written(
  reply: FastifyReply,
  { planId, etag, position }: WrittenToPlan,
  made?: { readonly at: ReadAt; readonly id: string },
): WriteAnswer {
  void reply.header('etag', etag)
  if (position !== undefined) void reply.header('position', position)
  if (made !== undefined) void reply.header('location', `/v1/plans/${planId}${made.at}`)
  return { planId, ...(made && { id: made.id }), etag, ...(position !== undefined && { position }) }
}
