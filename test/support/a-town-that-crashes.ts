/** A town whose process dies between two writes, and starts again on the same files. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach } from '@jest/globals'
import { developmentIssuer } from '../../apps/api/sign-in/development-issuer.ts'
import { start } from '../../apps/api/start.ts'
import type { Role } from '../../libs/deciding/decider.ts'
import { StoreUnavailable } from '../../libs/event-store/port.ts'
import { readConfiguration } from '../../libs/installation/configuration.ts'
import type { System } from '../../libs/installation/system.ts'

const homes: string[] = []
const open = new Set<() => Promise<void>>()
afterEach(async () => {
  for (const stop of open) await stop()
})
afterAll(() => {
  for (const home of homes) rmSync(home, { recursive: true, force: true })
})

interface Asked {
  readonly status: number
  readonly body: {
    readonly planId?: string
    readonly id?: string
    readonly code?: string
    readonly items?: readonly unknown[]
  }
}

interface Asking {
  readonly method?: 'GET' | 'POST' | 'PUT'
  readonly body?: unknown
  readonly key?: string
}

/** @returns what starts it, the first time and again */
export async function aTownThatCrashes() {
  const dataDir = mkdtempSync(join(tmpdir(), 'samenspel-crash-'))
  homes.push(dataDir)
  const configuration = readConfiguration({
    SAMENSPEL_DATA_DIR: dataDir,
    SAMENSPEL_PORT: '0',
    SAMENSPEL_LOG_LEVEL: 'silent',
  })
  const issuer = await developmentIssuer(configuration)
  return async () => {
    const running = await start(configuration)
    const as = async (role: Role, name: string, activity: string) => {
      const token = await issuer.issue({ role, name, lifetimeSeconds: 3600 })
      return async (path: string, { method = 'POST', body, key }: Asking = {}): Promise<Asked> => {
        const headers = {
          authorization: `Bearer ${token}`,
          'processing-activity': activity,
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(key !== undefined && { 'idempotency-key': key }),
        }
        const said = body === undefined ? {} : { body: JSON.stringify(body) }
        const answer = await fetch(`${running.url}/v1${path}`, { method, headers, ...said })
        return { status: answer.status, body: (await answer.json()) as Asked['body'] }
      }
    }
    const noor = await as('coordinator', 'Noor', 'plan-coordination')
    const stop = () => (open.delete(stop) ? running.stop() : Promise.resolve())
    open.add(stop)
    return { ...running, as, post: (path: string, body: unknown, key: string) => noor(path, { body, key }), stop }
  }
}

/** The store writes so many times more, and then is gone, as at a crash: what follows was never written. */
export function crashAfter(system: System, writes: number): void {
  const append = system.store.append.bind(system.store)
  let left = writes
  system.store.append = (...args) => {
    left -= 1
    return left < 0 ? Promise.reject(new StoreUnavailable('io-error', 'the process is gone')) : append(...args)
  }
}

const WITHIN_MS = 60_000
/** Whoever looks all the time keeps from what they wait for the processor that it needs. */
const LOOK_EVERY_MS = 20

export async function eventually<Found>(
  look: () => Promise<Found>,
  isThere: (found: Found) => boolean,
): Promise<Found> {
  const until = performance.now() + WITHIN_MS
  for (;;) {
    const found = await look()
    if (isThere(found) || performance.now() > until) return found
    await pause(LOOK_EVERY_MS)
  }
}
