/** People that a made-up municipality knows, to be signed in as with one click. Whoever made them up keeps them beside the development issuer's key. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { areFaults, identityAsked, type Answers } from './identity-asked.ts'
import type { InBothLanguages } from './sign-in-refused.ts'

const FILE = 'development-people.json'

export interface KnownPerson {
  /** As the development sign-in asks them. */
  readonly answers: Answers
  /** What they are in the story. */
  readonly part: InBothLanguages
}

export function keepPeople(dataDir: string, people: readonly KnownPerson[]): void {
  writeFileSync(join(dataDir, FILE), `${JSON.stringify(people, null, 2)}\n`, { mode: 0o600 })
}

/** None where nobody made any up, and nobody whom this sign-in would not take. */
export function peopleKnown(dataDir: string): readonly KnownPerson[] {
  try {
    const read: unknown = JSON.parse(readFileSync(join(dataDir, FILE), 'utf8'))
    return Array.isArray(read) ? read.filter(isKnown) : []
  } catch {
    return []
  }
}

function isKnown(one: unknown): one is KnownPerson {
  if (typeof one !== 'object' || one === null) return false
  const { answers, part } = one as Partial<KnownPerson>
  return typeof part?.nl === 'string' && typeof part.en === 'string' && !areFaults(identityAsked(answers ?? {}))
}
