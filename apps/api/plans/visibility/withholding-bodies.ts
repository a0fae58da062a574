/** The bodies of what withholds. Which parts must be there follows from who asks, so the rule of the plan names them, all at once. */
import { DOMAINS, type Domain } from '../../../../libs/deciding/domains.ts'
import {
  ITEM_KINDS,
  refAlone,
  WITHHOLDING_GROUNDS,
  WITHHOLDING_MODES,
  type ItemKind,
  type WithholdingGround,
  type WithholdingMode,
} from '../../../../libs/plan/visibility/visibility.ts'
import { Id, ListOf, OnDay, OneOf, Optionally, Words } from '../../body-rules.ts'
import { ifSaid } from '../door/words.ts'

/** Why something is withheld, and until when. */
export class CompleteWithholdingBody {
  @Optionally()
  @Words()
  reason?: string

  /** A colleague under the law it belongs to, who may say no. */
  @Optionally()
  @Id()
  consulted?: string

  /** At most the municipality’s term ahead. */
  @Optionally()
  @OnDay()
  reviewDate?: string

  /** `silent` only for `safety` and `child-asked`. */
  @Optionally()
  @OneOf(WITHHOLDING_MODES)
  mode?: WithholdingMode
}

/** What is asked of a withholding; a member of the family gives `from` and `ground` alone. */
export class WithholdBody extends CompleteWithholdingBody {
  /** A member, a representative or a worker. */
  @Id()
  from!: string

  @OneOf(WITHHOLDING_GROUNDS)
  ground!: WithholdingGround
}

/** Of a command that makes content: from whom it is withheld, from the moment it is there. */
export class MayWithhold {
  @Optionally()
  @ListOf(() => WithholdBody, { atMost: 10 })
  withhold?: WithholdBody[]
}

export class ItemBody {
  @OneOf(ITEM_KINDS)
  kind!: ItemKind

  @Id()
  id!: string
}

export class WithholdItemsBody extends WithholdBody {
  @ListOf(() => ItemBody, { atLeast: 1, atMost: 50 })
  items!: ItemBody[]
}

export class LimitSightBody extends WithholdBody {
  /** The member about whom nothing is to be seen. */
  @Id()
  about!: string

  /** Under one law; absent: under all. */
  @Optionally()
  @OneOf(DOMAINS)
  domain?: Domain
}

export class ConfirmWithholdingBody {
  /** `told` only by the privacy officer, where nobody decided in time or someone said no. */
  @Optionally()
  @OneOf(WITHHOLDING_MODES)
  mode?: WithholdingMode
}

export class WithholdingReasonBody {
  @Words()
  reason!: string
}

export class ReviewWithholdingBody extends WithholdingReasonBody {
  @OnDay()
  reviewDate!: string
}

export class ReleaseBody extends WithholdingReasonBody {
  /** All of it, where none are named. */
  @Optionally()
  @ListOf(() => ItemBody, { atLeast: 1, atMost: 50 })
  items?: ItemBody[]
}

export class AskWhatIsWithheldBody {
  /** From whom: who asks, unless they name the person they represent. */
  @Optionally()
  @Id()
  person?: string
}

/** A content has at most one part for each law. */
const LAWS = 3

/** What a command that makes content withholds of it. */
export const withheldBy = (newId: (what: string) => string, withhold: readonly WithholdBody[] = []) =>
  withhold.length === 0
    ? {}
    : {
        withhold: withhold.map((one, at) => ({
          ...asksOf(one),
          withholdings: Array.from({ length: LAWS }, (_, law) => newId(`withholding/${String(at)}/${String(law)}`)),
        })),
      }

export const asksOf = ({ from, ground, ...reasons }: WithholdBody) => ({ from, ground, ...reasonsOf(reasons) })

export const reasonsOf = ({ reason, consulted, reviewDate, mode }: CompleteWithholdingBody) => ({
  ...ifSaid({ reason }),
  ...(consulted !== undefined && { consulted }),
  ...(reviewDate !== undefined && { reviewDate }),
  ...(mode !== undefined && { mode }),
})

export const refsOf = (items: readonly ItemBody[] = []) => items.map(refAlone)
