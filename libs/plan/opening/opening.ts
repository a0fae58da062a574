/** How a plan begins: a need is reported, the plan opened, and the family asked for its own plan before any professional proposes a goal. Closing is not here. */
import {
  isOfTheFamily,
  Refusal,
  type Actor,
  type Concerns,
  type Decider,
  type Deed,
  type Due,
  type Moment,
  type OnceInClear,
  type PersonId,
  type Sealed,
} from '../../deciding/decider.ts'
import { dayOf, endOf, inDays } from '../../deciding/days.ts'
import type { LegalDomain } from '../../deciding/domains.ts'
import { withEntry } from '../../deciding/growing.ts'
import type { Terms } from '../../municipality/terms.ts'
import { heeding, type HeedsNeeds } from '../communication/heeding.ts'
import { mustBeMembers, type Members } from '../members/members.ts'
import type { LifeArea } from './life-areas.ts'

export const REPORTERS = ['family', 'professional', 'partner-organisation', 'neighbourhood', 'other'] as const
export type Reporter = (typeof REPORTERS)[number]

export type OpeningEvent = Concerns &
  (
    | {
        readonly type: 'NeedReported'
        readonly lifeAreas: readonly LifeArea[]
        readonly reportedBy: OnceInClear<Reporter>
      }
    | { readonly type: 'PlanOpened'; readonly plan: string }
    /** Version 1 had no id, and its term ran from the invitation; since version 2 it runs from delivery. */
    | ({ readonly type: 'OwnPlanInvited'; readonly invitation?: string } & HeedsNeeds)
    | {
        readonly type: 'OwnPlanInvitationDelivered'
        readonly invitation: string
        readonly how: Sealed<Delivery>
        /** Until when no goal under each law comes before the family's own plan. */
        readonly until: UntilByLaw
        readonly due: Due
      }
    /** Its id is absent in what was written before parts had one. */
    | ({ readonly type: 'OwnPlanSubmitted'; readonly part?: string; readonly words: Sealed } & WhoseWord)
    | ({ readonly type: 'OwnPlanWaived'; readonly reason?: Sealed } & WhoseWord)
    | { readonly type: 'ClientSupportOffered'; readonly accepted: OnceInClear<boolean> }
  )

/** Whose word it is, and how they gave it, where another than the family recorded that; absent in own plans written down before it was asked. */
export interface WhoseWord {
  readonly saidBy?: PersonId
  readonly saidHow?: Sealed<SaidHow>
}

/** What the family wants and will do itself, under the law each part of it belongs to (Jeugdwet 4.1.2, Wmo 2015 2.3.2). */
export interface OwnWords {
  readonly part: string
  readonly domain: LegalDomain
  readonly words: Sealed
}

export type OpeningCommand =
  | {
      readonly type: 'OpenPlan'
      readonly plan: string
      readonly lifeAreas: readonly LifeArea[]
      readonly reportedBy: Sealed<Reporter>
      readonly coordinator: { readonly name: Sealed; readonly team: string }
    }
  | { readonly type: 'InviteOwnPlan'; readonly invitation: string; readonly needsMet?: Sealed }
  | {
      readonly type: 'DeliverOwnPlanInvitation'
      readonly invitation: string
      readonly how: Sealed<Delivery>
      /** Without it, as it is recorded: never before the invitation, however little time there was between. */
      readonly deliveredAt?: Moment
      readonly terms: Terms
    }
  | ({ readonly type: 'SubmitOwnPlan'; readonly parts: readonly OwnWords[] } & WhoseWord)
  | ({ readonly type: 'WaiveOwnPlan'; readonly reason?: Sealed } & WhoseWord)
  | { readonly type: 'OfferClientSupport'; readonly accepted: Sealed<boolean> }

export type OpeningRefusal =
  | 'PLAN_IS_OPEN'
  | 'PLAN_IS_NOT_OPEN'
  | 'NO_LIFE_AREA_IS_NAMED'
  | 'FAMILY_WAS_NOT_INVITED_TO_ITS_OWN_PLAN'
  | 'FAMILY_HAS_TIME_FOR_ITS_OWN_PLAN'
  | 'OWN_PLAN_IS_EMPTY'
  | 'OWN_PLAN_DOES_NOT_SAY_WHOSE_WORD_IT_IS'
  | 'OWN_PLAN_INVITATION_IS_NOT_OPEN'
  | 'DELIVERY_IS_NOT_SINCE_THE_INVITATION'
  | 'WAIVER_DOES_NOT_SAY_WHOSE_WORD_IT_IS'
  | 'OWN_PLAN_IS_WAIVED_FOR_SOMEONE_FROM_THE_DAY_AFTER_DELIVERY'

export type Opening =
  { readonly is: 'not-opened' } | { readonly is: 'open'; readonly plan: string; readonly ownPlan: OwnPlan }

export type OwnPlan =
  | { readonly is: 'not-invited' }
  /** When each invitation was recorded; the term runs once one was delivered. */
  | { readonly is: 'invited'; readonly undelivered: Readonly<Record<string, Moment>> }
  | {
      readonly is: 'invited'
      /** The first of them. */
      readonly until: Moment
      /** Absent where the term ran from the invitation, and was one for all laws. */
      readonly byLaw?: UntilByLaw
      /** When it was recorded that it was delivered: nobody can put that earlier. */
      readonly deliveredAt: Moment
    }
  /** When another than the family wrote it down; absent where it came from the family itself. */
  | { readonly is: 'handed-in'; readonly writtenDownAt?: Moment }
  | { readonly is: 'waived' }

export interface OpeningNeeds {
  readonly opening: Opening
  readonly members: Members
  /** Of whom who acts may read how to reach them. */
  readonly needs: readonly PersonId[]
}

/** How an invitation reached the family. */
export const DELIVERIES = ['in-person', 'letter', 'digital'] as const
export type Delivery = (typeof DELIVERIES)[number]

/** How someone said what the family wants, or that it waives its own plan. */
export const SAID_HOW = ['in-person', 'by-phone', 'in-writing', 'digital'] as const
export type SaidHow = (typeof SAID_HOW)[number]

export type UntilByLaw = Readonly<Record<LegalDomain, Moment>>

export const WHOLE_PLAN = { domain: 'general', about: [] } as const

export function evolveOpening(now: Opening, event: OpeningEvent, { by, at }: Pick<Deed, 'by' | 'at'>): Opening {
  switch (event.type) {
    case 'PlanOpened':
      return { is: 'open', plan: event.plan, ownPlan: { is: 'not-invited' } }
    case 'OwnPlanInvited':
      return now.is === 'open' ? { ...now, ownPlan: invitedBy(event, now.ownPlan, at) } : now
    case 'OwnPlanInvitationDelivered': {
      if (now.is !== 'open' || !isUndelivered(now.ownPlan)) return now
      return { ...now, ownPlan: { is: 'invited', until: event.due.at, byLaw: event.until, deliveredAt: at } }
    }
    case 'OwnPlanSubmitted':
      if (now.is !== 'open') return now
      return { ...now, ownPlan: { is: 'handed-in', ...(!isOfTheFamily(by) && writtenDown(now.ownPlan, at)) } }
    case 'OwnPlanWaived':
      return now.is === 'open' ? { ...now, ownPlan: { is: 'waived' } } : now
    case 'NeedReported':
    case 'ClientSupportOffered':
      return now
  }
}

/** Where the family was waited for no longer, what is written down for it holds up nobody; written down again, it is there as long as it was. */
function writtenDown(before: OwnPlan, at: Moment): { readonly writtenDownAt?: Moment } {
  if (before.is === 'not-invited' || before.is === 'invited') return { writtenDownAt: at }
  const since = before.is === 'handed-in' ? before.writtenDownAt : undefined
  return since === undefined ? {} : { writtenDownAt: since }
}

function invitedBy(event: Extract<OpeningEvent, { type: 'OwnPlanInvited' }>, now: OwnPlan, at: Moment): OwnPlan {
  const { invitation, due } = event
  if (invitation === undefined) return { is: 'invited', until: due?.at ?? at, deliveredAt: at }
  const before = isUndelivered(now) ? now.undelivered : {}
  return { is: 'invited', undelivered: withEntry(before, invitation, at) }
}

const isUndelivered = (ownPlan: OwnPlan): ownPlan is Extract<OwnPlan, { undelivered: unknown }> =>
  'undelivered' in ownPlan

export const decideOpening: Decider<OpeningCommand, OpeningNeeds, OpeningEvent>['decide'] = (
  command,
  { opening: now, members, needs },
  { by, at },
) => {
  switch (command.type) {
    case 'OpenPlan': {
      const { plan, lifeAreas, reportedBy } = command
      if (now.is === 'open') throw refusal('PLAN_IS_OPEN')
      if (lifeAreas.length === 0) throw refusal('NO_LIFE_AREA_IS_NAMED')
      return [
        { ...WHOLE_PLAN, type: 'NeedReported', lifeAreas, reportedBy },
        { ...WHOLE_PLAN, type: 'PlanOpened', plan },
      ]
    }

    case 'InviteOwnPlan': {
      if (now.is === 'not-opened') throw refusal('PLAN_IS_NOT_OPEN')
      const { invitation } = command
      // One that did not arrive is recorded, and another sent.
      if (now.ownPlan.is !== 'not-invited' && !isUndelivered(now.ownPlan)) return []
      if (isUndelivered(now.ownPlan) && now.ownPlan.undelivered[invitation] !== undefined) return []
      return [{ ...WHOLE_PLAN, type: 'OwnPlanInvited', invitation, ...heeding(needs.length > 0, command.needsMet) }]
    }

    case 'DeliverOwnPlanInvitation': {
      if (now.is === 'not-opened') throw refusal('PLAN_IS_NOT_OPEN')
      return delivered(command, now.ownPlan, at)
    }

    case 'SubmitOwnPlan': {
      if (now.is === 'not-opened') throw refusal('PLAN_IS_NOT_OPEN')
      if (command.parts.length === 0) throw refusal('OWN_PLAN_IS_EMPTY')
      const word = isOfTheFamily(by) ? {} : wantedBySomeone(command, members)
      return command.parts.map(({ domain, part, words }) => ({
        domain,
        about: [],
        type: 'OwnPlanSubmitted',
        part,
        words,
        ...word,
      }))
    }

    case 'WaiveOwnPlan': {
      if (now.is === 'not-opened') throw refusal('PLAN_IS_NOT_OPEN')
      // Who was never asked cannot say no.
      if (now.ownPlan.is === 'not-invited') throw refusal('FAMILY_WAS_NOT_INVITED_TO_ITS_OWN_PLAN')
      if (now.ownPlan.is === 'handed-in' || now.ownPlan.is === 'waived') return []
      const { reason } = command
      const said = isOfTheFamily(by) ? {} : waivedBySomeone(command, now.ownPlan, members, at)
      return [{ ...WHOLE_PLAN, type: 'OwnPlanWaived', ...(reason && { reason }), ...said }]
    }

    case 'OfferClientSupport':
      if (now.is === 'not-opened') throw refusal('PLAN_IS_NOT_OPEN')
      return [{ ...WHOLE_PLAN, type: 'ClientSupportOffered', accepted: command.accepted }]
  }
}

type Delivering = Extract<OpeningCommand, { type: 'DeliverOwnPlanInvitation' }>

/** A delivery that is told late leaves the family the day after it is told, whatever is left of its term. */
function delivered(command: Delivering, ownPlan: OwnPlan, at: Moment): readonly OpeningEvent[] {
  const { invitation, how, deliveredAt = at, terms } = command
  if (ownPlan.is === 'invited' && !isUndelivered(ownPlan)) return []
  const invitedAt = isUndelivered(ownPlan) ? ownPlan.undelivered[invitation] : undefined
  if (invitedAt === undefined) throw refusal('OWN_PLAN_INVITATION_IS_NOT_OPEN')
  if (deliveredAt < invitedAt || deliveredAt > at)
    throw refusal('DELIVERY_IS_NOT_SINCE_THE_INVITATION', { from: invitedAt, until: at })
  const dayAfter = inDays(at, 1)
  const within = (days: number) =>
    [inDays(deliveredAt, days), dayAfter].reduce((one, other) => (one > other ? one : other))
  const [youth, others] = [within(terms.ownPlanYouthDays), within(terms.ownPlanDays)]
  const until = { youth, wmo: others, participation: others }
  const due = { what: 'own-plan', at: youth < others ? youth : others, terms: terms.version }
  const happened = deliveredAt === at ? {} : { happenedAt: deliveredAt }
  return [{ ...WHOLE_PLAN, ...happened, type: 'OwnPlanInvitationDelivered', invitation, how, until, due }]
}

/** Who is not of the family waives nothing: they record whose word it is, once the family had a night to think of it. */
function waivedBySomeone(said: WhoseWord, ownPlan: OwnPlan, members: Members, at: Moment): WhoseWord {
  const missing = missingIn(said)
  if (missing.length > 0) throw refusal('WAIVER_DOES_NOT_SAY_WHOSE_WORD_IT_IS', { missing })
  const word = wordOfMember(said, members)
  if (!('deliveredAt' in ownPlan) || dayOf(at) <= dayOf(ownPlan.deliveredAt))
    throw refusal('OWN_PLAN_IS_WAIVED_FOR_SOMEONE_FROM_THE_DAY_AFTER_DELIVERY')
  return word
}

/** Nor do they have a plan for it. */
function wantedBySomeone(said: WhoseWord, members: Members): WhoseWord {
  const missing = missingIn(said)
  if (missing.length > 0) throw refusal('OWN_PLAN_DOES_NOT_SAY_WHOSE_WORD_IT_IS', { missing })
  return wordOfMember(said, members)
}

const missingIn = ({ saidBy, saidHow }: WhoseWord): readonly string[] => [
  ...(saidBy === undefined ? ['saidBy'] : []),
  ...(saidHow === undefined ? ['saidHow'] : []),
]

function wordOfMember({ saidBy, saidHow }: WhoseWord, members: Members): WhoseWord {
  mustBeMembers(members, saidBy === undefined ? [] : [saidBy])
  return { ...(saidBy !== undefined && { saidBy }), ...(saidHow && { saidHow }) }
}

/** Nothing happens in a plan that nobody opened. */
export function mustBeOpen(opening: Opening): void {
  if (opening.is === 'not-opened') throw refusal('PLAN_IS_NOT_OPEN')
}

/** May a professional propose a goal now? The family first: it handed in its own plan, waived it, or let its time pass. Concrete danger overrides. */
export function familyComesFirst(
  opening: Opening,
  { domain, danger }: { readonly domain: LegalDomain; readonly danger?: Sealed },
  by: Actor,
  at: Moment,
): void {
  if (opening.is === 'not-opened') throw refusal('PLAN_IS_NOT_OPEN')
  if (isOfTheFamily(by) || danger !== undefined) return
  const { ownPlan } = opening
  if (ownPlan.is === 'not-invited') throw refusal('FAMILY_WAS_NOT_INVITED_TO_ITS_OWN_PLAN')
  // What another wrote down for them is there for a night, for them to see, before anything follows from it.
  const isToday =
    ownPlan.is === 'handed-in' && ownPlan.writtenDownAt !== undefined && dayOf(at) === dayOf(ownPlan.writtenDownAt)
  if (isToday) throw refusal('FAMILY_HAS_TIME_FOR_ITS_OWN_PLAN', { until: endOf(dayOf(at)) })
  if (ownPlan.is !== 'invited') return
  if (isUndelivered(ownPlan)) throw refusal('FAMILY_HAS_TIME_FOR_ITS_OWN_PLAN')
  const until = ownPlan.byLaw?.[domain] ?? ownPlan.until
  if (at <= until) throw refusal('FAMILY_HAS_TIME_FOR_ITS_OWN_PLAN', { until })
}

const refusal = (code: OpeningRefusal, details?: Readonly<Record<string, unknown>>) => new Refusal(code, details)
