/** What runs in a test until the test stops it, or ends. */
export interface UntilStopped {
  readonly begin: (run: (signal: AbortSignal) => Promise<void>) => void
  /** Resolves when all that was begun has ended. */
  readonly stop: () => Promise<void>
}

export function untilStopped(): UntilStopped {
  const running: { readonly controller: AbortController; readonly done: Promise<void> }[] = []
  return {
    begin(run) {
      const controller = new AbortController()
      running.push({ controller, done: run(controller.signal) })
    },
    async stop() {
      for (const { controller, done } of running.splice(0)) {
        controller.abort()
        await done
      }
    },
  }
}
