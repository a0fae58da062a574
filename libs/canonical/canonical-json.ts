/** Canonical JSON (RFC 8785): one text for one value, whatever order its names came in. `JSON.stringify` writes strings and integers as the RFC asks; the order of names is what is left to do. */

/**
 * @param value plain data of strings, safe integers, booleans, null, lists and objects; names whose value is undefined are left out
 * @throws TypeError for a number that is no safe integer, and for a name that is one
 */
export const canonical = (value: object): string => JSON.stringify(inOrder(value))

/** The value itself where all is in order already, as it is in what was built so on purpose; else a copy that is. */
function inOrder(value: unknown): unknown {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new TypeError('not a safe integer')
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return listInOrder(value)
  const given = value as Readonly<Record<string, unknown>>
  const names = Object.keys(given)
  return areInOrder(names) ? partsInOrder(given, names) : sorted(given, names)
}

function listInOrder(given: readonly unknown[]): readonly unknown[] {
  let copy: unknown[] | undefined
  given.forEach((item, place) => {
    const part = inOrder(item)
    if (part !== item) (copy ??= [...given])[place] = part
  })
  return copy ?? given
}

function partsInOrder(given: Readonly<Record<string, unknown>>, names: readonly string[]) {
  let copy: Record<string, unknown> | undefined
  for (const name of names) {
    const part = inOrder(given[name])
    if (part !== given[name]) (copy ??= { ...given })[name] = part
  }
  return copy ?? given
}

function sorted(given: Readonly<Record<string, unknown>>, names: string[]) {
  const copy: Record<string, unknown> = {}
  for (const name of names.sort()) {
    const value = inOrder(given[name])
    // Set like any other, this name would be the copy's prototype.
    if (name === '__proto__') Object.defineProperty(copy, name, { value, enumerable: true })
    else copy[name] = value
  }
  // JavaScript keeps names like `10` first and by their value, whatever order they are set in.
  if (!areInOrder(Object.keys(copy))) throw new TypeError('a name that is a number')
  return copy
}

/** By UTF-16 code units, as JavaScript compares strings (RFC 8785 §3.2.3). */
function areInOrder(names: readonly string[]): boolean {
  for (let place = 1; place < names.length; place += 1)
    if ((names[place] ?? '') < (names[place - 1] ?? '')) return false
  return true
}
