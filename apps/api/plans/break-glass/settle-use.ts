/**
 * A plan is opened in an emergency: a small process over two streams. The plan records that it is asked, the stream of the user's uses decides whether it may
 * follow on their last, the plan records that it is open or refused. That they looked is on record before it opens. Door and follower both carry it through.
 */
import { sees, type Sight } from '../../../../libs/access/sight.ts'
import { withheldFrom } from '../../../../libs/access/withheld.ts'
import type { Deed, Moment } from '../../../../libs/deciding/decider.ts'
import type { LegalDomain } from '../../../../libs/deciding/domains.ts'
import { handle } from '../../../../libs/event-store/handle.ts'
import type { Recorded } from '../../../../libs/event-store/recorded.ts'
import { awaitsReview } from '../../../../libs/plan/break-glass/break-glass.ts'
import { usesOfOne, type UsesCommand, type UsesOfOne } from '../../../../libs/plan/break-glass/uses-of-one.ts'
import { plan, type PlanCommand, type PlanEvent } from '../../../../libs/plan/plan.ts'
import { planOfStream } from '../../../../libs/plan/plan-stream.ts'
import { breakGlassStream, planStream, type System } from '../../../../libs/installation/system.ts'
import { LookAt } from '../../access-records/looks.ts'
import { municipalityNow } from '../door/standing.ts'
import { refusalOf, stepOf, type Because } from '../door/steps.ts'

export interface UseAsked {
  readonly planId: string
  readonly use: string
  readonly domains: readonly LegalDomain[]
  readonly at: Moment
  /** Who asks, and for what. */
  readonly deed: Omit<Deed, 'at'>
  readonly correlationId: string
  /** The event that asked for it. */
  readonly causationId: string
}

export const useAsked = ({ event, envelope }: Recorded<PlanEvent>): UseAsked | undefined => {
  if (event.type !== 'BreakGlassAsked') return undefined
  const { stream, actor: by, processingActivity: activity, legalBasis, recordedAt: at } = envelope
  const { use, domains } = event
  return {
    ...{ planId: planOfStream(stream), use, domains, at, deed: { by, activity, legalBasis } },
    ...{ correlationId: envelope.correlationId, causationId: envelope.id },
  }
}

export interface UseSettled {
  /** Why it was refused, if it was. */
  readonly refused: string | undefined
  readonly revision: number
  readonly position: string | undefined
}

export async function settleUse(system: System, asked: UseAsked): Promise<UseSettled> {
  const { planId, use } = asked
  const { state } = await system.folds.plans.at(planStream(planId))
  const isOpen = state.breakGlass[use]?.is === 'asked'
  const refused = isOpen ? await refusalOf(() => begin(system, asked)) : undefined
  if (isOpen && refused === undefined) await onRecord(system, asked)
  const { version: terms } = (await municipalityNow(system)).terms
  const command: PlanCommand = { type: 'SettleBreakGlass', use, ...(refused !== undefined && { refused }), terms }
  const { folds, clock } = system
  const done = await handle(
    folds.plans,
    plan,
    planStream(planId),
    stepOf(system, because(asked), command.type, BY_THE_SYSTEM, () => Promise.resolve({ command, ciphertexts: {} })),
    clock,
  )
  const whys = done.events.flatMap(({ event }) => (event.type === 'BreakGlassRefused' ? [event.why] : []))
  return { refused: whys[0], revision: done.revision, position: done.position }
}

/** What they opened last is looked at in the same turn as theirs is written behind it: of two at once, one finds the other. */
function begin(system: System, asked: UseAsked): Promise<unknown> {
  const { use, planId, deed } = asked
  const command = async (now: UsesOfOne): Promise<UsesCommand> => ({
    type: 'BeginBreakGlass',
    use,
    plan: planId,
    lastAwaitsReview: await lastAwaitsReview(system, now),
  })
  return handle(
    system.folds.usesOfOne,
    usesOfOne,
    breakGlassStream(deed.by.id),
    stepOf(system, because(asked), 'BeginBreakGlass', deed, async ({ state }) => ({
      command: await command(state),
      ciphertexts: {},
    })),
    system.clock,
  )
}

/** One that is not settled yet may open at any moment. */
export async function lastAwaitsReview({ folds }: System, { last }: UsesOfOne): Promise<boolean> {
  if (last === undefined) return false
  const { state } = await folds.plans.at(planStream(last.plan))
  const use = state.breakGlass[last.use]
  return use !== undefined && (use.is === 'asked' || awaitsReview(use))
}

/** That they opened it, and what is theirs to read by it: so that the family can ask also where nothing was read. */
async function onRecord(system: System, { planId, use, domains, at, deed, correlationId }: UseAsked): Promise<void> {
  const stream = planStream(planId)
  const { state: now } = await system.folds.plans.at(stream)
  const { state: history } = await system.folds.histories.at(stream)
  const grounds = [{ is: 'break-glass', uses: [use], domains }] as const
  const sight: Sight = { grounds, withheld: withheldFrom(deed.by.id, now, at) }
  // Not decided on the facts as they stand: it opens nothing yet.
  const look = new LookAt(planId, undefined, grounds)
  look.sees(history.filter((recorded) => sees(sight, recorded)))
  await system.access.records.record({
    deed,
    kind: 'break-glass',
    looks: [look.asLook(deed.by.id, undefined)],
    correlationId,
  })
}

const because = ({ use: of, correlationId, causationId }: UseAsked): Because => ({ of, correlationId, causationId })

const BY_THE_SYSTEM: Omit<Deed, 'at'> = {
  by: { kind: 'system', id: 'break-glass' },
  activity: 'crisis-access',
  legalBasis: 'AVG 6(1)(d), 9(2)(c)',
}
