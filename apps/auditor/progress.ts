/** How far something is that takes longer than two seconds: a bar where one can be drawn, else a line now and then. Shorter work shows nothing. */
import { SingleBar } from 'cli-progress'
import type { InWords } from '../../libs/plan/labels.ts'
import type { Screen } from './screen.ts'

const QUIET_FOR_MS = 2_000

export interface Progress {
  at(done: number): void
  end(): void
}

/** @param nowMs milliseconds of a clock that does not jump */
export function progressOf(
  screen: Screen,
  { nl, en }: InWords,
  language: keyof InWords,
  total: number,
  nowMs: () => number = () => performance.now(),
): Progress {
  const what = { nl, en }[language]
  let saidMs = nowMs()
  let bar: SingleBar | undefined
  return {
    at(done) {
      if (bar !== undefined) bar.update(done)
      // What passes before someone's eyes shows how far it is; a bar would run through it.
      if (bar !== undefined || screen.isWatched || nowMs() - saidMs < QUIET_FOR_MS) return
      if (screen.bar === undefined) {
        saidMs = nowMs()
        screen.note(`${what}: ${String(done)} / ${String(total)}`)
        return
      }
      bar = new SingleBar({
        format: `${what} {bar} {value} / {total}`,
        stream: screen.bar,
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
