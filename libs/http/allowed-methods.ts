/** Which methods an address has, from the table of routes and nothing else. Only what the table says is told: whether anything is there, the route itself answers. */
import type { FastifyInstance } from 'fastify'

export interface AllowedMethods {
  /** In the order of the alphabet; none where no route fits. */
  at(path: string): readonly string[]
}

interface Entry {
  readonly segments: readonly string[]
  readonly methods: Set<string>
}

/** What answers anywhere is no route of an address. */
const EVERYTHING = '*'

/** To be called before there are routes. */
export function followRoutes(fastify: FastifyInstance): AllowedMethods {
  const entries = new Map<string, Entry>()
  fastify.addHook('onRoute', ({ url, method }) => {
    if (url === EVERYTHING) return
    const entry = entries.get(url) ?? { segments: url.split('/'), methods: new Set() }
    for (const each of [method].flat()) entry.methods.add(each)
    entries.set(url, entry)
  })
  return {
    at(path) {
      const segments = path.split('/').map(decoded)
      const fitting = [...entries.values()].filter((entry) => fits(entry.segments, segments))
      return [...new Set(fitting.flatMap(({ methods }) => [...methods]))].sort()
    },
  }
}

function fits(pattern: readonly string[], segments: readonly string[]): boolean {
  return (
    pattern.length === segments.length &&
    pattern.every((part, place) => (part.startsWith(':') ? segments[place] !== '' : part === segments[place]))
  )
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
