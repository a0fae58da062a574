/** The data directory is its owner's, and perhaps their group's: whoever else enters it reads who is helped, and a lock they take stops every write. */
import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { posix } from '../sealing/made-whole.ts'

const OTHERS = 0o007
const OF_THE_GROUP_TOO = 0o770

/** Others than its owner and group may enter the data directory; the message names the command that mends it. */
export class DataDirectoryIsOpen extends Error {}

/** Makes all that this process makes from now on its owner's alone. For a process of ours, and no other that opens our stores. */
export const makeOnlyForItsOwner = (): void => void process.umask(0o077)

/**
 * Makes the directory where it is not there. One that others can enter, with files that they may read, as an earlier version left both, is mended.
 * @param say is told what was mended
 * @throws DataDirectoryIsOpen
 */
export function ownDataDirectory(directory: string, say: (mended: string) => void = onStandardError): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  if (!posix || !isOpenToOthers(directory)) return
  const left = readdirSync(directory, { withFileTypes: true }).filter((one) => one.isFile())
  const files = left.map(({ name }) => join(directory, name)).filter(isOpenToOthers)
  if (files.length === 0)
    throw new DataDirectoryIsOpen(`others can enter the data directory ${directory}: chmod o-rwx '${directory}'`)
  for (const path of [directory, ...files]) chmodSync(path, statSync(path).mode & OF_THE_GROUP_TOO)
  say(`An earlier version left ${directory} open to others: it and ${String(files.length)} files in it are closed now`)
}

const onStandardError = (mended: string) => void process.stderr.write(`${mended}\n`)

// A draft of another process may be gone by now.
const isOpenToOthers = (path: string): boolean =>
  ((statSync(path, { throwIfNoEntry: false })?.mode ?? 0) & OTHERS) !== 0
