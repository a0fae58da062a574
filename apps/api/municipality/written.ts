/** What a write of the municipality answers: its new tag and position. */
import type { FastifyReply } from 'fastify'
import type { WrittenToMunicipality } from './to-municipality.ts'

export function written(reply: FastifyReply, { etag, position }: WrittenToMunicipality) {
  void reply.header('etag', etag)
  if (position !== undefined) void reply.header('position', position)
  return { etag, ...(position !== undefined && { position }) }
}
