/** Whether an answer is one that the API's document tells of: its status, its media type, its schema and its headers. */
import type { OpenAPIObject } from '@nestjs/swagger'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { operationIn } from './routes.ts'

export interface AnswerTold {
  readonly status: number
  readonly body: unknown
  readonly headers: Headers
}

/** What the document would have said otherwise; nothing where all is told. */
export type Untold = (method: string, address: string, answer: AnswerTold) => readonly string[]

/** Headers that not every answer of a status has. */
const SOMETIMES = ['Link', 'Position', 'Incomplete']

export function untoldBy(document: OpenAPIObject): Untold {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addSchema({ $id: 'document', ...document })
  return (method, address, { status, body, headers }) => {
    const operation = operationIn(document, method, address)
    if (operation === undefined) return status === 404 || status === 405 ? [] : [`${method} ${address} is not in it`]
    const said = operation.responses[String(status)]
    if (said === undefined || !('content' in said))
      return [`${method} ${operation.path} says nothing of ${String(status)}`]
    const type = headers.get('content-type')?.split(';', 1)[0] ?? ''
    const schema = said.content[type]?.schema
    if (schema === undefined || !('$ref' in schema)) return [`${method} ${operation.path} says nothing of ${type}`]
    const validate = ajv.getSchema(`document${schema.$ref}`)
    const errors = validate?.(body) === true ? [] : (validate?.errors ?? [])
    const faults = errors.map(
      ({ instancePath, message = '', params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    )
    const missing = Object.keys(said.headers ?? {}).filter((name) => !headers.has(name) && !SOMETIMES.includes(name))
    return [...faults, ...missing.map((name) => `${name} is missing`)].map(
      (fault) => `${method} ${operation.path}: ${fault}`,
    )
  }
}
