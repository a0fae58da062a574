/** Who asked what is withheld, and the answer: the one text there is, with what its reader is told to be withheld now. */
import { Inject } from '@nestjs/common'
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs'
import { beside } from '../../../../libs/http/in-pieces.ts'
import { planAsRead } from '../../../../libs/plan/plan-as-read.ts'
import {
  ANSWER_TO_WHO_ASKS,
  WHAT_THEY_CAN_DO,
  type Remedy,
} from '../../../../libs/plan/visibility/answer-to-who-asks.ts'
import type { WithheldRequestAsRead } from '../../../../libs/plan/visibility/visibility-as-read.ts'
import type { ItemKind, WithholdingGround } from '../../../../libs/plan/visibility/visibility.ts'
import { SYSTEM, type System } from '../../../../libs/installation/system.ts'
import type { Caller } from '../../caller.ts'
import { readingOf } from '../reading/reading.ts'
import type { InWords } from '../../../../libs/plan/part.ts'

export interface ToldToBeWithheld {
  readonly kind: ItemKind
  readonly withheld: WithholdingGround
}

export interface RemedyAnswer {
  readonly remedy: Remedy
  readonly law: string
  readonly words: InWords
  /** Where the municipality is reached for it, as it has registered that. */
  readonly at?: string
}

export interface AnswerToWhoAsks {
  readonly words: InWords
  /** Of the asker’s own question alone: what is told to them is nobody else’s. */
  readonly told?: readonly ToldToBeWithheld[]
  readonly remedies: readonly RemedyAnswer[]
}

export interface RequestWithAnswer extends WithheldRequestAsRead {
  readonly answer?: AnswerToWhoAsks
}

export class ReadWithholdingRequests extends Query<unknown> {
  constructor(
    readonly caller: Caller,
    readonly planId: string,
  ) {
    super()
  }
}

@QueryHandler(ReadWithholdingRequests)
export class ReadWithholdingRequestsHandler implements IQueryHandler<ReadWithholdingRequests> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  async execute({ caller, planId }: ReadWithholdingRequests): Promise<unknown> {
    const { seen, etag, answer } = await readingOf(this.system, caller, planId)
    const { withheldRequests, places = [] } = planAsRead(seen)
    const told = places.map(({ kind, withheld }) => ({ kind, withheld }))
    const remedies = remediesAt(this.system.configuration.privacyContact)
    const requests = withheldRequests.map((one): RequestWithAnswer => {
      if (one.answered === undefined) return one
      const isTheirOwn = one.person === caller.asker.id
      return { ...one, answer: { words: ANSWER_TO_WHO_ASKS, ...(isTheirOwn && { told }), remedies } }
    })
    return beside({ planId, etag }, await answer({ withheldRequests: requests }))
  }
}

const remediesAt = (at: string | undefined): readonly RemedyAnswer[] =>
  WHAT_THEY_CAN_DO.map(({ isOfMunicipality, ...one }) => ({
    ...one,
    ...(isOfMunicipality && at !== undefined && { at }),
  }))
