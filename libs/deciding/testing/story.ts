/** given(…).when(…).then(…): one grammar for every rule. */
import assert from 'node:assert/strict'
import { Refusal, type Decider, type Deed } from '../decider.ts'

export function storiesOf<Command, State, Event>({ initial, decide, evolve }: Decider<Command, State, Event>) {
  return (...past: readonly (readonly [Deed, Event])[]) => {
    const state = past.reduce((now, [deed, event]) => evolve(now, event, deed), initial)
    return {
      when: (deed: Deed, command: Command) => ({
        then: (...expected: readonly Event[]) => {
          assert.deepEqual(decide(command, state, deed), expected)
        },
        thenNothing: () => {
          assert.deepEqual(decide(command, state, deed), [])
        },
        thenRefuses: (code: string, details: Readonly<Record<string, unknown>> = {}) => {
          assert.throws(
            () => decide(command, state, deed),
            (refusal) => {
              assert.ok(refusal instanceof Refusal, String(refusal))
              assert.deepEqual({ code: refusal.message, ...refusal.details }, { code, ...details })
              return true
            },
          )
        },
      }),
    }
  }
}
