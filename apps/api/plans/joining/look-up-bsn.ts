/** Who a number belongs to: asked of the vault only after the look-up is on record, and no oftener in a day than is allowed. */
import { v5 as uuidFrom } from 'uuid'
import { Refusal } from '../../../../libs/deciding/decider.ts'
import { dayOf, endOf } from '../../../../libs/deciding/days.ts'
import { handle } from '../../../../libs/event-store/handle.ts'
import { HttpProblem } from '../../../../libs/http/problem.ts'
import { bsnLookUps, type BsnLookUpRefusal } from '../../../../libs/plan/members/bsn-look-ups.ts'
import type { Caller } from '../../caller.ts'
import { bsnLookUpsStream, planStream, type System } from '../../../../libs/installation/system.ts'

const SPENT: BsnLookUpRefusal = 'BSN_LOOK_UPS_ARE_SPENT'

/**
 * The person of a number; a new one, of whom nothing follows, where it is nobody's yet.
 * @param forCommand what it is looked up for: the same command sent again is one look-up
 * @param planId the plan that the person is asked for
 * @throws HttpProblem 429 where the caller has looked up too many today
 */
export async function lookUpBsn(
  system: System,
  caller: Caller,
  planId: string,
  bsn: string,
  forCommand: string,
): Promise<string> {
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
    await onRecord(system, caller, planId, [], SPENT)
    const seconds = Math.ceil((Date.parse(endOf(dayOf(now))) + 1 - Date.parse(now)) / 1_000)
    throw new HttpProblem(SPENT, { 'retry-after': String(seconds) })
  }
  const { personId } = await vault.personFor(bsn, newPersonId(forCommand))
  await onRecord(system, caller, planId, [personId])
  return personId
}

/** Before anything follows from it: whose number it was reads it, in whatever plan they are. @throws NotOnRecord */
async function onRecord(system: System, caller: Caller, plan: string, persons: readonly string[], refused?: string) {
  const { revision } = await system.folds.plans.at(planStream(plan))
  const facts = { plan: revision, at: system.clock() }
  await system.access.records.record({
    deed: caller.deed,
    kind: 'bsn-look-ups',
    ...(refused !== undefined && { refused }),
    looks: [{ plan, facts, grounds: ['coordinating'], domains: ['general'], persons }],
    correlationId: caller.correlationId,
    traceparent: caller.traceparent,
  })
}
