/** Reading answers whose shape is the API's to say: a value by its path, and all the text in one. */

/** What stands at a path; undefined where there is nothing. */
export const at = (answer: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>((node, key) => (isObject(node) ? node[key] : undefined), answer)

export const listAt = (answer: unknown, ...path: readonly (string | number)[]): readonly unknown[] => {
  const list = at(answer, ...path)
  return Array.isArray(list) ? list : []
}

export const textAt = (answer: unknown, ...path: readonly (string | number)[]): string => {
  const text = at(answer, ...path)
  return typeof text === 'string' ? text : ''
}

/** Whether any of the words stands anywhere in the answers, in a name or a value. */
export const mentions = (answers: unknown, words: readonly string[]): boolean => {
  const text = JSON.stringify(answers).toLowerCase()
  return words.some((word) => text.includes(word.toLowerCase()))
}

/** Whether any of the names stands anywhere in the answers, as a word of its own: Sam is not in "samen". */
export const names = (answers: unknown, people: readonly string[]): boolean => {
  const text = JSON.stringify(answers)
  return people.some((name) => new RegExp(`(?<![\\p{L}\\d])${RegExp.escape(name)}(?![\\p{L}\\d])`, 'u').test(text))
}

const isObject = (value: unknown): value is Readonly<Record<string | number, unknown>> =>
  typeof value === 'object' && value !== null
