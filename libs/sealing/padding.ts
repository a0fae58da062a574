/** Padding, so that the length of a ciphertext does not tell yes from no, one outcome from another, or something short from nothing. */

/** Measured on a municipality that was made up: names, outcomes, days and most remarks are shorter. */
const SHORTEST = 128

/**
 * JSON text as UTF-8 with spaces behind it, which no JSON parser minds: 128 bytes, or the next power of two.
 * What a length still tells is how often it doubled.
 */
export function padded(json: string): Buffer {
  const length = Buffer.byteLength(json)
  const bytes = Buffer.alloc(Math.max(SHORTEST, 2 ** Math.ceil(Math.log2(length))), ' ')
  bytes.write(json)
  return bytes
}
