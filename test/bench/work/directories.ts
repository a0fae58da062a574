/** A directory of their own for each who writes, gone when they are done. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface OwnDirectory {
  file(name: string): string
  remove(): void
}

export function ownDirectory(): OwnDirectory {
  const directory = mkdtempSync(join(tmpdir(), 'samenspel-bench-'))
  // PostgreSQL runs as a user of its own.
  chmodSync(directory, 0o755)
  return {
    file: (name) => join(directory, name),
    remove: () => {
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
