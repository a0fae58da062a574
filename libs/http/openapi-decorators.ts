/** What a handler says of its own answers, for the OpenAPI document; all else is read from the application. */

interface Answer {
  readonly status: number
  /** The name of a schema that the application gives; without one the answer has no body. */
  readonly schema?: string
  readonly description?: string
  readonly mediaType: string
}

const ANSWERS = Symbol('answers')
const REFUSES = Symbol('refuses')

/** Answers `status` (2xx or 3xx) with what the schema of this name describes. Of a handler with several, one each; one status may have several media types. */
export function Answers(
  status: number,
  schema?: string,
  description?: string,
  mediaType = 'application/json',
): MethodDecorator {
  return (_prototype, _name, descriptor) => {
    const answer: Answer = {
      status,
      mediaType,
      ...(schema !== undefined && { schema }),
      ...(description !== undefined && { description }),
    }
    add(ANSWERS, descriptor.value, [answer])
  }
}

/** Can refuse with these (4xx or 5xx), besides those that follow from the request itself. */
export function Refuses(...statuses: readonly number[]): MethodDecorator {
  return (_prototype, _name, descriptor) => {
    add(REFUSES, descriptor.value, statuses)
  }
}

function add(key: symbol, handler: unknown, more: readonly unknown[]): void {
  if (typeof handler !== 'function') throw new TypeError('Only a handler answers')
  Reflect.defineMetadata(key, [...listed(key, handler), ...more], handler)
}

function listed(key: symbol, handler: object): readonly unknown[] {
  return (Reflect.getMetadata(key, handler) ?? []) as readonly unknown[]
}

export const answersOf = (handler: object) => listed(ANSWERS, handler) as readonly Answer[]
export const refusesOf = (handler: object) => listed(REFUSES, handler) as readonly number[]
