/** How far it is: a bar where someone watches, a line now and then where output goes to a file. */
import { SingleBar } from 'cli-progress'

export interface Progress {
  at(done: number): void
  end(): void
}

const LINE_EVERY_MS = 2_000

/** @param what is counted, such as "families" */
export function progressOf(what: string, total: number, out: NodeJS.WriteStream = process.stderr): Progress {
  return out.isTTY ? bar(what, total, out) : lines(what, total, out)
}

function bar(what: string, total: number, stream: NodeJS.WriteStream): Progress {
  const shown = new SingleBar({
    format: `  {bar} {value}/{total} ${what}, {eta_formatted} to go`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 30,
    hideCursor: true,
    stream,
  })
  shown.start(total, 0)
  return {
    at: (done) => {
      shown.update(done)
    },
    end: () => {
      shown.stop()
    },
  }
}

function lines(what: string, total: number, stream: NodeJS.WriteStream): Progress {
  let last = Date.now()
  return {
    at(done) {
      if (Date.now() - last < LINE_EVERY_MS && done < total) return
      last = Date.now()
      stream.write(`  ${String(done)} of ${String(total)} ${what}\n`)
    },
    end: () => undefined,
  }
}
