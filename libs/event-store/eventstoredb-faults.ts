/** What goes wrong between us and EventStoreDB, and what of it leaves open what happened. The `type`s are those of the client's own errors. */
import { RevisionConflict, StoreUnavailable, StreamDamaged, TooLarge, type Expected } from './port.ts'

/** The server did not answer, or in a way that leaves open what happened: the same again is allowed, something else is not. */
export class Unanswered extends Error {}

/** The same, and nothing was heard at all: it may be slow. */
export class Silence extends Unanswered {}

/** gRPC status codes (https://grpc.github.io/grpc/core/md_doc_statuscodes.html). The client leaves some of its errors with nothing else. */
const INVALID_ARGUMENT = 3
const DEADLINE_EXCEEDED = 4
const PERMISSION_DENIED = 7
const UNIMPLEMENTED = 12
const UNAUTHENTICATED = 16

/**
 * What an error of the client means to who called. Whatever is not certain is Unanswered: errors come with the client's own `type`, with only
 * gRPC's `code` (a dead port), or as plain text (no member of a cluster answered).
 * @param stream of ours, where the call was about one
 */
export function meaningOf(fault: unknown, stream?: string): Error {
  if (fault instanceof Unanswered || fault instanceof StoreUnavailable || fault instanceof RangeError) return fault
  const said = saidBy(fault)
  if (has(fault, 'type', 'maximum-append-size-exceeded'))
    return new TooLarge(Number((fault as { maxAppendSize?: unknown }).maxAppendSize) + 1)
  if (
    has(fault, 'type', 'access-denied') ||
    has(fault, 'code', PERMISSION_DENIED) ||
    has(fault, 'code', UNAUTHENTICATED)
  )
    return new StoreUnavailable('denied', `EventStoreDB does not let us in (${said})`, { cause: fault })
  if (stream !== undefined && has(fault, 'type', 'stream-deleted'))
    return new StreamDamaged(stream, 'it was deleted for ever in EventStoreDB', { cause: fault })
  if (has(fault, 'code', INVALID_ARGUMENT) || has(fault, 'code', UNIMPLEMENTED))
    return new StoreUnavailable('io-error', `EventStoreDB refused a request as wrong (${said})`, { cause: fault })
  const Meaning =
    has(fault, 'code', DEADLINE_EXCEEDED) || has(fault, 'type', 'deadline-exceeded') ? Silence : Unanswered
  return new Meaning(`EventStoreDB gave no usable answer (${said})`, { cause: fault })
}

/** The same of an append. */
export function appendFault(fault: unknown, stream: string, expected: Expected): Error {
  if (!has(fault, 'type', 'wrong-expected-version')) return meaningOf(fault, stream)
  const { actualVersion } = fault as { readonly actualVersion?: unknown }
  return new RevisionConflict(stream, expected, typeof actualVersion === 'bigint' ? Number(actualVersion) : 'no-stream')
}

function saidBy(fault: unknown): string {
  const { type, message } = (typeof fault === 'object' && fault !== null ? fault : {}) as Partial<
    Record<string, unknown>
  >
  return [type, message].filter((part) => typeof part === 'string' && part !== '').join(': ')
}

export const has = (fault: unknown, name: 'type' | 'code', value: unknown): boolean =>
  typeof fault === 'object' && fault !== null && (fault as Partial<Record<string, unknown>>)[name] === value

/** Some calls of the client may stay pending for ever; whatever becomes of them then is nobody's affair. */
export function within<Result>(limitMs: number, result: Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Silence(`EventStoreDB did not answer within ${String(limitMs)} ms`))
    }, limitMs)
    result.then(resolve, reject).finally(() => {
      clearTimeout(timer)
    })
  })
}
