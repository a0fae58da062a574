/** A text as names are compared in it: without case, marks, invisible characters and ways of writing the same letter; each letter knows where it stood. */

export interface Spelled {
  readonly letters: string
  /** Of each letter: where what it was written with begins and ends in the text, and whether it was a capital. */
  readonly begins: readonly number[]
  readonly ends: readonly number[]
  readonly capital: readonly boolean[]
}

/** What is read as one: a letter with its marks, or a syllable of Hangul in parts. */
const CLUSTER = /[\u1100-\u115e]+[\u1161-\u11a7]*[\u11a8-\u11ff]*|\P{M}\p{M}*|\p{M}+/uy

export function spelled(text: string): Spelled {
  const [begins, ends, capital]: [number[], number[], boolean[]] = [[], [], []]
  let letters = ''
  for (let at = 0; at < text.length;) {
    const end = endOfCluster(text, at)
    const { letters: more, capital: isCapital } = lettersOf(text.slice(at, end))
    letters += more
    for (let left = more.length; left > 0; left -= 1) {
      begins.push(at)
      ends.push(end)
      capital.push(isCapital)
    }
    at = end
  }
  return { letters, begins, ends, capital }
}

/** Most are one plain letter with no mark behind it: those need no looking for. */
function endOfCluster(text: string, at: number): number {
  const isPlain = text.charCodeAt(at) < FIRST_MARK && !(text.charCodeAt(at + 1) >= FIRST_MARK)
  if (isPlain) return at + 1
  CLUSTER.lastIndex = at
  return at + (CLUSTER.exec(text)?.[0].length ?? 1)
}
const FIRST_MARK = 0x300

/** The spellings one word may go by: `Müller` is `muller` and `mueller`, `Wijnand` is `wynand`; look-alikes of another script count as what they look like. */
export function keysOf(letters: string, asWritten: string): readonly string[] {
  const plain = keyOf(letters)
  if (ONLY_ASCII.test(asWritten) || !UMLAUTS.test(asWritten.normalize('NFC'))) return [plain]
  const inFull = asWritten.normalize('NFC').replace(UMLAUTS_ALL, (letter) => IN_FULL[letter.toLowerCase()] ?? letter)
  return [plain, keyOf(spelled(inFull).letters)]
}

const ONLY_ASCII = /^[\0-\x7f]*$/
const UMLAUTS = /[äöüøåÄÖÜØÅ]/u
const UMLAUTS_ALL = new RegExp(UMLAUTS.source, 'gu')
const IN_FULL: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' }

function keyOf(letters: string): string {
  const isMixed = /[a-z]/.test(letters) && /[\u0370-\u052f]/.test(letters)
  const latin = isMixed ? letters.replace(/[\u0370-\u052f]/gu, (letter) => LOOKS_LIKE[letter] ?? letter) : letters
  return latin.replaceAll('ij', 'y')
}

const LOOKS_LIKE: Readonly<Record<string, string>> = {
  ...{
    а: 'a',
    в: 'b',
    е: 'e',
    к: 'k',
    м: 'm',
    н: 'h',
    о: 'o',
    р: 'p',
    с: 'c',
    т: 't',
    у: 'y',
    х: 'x',
    і: 'i',
    ј: 'j',
    ѕ: 's',
  },
  ...{ α: 'a', β: 'b', ε: 'e', η: 'n', ι: 'i', κ: 'k', μ: 'm', ν: 'v', ο: 'o', ρ: 'p', τ: 't', υ: 'u', χ: 'x', γ: 'y' },
}

interface Known {
  readonly letters: string
  readonly capital: boolean
}

const known = new Map<string, Known>()
const KNOWN_AT_MOST = 20_000

function lettersOf(cluster: string): Known {
  const before = known.get(cluster)
  if (before !== undefined) return before
  if (known.size >= KNOWN_AT_MOST) known.clear()
  const now = comparedAs(cluster)
  // A cluster may be as long as a text: those are not kept.
  if (cluster.length <= 8) known.set(cluster, now)
  return now
}

function comparedAs(cluster: string): Known {
  const sign = SAME_SIGN[cluster]
  if (sign !== undefined) return { letters: sign, capital: false }
  const bare = cluster.normalize('NFKD').replace(NOT_COMPARED, '')
  const small = bare.toLowerCase().normalize('NFKD').replace(NOT_COMPARED, '')
  const letters = Array.from(small, (letter) => SAME_LETTER[letter] ?? letter).join('')
  return {
    letters: /\p{Script=Hangul}/u.test(letters) ? letters.normalize('NFC') : letters,
    capital: bare !== bare.toLowerCase(),
  }
}

/** Accents, vowel points, what shows nothing, and what only stretches or opens a word; not the vowels of Indic scripts, which are marks too. */
const NOT_COMPARED =
  /[\p{M}&&\p{Script=Inherited}]|[\u0591-\u05c7\u0610-\u061a\u0640\u06d6-\u06ed]|[\p{Default_Ignorable_Code_Point}\p{Cf}]|[\p{Cc}--[\t\n\v\f\r\x85]]|[\u02b9-\u02bb\u02bd-\u02bf]/gv

const SAME_SIGN: Readonly<Record<string, string>> = {
  ...{ '’': "'", '‘': "'", ʼ: "'", '`': "'", '´': "'", '′': "'", '＇': "'" },
  ...{ '‐': '-', '‑': '-', '‒': '-', '–': '-', '−': '-', '﹣': '-', '－': '-' },
}

const SAME_LETTER: Readonly<Record<string, string>> = {
  ...{ ı: 'i', ß: 'ss', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ħ: 'h', æ: 'ae', œ: 'oe', ə: 'e', ŋ: 'n', ς: 'σ' },
  ...{ ى: 'ي', ی: 'ي', ة: 'ه', ک: 'ك', ٱ: 'ا' },
}
