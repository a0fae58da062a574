/** Work that one process does at a time: each does it in turn, for as long as it holds the lease. */
import type { Lease, TakeLease } from './port.ts'

/**
 * Until `signal` aborts, or the work ends by itself. A lease that is lost is waited for again.
 * @param work ends soon when its own `signal` aborts: told to stop, or the lease lost
 * @throws what the work throws, or taking the lease
 */
export async function underLease(
  take: TakeLease,
  signal: AbortSignal,
  work: (lease: Lease, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  for (;;) {
    const lease = await take(signal)
    if (lease === undefined) return
    let mustGoOn = false
    try {
      await work(lease, AbortSignal.any([signal, lease.lost]))
    } finally {
      mustGoOn = lease.lost.aborted && !signal.aborted
      await lease.release()
    }
    if (!mustGoOn) return
  }
}
