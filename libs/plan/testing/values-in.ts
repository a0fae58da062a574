/** What an event holds, value by value. */
import assert from 'node:assert/strict'

export const AN_ID = /^[a-z-]+-\d+$/

/** Every value of an event by its path; the elements of a list stand at the path of the list, a sealed value is one value. */
export function* valuesIn(value: unknown, path = ''): Generator<{ path: string; value: unknown; isSealed: boolean }> {
  const isObject = typeof value === 'object' && value !== null
  if (isObject && 'sealed' in value) yield { path, value, isSealed: true }
  else if (Array.isArray(value)) for (const element of value) yield* valuesIn(element, path)
  else if (isObject) {
    for (const [key, part] of Object.entries(value)) {
      // Whoever was heard stands there by id.
      if (path === 'heard') assert.match(key, AN_ID)
      yield* valuesIn(part, path === 'heard' ? 'heard/*' : path === '' ? key : `${path}/${key}`)
    }
  } else yield { path, value, isSealed: false }
}
