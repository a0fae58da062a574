/** Values of a plan as lines that people read: fields by name, closed values in words, ids by their beginning, sealed values as sealed. */
import type { Change } from '../../libs/plan/changes.ts'
import { valueInWords } from '../../libs/plan/words/labels.ts'
import { fieldInWords, isNamed, itemInWords, placeInWords, shortened } from '../../libs/plan/words/places.ts'
import type { Language } from './command-line.ts'

/** Where a value stands: under which name, whose name says what its closed values mean, in which part of the plan. */
interface Place {
  readonly field: string
  readonly means: string
  readonly part: string
}

const SEALED = { nl: 'verzegeld', en: 'sealed' } as const
const NOTHING = '—'

export const indented = (lines: readonly string[]): readonly string[] => lines.map((line) => `  ${line}`)

export const linesIn = (text: string): readonly string[] => text.split(/\r\n|[\r\n\u2028\u2029]/)

/** A value that stays sealed for this reader: by the beginning of its hash, so that it can be recognised elsewhere. */
export function sealedInWords(value: unknown, language: Language): string | undefined {
  if (typeof value !== 'object' || value === null || !('sealed' in value) || !('sha256' in value)) return undefined
  return `[${SEALED[language]} ${String(value.sha256).slice(0, 8)}…]`
}

/** The parts of a plan, or the fields of one thing in it; what is empty is left out. */
export function fieldsAsLines(fields: object, language: Language, part?: string): readonly string[] {
  return Object.entries(fields).flatMap(([field, value]) =>
    isEmpty(value) ? [] : valueAsLines({ field, means: field, part: part ?? field }, value, language),
  )
}

/** What changed, with `+` for what came, `-` for what went and `~` for what is different. */
export function changeAsLines({ path, before, after }: Change, language: Language): readonly string[] {
  const steps = path.split('/').slice(1)
  const part = steps[0] ?? ''
  const field = steps.findLast(isNamed) ?? part
  const place = { field, means: field, part }
  const where = placeInWords(path)[language]
  if (before === undefined) return cameOrWent('+', where, place, after, language)
  if (after === undefined) return cameOrWent('-', where, place, before, language)
  const [was, is] = [onOneLine(place, before, language), onOneLine(place, after, language)]
  if (was !== undefined && is !== undefined) return [`~ ${where}: ${was} → ${is}`]
  const told = (value: unknown, sign: string) => bodyOf(place, value, language).map((line) => `  ${sign} ${line}`)
  return [`~ ${where}`, ...told(before, '-'), ...told(after, '+')]
}

function cameOrWent(sign: string, where: string, place: Place, value: unknown, language: Language): readonly string[] {
  const one = onOneLine(place, value, language)
  if (one !== undefined) return [`${sign} ${where}: ${one}`]
  return [`${sign} ${where}`, ...indented(indented(bodyOf(place, value, language)))]
}

function valueAsLines(place: Place, value: unknown, language: Language): readonly string[] {
  const label = fieldInWords(shortened(place.field), place.part)[language]
  const one = onOneLine(place, value, language)
  if (one !== undefined) return [`${label}: ${one}`]
  return [`${label}:`, ...indented(bodyOf(place, value, language))]
}

/** What stands in a value that takes more than a line. */
function bodyOf(place: Place, value: unknown, language: Language): readonly string[] {
  const one = onOneLine(place, value, language)
  if (one !== undefined) return [one]
  if (typeof value === 'string') return linesIn(value)
  if (Array.isArray(value))
    return value.flatMap((item: unknown, nth) => {
      const called = itemInWords(place.field)?.[language] ?? fieldInWords(place.field, place.part)[language]
      const said = onOneLine(place, item, language)
      if (said !== undefined) return [`${called} ${String(nth + 1)}: ${said}`]
      return [`${called} ${idOf(item) ?? String(nth + 1)}`, ...indented(bodyOf(place, item, language))]
    })
  return Object.entries(value as object).flatMap(([field, inner]) =>
    field === 'id' || isEmpty(inner)
      ? []
      : valueAsLines({ field, means: isNamed(field) ? field : place.means, part: place.part }, inner, language),
  )
}

/** A value that one line has room for; undefined where it has not. */
function onOneLine({ means }: Place, value: unknown, language: Language): string | undefined {
  if (value === undefined || value === null) return NOTHING
  const words = valueInWords(means, value)?.[language] ?? sealedInWords(value, language)
  if (words !== undefined) return words
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return linesIn(value).length > 1 ? undefined : shortened(value)
  if (!Array.isArray(value)) return undefined
  if (value.length === 0) return NOTHING
  const isShort = value.every((item) => typeof item !== 'object' && linesIn(String(item)).length === 1)
  return isShort
    ? value.map((item: unknown) => onOneLine({ field: means, means, part: means }, item, language)).join(', ')
    : undefined
}

function idOf(item: unknown): string | undefined {
  const named = typeof item === 'object' && item !== null && 'id' in item ? item.id : undefined
  return typeof named === 'string' ? shortened(named) : undefined
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
