/** Every route of a running server, read from the router itself, with what the API's document says of it. */
import type { OpenAPIObject, OperationObject } from '@nestjs/swagger'

const SOME_ID = '9f0c1f8e-52f5-4f52-8f32-0d3f5a6f7a11'

/** Parts of an address that are no ids. */
const PARTS: Readonly<Record<string, string>> = {
  protocolId: 'meldcode',
  type: 'nl.samenspel.plan.goal-adopted.v1',
  version: '1',
}

export interface Route {
  readonly method: string
  /** As the router has it: `/v1/plans/:planId`. */
  readonly pattern: string
  /** With something in the place of each parameter. */
  readonly address: string
  readonly operation: OperationObject | undefined
}

/** @param tree as Fastify prints it: one segment of an address a line */
export function routesIn(tree: string, document: OpenAPIObject): readonly Route[] {
  const found: Route[] = []
  const segments: string[] = []
  for (const line of tree.split('\n')) {
    const [, before = '', segment = '', methods = ''] = /^(.*?[├└]── )(\S*) ?\(?([A-Z, ]*)\)?$/.exec(line) ?? []
    if (before === '') continue
    segments.splice(before.length / 4 - 1, Infinity, segment)
    const pattern = segments.join('').replaceAll('//', '/')
    for (const method of methods.split(', ').filter((each) => each !== '' && each !== 'HEAD' && each !== 'OPTIONS')) {
      const path = pattern.replace(/^\/v1/, '').replaceAll(/:(\w+)/g, '{$1}')
      const operation = document.paths[path]?.[method.toLowerCase() as 'get']
      const address = pattern.replaceAll(/:(\w+)/g, (_, name: string) => PARTS[name] ?? SOME_ID)
      found.push({ method, pattern, address, operation })
    }
  }
  return found
}

export const operationsOf = ({ paths }: OpenAPIObject) =>
  Object.entries(paths).flatMap(([path, item]) =>
    (['get', 'put', 'post', 'delete', 'patch'] as const).flatMap((method) => {
      const operation = item[method]
      return operation === undefined ? [] : [{ method, path, operation }]
    }),
  )

/** The operation that a request is: its path with the ids in their places, the longest of those that fit. */
export function operationAt(document: OpenAPIObject, method: string, address: string) {
  const found = operationIn(document, method, address)
  if (found === undefined) throw new Error(`The document has no ${method} ${address}`)
  return found
}

/** @returns undefined where the document has none there */
export function operationIn(document: OpenAPIObject, method: string, address: string) {
  const segments = (address.split('?', 1)[0] ?? '').split('/')
  const fitting = operationsOf(document).filter(({ method: its, path }) => {
    const wanted = path.split('/')
    return (
      its === method.toLowerCase() &&
      wanted.length === segments.length &&
      wanted.every((segment, place) => segment.startsWith('{') || segment === segments[place])
    )
  })
  const [best] = fitting.sort((one, other) => one.path.split('{').length - other.path.split('{').length)
  return best && { ...best.operation, path: best.path }
}
