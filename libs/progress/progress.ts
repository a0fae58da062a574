/** How far something is that takes longer than two seconds: a bar where one can be drawn, else a line now and then. Shorter work shows nothing. */
import type { Writable } from 'node:stream'
import { SingleBar } from 'cli-progress'

const QUIET_FOR_MS = 2_000

export interface Progress {
  at(done: number): void
  end(): void
}

/** Where progress is shown: beside what is told, so that it is never part of it. */
export interface Beside {
  /** Where a bar can be drawn; undefined where it cannot. */
  readonly bar: NodeJS.WritableStream | undefined
  /** One line. */
  note(line: string): void
}

/** Beside what a process tells on its standard output. */
export const besideOn = (stream: Writable & { readonly isTTY?: boolean } = process.stderr): Beside => ({
  bar: stream.isTTY === true ? stream : undefined,
  note: (line) => void stream.write(`${line}\n`),
})

/**
 * @param what is counted, such as `families`
 * @param nowMs milliseconds of a clock that does not jump
 */
export function progressOf(
  beside: Beside,
  what: string,
  total: number,
  nowMs: () => number = () => performance.now(),
): Progress {
  let saidMs = nowMs()
  let bar: SingleBar | undefined
  return {
    at(done) {
      if (bar !== undefined) bar.update(done)
      if (bar !== undefined || nowMs() - saidMs < QUIET_FOR_MS) return
      if (beside.bar === undefined) {
        saidMs = nowMs()
        beside.note(`${what}: ${String(done)} / ${String(total)}`)
        return
      }
      bar = new SingleBar({
        format: `${what} {bar} {value} / {total} ({eta_formatted})`,
        stream: beside.bar,
        hideCursor: false,
        clearOnComplete: true,
      })
      bar.start(total, done)
    },
    end() {
      bar?.stop()
    },
  }
}
