/** A command to one plan, on its way to the bus; and what its sender hears of it. */
import { Command } from '@nestjs/cqrs'
import { idsOf, type Caller } from '../../caller.ts'
import { planStream } from '../../../../libs/installation/system.ts'
import type { Recorded } from '../../../../libs/event-store/recorded.ts'
import type { PlanEvent } from '../../../../libs/plan/plan.ts'
import type { AskedOfPlan } from './circumstances.ts'

/** What was written: the plan's new tag, and the position that lists can be asked to have caught up with. */
export interface WrittenToPlan {
  readonly planId: string
  readonly etag: string
  readonly position: string | undefined
}

export interface DoneToPlan extends WrittenToPlan {
  /** What it wrote, now or the first time. */
  readonly events: readonly Recorded<PlanEvent>[]
}

export class ToPlan extends Command<DoneToPlan> {
  readonly caller: Caller
  readonly planId: string
  readonly commandId: string
  readonly asked: AskedOfPlan
  /** The id of what the command makes, by what it is: the same when the same request comes again. */
  readonly newId: (what: string) => string

  constructor(caller: Caller, planId: string, ask: (newId: (what: string) => string) => AskedOfPlan) {
    super()
    this.caller = caller
    this.planId = planId
    this.commandId = caller.commandId(planStream(planId))
    this.newId = idsOf(this.commandId)
    this.asked = ask(this.newId)
  }
}
