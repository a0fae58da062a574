/** What people, things and closed values of a plan are called on a page. */
import { valueInWords } from '../../../libs/plan/words/labels.ts'
import type { Schema } from '../asking.ts'
import type { InWords, Language } from '../language.ts'

export const capitalised = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

/** A closed value as people say it; what has no words, as it is. @param field the name it stands under in the API */
export const valueCalled = (field: string, value: string | boolean, language: Language): string =>
  valueInWords(field, value)?.[language] ?? String(value)

/** Whoever is known in a plan, by their id. */
export type Names = ReadonlyMap<string, string>

/** Names that the reader may read, of everyone in a plan. */
export function namesIn(plan: Schema<'Plan'>): Names {
  const { members, professionals, representatives, coordinator } = plan
  const known: [string, Schema<'Words'> | undefined][] = [
    ...members.map(({ id, name, request }): [string, Schema<'Words'> | undefined] => [id, name ?? request?.name]),
    ...professionals.flatMap((one): [string, Schema<'Words'> | undefined][] =>
      'professional' in one ? [[one.professional, one.name]] : [],
    ),
    ...representatives.flatMap((one): [string, Schema<'Words'> | undefined][] =>
      'representative' in one ? [[one.representative, one.name]] : [],
    ),
    ...(coordinator === undefined
      ? []
      : [coordinator, ...coordinator.deputies].map(({ id, name }): [string, Schema<'Words'> | undefined] => [
          id,
          name,
        ])),
  ]
  return new Map(known.flatMap(([id, name]) => (typeof name === 'string' ? [[id, name]] : [])))
}

const SOMEBODY = { nl: 'iemand die u niet kent', en: 'someone you do not know' }
const SYSTEM = { nl: 'het systeem', en: 'the system' }
/** Who judges without names is told places: `family-member-2`. */
const PLACES: Readonly<Record<string, InWords>> = {
  'family-member': { nl: 'gezinslid', en: 'family member' },
  representative: { nl: 'vertegenwoordiger', en: 'representative' },
  professional: { nl: 'professional', en: 'professional' },
}

export function nameOf(id: string, names: Names, language: Language): string {
  const known = names.get(id)
  if (known !== undefined) return known
  const [, kind = '', number = ''] = /^([a-z-]+)-(\d+)$/.exec(id) ?? []
  const place = PLACES[kind]?.[language]
  if (place !== undefined) return `${place} ${number}`
  return (/^[0-9a-f-]{36}$/.test(id) ? SOMEBODY : SYSTEM)[language]
}

/** One or more, as a sentence lists them. */
export const listed = (texts: readonly string[], language: Language): string =>
  new Intl.ListFormat(language === 'nl' ? 'nl-NL' : 'en-GB', { type: 'conjunction' }).format(texts)
