/** Finishes what a crash left between two streams, of someone's joining or leaving or of opening a plan in an emergency: follows the events and carries each through, as the door does. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Logger } from 'pino'
import { isUnreachable } from '../../../libs/event-store/away.ts'
import { RevisionConflict, StoreBusy, type StoredEvent } from '../../../libs/event-store/port.ts'
import { EventUnreadable, fromStored } from '../../../libs/event-store/recorded.ts'
import type { PlanEvent } from '../../../libs/plan/plan.ts'
import { isOfNoOne } from '../../../libs/relaying/whole-subscription.ts'
import type { Checkpoint } from '../../../libs/read-store/read-store.ts'
import { planStream, type System } from '../../../libs/installation/system.ts'
import { settleUse, useAsked, type UseAsked } from './break-glass/settle-use.ts'
import { followPerson, membershipAsked, settleMembership } from './joining/joining.ts'
import { HeldUp } from '../../../libs/telemetry/held-up.ts'
import { nameOfFault } from '../../../libs/telemetry/name-of-fault.ts'

const FOLLOWED: readonly string[] = [
  'MembershipRequested',
  'MembershipRefused',
  'MemberLeft',
  'DepartureUndone',
  'MemberDied',
  'PlanClosed',
  'PlanReopened',
  'BreakGlassAsked',
] satisfies PlanEvent['type'][]

const AGAIN_AFTER_MS = 1_000
/** What is opened in an emergency is on record once: its own door comes first. */
const DOOR_GOES_FIRST_MS = 2_000
const CHECKPOINT_EVERY_MS = 1_000

/** Follows until `signal` aborts. A fault is logged, and tried again from the last event that was finished. */
export async function finishWhatWasBegun(
  system: System,
  checkpoint: Checkpoint,
  log: Pick<Logger, 'error' | 'info'>,
  signal: AbortSignal,
): Promise<void> {
  let writeAgainAt = 0
  const heldUp = new HeldUp(log, { heldUp: NOT_FINISHED, over: 'what kept that from being finished is over' })
  // Behind an event that cannot be read the place stays: once it can be, by the next version or from a file put back, it is carried through too.
  let mayMoveOn = true
  while (!signal.aborted) {
    try {
      for await (const batch of system.store.subscribe(await checkpoint.read(), { signal })) {
        for (const stored of batch)
          if (FOLLOWED.includes(stored.type) && !(await isCarriedThrough(system, stored, log, signal)))
            mayMoveOn = false
        // What is read twice after a crash is settled already; a write for every commit would cost more than it saves.
        const last = batch.at(-1)
        if (last !== undefined && mayMoveOn && performance.now() >= writeAgainAt) {
          await checkpoint.write(last.position)
          writeAgainAt = performance.now() + CHECKPOINT_EVERY_MS
        }
        heldUp.goesOn(ALL)
      }
    } catch (fault) {
      if (!isUnreachable(fault)) heldUp.by(nameOfFault(fault), [ALL])
      await wait(AGAIN_AFTER_MS, undefined, { signal }).catch(() => undefined)
    }
  }
}

/** @returns false where it cannot be for a reason of its own: an event of its plan or person cannot be read, or something in it cannot be opened */
async function isCarriedThrough(
  system: System,
  stored: StoredEvent,
  log: Pick<Logger, 'error'>,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    await carryThrough(system, stored, signal)
    return true
  } catch (fault) {
    if (isOfNoOne(fault) || fault instanceof StoreBusy || fault instanceof RevisionConflict) throw fault
    if (fault instanceof EventUnreadable) system.unreadable.tell(fault)
    else log.error({ fault: nameOfFault(fault), position: stored.position }, NOT_FINISHED)
    return false
  }
}

const ALL = 'all'
const NOT_FINISHED = 'joining, leaving or opening in an emergency could not be finished'

async function carryThrough(system: System, stored: StoredEvent, signal: AbortSignal): Promise<void> {
  const recorded = fromStored<PlanEvent>(stored, system.folds.histories.folding.upcasters)
  const use = useAsked(recorded)
  if (use !== undefined) {
    await carryUseThrough(system, use, signal)
    return
  }
  const asked = membershipAsked(recorded)
  if (asked === undefined) {
    await followPerson(system, recorded)
    return
  }
  // The door has settled nearly every one by the time it is read here.
  const { state } = await system.folds.plans.at(planStream(asked.planId))
  if (asked.membership in state.members.requested) await settleMembership(system, asked)
}

async function carryUseThrough(system: System, use: UseAsked, signal: AbortSignal): Promise<void> {
  const isOpen = async () =>
    (await system.folds.plans.at(planStream(use.planId))).state.breakGlass[use.use]?.is === 'asked'
  if (!(await isOpen())) return
  await wait(DOOR_GOES_FIRST_MS, undefined, { signal }).catch(() => undefined)
  if (!signal.aborted && (await isOpen())) await settleUse(system, use)
}
