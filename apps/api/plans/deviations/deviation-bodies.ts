/** Bodies about deviations. An account may come with parts missing: it is the rules of the plan that name every one of them. */
import { IsBoolean } from 'class-validator'
import { LEGAL_DOMAINS, type LegalDomain } from '../../../../libs/deciding/domains.ts'
import {
  ANSWERS_TO_OBJECTION,
  SETTLEMENTS,
  type AnswerToObjection,
  type Settlement,
} from '../../../../libs/plan/deviations/after-reading.ts'
import { DEVIATION_OUTCOMES, type DeviationOutcome } from '../../../../libs/plan/deviations/deviation-events.ts'
import { FINDINGS, type Finding } from '../../../../libs/plan/deviations/second-reading.ts'
import {
  AtMoment,
  EntityTag,
  Id,
  Ids,
  Inside,
  ListOf,
  ListOfWords,
  OnDay,
  OneOf,
  Optionally,
  Slug,
  Words,
} from '../../body-rules.ts'
import { MayWithhold } from '../visibility/withholding-bodies.ts'

export class WeighingBody {
  /** Is it lawful, and right by the purpose of the law? */
  @Optionally()
  @Words()
  legitimacy?: string

  /** What does it do to the involvement of the people concerned? */
  @Optionally()
  @Words()
  involvement?: string

  /** What does it yield for them and for society? */
  @Optionally()
  @Words()
  return?: string

  @Optionally()
  @Words()
  interestOfTheChild?: string
}

export class AccountBody {
  /** What is different in this situation. */
  @Optionally()
  @Words()
  different?: string

  @Optionally()
  @Inside(() => WeighingBody)
  weighing?: WeighingBody

  @Optionally()
  @ListOfWords({ atMost: 10 })
  alternatives?: string[]

  /** Who was consulted. */
  @Optionally()
  @Words()
  consulted?: string

  @Optionally()
  @Words()
  familyView?: string

  @Optionally()
  @Words()
  familyNotHeardBecause?: string

  @Optionally()
  @Words()
  expectedEffect?: string

  /** When it will be evaluated, at most the municipality's term ahead. Of what is free to leave none need be named, and then it is not. */
  @Optionally()
  @OnDay()
  reviewDate?: string

  /** It speaks of someone’s safety: who has authority over a child it is about does not see it. */
  @Optionally()
  @IsBoolean()
  safety?: boolean
}

export class ReportDeviationBody extends MayWithhold {
  @OneOf(LEGAL_DOMAINS)
  domain!: LegalDomain

  @Ids({ atLeast: 1 })
  about!: string[]

  /** The protocol whose step was left; its version in force then is looked up, never sent. */
  @Optionally()
  @Slug()
  protocol?: string

  @Optionally()
  @Slug()
  step?: string

  /** Or the priority of this plan that was not followed. */
  @Optionally()
  @Id()
  priority?: string

  @Words()
  insteadDone!: string

  /** The situation in short. */
  @Words()
  situation!: string

  @Optionally()
  @IsBoolean()
  acute?: boolean

  @Optionally()
  @AtMoment()
  happenedAt?: string

  @Optionally()
  @Inside(() => AccountBody)
  account?: AccountBody

  /** With an account: the ETag of the plan its maker had before them. */
  @Optionally()
  @EntityTag()
  basedOn?: string
}

export class AccountForDeviationBody extends MayWithhold {
  @Inside(() => AccountBody)
  account!: AccountBody

  @EntityTag()
  basedOn!: string
}

export class RecuseReaderBody {
  @Optionally()
  @Words()
  reason?: string
}

export class ConditionBody {
  @Words()
  words!: string

  /** By which day it is to be met, at most the municipality's term for reviews ahead. */
  @OnDay()
  until!: string
}

export class SecondReadingBody {
  @OneOf(FINDINGS)
  finding!: Finding

  @Words()
  words!: string

  /** What the support hangs on: of support with conditions one at least, of any other finding none. */
  @Optionally()
  @ListOf(() => ConditionBody, { atMost: 10 })
  conditions?: ConditionBody[]

  @EntityTag()
  basedOn!: string
}

export class AnswerReaderBody {
  @Words()
  words!: string
}

export class AnswerObjectionBody {
  @OneOf(ANSWERS_TO_OBJECTION)
  says!: AnswerToObjection

  @Words()
  words!: string
}

export class SettleObjectionBody {
  @OneOf(SETTLEMENTS)
  finds!: Settlement

  @Words()
  words!: string
}

export class MeetConditionBody {
  /** How it was met. */
  @Words()
  words!: string
}

export class EndDeviationBody {
  @Optionally()
  @Words()
  reason?: string
}

export class ClearLessonBody {
  /** The lesson, without anyone of the family or who works with it. */
  @Words()
  words!: string
}

export class EvaluateDeviationBody extends MayWithhold {
  @OneOf(DEVIATION_OUTCOMES)
  outcome!: DeviationOutcome

  @Words()
  words!: string

  @Optionally()
  @Words()
  lesson?: string

  @EntityTag()
  basedOn!: string
}
