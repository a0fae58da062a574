/** The pool of second readers, and the draw from it: reproducible by anyone who has the pool's version and the seed. */
import type { LegalDomain } from '../deciding/domains.ts'

export interface SecondReader {
  readonly reader: string
  readonly domains: readonly LegalDomain[]
}

export interface ReaderPool {
  readonly version: number
  readonly readers: readonly SecondReader[]
}

/**
 * Who reads: of the readers of the domain that are not excluded, in order of their ids, the one at place `seed mod count`.
 * @param seed 64 hexadecimal digits (256 bits), so that the remainder favours nobody noticeably
 * @returns undefined where nobody is left to read
 */
export function drawReader(
  pool: ReaderPool,
  domain: LegalDomain,
  excluded: readonly string[],
  seed: string,
): string | undefined {
  const eligible = pool.readers
    .filter(({ reader, domains }) => domains.includes(domain) && !excluded.includes(reader))
    .map(({ reader }) => reader)
    .sort()
  return eligible[Number(BigInt(`0x${seed}`) % BigInt(Math.max(eligible.length, 1)))]
}
