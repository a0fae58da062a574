/** The bodies of permissions. */
import { LEGAL_DOMAINS, type LegalDomain } from '../../../../libs/deciding/domains.ts'
import {
  PERMITTED_KINDS,
  RECIPIENT_KINDS,
  type PermittedItem,
  type Recipient,
} from '../../../../libs/plan/permissions/permission.ts'
import { AtMoment, Id, Inside, ListOf, OneOf, Optionally, SomeOf, WorkerOrOin, Words } from '../../body-rules.ts'
import { MayWithhold } from '../visibility/withholding-bodies.ts'

export class PermittedItemBody {
  @OneOf(PERMITTED_KINDS)
  kind!: PermittedItem['kind']

  @Id()
  id!: string
}

export class RecipientBody {
  @OneOf(RECIPIENT_KINDS)
  kind!: Recipient['kind']

  /** The professional, or the OIN of the organisation; of the coordination there is none. */
  @Optionally()
  @WorkerOrOin()
  id?: string
}

export class GivePermissionBody extends MayWithhold {
  /** Whom what may be read is about. */
  @Id()
  person!: string

  /** Who gives it: the person, where they decide for themselves under each of these laws, or who speaks for them there. */
  @Id()
  by!: string

  /** Who may read by it. */
  @Inside(() => RecipientBody)
  to!: RecipientBody

  /** Of one law, and about the person. Either these or laws. */
  @Optionally()
  @ListOf(() => PermittedItemBody, { atLeast: 1, atMost: 50 })
  items?: PermittedItemBody[]

  /** All about the person under these laws: a permission of its own for each. */
  @Optionally()
  @SomeOf(LEGAL_DOMAINS)
  domains?: LegalDomain[]

  /** A year ahead at most. */
  @AtMoment()
  until!: string

  /** How it was given. */
  @Words()
  how!: string
}
