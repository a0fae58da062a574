/** Commands of made-up people, through the same door as everyone's: a real caller with role, activity and command id; authorised, sealed, decided and written as any other. */
import type { CommandBus } from '@nestjs/cqrs'
import type { ActivityId } from '../../libs/access/processing-activities.ts'
import type { Role } from '../../libs/deciding/decider.ts'
import type { LifeArea } from '../../libs/plan/opening/life-areas.ts'
import type { Reporter } from '../../libs/plan/opening/opening.ts'
import { Caller, idsOf } from '../api/caller.ts'
import type { AskedOfPlan } from '../api/plans/door/circumstances.ts'
import { JoinPlan, type PersonAsked } from '../api/plans/joining/join-plan.ts'
import { ToPlan } from '../api/plans/door/to-plan.ts'
import { chosen, said } from '../api/plans/door/words.ts'
import { DEVELOPMENT_ISSUER } from '../api/sign-in/development-issuer.ts'
import type { Colleague } from './staff.ts'

/** Whoever acts: a colleague, or someone of the family. */
export interface Actor {
  readonly id: string
  readonly role: Role
  readonly name: string
  readonly activity: ActivityId
  readonly organisation?: string
  readonly team?: string
}

/** @param key the idempotency key: the same key by the same person on the same stream is the same command, also in another process */
export function callerFor({ id: subject, role, name, activity, organisation, team }: Actor, key: string): Caller {
  const who = { issuer: DEVELOPMENT_ISSUER, subject, role, name, tokenId: key, expiresAt: '9999-12-31T00:00:00.000Z' }
  return new Caller(
    { ...who, ...(organisation !== undefined && { organisation }), ...(team !== undefined && { team }) },
    { 'processing-activity': activity, 'idempotency-key': key },
  )
}

/** Of each kind of command, how many were carried out. */
export type Tally = Map<string, number>

export const count = (tally: Tally, what: string): void => {
  tally.set(what, (tally.get(what) ?? 0) + 1)
}

type Ask = (newId: (what: string) => string) => AskedOfPlan

/** One plan, written to by the people of its story. Keys follow from its name and the number of the command, so that telling the story again changes nothing. */
export class PlanInStory {
  readonly planId: string
  readonly #commands: CommandBus
  readonly #name: string
  readonly #tally: Tally
  readonly #timePasses: () => void
  #written = 0
  #etag = ''

  /** @param name of the story, in visible ASCII @param timePasses told before each command: nobody does two things at once */
  constructor(commands: CommandBus, name: string, coordinator: Colleague, tally: Tally, timePasses: () => void) {
    this.#commands = commands
    this.#name = name
    this.#tally = tally
    this.#timePasses = timePasses
    this.planId = idsOf(callerFor(coordinator, `${name}/0`).commandId('plans'))('plan')
  }

  /** The plan as everyone had it before them at the last command: what `basedOn` takes. */
  get etag(): string {
    return this.#etag
  }

  async open(coordinator: Colleague, lifeAreas: readonly LifeArea[], reportedBy: Reporter): Promise<void> {
    const { id, name, team = id } = coordinator
    await this.does(coordinator, () => ({
      type: 'OpenPlan',
      plan: this.planId,
      lifeAreas,
      reportedBy: chosen(reportedBy),
      coordinator: { name: said(name, { subjects: [id] }), team },
    }))
  }

  /** @returns the ids of what was made, by what it is. @throws Refusal, as for anyone */
  async does(actor: Actor, ask: Ask): Promise<(what: string) => string> {
    const command = new ToPlan(callerFor(actor, this.#nextKey()), this.planId, ask)
    this.#etag = (await this.#commands.execute(command)).etag
    count(this.#tally, command.asked.type)
    return command.newId
  }

  /** @returns the person's id */
  async joins(coordinator: Colleague, person: PersonAsked): Promise<string> {
    const joined = await this.#commands.execute(
      new JoinPlan(callerFor(coordinator, this.#nextKey()), this.planId, person),
    )
    this.#etag = joined.etag
    count(this.#tally, 'JoinPlan')
    return joined.person
  }

  #nextKey(): string {
    this.#timePasses()
    const key = `${this.#name}/${String(this.#written)}`
    this.#written += 1
    return key
  }
}
