/** Of what a word may be a form: `Kims`, `Jantje`, `Анны`, `ومحمد`. Possible forms, with no claim that they are words. */

export interface Form {
  readonly of: string
  /** How many letters at the beginning are a word of their own, as `و` (and) is. */
  readonly before: number
}

/** @param isCapital endings of Cyrillic and Greek names are looked for in words with a capital only: there are too many of them */
export function formsOf(key: string, isCapital: boolean): readonly Form[] {
  if (/^[a-z]/.test(key)) return [...latin(key)].map((of) => ({ of, before: 0 }))
  if (/^[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(key)) return [...withBeginnings(key)]
  if (isCapital && /^[\p{Script=Cyrillic}\p{Script=Greek}]{3,}$/u.test(key))
    return [...inCases(key)].map((of) => ({ of, before: 0 }))
  return []
}

const ENDINGS = ['s', 'tjes', 'tje', 'jes', 'je', 'etje', 'etjes', 'pje', 'pjes', 'kje', 'kjes']

function* latin(key: string) {
  for (const ending of ENDINGS)
    if (key.length > ending.length + 1 && key.endsWith(ending)) yield key.slice(0, -ending.length)
  const doubled = /(.)\1(?:etjes?|ie)$/u.exec(key)
  if (doubled !== null && doubled.index > 0) yield key.slice(0, doubled.index + 1)
}

function* withBeginnings(key: string) {
  const beginning = /^(?:[وف]?[بلك]?(?:ال)?|[והבכלמש]{1,2})/u.exec(key)?.[0] ?? ''
  for (let before = 1; before <= beginning.length; before += 1) yield { of: key.slice(before), before }
}

const CASE_ENDINGS = ['', 'а', 'я', 'и', 'ь', 'о', 'ии', 'ия', 'οσ', 'ησ', 'ασ', 'α', 'η', 'ι']

function* inCases(key: string) {
  for (let ending = 0; ending <= 3 && key.length - ending >= 3; ending += 1)
    for (const last of CASE_ENDINGS) yield key.slice(0, key.length - ending) + last
}
