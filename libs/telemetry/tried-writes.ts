/** Whether a store or a vault takes writes, found out by one that changes nothing: whoever asks, it is made no more often than this. */
const ANEW_AFTER_MS = 5_000
const ANEW_AFTER_FAULT_MS = 1_000

export function triedNowAndThen(write: () => Promise<unknown>): () => Promise<void> {
  let tried: Promise<unknown> | undefined
  let againAtMs = 0
  return async () => {
    if (tried === undefined || performance.now() >= againAtMs) {
      againAtMs = Infinity
      tried = write()
      tried.then(
        () => (againAtMs = performance.now() + ANEW_AFTER_MS),
        () => (againAtMs = performance.now() + ANEW_AFTER_FAULT_MS),
      )
    }
    await tried
  }
}
