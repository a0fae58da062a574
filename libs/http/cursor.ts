/** Pages of a list: cursors that only we can make and read, and the `Link` to the next page (RFC 8288). What a cursor holds, the list knows. */
import 'reflect-metadata'
import { createCipheriv, createDecipheriv, randomBytes, type KeyObject } from 'node:crypto'
import { IsInt, IsString, Max, MaxLength, Min } from 'class-validator'
import { Converted, wholeNumber } from './conversions.ts'
import { IfPresent } from './own-rules.ts'
import { UNMARKED, type HistoryMark } from './opaque.ts'

// Encrypted and not only signed: a position in the store would tell how much is written elsewhere.
const ALGORITHM = 'aes-256-gcm'
const IV_BYTES = 12
const TAG_BYTES = 16

export const PAGE_BY_DEFAULT = 50
export const PAGE_AT_MOST = 100
const CURSOR_CHARACTERS_AT_MOST = 1_000

/**
 * @param key a secret key of 32 bytes, used for nothing else
 * @param value where the next page begins: JSON, short, and no list that begins with a number
 * @param list which list, asked by whom, with what filters: a cursor of one list says nothing in another
 * @param mark of the history that the value is a place in, where it is one
 */
export function encodeCursor(key: KeyObject, value: unknown, list = '', mark: HistoryMark = UNMARKED): string {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv(ALGORITHM, key, iv).setAAD(Buffer.from(list))
  return Buffer.concat([
    iv,
    cipher.update(JSON.stringify([mark, value]), 'utf8'),
    cipher.final(),
    cipher.getAuthTag(),
  ]).toString('base64url')
}

/** The value again; undefined when the cursor was changed, made elsewhere, or is of another list. */
export const decodeCursor = (key: KeyObject, cursor: string, list = ''): unknown =>
  decodeMarkedCursor(key, cursor, list)?.value

/** The value and its mark again; undefined as above. */
export function decodeMarkedCursor(
  key: KeyObject,
  cursor: string,
  list = '',
): { readonly value: unknown; readonly mark: HistoryMark } | undefined {
  const bytes = Buffer.from(cursor, 'base64url')
  if (bytes.length < IV_BYTES + TAG_BYTES || bytes.toString('base64url') !== cursor) return undefined
  const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
  decipher.setAAD(Buffer.from(list)).setAuthTag(bytes.subarray(-TAG_BYTES))
  const clear = decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES))
  try {
    decipher.final()
  } catch {
    return undefined
  }
  return withMark(JSON.parse(clear.toString()))
}

/** Cursors that were given out before had no room for the mark of a history: they are of before the first. */
const withMark = (held: unknown) =>
  Array.isArray(held) && typeof held[0] === 'number'
    ? { mark: held[0], value: held[1] as unknown }
    : { mark: UNMARKED, value: held }

/** The query of every list; extend it with the list's own filters. A limit out of bounds is refused, not cut. */
export class PageQuery {
  cursor?: string
  limit: number = PAGE_BY_DEFAULT
}
// Decorators called by hand: plain Node runs this file, and has no syntax for them.
for (const rule of [IfPresent(), IsString(), MaxLength(CURSOR_CHARACTERS_AT_MOST)]) rule(PageQuery.prototype, 'cursor')
for (const rule of [IfPresent(), Converted(wholeNumber), IsInt(), Min(1), Max(PAGE_AT_MOST)])
  rule(PageQuery.prototype, 'limit')

/**
 * The value of a `Link` header to the next page: the same address and query, with the next cursor.
 * @param url path and query of this request, as it came
 */
export function linkToNext(url: string, cursor: string): string {
  const [path = ''] = url.split('?', 1)
  const parameters = new URLSearchParams(url.slice(path.length))
  parameters.set('cursor', cursor)
  // A client may send these as they are, and they would end the address here.
  const safe = path.replace(/[<>"\\^`{|}]/g, encodeURIComponent)
  return `<${safe}?${parameters.toString()}>; rel="next"`
}
