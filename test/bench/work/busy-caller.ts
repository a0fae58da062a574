/** One who asks the same over and over on many connections, in a thread of their own, until they are ended: whoever measures beside them is not slowed by their client. */
import { Agent, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { Worker, isMainThread, workerData } from 'node:worker_threads'
import type { Asked } from '../contenders/our-town.ts'

interface Busy {
  readonly url: string
  readonly asked: Asked
  /** Does not wait when told to. */
  readonly insists: boolean
}

const CONNECTIONS = 64

export async function beginAsking(busy: Busy): Promise<{ end(): Promise<unknown> }> {
  const worker = new Worker(new URL(import.meta.url), { workerData: busy })
  await new Promise((resolve, reject) => worker.once('error', reject).once('online', resolve))
  return { end: () => worker.terminate() }
}

/** @returns the status, and in how many milliseconds to come back */
export function answered(url: string, { method, path, headers, body }: Asked, agent: Agent): Promise<[number, number]> {
  return new Promise((resolve, reject) => {
    const asking = request(url + path, { method, headers, agent }, (answer) => {
      answer.resume().once('error', reject)
      answer.once('end', () => {
        resolve([answer.statusCode ?? 0, Number(answer.headers['retry-after'] ?? 0) * 1_000])
      })
    })
    asking.once('error', reject).end(body)
  })
}

async function ask({ url, asked, insists }: Busy, agent: Agent): Promise<never> {
  for (;;) {
    const [status, retryAfterMs] = await answered(url, asked, agent)
    if (status === 429 && !insists) await pause(retryAfterMs)
  }
}

if (!isMainThread) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  await Promise.all(Array.from({ length: CONNECTIONS }, () => ask(workerData as Busy, agent)))
}
