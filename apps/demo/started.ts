/** Processes that the demo starts: each says in a line when it is ready, and none outlives the demo. */
import { spawn, type ChildProcess } from 'node:child_process'

export interface Started {
  /** Lines of its standard output. */
  readonly said: readonly string[]
  /** The first line with these words. @throws Error when it ends, or time runs out, before it says so */
  says(words: string): Promise<string>
  /** In order. */
  stop(): Promise<void>
}

const READY_WITHIN_MS = 400_000
const LOOK_AGAIN_AFTER_MS = 50

const { PATH, HOME, NODE_COMPILE_CACHE } = process.env
const OWN_ENVIRONMENT = { PATH, HOME, ...(NODE_COMPILE_CACHE !== undefined && { NODE_COMPILE_CACHE }) }

const running = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/** A program of Node's, with its output read: standard error too, where logs are. */
export function started(
  name: string,
  program: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Started {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...program], {
    env: { ...OWN_ENVIRONMENT, ...env },
    // Its standard input ends when the demo does, however that ends.
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  running.add(child)
  const said = linesOf(child.stdout)
  const logged = linesOf(child.stderr)
  const ended = new Promise<void>((resolve) =>
    child.once('close', () => {
      running.delete(child)
      resolve()
    }),
  )
  return {
    said,
    async says(words) {
      const untilMs = performance.now() + READY_WITHIN_MS
      for (;;) {
        const line = [...said, ...logged].find((one) => one.includes(words))
        if (line !== undefined) return line
        if (!running.has(child) || performance.now() > untilMs)
          throw new Error(`${name} did not say "${words}": ${[...said, ...logged].slice(-5).join(' ')}`)
        await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_AFTER_MS))
      }
    },
    stop() {
      child.kill('SIGTERM')
      return ended
    },
  }
}

function linesOf(stream: NodeJS.ReadableStream): readonly string[] {
  const lines: string[] = []
  let text = ''
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    const parts = (text + chunk).split('\n')
    text = parts.pop() ?? ''
    lines.push(...parts)
  })
  return lines
}
