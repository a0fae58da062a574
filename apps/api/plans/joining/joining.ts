/**
 * A person joins a plan: a small process over two streams. The plan records the request, the person's stream decides, the plan records joined or refused.
 * Every step's command id follows from the request, so that the door, the follower after a crash, or both, carry it through to one outcome.
 */
import type { Decider, Deed } from '../../../../libs/deciding/decider.ts'
import type { Folds } from '../../../../libs/event-store/folds.ts'
import { handle, type Done } from '../../../../libs/event-store/handle.ts'
import type { Recorded, Typed } from '../../../../libs/event-store/recorded.ts'
import { isMember, presentMembers, type LeadingPlan } from '../../../../libs/plan/members/members.ts'
import { person, type PersonCommand } from '../../../../libs/plan/members/person.ts'
import { plan, type PlanCommand, type PlanEvent } from '../../../../libs/plan/plan.ts'
import { planOfStream } from '../../../../libs/plan/plan-stream.ts'
import { personStream, planStream, type System } from '../../../../libs/installation/system.ts'
import { refusalOf, stepIdOf, stepOf, type Because } from '../door/steps.ts'

export interface MembershipAsked {
  readonly planId: string
  readonly membership: string
  readonly person: string
  readonly leads?: LeadingPlan
  readonly correlationId: string
  /** The event that asked for it. */
  readonly causationId: string
}

export const membershipAsked = ({ event, envelope }: Recorded<PlanEvent>): MembershipAsked | undefined => {
  if (event.type !== 'MembershipRequested') return undefined
  const { membership, person, leads } = event
  const { stream, correlationId, id: causationId } = envelope
  return {
    planId: planOfStream(stream),
    membership,
    person,
    ...(leads && { leads }),
    correlationId,
    causationId,
  }
}

/** How a request ended, as the plan recorded it. */
export interface Settled extends Pick<Done<PlanEvent>, 'revision' | 'position'> {
  /** Why it was refused, if it was. */
  readonly refused: string | undefined
}

/** Carries a request through to joined or refused; one that was carried through ended as it did then, whatever would be said now. */
export async function settleMembership(system: System, asked: MembershipAsked): Promise<Settled> {
  const { planId, membership, leads } = asked
  const stream = planStream(planId)
  const because = { of: membership, correlationId: asked.correlationId, causationId: asked.causationId }
  const { commands } = await system.folds.plans.at(stream)
  const isSettled = commands.has(stepIdOf('SettleMembership', membership))
  const judgement = isSettled
    ? undefined
    : await refusalOf(() =>
        bySystem(system, because, system.folds.persons, person, personStream(asked.person), {
          type: 'JoinPlan',
          person: asked.person,
          plan: planId,
          ...(leads && { leads }),
        } satisfies PersonCommand),
      )
  const { events, revision, position } = await bySystem(system, because, system.folds.plans, plan, stream, {
    type: 'SettleMembership',
    membership,
    ...(judgement !== undefined && { refused: judgement }),
  } satisfies PlanCommand)
  const whys = events.flatMap(({ event }) => (event.type === 'MembershipRefused' ? [event.why] : []))
  return { refused: whys[0], revision, position }
}

/** Whose departure was undone is in the plan by their own stream too; where they joined another meanwhile, that one leads. */
async function retakePerson(system: System, { event, envelope }: Recorded<PlanEvent>): Promise<void> {
  if (event.type !== 'DepartureUndone') return
  const { stream, correlationId, id } = envelope
  const { state } = await system.folds.plans.at(stream)
  if (!isMember(state.members, event.person)) return
  const because = { of: id, correlationId, causationId: id }
  const plan = planOfStream(stream)
  const back = { type: 'JoinPlan', person: event.person, plan, leads: 'the-other-plan' } satisfies PersonCommand
  await bySystem(system, because, system.folds.persons, person, personStream(event.person), back)
}

/** What became of someone's membership, carried through to their own stream. */
export async function followPerson(system: System, recorded: Recorded<PlanEvent>): Promise<void> {
  await releasePerson(system, recorded)
  await retakePerson(system, recorded)
  await followClosing(system, recorded)
}

/** Who is in a plan that is closed may join another; where they did, that one leads once it is opened again. */
async function followClosing(system: System, { event, envelope }: Recorded<PlanEvent>): Promise<void> {
  if (event.type !== 'PlanClosed' && event.type !== 'PlanReopened') return
  const { stream, correlationId, id } = envelope
  const { members, closing } = (await system.folds.plans.at(stream)).state
  const because = { of: id, correlationId, causationId: id }
  const its = { plan: planOfStream(stream) }
  for (const one of presentMembers(members)) {
    const command: PersonCommand =
      closing.is === 'closed'
        ? { type: 'LeavePlan', person: one, ...its }
        : { type: 'JoinPlan', person: one, ...its, leads: 'the-other-plan' }
    await bySystem(system, because, system.folds.persons, person, personStream(one), command)
  }
}

/**
 * Who left the plan, died or was refused is not in it by their own stream either. Refused is among them because door and follower may have
 * judged at different moments; whoever is in the plan by now stays.
 */
export async function releasePerson(system: System, { event, envelope }: Recorded<PlanEvent>): Promise<void> {
  if (event.type !== 'MemberLeft' && event.type !== 'MemberDied' && event.type !== 'MembershipRefused') return
  const { stream, correlationId, id } = envelope
  const { state } = await system.folds.plans.at(stream)
  if (isMember(state.members, event.person)) return
  const because = { of: id, correlationId, causationId: id }
  const left = { type: 'LeavePlan', person: event.person, plan: planOfStream(stream) } satisfies PersonCommand
  await bySystem(system, because, system.folds.persons, person, personStream(event.person), left)
}

const BY_THE_SYSTEM: Omit<Deed, 'at'> = {
  by: { kind: 'system', id: 'membership' },
  activity: 'plan-coordination',
  legalBasis: 'Jeugdwet 2.1, 2.7; Wmo 2015 2.1.1, 2.3.5; Participatiewet 7',
}

async function bySystem<Command extends { readonly type: string }, State, Event extends Typed>(
  system: System,
  because: Because,
  folds: Folds<State, Event>,
  decider: Decider<Command, State, Event>,
  stream: string,
  command: Command,
): Promise<Done<Event>> {
  const ready = () => Promise.resolve({ command, ciphertexts: {} })
  return handle(folds, decider, stream, stepOf(system, because, command.type, BY_THE_SYSTEM, ready), system.clock)
}
