/** The body of what is asked before something is written: what it would be, and none of its words. */
import { LEGAL_DOMAINS, type LegalDomain } from '../../../../libs/deciding/domains.ts'
import { FIRST_TO, type FirstTo } from '../../../../libs/plan/challenges/challenge.ts'
import { WITHHOLDING_MODES, type WithholdingMode } from '../../../../libs/plan/visibility/visibility.ts'
import { ChallengedBody } from '../challenges/challenge-bodies.ts'
import { SharedItemBody, SharedWithBody } from '../sharings/sharing-bodies.ts'
import { Id, Ids, Inside, ListOf, OneOf, Optionally } from '../../body-rules.ts'

export class PreviewScopeBody {
  /** What is to be written hangs on one of these, as an action does; they are of that law, and about those people. */
  @Ids({ atLeast: 1, atMost: 20 })
  goals!: string[]
}

export class PreviewWithholdBody {
  /** A member, a representative or a worker. */
  @Id()
  from!: string

  /** `told`, where it is absent; a member of the family says nothing of it. */
  @Optionally()
  @OneOf(WITHHOLDING_MODES)
  mode?: WithholdingMode

  /** A colleague, who may say no, and reads it to say so. */
  @Optionally()
  @Id()
  consulted?: string
}

export class SharingPreviewBody {
  /** Of one law, and read by who would share them. */
  @ListOf(() => SharedItemBody, { atLeast: 1, atMost: 50 })
  items!: SharedItemBody[]

  @Inside(() => SharedWithBody)
  to!: SharedWithBody
}

export class ReadersPreviewBody {
  @OneOf(LEGAL_DOMAINS)
  domain!: LegalDomain

  /** Every member it affects. */
  @Ids({ atLeast: 1 })
  about!: string[]

  /** Absent: a goal of its own under that law. */
  @Optionally()
  @Inside(() => PreviewScopeBody)
  scope?: PreviewScopeBody

  /** From whom it would be withheld, from the moment it is there. */
  @Optionally()
  @ListOf(() => PreviewWithholdBody, { atMost: 10 })
  withhold?: PreviewWithholdBody[]
}

export class ChallengePreviewBody {
  @Inside(() => ChallengedBody)
  on!: ChallengedBody

  /** Of the family: whom it would be raised for. Who asks, unless they name someone they speak for. */
  @Optionally()
  @Id()
  person?: string

  @OneOf(FIRST_TO)
  firstTo!: FirstTo

  /** From whom it would be withheld, from the moment it is there. */
  @Optionally()
  @ListOf(() => PreviewWithholdBody, { atMost: 10 })
  withhold?: PreviewWithholdBody[]
}
