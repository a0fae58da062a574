/** The bodies of sharings. */
import { IsBoolean } from 'class-validator'
import type { OpenedItem } from '../../../../libs/plan/referrals/referrals.ts'
import { OPENED_KINDS } from '../../../../libs/plan/referrals/referrals.ts'
import {
  SHARING_FINDINGS,
  SHARING_GROUNDS,
  type SharingFinding,
  type SharingGround,
} from '../../../../libs/plan/sharings/sharing.ts'
import { SHARED_WITH_KINDS, type SharedWith } from '../../../../libs/plan/sharings/ways-here.ts'
import { AtMoment, EntityTag, Id, Inside, ListOf, OneOf, Optionally, WorkerOrOin, Words } from '../../body-rules.ts'
import { MayWithhold } from '../visibility/withholding-bodies.ts'

export class SharedItemBody {
  @OneOf(OPENED_KINDS)
  kind!: OpenedItem['kind']

  @Id()
  id!: string
}

export class SharedWithBody {
  @OneOf(SHARED_WITH_KINDS)
  kind!: SharedWith['kind']

  /** The professional, or the OIN of the organisation. */
  @WorkerOrOin()
  id!: string
}

export class ShareItemsBody extends MayWithhold {
  /** Of one law, and read by who shares them. */
  @ListOf(() => SharedItemBody, { atLeast: 1, atMost: 50 })
  items!: SharedItemBody[]

  /** Who has a task here for which it is needed. */
  @Inside(() => SharedWithBody)
  to!: SharedWithBody

  /** Without one it is refused, and that is recorded. */
  @Optionally()
  @OneOf(SHARING_GROUNDS)
  ground?: SharingGround

  /** For which task of theirs it is needed, and why no less would do. */
  @Optionally()
  @Words()
  necessity?: string

  /** Which article gives a right to it, where the ground is `legal-right`. */
  @Optionally()
  @Words()
  article?: string

  /** A year ahead at most. */
  @AtMoment()
  until!: string

  /** Where the ground is `conflict-of-duties`: there is acute danger, and whoever reads it has hours. */
  @Optionally()
  @IsBoolean()
  acute?: boolean
}

export class ReadSharingBody {
  @OneOf(SHARING_FINDINGS)
  finding!: SharingFinding

  @Words()
  words!: string

  @EntityTag()
  basedOn!: string
}

export class RecuseSharingReaderBody {
  @Optionally()
  @Words()
  reason?: string
}

export class EndSharingBody {
  @Optionally()
  @Words()
  reason?: string
}
