/** What PostgreSQL's errors, and those on the way to it, mean to whoever keeps something there. */

export type PostgresTrouble =
  'unreachable' | 'denied' | 'locked' | 'read-only' | 'disk-full' | 'corrupt' | 'newer-format' | 'io-error' | 'closed'

/** What the engine does not say itself: thrown where it is found. */
export class PostgresFault extends Error {
  readonly reason: PostgresTrouble

  constructor(reason: PostgresTrouble, message: string, options?: ErrorOptions) {
    super(message, options)
    this.reason = reason
  }
}

/** By class or code of https://www.postgresql.org/docs/current/errcodes-appendix.html; the longest that fits counts. */
const BY_STATE: Readonly<Record<string, PostgresTrouble>> = {
  '08': 'unreachable',
  '25006': 'read-only',
  '25P03': 'locked',
  '28': 'denied',
  '3D000': 'denied',
  '40001': 'locked',
  '40P01': 'locked',
  '42501': 'denied',
  '53': 'unreachable',
  '53100': 'disk-full',
  '55P03': 'locked',
  '57014': 'locked',
  '57P': 'unreachable',
  '58030': 'io-error',
  XX001: 'corrupt',
  XX002: 'corrupt',
}

/** What the driver says without a code. */
const BY_WORDS: readonly (readonly [RegExp, PostgresTrouble])[] = [
  [/after calling end on the pool|driver has already been destroyed/, 'closed'],
  [/connection terminated|connection timeout|timeout exceeded|not queryable|query read timeout/i, 'unreachable'],
  [/connection has been discarded|does not support ssl/i, 'unreachable'],
]

/** Undefined for what does not come from PostgreSQL or the way to it. */
export function troubleOf(fault: unknown): PostgresTrouble | undefined {
  if (fault instanceof PostgresFault) return fault.reason
  if (typeof fault !== 'object' || fault === null) return undefined
  const { code, message } = fault as { readonly code?: unknown; readonly message?: unknown }
  if (typeof code === 'string') {
    if (/^(E[A-Z]{3,}|ERR_(TLS|SSL)\w*|CERT_\w+|\w+_CERT\w*|UNABLE_TO_\w+)$/.test(code)) return 'unreachable'
    if (/^[0-9A-Z]{5}$/.test(code)) return ofState(code)
  }
  return BY_WORDS.find(([words]) => words.test(String(message)))?.[1]
}

function ofState(state: string): PostgresTrouble {
  for (const length of [5, 3, 2]) {
    const trouble = BY_STATE[state.slice(0, length)]
    if (trouble !== undefined) return trouble
  }
  return 'io-error'
}

/** The server is there, and as many are connected as may be. */
export const hasNoConnectionLeft = (fault: unknown): boolean =>
  typeof fault === 'object' && fault !== null && 'code' in fault && fault.code === '53300'

export const wordsOf = (fault: unknown): string =>
  typeof fault === 'object' && fault !== null && 'message' in fault ? String(fault.message) : String(fault)
