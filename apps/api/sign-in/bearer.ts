/** The access token of a request, as RFC 6750 §2.1 has it sent. */
import type { FastifyRequest } from 'fastify'

/** Undefined where there is none, or something else in its place. */
export function bearerIn({ authorization }: FastifyRequest['headers']): string | undefined {
  const [, scheme, token] = /^(\S+) +(\S+) *$/.exec(authorization ?? '') ?? []
  return scheme?.toLowerCase() === 'bearer' ? token : undefined
}
