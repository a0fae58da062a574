/** What every lease keeps to, as one suite: one holder at a time, and another when that one goes, however it goes. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, it } from '@jest/globals'
import type { Lease } from './port.ts'
import { takeAt, type HeldAt, type Order } from './testing/holder.ts'

const script = fileURLToPath(new URL('./testing/holder.ts', import.meta.url))

export interface Holder extends AsyncDisposable {
  /** Everything it said so far. */
  readonly said: readonly string[]
  /** Waits until it said this once more. */
  says(line: RegExp): Promise<void>
  signal(name: NodeJS.Signals): void
}

/** A process that takes the lease. */
export function startHolder(order: Order): Holder {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  const gone = once(child, 'exit')
  const said: string[] = []
  let heard = 0
  const lines = createInterface({ input: child.stdout })
  lines.on('line', (line) => said.push(line))
  return {
    said,
    async says(wanted) {
      for (;;) {
        const place = said.findIndex((line, at) => at >= heard && wanted.test(line))
        if (place >= 0) {
          heard = place + 1
          return
        }
        await once(lines, 'line', { signal: AbortSignal.timeout(20_000) })
      }
    },
    signal: (name) => child.kill(name),
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      if (child.exitCode === null && child.signalCode === null) await gone
    },
  }
}

/** @throws Error where nobody gave one: whose wait was not ended gets a lease */
export function held(lease: Lease | undefined): Lease {
  if (lease === undefined) throw new Error('no lease was given, and nobody had ended the wait')
  return lease
}

const never = () => new AbortController().signal

/** @param fresh where nobody holds a lease yet, anew at each call */
export function leaseContract(fresh: () => HeldAt): void {
  it('has one holder at a time, and the next when that one is through', async () => {
    const at = fresh()
    const first = held(await takeAt(at)(never()))
    let hasSecond = false
    const second = takeAt(at)(never()).then((lease) => {
      hasSecond = true
      return lease
    })
    const waiting = new AbortController()
    const third = takeAt(at)(waiting.signal)
    waiting.abort()
    expect(await third).toBeUndefined()
    expect([hasSecond, first.lost.aborted]).toEqual([false, false])
    await first.release()
    const after = held(await second)
    expect(after.lost.aborted).toBe(false)
    await after.release()
  })

  it('of another name, or at another place, has a holder of its own', async () => {
    const [one, other] = [held(await takeAt(fresh())(never())), held(await takeAt(fresh())(never()))]
    expect([one.lost.aborted, other.lost.aborted]).toEqual([false, false])
    await one.release()
    await other.release()
  })

  it('goes on to another when its holder is killed', async () => {
    const at = fresh()
    await using holder = startHolder({ at })
    await holder.says(/holds/)
    const next = takeAt(at)(never())
    holder.signal('SIGKILL')
    const after = held(await next)
    expect(after.lost.aborted).toBe(false)
    await after.release()
  })
}
