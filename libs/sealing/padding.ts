/** Padding, so that the length of a ciphertext does not tell yes from no, one outcome from another, or something short from nothing. */

/** Every value of a made-up municipality (60 families, 1,852 values) is shorter; padding and sealed nothings make its events a seventh larger. */
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
