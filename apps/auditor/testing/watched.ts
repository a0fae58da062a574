/** The auditor's tool with someone watching: what it wrote, what it waits for, and a hand on Ctrl-C. */
import assert from 'node:assert/strict'
import { PassThrough } from 'node:stream'
import { audit } from '../audit.ts'
import { screenOn } from '../screen.ts'

export interface Watched {
  readonly status: number
  readonly out: string
  /** What is written on stdout, line by line. */
  readonly lines: readonly string[]
  readonly err: string
}

export interface Watching {
  /** What has been written by now. */
  out(): string
  err(): string
  /** Types a line. */
  types(line: string): void
  /** Presses Ctrl-C. */
  stops(): void
  readonly ended: Promise<Watched>
}

export interface Watcher {
  readonly env?: NodeJS.ProcessEnv
  /** Which of the streams are a terminal. */
  readonly terminals?: readonly ('stdin' | 'stdout' | 'stderr')[]
  readonly followEveryMs?: number
}

/** Starts the tool; it goes on while the test looks. */
export function watching(
  args: readonly string[],
  { env = {}, terminals = [], followEveryMs = 10 }: Watcher = {},
): Watching {
  const stream = (name: 'stdin' | 'stdout' | 'stderr') =>
    Object.assign(new PassThrough(), { isTTY: terminals.includes(name), columns: 100, rows: 40 })
  const [stdin, stdout, stderr] = [stream('stdin'), stream('stdout'), stream('stderr')]
  const [out, err] = [textOf(stdout), textOf(stderr)]
  const stopping = new AbortController()
  const screen = screenOn({ stdin, stdout, stderr, stop: stopping.signal })
  const ended = audit(args, screen, { env, followEveryMs }).then((status) => ({
    status,
    out: out(),
    lines: out().split('\n').slice(0, -1),
    err: err(),
  }))
  return {
    out,
    err,
    types: (line) => void stdin.write(`${line}\n`),
    stops: () => {
      stopping.abort()
    },
    ended,
  }
}

function textOf(stream: PassThrough): () => string {
  let text = ''
  stream.setEncoding('utf8').on('data', (more: string) => {
    text += more
  })
  return () => text
}

/** Looks until something holds, and not for ever. */
export async function until(holds: () => boolean): Promise<void> {
  for (const start = Date.now(); !holds();) {
    assert.ok(Date.now() - start < 10_000, 'what was waited for came within 10 s')
    await new Promise((resolve) => setImmediate(resolve))
  }
}
