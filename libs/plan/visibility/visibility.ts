/** What is withheld from whom: an item of the plan, or all about a person, from one human on every ground. What follows for a reader is not here (`libs/access/withheld.ts`). */
import type { Concerns, Due, Moment, PersonId, Sealed } from '../../deciding/decider.ts'
import { dayOf, type Day } from '../../deciding/days.ts'
import type { Domain } from '../../deciding/domains.ts'
import { withEntry } from '../../deciding/growing.ts'
import type { Viewed } from '../views/viewed.ts'

/** Why something may be withheld: someone's safety, that whose words they are asked so, the care of a good practitioner, the privacy of others. */
export const WITHHOLDING_GROUNDS = ['safety', 'child-asked', 'good-care', 'others-privacy'] as const
export type WithholdingGround = (typeof WITHHOLDING_GROUNDS)[number]

/** The article each rests on, and whether a municipality confirmed that it does. */
export const WITHHOLDING_LAWS: Readonly<
  Record<WithholdingGround, { readonly law: string; readonly confirmed: boolean }>
> = {
  safety: { law: 'UAVG 41', confirmed: true },
  'child-asked': { law: 'Jeugdwet 7.3.10', confirmed: false },
  'good-care': { law: 'Jeugdwet 7.3.15', confirmed: false },
  'others-privacy': { law: 'Jeugdwet 7.3.10; Wmo 2015 5.3.2', confirmed: true },
}

/** `told`: its reader sees that something is withheld, and on what ground; `silent`: nothing, anywhere. */
export const WITHHOLDING_MODES = ['told', 'silent'] as const
export type WithholdingMode = (typeof WITHHOLDING_MODES)[number]

/** On these grounds alone: who is told that something is withheld would know what. */
export const MAY_BE_SILENT: readonly WithholdingGround[] = ['safety', 'child-asked']

/** What can be withheld. No reading, correction or access record is among them: nobody withholds what judges themselves. That a correction was asked for is, by who asked. */
export const ITEM_KINDS = [
  'goal',
  'action',
  'priority',
  'deviation',
  'view',
  'referral',
  'own-plan-part',
  'communication-needs',
  'coordinator-request',
  'capacity-judgement',
  'representation',
  'joining',
  'support',
  'permission',
  'sharing',
  'challenge',
  'correction-request',
] as const
export type ItemKind = (typeof ITEM_KINDS)[number]

export const isItemKind = (kind: string): kind is ItemKind => (ITEM_KINDS as readonly string[]).includes(kind)

/** By which field a command names an item of a kind, where it names one. */
export const FIELD_OF = {
  goal: 'goal',
  action: 'action',
  priority: 'priority',
  deviation: 'deviation',
  view: 'view',
  referral: 'referral',
  'own-plan-part': 'part',
  'communication-needs': 'statement',
  'coordinator-request': 'request',
  'capacity-judgement': 'judgement',
  representation: 'representation',
  joining: 'joining',
  support: 'support',
  permission: 'permission',
  sharing: 'sharing',
  challenge: 'challenge',
  'correction-request': 'correctionRequest',
} as const satisfies Readonly<Record<ItemKind, string>>

export interface ItemRef {
  readonly kind: ItemKind
  readonly id: string
}

/** An item, a withholding or a request, as one text. */
export type ItemKey = `${string}:${string}`

/** What was begun to enforce: what an enforcement activity has of a plan. */
export type BegunToEnforce = Readonly<Record<ItemKey, true>>

export const keyOf = ({ kind, id }: { readonly kind: string; readonly id: string }): ItemKey => `${kind}:${id}`

/** Kind and id, and nothing that came with them. */
export const refAlone = <Kind extends ItemKind>({ kind, id }: { readonly kind: Kind; readonly id: string }) => ({
  kind,
  id,
})

/** All that is or will be about a person: under one law, or under all. */
export interface AboutWhom {
  readonly person: PersonId
  readonly domain?: Domain
}

/** What is said of a withholding by who makes it; a member who asks gives no more than `from` and `ground`. */
interface Reasons {
  readonly ground: WithholdingGround
  readonly mode: WithholdingMode
  /** Absent while a member's wish waits for a professional to complete it, as are the three that follow. */
  readonly reason?: Sealed
  /** A colleague, who may say no. */
  readonly consulted?: string
  readonly reviewDate?: Day
  /** Of what is silent: where no second person has confirmed it by then, the privacy officer may decide. */
  readonly lapsesAt?: Moment
}

export type VisibilityEvent = Concerns &
  (
    | ({
        readonly type: 'ContentWithheld'
        readonly withholding: string
        readonly from: string
        readonly items: readonly ItemRef[]
        readonly due: Due
      } & Reasons)
    | ({
        readonly type: 'SightLimited'
        readonly withholding: string
        readonly from: string
        readonly limits: AboutWhom
        readonly due: Due
      } & Reasons)
    | ({ readonly type: 'WithholdingCompleted'; readonly withholding: string; readonly due: Due } & Pick<
        Reasons,
        'mode'
      > &
        Required<Omit<Reasons, 'ground' | 'mode' | 'lapsesAt'>> &
        Pick<Reasons, 'lapsesAt'>)
    | {
        readonly type: 'WithholdingConfirmed'
        readonly withholding: string
        readonly mode: WithholdingMode
        readonly due: Due
      }
    | {
        readonly type: 'WithholdingDenied'
        readonly withholding: string
        readonly reason: Sealed
        readonly due: Due
      }
    | {
        readonly type: 'WithholdingReviewed'
        readonly withholding: string
        readonly reason: Sealed
        readonly reviewDate: Day
        readonly due: Due
      }
    | {
        readonly type: 'ContentReleased'
        readonly withholding: string
        readonly items: readonly ItemRef[]
        readonly reason: Sealed
      }
    | { readonly type: 'SightLimitLifted'; readonly withholding: string; readonly reason: Sealed }
    | { readonly type: 'WithheldAskedFor'; readonly request: string; readonly person: PersonId; readonly due: Due }
    | { readonly type: 'WithheldAnswered'; readonly request: string; readonly person: PersonId }
  )

export interface Withholding {
  readonly from: string
  /** What is still withheld; empty where it is all about a person. */
  readonly items: readonly ItemRef[]
  /** What ever was, by this. */
  readonly named: readonly ItemRef[]
  readonly limits?: AboutWhom
  /** Of a limit made while who it is about was away without its reader knowing: of what came since they are back alone. */
  readonly onlySince?: 'not-back' | { readonly at: Moment; readonly but: readonly ItemKey[] }
  readonly domain: Domain
  readonly about: readonly PersonId[]
  readonly ground: WithholdingGround
  readonly mode: WithholdingMode
  readonly by: string
  /** `asked`: a member's wish that no professional has completed; `made`: waits for a second person, where it is silent. */
  readonly is: 'asked' | 'made' | 'confirmed' | 'denied' | 'ended'
  /** The second person: they judge nothing of it again. */
  readonly confirmedBy?: string
  readonly consulted?: string
  readonly reviewDate?: Day
  readonly lapsesAt?: Moment
}

export interface WithheldRequest {
  readonly person: PersonId
  readonly isAnswered: boolean
}

/** What was said: a view, a part of the own plan, a wish, a judgement, a challenge, that something is wrong. */
export interface SaidItem {
  readonly domain: Domain
  readonly about: readonly PersonId[]
  readonly by: string
  /** What a view or a challenge is on, or is asked to be corrected: it hangs on that. */
  readonly on?: ItemKey
  readonly viewed?: Viewed
  /** Of what is said for someone: each way in which whoever said it spoke for them then. It hangs on these together. */
  readonly through?: readonly ItemKey[]
  /** Whether it is a view on who coordinates, or a wish for another. */
  readonly judgesTheCoordinator: boolean
}

export interface Visibility {
  readonly said: Readonly<Record<ItemKey, SaidItem>>
  readonly withholdings: Readonly<Record<string, Withholding>>
  readonly requests: Readonly<Record<string, WithheldRequest>>
}

export const NOTHING_WITHHELD: Visibility = { said: {}, withholdings: {}, requests: {} }

/** Whether it holds at a moment. What is told ends with the day of its review; what is silent never opens by itself. */
export const holds = ({ is, mode, reviewDate, onlySince }: Withholding, at: Moment): boolean =>
  is !== 'ended' &&
  onlySince !== 'not-back' &&
  (mode === 'silent' || reviewDate === undefined || dayOf(at) <= reviewDate)

/** Whether a second person has yet to say that it may stay unsaid. */
export const waitsForConfirmation = ({ is, mode }: Withholding): boolean => is === 'made' && mode === 'silent'

export function evolveVisibility(now: Visibility, event: VisibilityEvent, by: string): Visibility {
  switch (event.type) {
    case 'ContentWithheld':
    case 'SightLimited':
      return { ...now, withholdings: withEntry(now.withholdings, event.withholding, made(event, by)) }
    case 'WithholdingCompleted': {
      const { mode, consulted, reviewDate, lapsesAt } = event
      const completed = { is: 'made', by, mode, consulted, reviewDate, ...(lapsesAt && { lapsesAt }) } as const
      return change(now, event.withholding, () => completed)
    }
    case 'WithholdingConfirmed':
      return change(now, event.withholding, () => ({ is: 'confirmed', mode: event.mode, confirmedBy: by }))
    case 'WithholdingDenied':
      return change(now, event.withholding, () => ({ is: 'denied' }))
    case 'WithholdingReviewed':
      return change(now, event.withholding, () => ({ reviewDate: event.reviewDate }))
    case 'ContentReleased':
      return change(now, event.withholding, ({ items }) => {
        const left = itemsBut(event.items, items)
        return left.length > 0 ? { items: left } : { is: 'ended' }
      })
    case 'SightLimitLifted':
      return change(now, event.withholding, () => ({ is: 'ended' }))
    case 'WithheldAskedFor':
    case 'WithheldAnswered': {
      const isAnswered = event.type === 'WithheldAnswered'
      return { ...now, requests: withEntry(now.requests, event.request, { person: event.person, isAnswered }) }
    }
  }
}

export const withSaid = (now: Visibility, [key, item]: readonly [ItemKey, SaidItem]): Visibility => ({
  ...now,
  said: withEntry(now.said, key, item),
})

/** Those of the items that are not among the others. */
export const itemsBut = (others: readonly ItemRef[], items: readonly ItemRef[]): readonly ItemRef[] =>
  items.filter((one) => !others.some(({ kind, id }) => kind === one.kind && id === one.id))

function made(event: Extract<VisibilityEvent, { type: 'ContentWithheld' | 'SightLimited' }>, by: string): Withholding {
  const { from, domain, about, ground, mode, reason, consulted, reviewDate, lapsesAt } = event
  return {
    from,
    ...(event.type === 'ContentWithheld'
      ? { items: event.items, named: event.items }
      : { items: [], named: [], limits: event.limits }),
    ...{ domain, about, ground, mode, by },
    is: reason === undefined ? 'asked' : 'made',
    ...(consulted && { consulted }),
    ...(reviewDate && { reviewDate }),
    ...(lapsesAt && { lapsesAt }),
  }
}

function change(now: Visibility, id: string, to: (one: Withholding) => Partial<Withholding>): Visibility {
  const one = now.withholdings[id]
  return one === undefined ? now : { ...now, withholdings: withEntry(now.withholdings, id, { ...one, ...to(one) }) }
}
