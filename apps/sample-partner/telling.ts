/** What it learned, on its standard output: before it stands there nothing was told. A reader may go away; what did not come to be written for any other reason is a fault. */
import { createWriteStream, fstatSync } from 'node:fs'

const STANDARD_OUTPUT = 1

export interface Telling {
  /** One line. */
  readonly say: (line: string) => void
  /** Resolves once all is where it was written to, or nobody reads on. @throws Error where it is not, with why */
  readonly told: () => Promise<void>
}

/** @param onUnread told once nobody reads on */
export function tellingUnlessUnread(onUnread: () => void): Telling {
  // Into a file Node's own stream drops what a full disk did not take of a write.
  const isFile = fstatSync(STANDARD_OUTPUT).isFile()
  const stdout = isFile ? createWriteStream('', { fd: STANDARD_OUTPUT, autoClose: false }) : process.stdout
  let broken: NodeJS.ErrnoException | undefined
  stdout.on('error', (fault: NodeJS.ErrnoException) => {
    broken ??= fault
    if (fault.code === 'EPIPE') onUnread()
  })
  // Whom nobody can be told of a fault has the status only.
  process.stderr.on('error', () => undefined)
  return {
    say(line) {
      if (broken === undefined) stdout.write(`${line}\n`)
    },
    async told() {
      if (broken === undefined && !stdout.destroyed) await new Promise((resolve) => stdout.write('', resolve))
      if (broken !== undefined && broken.code !== 'EPIPE')
        throw new Error(`Not everything could be written: ${broken.message}`)
    },
  }
}
