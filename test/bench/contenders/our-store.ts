/** The embedded store as it is, given events that are made already. Tasks: `append N` (N writers, each on a stream of their own), `append-new N` (each append a new stream). */
import { randomUUID } from 'node:crypto'
import { openSqliteEventStore } from '../../../libs/event-store/sqlite.ts'
import type { MakeContender } from '../contender.ts'
import { ownDirectory } from '../work/directories.ts'
import { manyAtOnce } from '../work/many-at-once.ts'
import { Appends } from '../work/same-bytes.ts'

export const contender: MakeContender = async () => {
  const directory = ownDirectory()
  const store = await openSqliteEventStore({ file: directory.file('events.db') })
  const appends = new Appends()
  const streams: { readonly name: string; length: number }[] = []

  const onOwnStream = async (writer: number): Promise<void> => {
    const stream = (streams[writer] ??= { name: `plan-${randomUUID()}`, length: 0 })
    const expected = stream.length === 0 ? 'no-stream' : stream.length - 1
    stream.length += 2
    await store.append(stream.name, expected, appends.next())
  }

  return {
    work: (task, forMs) => {
      const [what, writers] = task.split(' ')
      const one =
        what === 'append-new' ? () => store.append(`plan-${randomUUID()}`, 'no-stream', appends.next()) : onOwnStream
      return manyAtOnce(Number(writers), forMs, one)
    },
    close: async () => {
      await store.close()
      directory.remove()
    },
  }
}
