/** One who takes part in a comparison, in a process of its own: its heap, its compiled code and its threads are nobody else's. This is the side of whoever compares. */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Turn } from './rounds.ts'

/** What a contender's module exports as `contender`. */
export type MakeContender = (settings: Settings) => Promise<Contends>

/** Plain data, as it goes from one process to another. */
export type Settings = Readonly<Record<string, string | number>>

export interface Contends {
  /** Works on a task for about so long. */
  work(task: string, forMs: number): Promise<Worked>
  close(): Promise<void>
}

export interface Worked {
  readonly units: number
  readonly ms: number
  /** Resident size of the process at its largest, bytes, where that is asked for. */
  readonly residentBytes?: number
}

export type Order =
  | { readonly do: 'start'; readonly module: string; readonly settings: Settings }
  | { readonly do: 'work'; readonly task: string; readonly forMs: number }
  | { readonly do: 'close' }
export type Report = { readonly worked: Worked } | { readonly ready: true } | { readonly fault: string }

const PROGRAM = fileURLToPath(new URL('./contender-process.ts', import.meta.url))

export class ContenderProcess {
  readonly #child: ChildProcess
  readonly #name: string

  private constructor(child: ChildProcess, name: string) {
    this.#child = child
    this.#name = name
  }

  /** @param name of a file in `contenders/`. @throws Error saying why it cannot take part */
  static async start(name: string, settings: Settings): Promise<ContenderProcess> {
    const child = fork(PROGRAM, { execArgv: ['--disable-warning=ExperimentalWarning', ...profiling(name)] })
    const contender = new ContenderProcess(child, name)
    const module = new URL(`./contenders/${name}.ts`, import.meta.url).href
    try {
      await contender.#told({ do: 'start', module, settings })
      return contender
    } catch (fault) {
      child.kill()
      throw fault
    }
  }

  async work(task: string, forMs: number): Promise<Worked> {
    const report = await this.#told({ do: 'work', task, forMs })
    if (!('worked' in report)) throw new Error(`${this.#name} said nothing of its work`)
    return report.worked
  }

  /** Its turn in a comparison: units a second. */
  turn(task: string, forMs: number): Turn {
    return async () => {
      const { units, ms } = await this.work(task, forMs)
      return (units / ms) * 1_000
    }
  }

  async close(): Promise<void> {
    if (this.#child.exitCode !== null) return
    const gone = once(this.#child, 'exit')
    this.#child.send({ do: 'close' } satisfies Order)
    await gone
  }

  async #told(order: Order): Promise<Report> {
    const ended = new AbortController()
    try {
      const answer = once(this.#child, 'message', { signal: ended.signal })
      const gone = once(this.#child, 'exit', { signal: ended.signal }).then(() => [{ fault: 'its process ended' }])
      this.#child.send(order)
      const [report] = (await Promise.race([answer, gone])) as [Report]
      if ('fault' in report) throw new Error(`${this.#name}: ${report.fault}`)
      return report
    } finally {
      ended.abort()
    }
  }
}

/** Where `BENCH_PROFILES` names a directory, every contender leaves its CPU profiles there. */
function profiling(name: string): readonly string[] {
  const directory = process.env['BENCH_PROFILES']
  return directory === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${directory}/${name}`]
}
