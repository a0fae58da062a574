/**
 * Whether something may be shared, on which article, what is missing, and what its recipient would get. It is asked of the plan that its asker sees and of
 * nothing else, as the sharing is, so that it says what then happens, and of what is hidden as of what is not there.
 */
import { Inject } from '@nestjs/common'
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs'
import { mustBeOpen } from '../../../../libs/access/closed.ts'
import { mayDo } from '../../../../libs/access/may.ts'
import { groundsToShare, inFullIn, wouldBeShared, type WouldShare } from '../../../../libs/access/sharing-preview.ts'
import { closedOnAll } from '../../../../libs/access/sight.ts'
import { foldedFrom } from '../../../../libs/event-store/folds.ts'
import { beside } from '../../../../libs/http/in-pieces.ts'
import { SYSTEM, type System } from '../../../../libs/installation/system.ts'
import type { Caller } from '../../caller.ts'
import { isOfThePlan, readingOf } from '../reading/reading.ts'
import { elseNotThere } from './else-not-there.ts'

export class PreviewSharing extends Query<unknown> {
  constructor(
    readonly caller: Caller,
    readonly planId: string,
    readonly asked: WouldShare,
  ) {
    super()
  }
}

@QueryHandler(PreviewSharing)
export class PreviewSharingHandler implements IQueryHandler<PreviewSharing> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  /** @throws Refusal as sharing it would; NOT_FOUND to who may share nothing */
  async execute({ caller, planId, asked }: PreviewSharing): Promise<unknown> {
    const { folds, clock } = this.system
    const { seen, etag, sight, tells, answer } = await readingOf(this.system, caller, planId)
    const events = seen.map(({ recorded }) => recorded).filter(isOfThePlan)
    const known = foldedFrom(folds.plans.folding, events)
    const command = { type: 'ShareItems', ...asked } as const
    elseNotThere(() => {
      mayDo(sight, command, known)
    })
    mustBeOpen(closedOnAll(sight), command, events)
    const grounds = groundsToShare(asked, known, { ...caller.deed, at: clock() })
    const shared = wouldBeShared(asked.items, seen)
    tells(shared)
    return beside({ planId, etag }, await answer({ grounds, gets: inFullIn(asked.items, shared) }))
  }
}
