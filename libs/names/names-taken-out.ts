/** The names of known people taken out of a text, however they are spelled; all else stays as it was written, byte for byte. What words give away in other ways stays. */
import { formsOf } from './inflections.ts'
import { indexOf, wordsOf, type Known, type Place, type Word } from './known-names.ts'
import { AFTER_A_VERB, ALSO_NAMES, ALSO_VERBS, EVERYDAY, PARTICLES } from './ordinary-words.ts'
import { spelled, type Spelled } from './spelling.ts'

export const NAME_TAKEN_OUT = '[…]'

/** @returns what takes the names of these people out of a text; in time that grows with the text and not with their number */
export function namesTakenOut(names: readonly string[]): (text: string) => string {
  const known = indexOf(names)
  if (known.places.size === 0 && known.unspaced.length === 0) return (text) => text
  return (text) => withHoles(text, holesIn(text, known))
}

interface Hole {
  readonly begin: number
  readonly end: number
}

function holesIn(text: string, known: Known): readonly Hole[] {
  const letters = spelled(text)
  const words = wordsOf(text, letters)
  const around: Around = { letters, words, known }
  const holes: Hole[] = []
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at]
    if (word === undefined) continue
    if (word.isUnspaced) holes.push(...holesInRun(word, letters, known))
    else {
      const found = nameAt(at, around)
      if (found === undefined) continue
      const [first, last] = [words[found.from], words[found.until]]
      if (first === undefined || last === undefined) continue
      holes.push(withGenitive(first.begin, last.end - found.keeps.end, found.keeps.begin, letters.letters))
      at = Math.max(at, found.until)
    }
  }
  return together(holes).map(({ begin, end }) => ({
    begin: letters.begins[begin] ?? 0,
    end: letters.ends[end - 1] ?? text.length,
  }))
}

interface Around {
  readonly letters: Spelled
  readonly words: readonly Word[]
  readonly known: Known
}

/** From which word until which a name stands, and how much of the outer words is none of it. */
interface Found {
  readonly from: number
  readonly until: number
  readonly keeps: { readonly begin: number; readonly end: number }
}

const WHOLE = { begin: 0, end: 0 } as const

/** The name that the word at this place belongs to. */
function nameAt(at: number, around: Around): Found | undefined {
  const { words, known } = around
  const word = words[at]
  if (word === undefined) return undefined
  const exact = word.keys.flatMap((key) => known.places.get(key) ?? [])
  if (exact.length > 0) {
    const widest = widestOf(exact, at, around)
    if (isSurelyAName(at, around) || isMoreThanWords(widest, around)) return widest
    return undefined
  }
  return inflected(word, at, around) ?? initialsAt(at, around)
}

/** Of all the people who have this word in their name, the one of whom most stands here. */
const widestOf = (places: readonly Place[], at: number, around: Around): Found =>
  places
    .map((place) => reachOf(place, at, around))
    .reduce((one, other) => (other.until - other.from > one.until - one.from ? other : one))

/** How far a name goes on to both sides of one of its words: its other words, its particles, its initials. */
function reachOf({ name, at: place }: Place, at: number, around: Around): Found {
  if (place < 0) return { from: at, until: at, keeps: WHOLE }
  let from = at
  for (let part = place - 1; part >= 0 && from > 0; part -= 1) {
    if (!isNext(from - 1, around)) break
    if (is(from - 1, name[part], around)) from -= 1
    else if (isParticle(name[part])) continue
    else break
  }
  let until = at
  for (let part = place + 1, next = at + 1; part < name.length; part += 1, next += 1) {
    if (!isNext(next - 1, around) || !is(next, name[part], around)) break
    // A particle belongs to what follows it.
    if (!isParticle(name[part])) until = next
  }
  return { from, until, keeps: WHOLE }
}

const isParticle = (word: Word | undefined): boolean => word !== undefined && PARTICLES.has(word.key)

/** The word, or its first letter. */
function is(at: number, word: Word | undefined, { words }: Around): boolean {
  const there = words[at]
  if (there === undefined || word === undefined) return false
  const isInitial = there.end - there.begin === 1 && there.isCapital && word.key.startsWith(there.key)
  return isInitial || there.keys.some((key) => word.keys.includes(key)) || isFormOf(there, word)
}

const isFormOf = (there: Word, word: Word): boolean =>
  there.key.startsWith(word.key.slice(0, 2)) &&
  !isOrdinary(there.key) &&
  formsOf(there.key, there.isCapital).some(({ of, before }) => before === 0 && word.keys.includes(of))

/** Whether nothing but a space, a hyphen or the like stands between a word and the next. */
const isNext = (at: number, { words }: Around): boolean => words[at]?.goesOn === true

/** Several words of one name in a row, one of them surely a name, or all of it and more than everyday words. */
function isMoreThanWords({ from, until }: Found, around: Around): boolean {
  const places = Array.from({ length: until - from + 1 }, (_, place) => from + place)
  const own = places.filter((at) => !isParticle(around.words[at]))
  return own.length > 1 && own.some((at) => isSurelyAName(at, around) || ALSO_NAMES.has(around.words[at]?.key ?? ''))
}

/** Whether a word that is someone's name is meant as a name here: one that is an ordinary word too needs a capital that nothing else explains. */
function isSurelyAName(at: number, around: Around): boolean {
  const word = around.words[at]
  if (word === undefined) return false
  const also = ALSO_NAMES.has(word.key)
  if (!isOrdinary(word.key)) return true
  if (!word.isCapital) return false
  const begins = beginsASentence(at, around)
  const next = around.words[at + 1]
  if (also) return !(begins && ALSO_VERBS.has(word.key) && next?.isCapital === false && AFTER_A_VERB.has(next.key))
  return !begins && !isShouted(at, around)
}

function beginsASentence(at: number, { words, letters }: Around): boolean {
  const before = letters.letters.slice(words[at - 1]?.end ?? 0, words[at]?.begin)
  return at === 0 || /[^\s\-',_·/&+]|\n/.test(before)
}

/** All in capitals, as the words beside it: then a capital says nothing. */
function isShouted(at: number, { words, letters }: Around): boolean {
  const inCapitals = (word: Word | undefined) =>
    word === undefined || letters.capital.slice(word.begin, word.end).every((is) => is)
  return inCapitals(words[at]) && inCapitals(words[at - 1]) && inCapitals(words[at + 1]) && words.length > 1
}

/** Whose name it is in a form of its language; a word that is ordinary as it stands and is not meant as a name is no form of one. */
function inflected(word: Word, at: number, around: Around): Found | undefined {
  const { places } = around.known
  if (isOrdinary(word.key) && !isSurelyAName(at, around)) return undefined
  const isName = (key: string) =>
    places.has(key) && (!isOrdinary(key) || (word.isCapital && !beginsASentence(at, around)))
  const form = word.keys.flatMap((key) => formsOf(key, word.isCapital)).find(({ of }) => isName(of))
  if (form === undefined) return undefined
  const widest = widestOf(places.get(form.of) ?? [], at, around)
  return widest.from < at ? widest : { ...widest, keeps: { begin: form.before, end: 0 } }
}

const isOrdinary = (key: string) => EVERYDAY.has(key) || ALSO_NAMES.has(key) || PARTICLES.has(key)

/** `K.d.V.`: all initials of one person in a row, with points. */
function initialsAt(at: number, { words, known, letters }: Around): Found | undefined {
  let all = ''
  let until = at
  for (let next = at; next < words.length && all.length < 12; next += 1) {
    const word = words[next]
    if (word?.end !== (word?.begin ?? 0) + 1 || letters.letters[word.end] !== '.') break
    if (next > at && !/^\.\s?$/.test(letters.letters.slice(words[next - 1]?.end, word.begin))) break
    all += word.key
    until = next
    if (all.length > 1 && known.initials.has(all)) return { from: at, until, keeps: { begin: 0, end: -1 } }
  }
  return undefined
}

/** With what makes it a genitive: `Kim's`, `Jans'`; an apostrophe that closes a quotation stays. */
function withGenitive(begin: number, end: number, keepsBegin: number, letters: string): Hole {
  const after = letters.slice(end, end + 3)
  const isQuoted = letters[begin - 1] === "'"
  const more = /^'s(?!\p{L})/u.test(after)
    ? 2
    : /^'(?!\p{L})/u.test(after) && /[sxz]$/.test(letters.slice(begin, end)) && !isQuoted
      ? 1
      : 0
  return { begin: begin + keepsBegin, end: end + more }
}

const segments = new Intl.Segmenter('zh', { granularity: 'word' })

/** In a run without spaces: longer names wherever they stand, those of one character only where they are a word. */
function holesInRun({ begin, end }: Word, { letters }: Spelled, { unspaced }: Known): readonly Hole[] {
  const run = letters.slice(begin, end)
  const holes: Hole[] = []
  for (const name of unspaced.filter((one) => Array.from(one).length > 1))
    for (let at = run.indexOf(name); at >= 0; at = run.indexOf(name, at + name.length))
      holes.push({ begin: begin + at, end: begin + at + name.length })
  const alone = unspaced.filter((one) => Array.from(one).length === 1)
  if (alone.length > 0)
    for (const { segment, index } of segments.segment(run))
      if (alone.includes(segment)) holes.push({ begin: begin + index, end: begin + index + segment.length })
  return holes
}

/** In their order, those that overlap made one. */
function together(holes: readonly Hole[]): readonly Hole[] {
  const made: Hole[] = []
  for (const hole of [...holes].sort((one, other) => one.begin - other.begin)) {
    const last = made.at(-1)
    if (last !== undefined && hole.begin < last.end)
      made[made.length - 1] = { begin: last.begin, end: Math.max(last.end, hole.end) }
    else made.push(hole)
  }
  return made
}

function withHoles(text: string, holes: readonly Hole[]): string {
  let at = 0
  let rest = ''
  for (const { begin, end } of holes) {
    rest += text.slice(at, begin) + NAME_TAKEN_OUT
    at = end
  }
  return rest + text.slice(at)
}
