/** Requests to a process that may not answer, while an engine under it is away. */
import { setTimeout as pause } from 'node:timers/promises'
import { until } from './partners.ts'

/** A request that hangs is sent again, with the same key. */
const ANSWERED_WITHIN_MS = 2_500
export const BACK_AT_MOST_MS = 60_000

export async function statusOf(url: string): Promise<number> {
  return (await answerOf(url)).status
}

export async function answerOf(url: string): Promise<{ readonly status: number; readonly text: string }> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(ANSWERED_WITHIN_MS) })
  return { status: answer.status, text: await answer.text() }
}

/** Asked again and again, also while an earlier one hangs. */
export async function untilOk(ask: () => Promise<number>, atMostMs = BACK_AT_MOST_MS): Promise<void> {
  await until(async () => {
    const status = await Promise.race([ask().catch(() => 0), pause(ANSWERED_WITHIN_MS, 0)])
    return status >= 200 && status < 300
  }, atMostMs)
}
