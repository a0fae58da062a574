/** One event of a history as lines: when, who, for whom, on what ground, whom it is about, what its maker had seen. */
import { DUE_WORDS } from '../../libs/plan/words/due-labels.ts'
import { ROLE_WORDS } from '../../libs/plan/words/labels.ts'
import { shortened } from '../../libs/plan/words/places.ts'
import type { Entry } from './answers.ts'
import type { Language } from './command-line.ts'
import type { InWords } from '../../libs/plan/part.ts'

const LABELS = {
  nl: {
    who: 'wie',
    onBehalfOf: 'namens',
    ground: 'grond',
    about: 'betreft',
    happened: 'gebeurd op',
    seen: 'gezien tot en met revisie',
    due: 'te volgen',
    by: 'uiterlijk',
  },
  en: {
    who: 'who',
    onBehalfOf: 'on behalf of',
    ground: 'ground',
    about: 'about',
    happened: 'happened at',
    seen: 'had seen up to revision',
    due: 'must follow',
    by: 'by',
  },
} as const

export function entryAsLines(entry: Entry, language: Language): readonly string[] {
  const { revision, recordedAt, words, onBehalfOf, processingActivity, legalBasis, about, happenedAt, due, basedOn } =
    entry
  const named = LABELS[language]
  const facts: readonly (readonly [string, string | undefined])[] = [
    [named.who, whoIn(entry, language)],
    [named.onBehalfOf, onBehalfOf === undefined ? undefined : shortened(onBehalfOf)],
    [named.ground, `${processingActivity} — ${legalBasis}`],
    [named.about, about.length === 0 ? undefined : about.map(shortened).join(', ')],
    [named.happened, happenedAt],
    [named.seen, basedOn === undefined ? undefined : String(basedOn)],
    [named.due, due && `${dueInWords(due.what)[language]}, ${named.by} ${due.at}`],
  ]
  return [
    `── ${String(revision)} ── ${recordedAt} ──`,
    words[language],
    ...facts.flatMap(([name, said]) => (said === undefined ? [] : [`  ${name}: ${said}`])),
  ]
}

/** By role and the beginning of their id: what a reader needs to tell people apart, and no more. */
export function whoIn({ by, role, organisation }: Entry, language: Language): string {
  const as = Object.hasOwn(ROLE_WORDS, role) ? ROLE_WORDS[role][language] : role
  return `${as} ${shortened(by)}${organisation === undefined ? '' : ` (OIN ${organisation})`}`
}

export function dueInWords(what: string): InWords {
  const words: Readonly<Record<string, InWords>> = DUE_WORDS
  return (Object.hasOwn(words, what) ? words[what] : undefined) ?? { nl: what, en: what }
}
