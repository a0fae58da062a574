/** A file that comes into being whole and once: nobody ever reads half of it, and of several processes making it at once all get the first one's. */
import { randomUUID } from 'node:crypto'
import { closeSync, fsyncSync, linkSync, openSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'

/** Windows keeps no mode bits and cannot open a directory to sync it. */
export const posix = process.platform !== 'win32'

/**
 * Makes `file`, readable by its owner only, unless it is there by then; durable when this returns. `fill` writes to a draft beside it and syncs it.
 * A crash leaves at most a draft, which nobody reads.
 */
export function makeWhole(file: string, fill: (draft: string) => void): void {
  const draft = `${file}.${randomUUID()}`
  try {
    closeSync(openSync(draft, 'wx', 0o600))
    fill(draft)
    linkSync(draft, file)
  } catch (fault) {
    if (!hasCode(fault) || fault.code !== 'EEXIST') throw fault
  } finally {
    rmSync(draft, { force: true })
  }
  syncDirectory(dirname(file))
}

/** A file's name is durable only when its directory is. */
function syncDirectory(directory: string): void {
  if (!posix) return
  const descriptor = openSync(directory, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** An error of Node's own is told by its code: it is no `instanceof Error` where it comes from another realm (Jest). */
export function hasCode(fault: unknown): fault is { readonly code: unknown; readonly message?: unknown } {
  return typeof fault === 'object' && fault !== null && 'code' in fault
}
