/** A walk over plain data (what JSON can hold) that rebuilds it with some of its objects replaced. Knows nothing of sealing. */

/** Given every object and array before it is walked: returned itself it is walked, undefined drops it, anything else stands in its place. */
export type Replace = (node: object, path: string) => unknown

/**
 * The data with replacements made; properties and items that are undefined are left out. `path` is a JSON Pointer (RFC 6901).
 * @throws TypeError at anything JSON could not hold, naming its path and never its content: what is not walked could hide a personal value.
 */
export function rebuilt(data: unknown, replace: Replace, path = ''): unknown {
  if (typeof data !== 'object' || data === null) {
    if (typeof data === 'function' || typeof data === 'symbol' || typeof data === 'bigint') throw notPlain(path)
    return data
  }
  const put = replace(data, path)
  if (put !== data) return put
  if (Array.isArray(data)) {
    const list: unknown[] = []
    data.forEach((item: unknown, place) => {
      const put = rebuilt(item, replace, `${path}/${String(place)}`)
      if (put !== undefined) list.push(put)
    })
    return list
  }
  if (!isPlainObject(data)) throw notPlain(path)
  const kept: [string, unknown][] = []
  for (const [name, value] of Object.entries(data)) {
    const put = rebuilt(value, replace, `${path}/${escaped(name)}`)
    if (put !== undefined) kept.push([name, put])
  }
  return Object.fromEntries(kept)
}

/** Judged by the prototype's own prototype, since `Object.prototype` differs between realms (workers, Jest). */
function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

function escaped(name: string): string {
  return name.includes('~') || name.includes('/') ? name.replaceAll('~', '~0').replaceAll('/', '~1') : name
}

function notPlain(path: string): TypeError {
  return new TypeError(`not plain data at ${path === '' ? 'the top' : path}`)
}
