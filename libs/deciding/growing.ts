/**
 * Maps and lists that grow by an event at a time. To copy one of thousands for each of thousands of events takes minutes, so while one fold runs,
 * what it made itself, which nobody else has seen yet, is written to. Outside a fold, and to whoever looks, nothing that exists ever changes.
 */

/** What the fold that runs now made itself; lists with the place of each id, as far as those were looked for. */
let own: WeakMap<object, Places> | undefined

interface Places {
  byId?: Map<string, number>
  /** How many of the list are in it. */
  known: number
}

/** Folds many events at once. `fold` gives out its last state only: those in between change under whoever keeps one. */
export function inOneFold<State>(fold: () => State): State {
  if (own !== undefined) return fold()
  own = new WeakMap()
  try {
    return fold()
  } finally {
    own = undefined
  }
}

/** The map with this under that key. */
export function withEntry<Value>(
  map: Readonly<Record<string, Value>>,
  key: string,
  value: Value,
): Readonly<Record<string, Value>> {
  // Set like any other, this key would be the map's prototype.
  if (own?.has(map) !== true || key === '__proto__') return made({ ...map, [key]: value })
  ;(map as Record<string, Value>)[key] = value
  return map
}

/** The map without that key. */
export function withoutEntry<Value>(
  map: Readonly<Record<string, Value>>,
  key: string,
): Readonly<Record<string, Value>> {
  if (own?.has(map) === true) {
    Reflect.deleteProperty(map, key)
    return map
  }
  const { [key]: _gone, ...rest } = map
  return made(rest)
}

/** The list with one more at its end. */
export function withOneMore<Item>(list: readonly Item[], item: Item): readonly Item[] {
  if (own?.has(list) !== true) return made([...list, item])
  ;(list as Item[]).push(item)
  return list
}

/** The list with the last one of this id changed; as it was where it has none. */
export function withChanged<Item extends { readonly id: string }>(
  list: readonly Item[],
  id: string,
  change: (item: Item) => Partial<Item>,
): readonly Item[] {
  return withReplaced(list, id, (item) => ({ ...item, ...change(item) }))
}

/** The list with what takes the place of the last one of this id; as it was where it has none. */
export function withReplaced<Item extends { readonly id: string }>(
  list: readonly Item[],
  id: string,
  instead: (item: Item) => Item,
): readonly Item[] {
  const place = placeOf(list, id)
  const item = list[place]
  if (item === undefined) return list
  if (own?.has(list) !== true) return made(list.with(place, instead(item)))
  ;(list as Item[])[place] = instead(item)
  return list
}

function placeOf(list: readonly { readonly id: string }[], id: string): number {
  const places = own?.get(list)
  if (places === undefined) return list.findLastIndex((item) => item.id === id)
  const byId = (places.byId ??= new Map<string, number>())
  for (; places.known < list.length; places.known += 1) byId.set(list[places.known]?.id ?? '', places.known)
  return byId.get(id) ?? -1
}

function made<Grown extends object>(grown: Grown): Grown {
  own?.set(grown, { known: 0 })
  return grown
}
