/** The environment of every test: Node's, and a way to the towns of the Jest worker it runs in. A test that fails shows what its towns wrote meanwhile. */
import { TestEnvironment } from 'jest-environment-node'
import { setImmediate as turn } from 'node:timers/promises'
import { TownsKept } from './keeper.ts'
import { TOWNS, type Towns } from './protocol.ts'

const kept = new TownsKept()
const towns: Towns = { ask: (asked) => kept.ask(asked), untold: (api) => kept.untold(api) }

/** Of what happens to a test, what is needed here. */
interface Happened {
  readonly name: string
  readonly error?: unknown
}

export default class WithTowns extends TestEnvironment {
  override async setup(): Promise<void> {
    await super.setup()
    Object.assign(this.global, { [TOWNS]: towns })
  }

  override async teardown(): Promise<void> {
    await kept.closeAll()
    await super.teardown()
  }

  async handleTestEvent({ name, error }: Happened): Promise<void> {
    if (name === 'test_start') kept.said()
    if (name !== 'test_fn_failure' && name !== 'hook_failure') return
    // What was written before the answer may be read after it.
    await turn()
    const said = kept.said()
    if (said !== '' && isError(error)) addTo(error, `\n\nIts towns wrote:\n${said}`)
  }
}

/** Of the test's own realm, whose Error is another. */
const isError = (fault: unknown): fault is Error => typeof fault === 'object' && fault !== null && 'message' in fault

function addTo(error: Error, more: string): void {
  const { message, stack } = error
  error.message = message + more
  if (stack !== undefined) error.stack = stack.replace(message, () => message + more)
}
