/** Names taken out of texts: in every spelling of them, and nothing else. */
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { NAME_TAKEN_OUT, namesTakenOut } from './names-taken-out.ts'
import { ALSO_NAMES, EVERYDAY, PARTICLES } from './ordinary-words.ts'
import { spelled } from './spelling.ts'
import { ORDINARY, SPELLED } from './testing/texts-with-names.ts'

describe('a name in a text', () => {
  it.each(SPELLED)('of $members is taken out of $text', ({ members, text, right }) => {
    expect(namesTakenOut(members)(text)).toBe(right)
  })

  it('is taken out wherever it stands and however it is written', () => {
    fc.assert(
      fc.property(families, sentences, spellings, (names, around, spelling) => {
        const taken = namesTakenOut(names)
        for (const name of names)
          for (const one of [name, ...name.split(/[ -]/).filter((part) => isAlone(part))]) {
            const written = spelling(one)
            const [before, after] = around
            expect(taken(`${before} ${written} ${after}`)).toBe(`${before} ${NAME_TAKEN_OUT} ${after}`)
            expect(taken(`${before}, “${written}”: ${after}`)).toBe(`${before}, “${NAME_TAKEN_OUT}”: ${after}`)
          }
      }),
      { numRuns: 300 },
    )
  })
})

describe('a name that is an ordinary word', () => {
  it.each(ORDINARY)('as of $members leaves the word in $text', ({ members, text, right }) => {
    expect(namesTakenOut(members)(text)).toBe(right)
  })

  it('makes no holes in a text of ordinary words, whoever is called so', () => {
    const called = fc.array(fc.constantFrom(...EVERYDAY).map(capitalised), { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(
        fc.array(
          called.map((name) => name.join(' ')),
          { maxLength: 6 },
        ),
        sentences,
        (names, [one, other]) => {
          const text = `${capitalised(one)}. ${capitalised(other)}!\n${one.toUpperCase()} ${other.toUpperCase()}`
          expect(namesTakenOut(names)(text)).toBe(text)
        },
      ),
    )
  })
})

describe('a text without names', () => {
  it('stays as it was written, byte for byte', () => {
    fc.assert(
      fc.property(
        families,
        fc.array(fc.constantFrom(...ANYTHING), { maxLength: 200 }).map((signs) => signs.join('')),
        sentences,
        (names, any, [one, other]) => {
          const taken = namesTakenOut(names.map((name) => `Qq${name.replaceAll(/[ -]/g, 'q')}qq`))
          const text = `${one} ${any} \u00ad${other}\u200b`
          expect(taken(text)).toBe(text)
        },
      ),
    )
    expect(namesTakenOut([])('Kim')).toBe('Kim')
    expect(namesTakenOut(['', ' ', '—'])('Kim — ')).toBe('Kim — ')
  })
})

describe('many long texts', () => {
  it('take little time, whatever stands in them', () => {
    const names = Array.from(
      { length: 200 },
      (_, place) => `Kim${'abcdefghij'[place % 10] ?? ''} van de Vries${String.fromCharCode(97 + (place % 26))}`,
    )
    const taken = namesTakenOut([...names, '王小明', 'สมชาย', 'محمد'])
    const long = ['a', 'Kima ', '王', 'k.', "Kima's", 'و', 'van de ', '\u0301', 'Анна', '\u00ad'].map((unit) =>
      unit.repeat(8_000 / unit.length),
    )
    const before = process.cpuUsage()
    for (let text = 0; text < 100; text += 1) taken(`${long[text % long.length] ?? ''}${String(text)}`)
    expect(process.cpuUsage(before).user).toBeLessThan(20_000_000)
  })
})

const capitalised = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)
const ANYTHING = Array.from(
  'az AZ09\n\t.,;’‘“”—…€éßĳİı\u00ad\u200b\u200d\u0301\ufe0f\ud800\udc00😀👨‍👩‍👧漢字かなสวัสดีعربيनमस्तेпри한글각\u1100\u1161',
)
const isAlone = (part: string) => Array.from(part).length > 1 && !PARTICLES.has(part.toLowerCase())
const isOrdinary = (word: string) =>
  [EVERYDAY, ALSO_NAMES, PARTICLES].some((list) => list.has(word.replaceAll('ij', 'y')))

const SCRIPTS = [
  'abdefgijklmnoprstuvwyzéèëïöüñçşğıłđœß',
  'абвгдежзийклмнопрстуфхцчшщэюяё',
  'αβγδεζηθικλμνξοπρστυφχψωάέήίόύώ',
  'ابتثجحخدذرزسشصضطظعغفقمنهي',
]
const nameWords = (shortest: number) =>
  fc
    .constantFrom(...SCRIPTS)
    .chain((letters) => fc.array(fc.constantFrom(...Array.from(letters)), { minLength: shortest, maxLength: 9 }))
    .map((letters) => capitalised(letters.join('')))
    .filter((word) => ![word, `${word}s`].some((form) => isOrdinary(spelled(form).letters)))

const families = fc.array(
  fc
    .tuple(
      nameWords(2),
      fc.constantFrom('', 'van ', 'de ', 'van der ', 'el-', 'ben '),
      nameWords(3),
      fc.option(nameWords(3)),
    )
    .map(([first, particle, last, other]) => `${first} ${particle}${last}${other === null ? '' : `-${other}`}`),
  { minLength: 1, maxLength: 5 },
)

const sentences = fc
  .tuple(...[1, 2].map(() => fc.array(fc.constantFrom(...EVERYDAY), { minLength: 1, maxLength: 8 })))
  .map((both) => both.map((all) => ['zo', ...all, 'zo'].join(' ')) as [string, string])

const withoutMarks = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ı', 'i')
const within = (sign: string) => (text: string) => text.split(/(?=.)/u).join(sign)
const spellings = fc.constantFrom<(name: string) => string>(
  (name) => name,
  (name) => name.toLowerCase(),
  (name) => name.toUpperCase(),
  (name) => name.normalize('NFD'),
  (name) => name.normalize('NFC'),
  withoutMarks,
  (name) => withoutMarks(name).toUpperCase(),
  within('\u00ad'),
  within('\u200b'),
  within('\u2060'),
  (name) => name.replaceAll(' ', '\u00a0').replaceAll('-', '\u2010'),
  (name) => `${name}’s`,
  (name) => `${name}'s`,
  (name) => (/[sxz]$/.test(name) ? `${name}’` : /[a-z]$/.test(name) ? `${name}s` : name),
)
