/** Who will be able to read the challenge that its asker is about to raise, who will answer it and who is asked next. It is asked of the plan that they see, as raising it is. */
import { Inject } from '@nestjs/common'
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs'
import { mustBeOpen } from '../../../../libs/access/closed.ts'
import { mayDo, type AccessRefusal } from '../../../../libs/access/may.ts'
import {
  challengeDrafted,
  readersOnce,
  type ChallengeDraft,
  type WithheldSo,
} from '../../../../libs/access/readers-of.ts'
import { closedOnAll } from '../../../../libs/access/sight.ts'
import { Refusal } from '../../../../libs/deciding/decider.ts'
import { beside } from '../../../../libs/http/in-pieces.ts'
import { SYSTEM, type System } from '../../../../libs/installation/system.ts'
import { isBetweenThem } from '../../../../libs/plan/challenges/challenge.ts'
import { FIRST_ADDRESSEE, stepsUpFrom } from '../../../../libs/plan/challenges/addressees.ts'
import type { Caller } from '../../caller.ts'
import { isOfThePlan, readingOf } from '../reading/reading.ts'
import { elseNotThere } from './else-not-there.ts'
import { factsKnown, namedIn } from './preview-readers.ts'

export class PreviewChallenge extends Query<unknown> {
  constructor(
    readonly caller: Caller,
    readonly planId: string,
    readonly draft: ChallengeDraft,
    readonly withhold: readonly WithheldSo[],
  ) {
    super()
  }
}

@QueryHandler(PreviewChallenge)
export class PreviewChallengeHandler implements IQueryHandler<PreviewChallenge> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  /** @throws Refusal NOT_FOUND to who could not raise it */
  async execute({ caller, planId, draft, withhold }: PreviewChallenge): Promise<unknown> {
    const { seen, etag, sight, tells, answer } = await readingOf(this.system, caller, planId)
    const facts = await factsKnown(this.system, planId, seen)
    const deed = { ...caller.deed, at: facts.at }
    const command = { type: 'RaiseChallenge', ...draft } as const
    if (isBetweenThem(draft.on)) {
      elseNotThere(() => mayDo(sight, command, facts.plan))
      const addressee = FIRST_ADDRESSEE[draft.on.kind]
      return beside({ planId, etag }, { addressee, stepsUpTo: stepsUpFrom(addressee), readers: [] })
    }
    const raised = elseNotThere(() => {
      mayDo(sight, command, facts.plan)
      return challengeDrafted(draft, deed, facts.plan)
    })
    if (raised === undefined) throw new Refusal<AccessRefusal>('NOT_FOUND')
    mustBeOpen(closedOnAll(sight), command, seen.map(({ recorded }) => recorded).filter(isOfThePlan))
    const readers = readersOnce([raised], withhold, deed, facts)
    tells(seen.filter(({ event }) => 'name' in event))
    const { addressee } = raised
    const asked = { addressee, stepsUpTo: stepsUpFrom(addressee) }
    return beside({ planId, etag }, await answer({ ...asked, readers: namedIn(seen, readers) }))
  }
}
