import { statfsSync } from 'node:fs'

/** What whoever runs this process may still write to the disk that a directory is on. */
export function freeBytesOf(directory: string): number {
  const { bavail, bsize } = statfsSync(directory)
  return bavail * bsize
}
