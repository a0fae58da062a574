/** What goes up by itself: the one command that the ticker sends, by the bus like everyone’s, as the named process it is. Nobody else can send it. */
import { Inject } from '@nestjs/common'
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs'
import { randomUUID } from 'node:crypto'
import { v5 as uuidFrom } from 'uuid'
import type { Deed } from '../../../../libs/deciding/decider.ts'
import { handle } from '../../../../libs/event-store/handle.ts'
import { planStream, SYSTEM, type System } from '../../../../libs/installation/system.ts'
import { officersFor } from '../../../../libs/municipality/teams.ts'
import { plan, type Plan, type PlanCommand } from '../../../../libs/plan/plan.ts'
import { asDueNow, dueIn, isSameDue, type DueKey } from '../../../../libs/plan/terms/due-now.ts'
import { asks, isKindOfDue } from '../../../../libs/plan/terms/due-kinds.ts'
import type { Addressee } from '../../../../libs/plan/challenges/challenge.ts'
import type { Draw } from '../../../../libs/plan/deviations/draw.ts'
import { poolThen } from '../../municipality/pool-then.ts'
import { municipalityNow } from '../door/standing.ts'
import { teamThatCoordinates } from '../door/teams-barred.ts'
import { dueIdOf } from './due-ids.ts'
import { termsThen } from './terms-then.ts'

export interface StepDue extends DueKey {
  /** The step it goes to, and the moment that makes it due. */
  readonly step: number
  readonly until: string
}

/** @returns whether something was written, and where; without effect where it is not due any more, or was made already */
export class StepUp extends Command<{ readonly position: string | undefined; readonly isNew: boolean }> {
  constructor(readonly due: StepDue) {
    super()
  }
}

/** The ids of steps are made from this and what goes up (RFC 9562 §5.5): two who tick make one step. */
const STEPS = 'c7b1a0de-8a56-4d1b-b3f7-5e0d4a917c62'

const BY_THE_TICKER: Omit<Deed, 'at'> = {
  by: { kind: 'system', id: 'ticker' },
  activity: 'plan-coordination',
  legalBasis: 'Awb 9:11; Jeugdwet 2.1; Wmo 2015 2.1.3',
}

@CommandHandler(StepUp)
export class StepUpHandler implements ICommandHandler<StepUp> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  async execute({ due }: StepUp): Promise<{ readonly position: string | undefined; readonly isNew: boolean }> {
    const { system } = this
    const stream = planStream(due.plan)
    const commandId = uuidFrom(
      JSON.stringify([due.plan, due.what, due.kind, due.item, due.person, due.step, due.until]),
      STEPS,
    )
    const traceId = randomUUID().replaceAll('-', '')
    const done = await handle(
      system.folds.plans,
      plan,
      stream,
      {
        ...{ commandId, digest: system.digest(commandId), deed: BY_THE_TICKER },
        ...{ municipality: system.configuration.municipality, correlationId: traceId, causationId: commandId },
        ready: async ({ state }) => ({ command: await asCommand(system, due, state, commandId), ciphertexts: {} }),
      },
      system.clock,
    )
    return { position: done.position, isNew: done.events.length > 0 && done.isRepeat !== true }
  }
}

async function asCommand(system: System, due: StepDue, now: Plan, commandId: string): Promise<PlanCommand> {
  const { state: history } = await system.folds.histories.at(planStream(due.plan))
  const row = dueIn(history).rows.find((one) => isSameDue(one, due))
  const terms = await termsThen(system, row?.terms ?? 0)
  const hasPassed = row?.until === due.until && system.clock() > due.until
  // A challenge has steps of its own: to whom it goes depends on what is challenged.
  if (row?.what === 'challenge' && hasPassed)
    return { type: 'EscalateChallenge', challenge: row.item, unanswered: row.mustAct as Addressee, terms }
  // A reading goes to the next of its lot before anyone is told of it; while its author owes an answer it goes up.
  if (row?.what === 'reading' && row.mustAct === 'reader' && hasPassed)
    return { type: 'PassReading', deviation: row.item, draw: await drawFor(system, row.item, now, commandId) }
  if (row !== undefined && isKindOfDue(row.what) && asks(row.what) && hasPassed)
    return { type: 'InviteToEvaluate', deviation: row.item, terms }
  const found = row?.what === 'challenge' ? undefined : row && asDueNow(row, now)
  return {
    ...{ type: 'StepUp', due: dueIdOf(system, due), step: due.step },
    ...(found && { found }),
    terms,
    officers: await officersOf(system, now),
  }
}

/** By the lot that was cast, and whatever pool and terms there are now. */
async function drawFor(system: System, deviation: string, now: Plan, commandId: string): Promise<Draw> {
  const { pool, terms } = await municipalityNow(system)
  const version = now.deviations[deviation]?.lot?.pool
  const first = version === undefined ? undefined : await poolThen(system, version)
  const teams = teamThatCoordinates(now)
  return { pool, terms, seed: system.newSeed(commandId), teams, ...(first && { first }) }
}

/** Who may be the last that something of a plan goes up to. */
export async function officersOf(system: System, { coordination }: Plan): Promise<readonly string[]> {
  const { teams } = await municipalityNow(system)
  return coordination.is === 'vacant' ? [] : officersFor(coordination.team, teams)
}
