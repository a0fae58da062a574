/** The pool of second readers, and the draw from it: reproducible by anyone who has the pool's version and the seed. */
import type { LegalDomain } from '../deciding/domains.ts'

/** With whom someone works; absent where it is not known. */
export interface Team {
  /** OIN; absent: the municipality itself. */
  readonly organisation?: string
  readonly team?: string
}

export interface SecondReader extends Team {
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

/** Who of the pool works in one of the teams: to the one who wrote it they are colleagues, and no outsiders. */
export const ofTeams = ({ readers }: ReaderPool, teams: readonly Team[]): readonly string[] =>
  readers.filter((one) => teams.some((team) => isOfTeam(one, team))).map(({ reader }) => reader)

/** Of another organisation that tells its teams not apart, all are colleagues; of the municipality only who is known to be. */
function isOfTeam(one: Team, other: Team): boolean {
  if (one.organisation !== other.organisation) return false
  if (one.team === undefined || other.team === undefined) return one.organisation !== undefined
  return one.team === other.team
}

/** Field by field, so that nothing is stored but what is known of a team. */
export const teamAlone = ({ organisation, team }: Team): Team => ({
  ...(organisation !== undefined && { organisation }),
  ...(team !== undefined && { team }),
})
