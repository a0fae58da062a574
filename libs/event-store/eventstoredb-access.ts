/** What the default access lists of an EventStoreDB (`$settings`) say of streams that have no list of their own, as ours have none. */

const RIGHTS = { $r: 'read', $w: 'write', $d: 'delete', $mw: 'cut or delete' } as const

/** Whose right does not let others in: an administrator may everything anyhow. */
const ADMINS = '$admins'

/**
 * What others than we and administrators may do with our streams, in words; none: nothing. Without lists it is the server's own, by which everybody
 * who is signed in may do all of it.
 * @param settings the content of `$settings`, which somebody else wrote
 */
export function othersMay(settings: unknown, username: string): readonly string[] {
  const list = memberOf(settings, '$userStreamAcl')
  return Object.entries(RIGHTS).flatMap(([right, word]) => {
    const named: unknown = memberOf(list, right) ?? '$all'
    const others = [named].flat().some((name) => name !== username && name !== ADMINS)
    return others ? [word] : []
  })
}

const memberOf = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null ? (of as Readonly<Record<string, unknown>>)[name] : undefined
