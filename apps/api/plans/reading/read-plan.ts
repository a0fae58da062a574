/** The plan, or a part of it, as its reader may see it. */
import { Inject } from '@nestjs/common'
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs'
import { Refusal } from '../../../../libs/deciding/decider.ts'
import { beside } from '../../../../libs/http/in-pieces.ts'
import { planAsRead } from '../../../../libs/plan/plan-as-read.ts'
import type { ItemKind } from '../../../../libs/plan/visibility/visibility.ts'
import type { Caller } from '../../caller.ts'
import { SYSTEM, type System } from '../../../../libs/installation/system.ts'
import { besideIt, besideThem, correctionsBeside } from './beside-items.ts'
import { withPlaces, type PlanInPlaces } from './places.ts'
import { readingOf, upTo, type PointInTime, type ReadingRefusal } from './reading.ts'

export interface PlanAnswer {
  readonly planId: string
  /** The last event the reader sees at this point, in their count, and what `Consistent-After` takes for it. */
  readonly revision: number
  readonly position: string
  readonly at: string
  readonly etag: string
  readonly plan: unknown
}

export class ReadPlan extends Query<PlanAnswer> {
  constructor(
    readonly caller: Caller,
    readonly planId: string,
    readonly point: PointInTime,
  ) {
    super()
  }
}

@QueryHandler(ReadPlan)
export class ReadPlanHandler implements IQueryHandler<ReadPlan> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  async execute({ caller, planId, point }: ReadPlan): Promise<PlanAnswer> {
    const { seen, etag, tells, answer } = await readingOf(this.system, caller, planId)
    const then = upTo(seen, point)
    if (then.length < seen.length) tells(then)
    const last = then.at(-1)
    if (last === undefined) throw new Refusal<ReadingRefusal>('NOTHING_HAPPENED_BY_THEN')
    const { revision, at, recorded } = last
    const position = await this.system.positions.token(recorded.position)
    return { planId, revision, position, at, etag, plan: await answer(withPlaces(planAsRead(then))) }
  }
}

/** By the list that an item of that kind stands in, where it can be withheld. */
const KIND_OF: Readonly<Partial<Record<ListName, ItemKind>>> = {
  referrals: 'referral',
  goals: 'goal',
  actions: 'action',
  priorities: 'priority',
  deviations: 'deviation',
  permissions: 'permission',
  sharings: 'sharing',
  challenges: 'challenge',
  correctionRequests: 'correction-request',
}

/** Some of the plan as it stands. */
export class ReadPlanPart extends Query<unknown> {
  constructor(
    readonly caller: Caller,
    readonly planId: string,
    readonly part: (plan: PlanInPlaces) => object,
  ) {
    super()
  }
}

@QueryHandler(ReadPlanPart)
export class ReadPlanPartHandler implements IQueryHandler<ReadPlanPart> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  async execute({ caller, planId, part }: ReadPlanPart): Promise<unknown> {
    const { seen, etag, answer } = await readingOf(this.system, caller, planId)
    const plan = planAsRead(seen)
    const shown = part(withPlaces(plan))
    return beside({ planId, etag }, await answer({ ...besideThem(plan, shown), ...shown }))
  }
}

type ListName =
  | 'breakGlassUses'
  | 'withholdings'
  | 'members'
  | 'handovers'
  | 'referrals'
  | 'permissions'
  | 'sharings'
  | 'challenges'
  | 'correctionRequests'
  | 'goals'
  | 'actions'
  | 'priorities'
  | 'deviations'

/** One item of the plan; one that is not there and one that may not be seen are alike not found. */
export class ReadPlanItem extends Query<unknown> {
  constructor(
    readonly caller: Caller,
    readonly planId: string,
    readonly kind: ListName,
    readonly id: string,
  ) {
    super()
  }
}

@QueryHandler(ReadPlanItem)
export class ReadPlanItemHandler implements IQueryHandler<ReadPlanItem> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  async execute({ caller, planId, kind, id }: ReadPlanItem): Promise<unknown> {
    const { seen, etag, answer, toldWithheld } = await readingOf(this.system, caller, planId)
    const withheld = toldWithheld(KIND_OF[kind] ?? '', id)
    if (withheld !== undefined) return { planId, etag, withheld }
    const plan = planAsRead(seen)
    const items: readonly { readonly id: string }[] = plan[kind]
    const item = items.find((one) => one.id === id)
    if (item === undefined) throw new Refusal<ReadingRefusal>('NOT_FOUND')
    const corrected = correctionsBeside(plan, { kind: KIND_OF[kind] ?? '', id })
    return beside({ planId, etag }, await answer({ ...item, ...besideIt(plan, kind, id), ...corrected }))
  }
}
