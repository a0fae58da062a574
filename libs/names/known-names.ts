/** The words that people's names are made of, as they are looked for in a text. */
import { ALSO_GIVEN, PARTICLES } from './ordinary-words.ts'
import { keysOf, spelled, type Spelled } from './spelling.ts'

/** A word of a name, and where in it it stands. */
export interface Place {
  readonly name: readonly Word[]
  readonly at: number
}

export interface Known {
  readonly places: ReadonlyMap<string, readonly Place[]>
  /** Words of scripts that put no space between words, the longest first. */
  readonly unspaced: readonly string[]
  /** All first letters of a name in one, `kdv`, as in K.d.V. */
  readonly initials: ReadonlySet<string>
}

/** Letters in one run, of a script that spaces its words or of one that does not. */
export interface Word {
  readonly key: string
  readonly keys: readonly string[]
  readonly begin: number
  readonly end: number
  readonly isUnspaced: boolean
  readonly isCapital: boolean
  /** Nothing but a space, a hyphen or the like stands between this word and the next. */
  readonly goesOn: boolean
}

const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}'
const RUNS = new RegExp(`[[\\p{L}\\p{M}]--[${UNSPACED}]]+|[${UNSPACED}]+`, 'gv')
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, 'v')

const BETWEEN_NAMES = /^[\s\-'._·]{0,3}$/

export function wordsOf(text: string, { letters, begins, ends, capital }: Spelled): readonly Word[] {
  const runs = Array.from(letters.matchAll(RUNS))
  return runs.map(({ 0: run, index: begin }, at) => {
    const end = begin + run.length
    const keys = keysOf(run, text.slice(begins[begin], ends[end - 1]))
    const next = runs[at + 1]?.index
    const goesOn = next !== undefined && next - end <= 3 && BETWEEN_NAMES.test(letters.slice(end, next))
    const isCapital = capital[begin] === true
    return { key: keys[0] ?? run, keys, begin, end, isUnspaced: IS_UNSPACED.test(run), isCapital, goesOn }
  })
}

export function indexOf(names: readonly string[]): Known {
  const places = new Map<string, Place[]>()
  const unspaced = new Set<string>()
  const initials = new Set<string>()
  const add = (key: string, place: Place) => {
    places.set(key, [...(places.get(key) ?? []), place])
  }
  for (const text of new Set(names)) {
    const name = wordsOf(text, spelled(text))
    name.forEach((word, at) => {
      if (word.isUnspaced) for (const part of partsOf(word.key)) unspaced.add(part)
      else if (isNameOfItself(name, at)) for (const key of word.keys) add(key, { name, at })
    })
    // Written in one: Jeanpierre, Elamrani, deVries, and the whole as in an address of mail.
    for (let from = 0; from < name.length; from += 1)
      for (let until = from + 2; until <= Math.min(name.length, from + LONGEST_IN_ONE); until += 1) {
        const together = name.slice(from, until)
        const isOfNames = isNameOfItself(name, until - 1) && together.every(({ isUnspaced }) => !isUnspaced)
        if (isOfNames) add(together.map(({ key }) => key).join(''), { name: together, at: -1 })
        if (until === name.length && together.every(({ isUnspaced }) => isUnspaced))
          unspaced.add(together.map(({ key }) => key).join(''))
      }
    const firsts = (of: readonly Word[]) => of.map(({ key }) => key.charAt(0)).join('')
    for (const all of [name, name.filter((_, at) => isNameOfItself(name, at))])
      if (all.length > 1) initials.add(firsts(all))
  }
  const longestFirst = [...unspaced].sort((one, other) => other.length - one.length)
  return { places, unspaced: longestFirst, initials }
}

const LONGEST_IN_ONE = 8

/** In Chinese the family name comes first and may be left off: 王小明 is 小明 too. A part of one character is looked for as a word only. */
const partsOf = (word: string): readonly string[] => {
  const characters = Array.from(word)
  return characters.length < 3 || !/^[\p{Script=Han}\p{Script=Hangul}]+$/u.test(word)
    ? [word]
    : [word, characters.slice(1).join('')]
}

function isNameOfItself(name: readonly Word[], at: number): boolean {
  const word = name[at]
  if (word === undefined || word.isUnspaced) return false
  if (name.length === 1) return true
  if (Array.from(word.key).length === 1) return false
  const isLast = at === name.length - 1
  return isLast || !PARTICLES.has(word.key) || (at === 0 && ALSO_GIVEN.has(word.key))
}
