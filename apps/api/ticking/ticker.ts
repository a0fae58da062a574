/**
 * The ticker: sends up what nobody settled in time, in the order of its moments. It only asks; whether something is due still, the plan decides at the head of
 * its stream. So two that tick make one step, and one that stood still makes up for it, each step from when it was made.
 */
import { setTimeout as pause } from 'node:timers/promises'
import type { CommandBus } from '@nestjs/cqrs'
import type { Logger } from 'pino'
import { Refusal } from '../../../libs/deciding/decider.ts'
import { isAway } from '../../../libs/event-store/away.ts'
import { RevisionConflict, StoreBusy } from '../../../libs/event-store/port.ts'
import { EventUnreadable } from '../../../libs/event-store/recorded.ts'
import { leaseFor } from '../../../libs/installation/leases.ts'
import type { System } from '../../../libs/installation/system.ts'
import { underLease } from '../../../libs/lease/under-lease.ts'
import { whatIsDue } from '../../../libs/plan/lists/what-is-due.ts'
import { RowsNotReady } from '../../../libs/read-store/read-store.ts'
import { isOfNoOne } from '../../../libs/relaying/whole-subscription.ts'
import { nameOfFault } from '../../../libs/telemetry/name-of-fault.ts'
import { isBehind, type Place } from '../lists/pages.ts'
import { StepUp, type StepDue } from '../plans/terms/step-up.ts'

export interface Ticking {
  readonly system: System
  readonly commands: Pick<CommandBus, 'execute'>
  readonly log: Pick<Logger, 'error'>
}

const AT_ONCE = 200
const ORDER = ['due.until', 'due.plan', 'due.what', 'due.kind', 'due.item', 'due.person'] as const

/** Until `signal` aborts, one process at a time. */
export async function keepTicking(ticking: Ticking, log: Logger, signal: AbortSignal): Promise<void> {
  const { configuration } = ticking.system
  if (configuration.tickSeconds === 0) return
  await underLease(leaseFor(configuration, 'ticker', log), signal, async ({ lost }, working) => {
    log.info('ticking')
    while (!working.aborted) {
      await tick(ticking, working).catch((fault: unknown) => {
        if (!isForTheNextTick(fault)) throw fault
      })
      await pause(configuration.tickSeconds * 1_000, undefined, { signal: working }).catch(() => undefined)
    }
    if (lost.aborted && !signal.aborted) log.warn({ lease: 'ticker' }, 'the lease was lost')
  })
}

const isForTheNextTick = (fault: unknown): boolean =>
  isAway(fault) || fault instanceof RowsNotReady || fault instanceof StoreBusy || fault instanceof RevisionConflict

/** Everything whose moment has passed, once. @returns how many steps were made */
export async function tick(ticking: Ticking, signal: AbortSignal): Promise<number> {
  const now = ticking.system.clock()
  let made = 0
  for (let last: Place | undefined; !signal.aborted;) {
    const rows = await passedBy(ticking.system, now, last)
    for (const row of rows) {
      if (isOver(signal)) return made
      last = [row.until, row.plan, row.what, row.kind, row.item, row.person]
      if (await isSentUp(ticking, row)) made += 1
    }
    if (rows.length < AT_ONCE) return made
  }
  return made
}

const isOver = (signal: AbortSignal): boolean => signal.aborted

function passedBy({ readStore }: System, now: string, last: Place | undefined): Promise<readonly StepDue[]> {
  return readStore.read([whatIsDue], async (rows) => {
    const found = await rows
      .selectFrom('due')
      .select(['until', 'plan', 'what', 'kind', 'item', 'person', 'step'])
      .where('until', '!=', '')
      .where('until', '<', now)
      .$if(last !== undefined, (one) => one.where(isBehind(ORDER, last ?? [])))
      .orderBy('until')
      .orderBy('plan')
      .orderBy('what')
      .orderBy('kind')
      .orderBy('item')
      .orderBy('person')
      .limit(AT_ONCE)
      .execute()
    return found.map((row) => ({ ...row, step: row.step + 1 }))
  })
}

/** A plan that cannot be read, or that takes no more, holds up no other. @throws what is of no plan in particular */
async function isSentUp({ system, commands, log }: Ticking, due: StepDue): Promise<boolean> {
  try {
    const { isNew } = await commands.execute(new StepUp(due))
    return isNew
  } catch (fault) {
    if (isOfNoOne(fault) || fault instanceof StoreBusy || fault instanceof RevisionConflict) throw fault
    if (fault instanceof EventUnreadable) system.unreadable.tell(fault)
    else if (!(fault instanceof Refusal))
      log.error({ fault: nameOfFault(fault), plan: due.plan }, 'something due did not go up')
    return false
  }
}
