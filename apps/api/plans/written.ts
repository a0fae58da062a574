/** What a write answers: the plan's new tag and position, and the id of what was made. */
import type { FastifyReply } from 'fastify'
import type { WrittenToPlan } from './to-plan.ts'

export interface WriteAnswer {
  readonly planId: string
  readonly id?: string
  readonly etag: string
  readonly position?: string
}

/** @param made where the new item is, below the plan, and its id */
export function written(
  reply: FastifyReply,
  { planId, etag, position }: WrittenToPlan,
  made?: { readonly at: string; readonly id: string },
): WriteAnswer {
  void reply.header('etag', etag)
  if (position !== undefined) void reply.header('position', position)
  if (made !== undefined) void reply.header('location', `/v1/plans/${planId}/${made.at}/${made.id}`)
  return { planId, ...(made && { id: made.id }), etag, ...(position !== undefined && { position }) }
}
