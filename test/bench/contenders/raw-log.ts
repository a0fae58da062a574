/** The physical limit as Node reaches it: one file, appended to and synced with fdatasync, the appends that wait going together. It judges nothing and can find nothing again. Task: `append N`. */
import { closeSync, fdatasync, openSync, write } from 'node:fs'
import { promisify } from 'node:util'
import type { MakeContender } from '../contender.ts'
import { ownDirectory } from '../work/directories.ts'
import { manyAtOnce } from '../work/many-at-once.ts'
import { Appends, asLines } from '../work/same-bytes.ts'

const writing = promisify(write)
const syncing = promisify(fdatasync)

export const contender: MakeContender = () => {
  const directory = ownDirectory()
  const file = openSync(directory.file('log'), 'a')
  const appends = new Appends()
  let waiting: { readonly line: string; readonly done: () => void }[] = []
  let isWriting = false

  const flush = async (): Promise<void> => {
    isWriting = true
    // At the end of the turn, so that all appends of a turn go together.
    await new Promise((resolve) => setImmediate(resolve))
    while (waiting.length > 0) {
      const batch = waiting
      waiting = []
      const bytes = Buffer.from(batch.map(({ line }) => line).join(''))
      for (let at = 0; at < bytes.length;) at += (await writing(file, bytes, at, bytes.length - at)).bytesWritten
      await syncing(file)
      for (const { done } of batch) done()
    }
    isWriting = false
  }

  const append = (): Promise<void> =>
    new Promise((done, fail) => {
      waiting.push({ line: asLines(appends.next()), done })
      if (!isWriting) flush().catch(fail)
    })

  return Promise.resolve({
    work: (task, forMs) => manyAtOnce(Number(task.split(' ')[1]), forMs, append),
    close: () => {
      closeSync(file)
      directory.remove()
      return Promise.resolve()
    },
  })
}
