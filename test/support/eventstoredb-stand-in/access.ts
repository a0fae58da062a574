/**
 * Who may do what with a stream, as a server judges it: by the list in the stream's metadata, else by the default lists of `$settings`, else by
 * its own: streams of users are everybody's who is signed in, `$all` and other system streams are the administrators'.
 */
import type { StandInLog, StreamMetadata } from './log.ts'

export interface User {
  readonly username: string
  readonly password: string
  /** In the group `$admins`, which may do everything. */
  readonly isAdmin?: boolean
}

export type Right = '$r' | '$w' | '$d' | '$mr' | '$mw'

type List = NonNullable<StreamMetadata['$acl']>

const OF_METADATA: Readonly<Record<string, Right>> = { $r: '$mr', $w: '$mw' }

export function may(log: StandInLog, user: User, right: Right, stream: string): boolean {
  if (user.isAdmin === true) return true
  if (stream.startsWith('$$')) return may(log, user, OF_METADATA[right] ?? '$mw', stream.slice(2))
  const isOfSystem = stream.startsWith('$')
  const ofDefault = settingsOf(log)[isOfSystem ? '$systemStreamAcl' : '$userStreamAcl']
  const named = log.metadata(stream).$acl?.[right] ?? ofDefault?.[right] ?? (isOfSystem ? '$admins' : '$all')
  return [named].flat().some((name) => name === '$all' || name === user.username)
}

/** The default lists, where an administrator has set them. */
function settingsOf(log: StandInLog): Partial<Record<'$systemStreamAcl' | '$userStreamAcl', List>> {
  const last = log.stream('$settings')?.at(-1)
  return last === undefined ? {} : (JSON.parse(Buffer.from(last.data).toString()) as ReturnType<typeof settingsOf>)
}
