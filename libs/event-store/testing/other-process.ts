/** An event store in another process, to race with and to kill. */
import { fork, type ChildProcess, type ForkOptions } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Answer, Request, Told } from './store-process.ts'

const PROGRAM = fileURLToPath(new URL('./store-process.ts', import.meta.url))
/** Stripping types takes most of a start; what a process that ends in peace has stripped, the next ones find here. */
const NODE_COMPILE_CACHE = join(tmpdir(), 'samenspel-compile-cache')

export class OtherProcess {
  /** What opening the store came to. */
  readonly opened: Promise<Answer>
  /** The last revision that was acknowledged to this process, by stream; only `load` tells it. */
  readonly acknowledged = new Map<string, number>()
  readonly #child: ChildProcess
  readonly #exited: Promise<unknown>
  readonly #asked = new Map<number, { resolve: (answer: Answer) => void; reject: (reason: Error) => void }>()
  #calls = 0

  constructor(place: string, options: Pick<ForkOptions, 'uid' | 'gid' | 'execArgv'> = {}) {
    this.#child = fork(PROGRAM, [place], {
      execArgv: [],
      ...options,
      env: { ...process.env, NODE_OPTIONS: '', NODE_COMPILE_CACHE },
    })
    this.opened = this.#answer()
    this.#exited = once(this.#child, 'exit').then(() => {
      for (const { reject } of this.#asked.values()) reject(new Error('the other process has ended'))
    })
    this.#child.on('message', (told: Told) => {
      if ('acknowledged' in told) {
        this.acknowledged.set(told.acknowledged, told.revision)
      } else {
        this.#asked.get(told.call)?.resolve(told.answer)
        this.#asked.delete(told.call)
      }
    })
  }

  async ask(request: Request): Promise<Answer> {
    const call = this.#calls
    const answer = this.#answer()
    this.#child.send({ call, request })
    return answer
  }

  /** SIGKILL: no handler runs, no buffer is written. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.#exited
  }

  /** Lets it close its store in peace. */
  async close(): Promise<void> {
    if (this.#child.connected) this.#child.disconnect()
    await this.#exited
  }

  #answer(): Promise<Answer> {
    const call = this.#calls
    this.#calls += 1
    return new Promise((resolve, reject) => {
      this.#asked.set(call, { resolve, reject })
    })
  }
}
