/**
 * Who will be able to read what its asker is about to write. It is asked of the plan that they see and of nothing else: who is there, how old they
 * are, and what is withheld from whom, so that no answer tells of what is hidden from them, also not by whom it leaves out.
 */
import { Inject } from '@nestjs/common'
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs'
import type { Facts } from '../../../../libs/access/grounds.ts'
import { mayDo, type AccessRefusal } from '../../../../libs/access/may.ts'
import { readersOf, type Draft, type Reader } from '../../../../libs/access/readers-of.ts'
import type { Sight } from '../../../../libs/access/sight.ts'
import { Refusal, type Sealed } from '../../../../libs/deciding/decider.ts'
import { foldedFrom } from '../../../../libs/event-store/folds.ts'
import { beside } from '../../../../libs/http/in-pieces.ts'
import { ageBandsOf } from '../../../../libs/installation/ages.ts'
import { SYSTEM, type System } from '../../../../libs/installation/system.ts'
import { planAsRead, type PlanAsRead } from '../../../../libs/plan/plan-as-read.ts'
import { itemOf, type Plan } from '../../../../libs/plan/plan.ts'
import type { Caller } from '../../caller.ts'
import { municipalityNow } from '../door/standing.ts'
import { mustGoOn } from '../../../../libs/plan/closing/on-a-closed-plan.ts'
import { isOfThePlan, readingOf, type SeenInFull } from '../reading/reading.ts'
import { elseNotThere } from './else-not-there.ts'

export type NamedReader = Reader & { readonly name?: Sealed }

export class PreviewReaders extends Query<unknown> {
  constructor(
    readonly caller: Caller,
    readonly planId: string,
    readonly draft: Draft,
  ) {
    super()
  }
}

@QueryHandler(PreviewReaders)
export class PreviewReadersHandler implements IQueryHandler<PreviewReaders> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  /** @throws Refusal NOT_FOUND to who could not write it */
  async execute({ caller, planId, draft }: PreviewReaders): Promise<unknown> {
    const { seen, etag, sight, tells, answer } = await readingOf(this.system, caller, planId)
    const facts = await factsKnown(this.system, planId, seen)
    mustBeTheirsToWrite(sight, draft, facts.plan)
    mustGoOn(facts.plan.closing, { type: 'ProposeGoal' })
    const readers = readersOf(draft, { ...caller.deed, at: facts.at }, facts)
    tells(seen.filter(({ event }) => 'name' in event))
    return beside({ planId, etag }, await answer({ readers: namedIn(seen, readers) }))
  }
}

/** By their names, where who asks sees those. */
export function namedIn(seen: readonly SeenInFull[], readers: readonly Reader[]): readonly NamedReader[] {
  const names = namesIn(planAsRead(seen))
  return readers.map((one) => {
    const name = names.get(one.who ?? '')
    return { ...one, ...(name && { name }) }
  })
}

/** All that decides who sees what, of what they see themselves. Which plans are inspected is the municipality’s to know. */
export async function factsKnown(system: System, planId: string, seen: readonly SeenInFull[]): Promise<Facts> {
  const { folds, sealing, clock } = system
  const at = clock()
  const events = seen.map(({ recorded }) => recorded).filter(isOfThePlan)
  const { teams, ages, bases } = await municipalityNow(system)
  return {
    planId,
    plan: foldedFrom(folds.plans.folding, events),
    inspections: {},
    ...(teams && { teams }),
    at,
    ageBand: await ageBandsOf(foldedFrom(folds.births.folding, events), sealing, at),
    ages: ages.rows,
    bases: bases.rows,
  }
}

/** Alike for who may not read the plan, who may not write in it, and a goal that is not there, of another law or about others. */
function mustBeTheirsToWrite(sight: Sight, { domain, about, goals }: Draft, plan: Plan): void {
  const commands =
    goals === undefined
      ? [{ type: 'ProposeGoal', domain, about } as const]
      : goals.map((goal) => ({ type: 'PlanAction', goal }) as const)
  const isSo = (goal: string) => {
    const item = itemOf(plan, { kind: 'goal', id: goal })
    return item?.domain === domain && new Set(item.about).symmetricDifference(new Set(about)).size === 0
  }
  if (goals?.every(isSo) === false) throw new Refusal<AccessRefusal>('NOT_FOUND')
  elseNotThere(() => {
    for (const command of commands) mayDo(sight, command, plan)
  })
}

/** By whom it is, and as it was last corrected. */
const namesIn = ({
  coordinator,
  handovers,
  professionals,
  representatives,
  members,
}: PlanAsRead): ReadonlyMap<string, Sealed> =>
  new Map([
    ...professionals.map(({ professional, name }) => [professional, name] as const),
    ...representatives.map(({ representative, name }) => [representative, name] as const),
    ...handovers.map(({ to, name }) => [to, name] as const),
    ...(coordinator === undefined ? [] : [...coordinator.deputies, coordinator]).map(
      ({ id, name }) => [id, name] as const,
    ),
    ...members.map(({ id, name }) => [id, name] as const),
  ])
