/** Who a number belongs to: asked of the vault only after the look-up is on record, and no oftener in a day than is allowed. */
import { v5 as uuidFrom } from 'uuid'
import { Refusal } from '../../../libs/deciding/decider.ts'
import { dayOf, endOf } from '../../../libs/deciding/days.ts'
import { handle } from '../../../libs/event-store/handle.ts'
import { HttpProblem } from '../../../libs/http/problem.ts'
import { bsnLookUps, type BsnLookUpRefusal } from '../../../libs/plan/bsn-look-ups.ts'
import type { Caller } from '../caller.ts'
import { REFUSALS } from '../problems.ts'
import { bsnLookUpsStream, type System } from '../system.ts'

const SPENT: BsnLookUpRefusal = 'BSN_LOOK_UPS_ARE_SPENT'

/**
 * The person of a number; a new one, of whom nothing follows, where it is nobody's yet.
 * @param forCommand what it is looked up for: the same command sent again is one look-up
 * @throws HttpProblem 429 where the caller has looked up too many today
 */
export async function lookUpBsn(system: System, caller: Caller, bsn: string, forCommand: string): Promise<string> {
  const { configuration, digest, clock, folds, vault, newPersonId } = system
  const now = clock()
  const stream = bsnLookUpsStream(dayOf(now), caller.asker.id)
  const commandId = uuidFrom(stream, forCommand)
  const ask = {
    commandId,
    // With the command in it, so that two digests never show that they are of one number.
    digest: digest(`look up ${commandId} ${bsn}`),
    deed: caller.deed,
    municipality: configuration.municipality,
    correlationId: caller.correlationId,
    causationId: forCommand,
    traceparent: caller.traceparent,
    ready: () =>
      Promise.resolve({
        command: { type: 'LookUpBsn', atMost: configuration.bsnLookUpsADay } as const,
        ciphertexts: {},
      }),
  }
  try {
    await handle(folds.bsnLookUps, bsnLookUps, stream, ask, clock)
  } catch (fault) {
    if (!(fault instanceof Refusal) || fault.code !== SPENT) throw fault
    const seconds = Math.ceil((Date.parse(endOf(dayOf(now))) + 1 - Date.parse(now)) / 1_000)
    throw new HttpProblem(SPENT, REFUSALS[SPENT], { 'retry-after': String(seconds) })
  }
  const { personId } = await vault.personFor(bsn, newPersonId(forCommand))
  return personId
}
