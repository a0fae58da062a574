/**
 * A file that only takes up space, given up where the disk is full at a start: SQLite makes a log and an index of it beside each of its files then, which
 * are gone since the last stop, and without them nothing can even be read.
 */
import { closeSync, existsSync, fsyncSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { join } from 'node:path'

export const ballastFile = (directory: string): string => join(directory, 'ballast')

const WRITTEN_AT_ONCE = 1024 * 1024

const freeBytesOf = (directory: string): number => {
  const { bavail, bsize } = statfsSync(directory)
  return bavail * bsize
}

/** @returns whether it was given up now: what it took up is free, and nothing else may be */
export function giveUpBallast(directory: string, bytes: number): boolean {
  const file = ballastFile(directory)
  if (bytes === 0 || !existsSync(file) || freeBytesOf(directory) >= bytes) return false
  rmSync(file)
  return true
}

/** Takes the space up again, where there is as much besides. @param besides bytes that are left to others */
export function takeBallast(directory: string, bytes: number, besides: number): void {
  const file = ballastFile(directory)
  if (bytes === 0 || existsSync(file) || freeBytesOf(directory) < bytes + besides) return
  let handle: number | undefined
  try {
    handle = openSync(file, 'wx', 0o600)
    const some = new Uint8Array(WRITTEN_AT_ONCE)
    for (let left = bytes; left > 0; left -= some.length) writeSync(handle, some, 0, Math.min(left, some.length))
    fsyncSync(handle)
  } catch {
    // Others were quicker to take the space: then it is theirs.
    rmSync(file, { force: true })
  } finally {
    if (handle !== undefined) closeSync(handle)
  }
}
