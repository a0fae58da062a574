/** Tests that need what not every machine has: an engine, a tool, a right. Without it they are skipped where everyone sees it; `skipped-tests.reporter.ts` counts them. */
import { describe, it } from '@jest/globals'

export interface Needing {
  /** `describe`, or a skip that names what is missing. */
  readonly describe: (name: string, tests: () => void) => void
  /** `it`, or a skip that names what is missing. */
  readonly it: (name: string, test: () => Promise<void> | void, timeoutMs?: number) => void
}

/**
 * @param what the tests need, such as `PostgreSQL`
 * @param missing why it is not there; undefined where it is
 */
export function needs(what: string, missing: string | undefined): Needing {
  if (missing === undefined) return { describe, it }
  const said = (name: string) => `${name} [skipped: ${what}: ${missing}]`
  return {
    describe: (name, tests) => {
      describe.skip(said(name), tests)
    },
    it: (name, test, timeoutMs) => {
      it.skip(said(name), test, timeoutMs)
    },
  }
}
