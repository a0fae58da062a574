/** What the requests about who speaks for whom, and who can speak for themselves, hold. */
import { IsBoolean } from 'class-validator'
import { LEGAL_DOMAINS, type LegalDomain } from '../../../../libs/deciding/domains.ts'
import { PROOF_KINDS, type ProofKind } from '../../../../libs/plan/care-team/representation-proof.ts'
import { REPRESENTATION_KINDS, type RepresentationKind } from '../../../../libs/plan/care-team/representation.ts'
import { AtMoment, Id, Inside, Name, OnDay, OneOf, Optionally, Words } from '../../body-rules.ts'
import { MayWithhold } from '../visibility/withholding-bodies.ts'

/** What must be named follows from its kind; the rules of the plan name all that is missing. */
export class ProofBody {
  @OneOf(PROOF_KINDS)
  kind!: ProofKind

  /** Of the extract (brp), or of the decision (court). */
  @Optionally()
  @OnDay()
  date?: string

  /** Of the case (court). */
  @Optionally()
  @Words(200)
  number?: string

  /** Where the mandate is kept. */
  @Optionally()
  @Words(200)
  reference?: string
}

export class ProveRepresentationBody extends MayWithhold {
  @Inside(() => ProofBody)
  proof!: ProofBody
}

export class AppointRepresentativeBody extends MayWithhold {
  @Id()
  representative!: string

  @Name()
  name!: string

  @Id()
  represents!: string

  @OneOf(REPRESENTATION_KINDS)
  kind!: RepresentationKind

  @AtMoment()
  from!: string

  @Optionally()
  @AtMoment()
  until?: string

  /** Without one the representative is unverified: gives views that count for nothing, and reads nothing. */
  @Optionally()
  @Inside(() => ProofBody)
  proof?: ProofBody

  @Optionally()
  @Words()
  conflictOfInterest?: string

  /** Whether the representative reads of their conflict: told by who declares it, or not. */
  @Optionally()
  @IsBoolean()
  conflictIsTold?: boolean
}

export class JudgeCapacityBody extends MayWithhold {
  @Id()
  person!: string

  @OneOf(LEGAL_DOMAINS)
  domain!: LegalDomain

  @IsBoolean()
  canSpeak!: boolean

  @Words()
  reason!: string

  /** Whether whom it is about reads it: told by who judged, or not. */
  @Optionally()
  @IsBoolean()
  told?: boolean
}
