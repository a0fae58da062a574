/**
 * A file that only takes up space, given up where the disk is full at a start: SQLite makes a log and an index of it beside each of its files then, which
 * are gone since the last stop, and without them nothing can even be read.
 */
import { closeSync, existsSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { freeBytesOf } from '../sqlite/free-bytes.ts'
import { logOf } from './log.ts'
import type { Configuration } from './settings.ts'

export const ballastFile = (directory: string): string => join(directory, 'ballast')

const MIB = 1024 * 1024
const WRITTEN_AT_ONCE = MIB

/** @returns whether it was given up now: what it took up is free, and nothing else may be */
function giveUpBallast(directory: string, bytes: number): boolean {
  const file = ballastFile(directory)
  if (bytes === 0 || !existsSync(file) || freeBytesOf(directory) >= bytes) return false
  rmSync(file)
  return true
}

/** Takes the space up again, where there is as much besides. @param besides bytes that are left to others */
function takeBallast(directory: string, bytes: number, besides: number): void {
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

/** Given up where the disk is full now; taken again while there is room for others too, and at the end out of what the closed files leave. */
export function ballastOf(configuration: Configuration) {
  const { dataDir, accessRoomMib, profile } = configuration
  const bytes = profile === 'cluster' ? 0 : accessRoomMib * MIB
  if (giveUpBallast(dataDir, bytes))
    logOf(configuration).error({ mib: accessRoomMib }, 'the disk is full: the space that was kept for a start is used')
  return {
    takeWithRoom: () => {
      takeBallast(dataDir, bytes, 2 * bytes)
    },
    takeAtTheEnd: () => {
      takeBallast(dataDir, bytes, 0)
    },
  }
}
