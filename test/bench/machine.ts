/** On what the figures were made: they mean nothing without it. */
import { statfsSync } from 'node:fs'
import { availableParallelism, cpus, release, tmpdir, totalmem, type } from 'node:os'

export interface Machine {
  readonly cpus: number
  readonly model: string
  readonly memoryGiB: number
  readonly system: string
  readonly node: string
  /** Of the directory that all write to. On a memory file system a sync costs nothing, and no figure about writing means anything. */
  readonly fileSystem: string
}

/** https://man7.org/linux/man-pages/man2/statfs.2.html */
const FILE_SYSTEMS = new Map([
  [0xef53, 'ext4'],
  [0x0102_1994, 'tmpfs (in memory: figures about writing mean nothing)'],
  [0x794c_7630, 'overlayfs'],
  [0x5846_5342, 'xfs'],
  [0x9123_683e, 'btrfs'],
])

export function machine(): Machine {
  const { type: magic } = statfsSync(tmpdir())
  return {
    cpus: availableParallelism(),
    model: cpus()[0]?.model.trim() ?? 'unknown',
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    node: process.version,
    fileSystem: FILE_SYSTEMS.get(magic) ?? `0x${magic.toString(16)}`,
  }
}
