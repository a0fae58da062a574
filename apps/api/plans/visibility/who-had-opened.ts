/** Who is no longer to see something may know it already: whether they had opened it, and when, is said to who withholds it. */
import { Inject } from '@nestjs/common'
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs'
import type { Moment } from '../../../../libs/deciding/decider.ts'
import { itemsIn } from '../../../../libs/plan/visibility/withheld-items.ts'
import { whoOpened, type OpenedThen } from '../../access-records/who-opened.ts'
import { planStream, SYSTEM, type System } from '../../../../libs/installation/system.ts'

export interface OpenedBefore {
  readonly kind: string
  readonly id: string
  readonly at: Moment
}

export class WhoHadOpened extends Query<readonly OpenedBefore[]> {
  constructor(
    readonly planId: string,
    readonly withholding: string,
  ) {
    super()
  }
}

@QueryHandler(WhoHadOpened)
export class WhoHadOpenedHandler implements IQueryHandler<WhoHadOpened> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  /** @throws Refusal LISTS_ARE_BEHIND */
  async execute({ planId, withholding }: WhoHadOpened): Promise<readonly OpenedBefore[]> {
    const { state: plan } = await this.system.folds.plans.at(planStream(planId))
    const made = plan.visibility.withholdings[withholding]
    if (made === undefined) return []
    const items = itemsIn(made, plan).map((key) => {
      const [kind = '', id = ''] = key.split(':')
      return { kind, id }
    })
    const opened = await whoOpened(this.system, planId, items, made.from)
    return opened.map(({ at, item }: OpenedThen) => ({ kind: item.kind, id: item.id, at }))
  }
}
