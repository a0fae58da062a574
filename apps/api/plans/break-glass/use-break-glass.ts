/** Opening a plan in an emergency: whether they may is asked before anything is looked up, so that nobody learns by asking which plans there are. */
import { Inject } from '@nestjs/common'
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs'
import { v5 as uuidFrom } from 'uuid'
import type { AccessRefusal } from '../../../../libs/access/may.ts'
import { dayOf, endOf } from '../../../../libs/deciding/days.ts'
import { Refusal, type Moment, type Role } from '../../../../libs/deciding/decider.ts'
import type { LegalDomain } from '../../../../libs/deciding/domains.ts'
import { handle } from '../../../../libs/event-store/handle.ts'
import { HttpProblem } from '../../../../libs/http/problem.ts'
import { isSpent, usesOfOne, type UsesRefusal } from '../../../../libs/plan/break-glass/uses-of-one.ts'
import type { Caller } from '../../caller.ts'
import { breakGlassStream, planStream, SYSTEM, type System } from '../../../../libs/installation/system.ts'
import { municipalityNow } from '../door/standing.ts'
import { ToPlan, type WrittenToPlan } from '../door/to-plan.ts'
import { said } from '../door/words.ts'
import { lastAwaitsReview, settleUse, useAsked } from './settle-use.ts'

export type UseRefusal = 'ROLE_BREAKS_NO_GLASS'

export interface UseOfGlass {
  readonly plan: string
  readonly domains: readonly LegalDomain[]
  readonly reason: string
  readonly hours: number
}

export interface GlassBroken extends WrittenToPlan {
  readonly use: string
  readonly until: Moment
}

export class UseBreakGlass extends Command<GlassBroken> {
  constructor(
    readonly caller: Caller,
    readonly asked: UseOfGlass,
  ) {
    super()
  }
}

@CommandHandler(UseBreakGlass)
export class UseBreakGlassHandler implements ICommandHandler<UseBreakGlass> {
  constructor(
    @Inject(SYSTEM) private readonly system: System,
    @Inject(CommandBus) private readonly commands: CommandBus,
  ) {}

  async execute({ caller, asked }: UseBreakGlass): Promise<GlassBroken> {
    try {
      return await this.broken(caller, asked)
    } catch (fault) {
      // Who tried, and was refused, is on record too.
      const code = fault instanceof Refusal || fault instanceof HttpProblem ? String(fault.code) : undefined
      if (code !== undefined) await onRecord(this.system, caller, asked.plan, code)
      throw fault
    }
  }

  private async broken(caller: Caller, { plan: planId, domains, reason, hours }: UseOfGlass): Promise<GlassBroken> {
    const { system } = this
    const { folds, tags, positions } = system
    const stream = planStream(planId)
    if (!(await isSentAgain(system, caller, planId))) await mayBreakGlass(system, caller, planId)
    const command = new ToPlan(caller, planId, (newId) => ({
      type: 'AskBreakGlass',
      use: newId('use'),
      name: said(caller.name),
      domains,
      reason: said(reason),
      hours,
    }))
    await this.commands.execute(command)
    const use = command.newId('use')
    const { state: history } = await folds.histories.at(stream)
    const found = history.find(({ event }) => event.type === 'BreakGlassAsked' && event.use === use)
    const recorded = found && useAsked(found)
    if (recorded === undefined) throw new Error('what was asked just now is not there')
    const { refused, revision, position } = await settleUse(system, recorded)
    if (refused !== undefined) throw new Refusal(refused)
    const { state } = await folds.plans.at(stream)
    return {
      ...{ planId, use, until: state.breakGlass[use]?.until ?? recorded.at },
      etag: await tags.tag(stream, { revision, position }),
      position: position === undefined ? undefined : await positions.token(position),
    }
  }
}

async function isSentAgain({ folds }: System, caller: Caller, planId: string): Promise<boolean> {
  const stream = planStream(planId)
  return (await folds.plans.at(stream)).commands.has(caller.commandId(stream))
}

/** What hangs on them alone comes first: of the plan nothing is told to who may not, or not yet, open any. */
async function mayBreakGlass(system: System, caller: Caller, planId: string): Promise<void> {
  const { folds, clock } = system
  const { id, role } = caller.asker
  const { roles } = (await municipalityNow(system)).breakGlass
  if (!(roles as readonly Role[]).includes(role)) throw new Refusal<UseRefusal>('ROLE_BREAKS_NO_GLASS', { roles })
  const { state: theirs } = await folds.usesOfOne.at(breakGlassStream(id))
  if (isSpent(theirs, clock())) throw spent(clock())
  if (await lastAwaitsReview(system, theirs)) throw new Refusal<UsesRefusal>('BREAK_GLASS_AWAITS_REVIEW')
  const { state: plan } = await folds.plans.at(planStream(planId))
  if (plan.opening.is === 'not-opened') await missed(system, caller, planId)
}

/** Counted for the day, as look-ups by number are. @throws Refusal NOT_FOUND; HttpProblem 429 from too many on */
async function missed(system: System, caller: Caller, planId: string): Promise<never> {
  const { configuration, digest, folds, clock } = system
  const stream = breakGlassStream(caller.asker.id)
  const commandId = uuidFrom('MissPlan', caller.commandId(planStream(planId)))
  const ask = {
    ...{ commandId, digest: digest(commandId), deed: caller.deed, municipality: configuration.municipality },
    ...{ correlationId: caller.correlationId, causationId: commandId, traceparent: caller.traceparent },
    ready: () => Promise.resolve({ command: { type: 'MissPlan' } as const, ciphertexts: {} }),
  }
  try {
    await handle(folds.usesOfOne, usesOfOne, stream, ask, clock)
  } catch (fault) {
    throw fault instanceof Refusal && fault.code === SPENT ? spent(clock()) : fault
  }
  throw new Refusal<AccessRefusal>('NOT_FOUND')
}

const SPENT: UsesRefusal = 'PLANS_NOT_FOUND_ARE_SPENT'

function spent(now: Moment): HttpProblem {
  const seconds = Math.ceil((Date.parse(endOf(dayOf(now))) + 1 - Date.parse(now)) / 1_000)
  return new HttpProblem(SPENT, { 'retry-after': String(seconds) })
}

const onRecord = (system: System, caller: Caller, plan: string, refused: string): Promise<void> =>
  system.access.records.record({
    deed: caller.deed,
    kind: 'break-glass',
    refused,
    looks: [{ plan, grounds: [], domains: [], persons: [] }],
    correlationId: caller.correlationId,
    traceparent: caller.traceparent,
  })
