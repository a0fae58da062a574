/** The door of every command to a plan: who are you to it, may you, seal, decide, write. Nothing else writes to a plan. */
import { Inject } from '@nestjs/common'
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs'
import { mayDo } from '../../../libs/access/may.ts'
import { sees } from '../../../libs/access/sight.ts'
import { Refusal } from '../../../libs/deciding/decider.ts'
import type { Fold } from '../../../libs/event-store/folds.ts'
import { handle, type Done, type Ready } from '../../../libs/event-store/handle.ts'
import { RevisionConflict } from '../../../libs/event-store/port.ts'
import { plan, type Plan, type PlanCommand, type PlanEvent } from '../../../libs/plan/plan.ts'
import { canonicalPlaintext } from '../../../libs/sealing/keyed-digest.ts'
import { planStream, SYSTEM, type System } from '../system.ts'
import type { Caller } from '../caller.ts'
import { withCircumstances } from './circumstances.ts'
import { municipalityNow, standingOf } from './standing.ts'
import { ToPlan, type WrittenToPlan } from './to-plan.ts'

export type DoorRefusal = 'PLAN_HAS_CHANGED' | 'ONLY_A_COORDINATOR_OPENS_A_PLAN'

@CommandHandler(ToPlan)
export class PlanDoor implements ICommandHandler<ToPlan> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  async execute(message: ToPlan): Promise<WrittenToPlan> {
    const { planId } = message
    const { revision, position } = await this.carryOut(message)
    return { planId, etag: this.system.tags.tag(planStream(planId), revision), position }
  }

  private async carryOut(message: ToPlan): Promise<Done<PlanEvent>> {
    const { caller, planId, commandId, asked } = message
    const { folds, clock, configuration, digest, tags } = this.system
    const stream = planStream(planId)
    // A tag that is not of this plan matches no revision of it.
    const expected = caller.ifMatch === undefined ? undefined : (tags.revisionOf(stream, caller.ifMatch) ?? NO_REVISION)
    try {
      return await handle(
        folds.plans,
        plan,
        stream,
        {
          commandId,
          digest: digest(canonicalPlaintext(asked)),
          deed: caller.deed,
          municipality: configuration.municipality,
          correlationId: caller.correlationId,
          causationId: commandId,
          traceparent: caller.traceparent,
          ...(expected !== undefined && { expected }),
          ready: (fold) => this.ready(message, fold),
        },
        clock,
      )
    } catch (fault) {
      if (!(fault instanceof RevisionConflict) || expected === undefined) throw fault
      throw await this.hasChanged(caller, planId, expected)
    }
  }

  /** Authorised on what is true now, then sealed: never a key for a stranger. */
  private async ready({ caller, planId, commandId, asked }: ToPlan, fold: Fold<Plan>): Promise<Ready<PlanCommand>> {
    const { system } = this
    const stream = planStream(planId)
    const { grounds, ageBand } = await standingOf(system, caller, planId, fold.state)
    const item = asked.type === 'OpenPlan' ? mayOpen(caller) : mayDo(grounds, asked, fold.state)
    const command = await withCircumstances(asked, {
      now: system.clock(),
      about: item.about,
      municipality: () => municipalityNow(system),
      protocol: async (id) => (await system.folds.protocols.at(`protocol-${id}`)).state,
      isChild: (person) => {
        const band = ageBand(person)
        return band !== undefined && band !== 'adult'
      },
      revisionOf: (tag) => system.tags.revisionOf(stream, tag),
    })
    const { command: sealed, values } = await system.sealing.seal<PlanCommand>(command, {
      tenant: system.configuration.municipality,
      stream,
      commandId,
      domain: item.domain,
      subjects: item.about,
      contentOwner: stream,
    })
    const onBehalfOf = spokenFor(caller, asked)
    return { command: sealed, ciphertexts: values, ...(onBehalfOf !== undefined && { onBehalfOf }) }
  }

  /** Told to who insisted on what they saw: the tag of what is there now, and the kinds of events in between that they may see. */
  private async hasChanged(caller: Caller, planId: string, expected: number): Promise<Refusal<DoorRefusal>> {
    const stream = planStream(planId)
    const now = await this.system.folds.plans.at(stream)
    const { grounds } = await standingOf(this.system, caller, planId, now.state)
    const { state: history } = await this.system.folds.histories.at(stream)
    const between = history
      .slice(expected + 1)
      .filter(({ event, envelope }) => expected !== NO_REVISION && sees(grounds, event, envelope.recordedAt))
      .map(({ event }) => event.type)
    // A plan that is still to be opened has no tag.
    const etag = now.revision < 0 ? undefined : this.system.tags.tag(stream, now.revision)
    return new Refusal('PLAN_HAS_CHANGED', { ...(etag !== undefined && { etag }), events: between })
  }
}

const NO_REVISION = -1

/** Everything of a new plan is about the family as a whole, and sealed so. */
function mayOpen({ asker }: Caller) {
  if (asker.role !== 'coordinator' || asker.activity !== 'plan-coordination')
    throw new Refusal<DoorRefusal>('ONLY_A_COORDINATOR_OPENS_A_PLAN')
  return { domain: 'general', about: [] } as const
}

/** Whom a family member or representative speaks for, where that is not themselves. */
function spokenFor({ asker }: Caller, asked: ToPlan['asked']): string | undefined {
  const family = asker.role === 'family-member' || asker.role === 'representative'
  return family && 'person' in asked && asked.person !== asker.id ? asked.person : undefined
}
