/** What a command was asked for, on its standard output. A reader may have seen enough and go away; what did not come to be written for any other reason is a fault. */
import { createWriteStream, fstatSync } from 'node:fs'
import type { Writable } from 'node:stream'

const STANDARD_OUTPUT = 1

/** Into a file Node's own stream drops what a full disk did not take of a write. */
export const standardOutput = (): Writable & { readonly isTTY?: boolean } =>
  fstatSync(STANDARD_OUTPUT).isFile()
    ? createWriteStream('', { fd: STANDARD_OUTPUT, autoClose: false })
    : process.stdout

/** It is not where it should be: a full disk, and not a reader who has seen enough. */
export class Unwritten extends Error {
  readonly why: string

  constructor(why: string) {
    super(`Not everything could be written: ${why}`)
    this.why = why
  }
}

/** The reader went away, which is theirs to do. */
export const hasNoReader = (fault: NodeJS.ErrnoException): boolean => fault.code === 'EPIPE'

export interface Told {
  /** One line, or some. After a reader went away nothing more is said, and the work goes on. */
  readonly say: (line: string) => void
  /** Resolves once all is where it was written to. @throws Unwritten where it is not */
  readonly written: () => Promise<void>
}

/** For a command that does something and tells what. Whom nobody can be told of a fault, on standard error, has its status only. */
export function tellingOn(stdout = standardOutput(), stderr: Writable = process.stderr): Told {
  let broken: NodeJS.ErrnoException | undefined
  stdout.on('error', (fault) => {
    broken ??= fault
  })
  stderr.on('error', () => undefined)
  return {
    say(line) {
      if (broken === undefined) stdout.write(`${line}\n`)
    },
    async written() {
      if (broken === undefined && !stdout.destroyed) await new Promise((resolve) => stdout.write('', resolve))
      if (broken !== undefined && !hasNoReader(broken)) throw new Unwritten(broken.message)
    },
  }
}
