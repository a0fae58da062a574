/** Tags of what was seen of a stream, each with the mark of its history: one of what is no more is not taken for one of what came instead, also where the stream has grown that far again. */
import type { HistoryRead } from '../event-store/marking.ts'
import { START } from '../event-store/history.ts'
import type { EventStore, Position, Revision } from '../event-store/port.ts'
import type { Recorded } from '../event-store/recorded.ts'
import type { RevisionTags } from '../http/etag.ts'

/** The last event of what was seen of a stream; -1, nowhere, where there is none. */
export interface LastSeen {
  readonly revision: Revision
  readonly position: Position | undefined
}

export const lastSeenIn = (last: Recorded<unknown> | undefined): LastSeen => ({
  revision: last?.envelope.revision ?? -1,
  position: last?.position,
})

export interface MarkedTags {
  /** The same for the same event, whoever asks and whenever. @throws StoreUnavailable */
  tag(stream: string, last: LastSeen): Promise<string>
  /** The revision again, from -1; undefined for what was never ours or is another stream's, 'replaced' for what was put back since. @throws StoreUnavailable */
  revisionOf(stream: string, tag: string): Promise<{ readonly revision: Revision } | 'replaced' | undefined>
}

export const markedTags = (tags: RevisionTags, store: Pick<EventStore, 'read'>, history: HistoryRead): MarkedTags => ({
  tag: async (stream, { revision, position = START }) => tags.tag(stream, revision, await history.markOf(position)),
  async revisionOf(stream, tag) {
    const named = tags.placeOf(stream, tag)
    if (named === undefined) return undefined
    const { revision, mark } = named
    const [there] = revision < 0 ? [] : await store.read(stream, revision, 1)
    if (revision >= 0 && there === undefined) return 'replaced'
    return (await history.markOf(there?.position ?? START)) === mark ? { revision } : 'replaced'
  },
})
