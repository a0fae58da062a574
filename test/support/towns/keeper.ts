/** Keeps one process for the towns of a Jest worker, from one suite to the next; another takes its place when it ended. */
import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { closeAll } from '../closing.ts'
import { mustBeCompiled } from '../compiled.ts'
import { OWN_ENVIRONMENT } from '../environment.ts'
import { untoldBy, type Untold } from '../told-by-the-document.ts'
import type { Answered, Asked, Fault, Numbered } from './protocol.ts'

const SCRIPT = fileURLToPath(new URL('process.ts', import.meta.url))
const SAID_AT_MOST = 8_000

export class TownsKept {
  #process: ChildProcess | undefined
  #number = 0
  #said = ''
  readonly #waiting = new Map<number, { resolve: (value: unknown) => void; reject: (fault: Error) => void }>()
  readonly #open = new Set<string>()
  readonly #untold = new Map<string, Untold>()

  async ask(asked: Asked): Promise<unknown> {
    const kept = (this.#process ??= this.#begin())
    const number = (this.#number += 1)
    if (asked.what === 'open') this.#open.add(asked.home)
    if (asked.what === 'close') this.#open.delete(asked.home)
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject })
      kept.send({ ...asked, number } satisfies Numbered, (fault) => {
        if (fault !== null) this.#failed(number, { message: `it was not asked for a town: ${fault.message}` })
      })
    })
  }

  /** Documents are the same for as long as the code is: compiling one takes longer than most suites. */
  async untold(api: string): Promise<Untold> {
    const text = await (await fetch(`${api}/openapi.json`)).text()
    const known = this.#untold.get(text) ?? untoldBy(JSON.parse(text) as Parameters<typeof untoldBy>[0])
    this.#untold.set(text, known)
    return known
  }

  /** What the process wrote since this was asked last: its log, and what ended it. */
  said(): string {
    const said = this.#said.trim()
    this.#said = ''
    return said
  }

  /** Those that a suite left open. */
  async closeAll(): Promise<void> {
    const open = [...this.#open].map((home) => [home, () => this.ask({ what: 'close', home })] as const)
    await closeAll(Object.fromEntries(open)).catch(() => undefined)
    this.#open.clear()
  }

  get pid(): number | undefined {
    return this.#process?.pid
  }

  #failed(number: number, { message, ...details }: Fault): void {
    this.#waiting.get(number)?.reject(Object.assign(new Error(message), details))
    this.#waiting.delete(number)
  }

  #begin(): ChildProcess {
    mustBeCompiled()
    const { TMPDIR } = process.env
    const child = fork(SCRIPT, [], {
      env: { ...OWN_ENVIRONMENT, ...(TMPDIR !== undefined && { TMPDIR }) },
      execArgv: ['--disable-warning=ExperimentalWarning'],
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => (this.#said = (this.#said + text).slice(-SAID_AT_MOST)))
    child.on('message', (answered: Answered) => {
      if ('fault' in answered) {
        this.#failed(answered.number, answered.fault)
        return
      }
      this.#waiting.get(answered.number)?.resolve(answered.value)
      this.#waiting.delete(answered.number)
    })
    child.once('close', (status, signal) => {
      this.#process = undefined
      const message = `the process that keeps the towns ended (${String(signal ?? status)})`
      for (const number of this.#waiting.keys()) this.#failed(number, { message })
      this.#open.clear()
    })
    letGo(child)
    return child
  }
}

/** The worker ends when Jest says so, and this process with it. */
function letGo(child: ChildProcess): void {
  child.unref()
  child.channel?.unref()
  for (const stream of [child.stdout, child.stderr]) (stream as Partial<NodeJS.Process['stdin']> | null)?.unref?.()
}
