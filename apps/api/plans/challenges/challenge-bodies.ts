/** The bodies of challenges. */
import { IsBoolean } from 'class-validator'
import {
  CHALLENGE_FINDINGS,
  FIRST_TO,
  FORMAL_KINDS,
  type ChallengeFinding,
  type FirstTo,
  type FormalKind,
  CHALLENGED_KINDS,
  type ChallengedKind,
} from '../../../../libs/plan/challenges/challenge.ts'
import { Id, Inside, OneOf, Optionally, Words } from '../../body-rules.ts'
import { MayWithhold } from '../visibility/withholding-bodies.ts'

export class ChallengedBody {
  @OneOf(CHALLENGED_KINDS)
  kind!: ChallengedKind

  /** Of who coordinates: the id of the plan. That something is withheld: the id of what is, or of the plan for all that one is told of. */
  @Id()
  id!: string
}

export class RaiseChallengeBody extends MayWithhold {
  @Inside(() => ChallengedBody)
  on!: ChallengedBody

  /** Of the family: whom it is raised for. Who raises it, unless they name someone they speak for. */
  @Optionally()
  @Id()
  person?: string

  @Words()
  words!: string

  /** What should be different. */
  @Words()
  wish!: string

  /** `addressee`: nobody else knows of it before it is opened. */
  @OneOf(FIRST_TO)
  firstTo!: FirstTo
}

export class AnswerChallengeBody {
  @OneOf(CHALLENGE_FINDINGS)
  finding!: ChallengeFinding

  @Words()
  words!: string

  /** What changes. */
  @Optionally()
  @Words()
  changes?: string

  /** Whether whoever is challenged was heard before. */
  @IsBoolean()
  heard!: boolean

  /** Why not, where they were not. */
  @Optionally()
  @Words()
  notHeardBecause?: string
}

export class RejectChallengeAnswerBody {
  @Optionally()
  @Words()
  words?: string
}

export class WithdrawChallengeBody {
  @Optionally()
  @Words()
  reason?: string
}

export class ForwardChallengeBody {
  /** What a human decided that it is by law. */
  @OneOf(FORMAL_KINDS)
  as!: FormalKind

  /** To which body: there for an objection or a complaint, absent for neither. */
  @Optionally()
  @Words()
  to?: string
}
