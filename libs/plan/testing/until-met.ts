/** For properties of what is rare: how often a history has it changes with every command that histories gain. */
import assert from 'node:assert/strict'

const ROUNDS = 20

/** Runs a property again, over other histories, until enough of what it is about was met. */
export function untilMet(isEnough: () => boolean, run: () => void): void {
  for (let round = 0; round < ROUNDS; round += 1) {
    run()
    if (isEnough()) return
  }
  assert.fail('too little was met of what this is about')
}
