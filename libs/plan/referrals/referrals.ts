/** Whom the family is referred to: asked, asked back, accepted or declined; and what it is to be shown if it accepts. */
import { inWorkingDays } from '../../deciding/days.ts'
import {
  Refusal,
  type Actor,
  type Concerns,
  type Decider,
  type Due,
  type Moment,
  type PersonId,
  type Sealed,
} from '../../deciding/decider.ts'
import type { LegalDomain } from '../../deciding/domains.ts'
import { withEntry } from '../../deciding/growing.ts'
import type { Terms } from '../../municipality/terms.ts'
import type { Actions } from '../actions/actions.ts'
import type { Goals } from '../goals/goal.ts'
import { mustBeMembers, type Members } from '../members/members.ts'
import { refAlone, type ItemKind } from '../visibility/visibility.ts'

export const REFERRAL_ANSWERS = ['accepted', 'declined'] as const
export type ReferralAnswer = (typeof REFERRAL_ANSWERS)[number]

/** What a referral can open: of what leaves at all, that which has words of somebody’s help. */
export const OPENED_KINDS = ['goal', 'action'] as const satisfies readonly ItemKind[]

export interface OpenedItem {
  readonly kind: (typeof OPENED_KINDS)[number]
  readonly id: string
}

export type ReferralEvent = Concerns &
  (
    | {
        readonly type: 'ReferralMade'
        readonly referral: string
        /** OIN of the organisation that is asked. */
        readonly to: string
        readonly words: Sealed
        /** What it may fetch once it accepts. Absent in what was written when an accepted referral opened its whole law: those open themselves only. */
        readonly opens?: readonly OpenedItem[]
        /** How long the organisation has a part in the plan by it, if it accepts. */
        readonly until: Moment
        readonly due: Due
      }
    | { readonly type: 'ReferralQuestionAsked'; readonly referral: string; readonly words: Sealed }
    | { readonly type: 'ReferralQuestionAnswered'; readonly referral: string; readonly words: Sealed }
    | {
        readonly type: 'ReferralAnswered'
        readonly referral: string
        readonly answer: ReferralAnswer
        /** Always there where it was declined. */
        readonly reason?: Sealed
      }
    | { readonly type: 'ReferralEnded'; readonly referral: string; readonly reason?: Sealed }
  )

export type ReferralCommand =
  | {
      readonly type: 'MakeReferral'
      readonly referral: string
      readonly to: string
      readonly domain: LegalDomain
      readonly about: readonly PersonId[]
      readonly words: Sealed
      readonly opens: readonly OpenedItem[]
      readonly until: Moment
      readonly terms: Terms
    }
  | { readonly type: 'AskAboutReferral'; readonly referral: string; readonly words: Sealed }
  | { readonly type: 'AnswerReferralQuestion'; readonly referral: string; readonly words: Sealed }
  | { readonly type: 'AcceptReferral'; readonly referral: string }
  | { readonly type: 'DeclineReferral'; readonly referral: string; readonly reason: Sealed }
  | { readonly type: 'EndReferral'; readonly referral: string; readonly reason?: Sealed }

export type ReferralRefusal =
  | 'REFERRAL_CONCERNS_NOBODY'
  | 'REFERRAL_ENDS_BEFORE_IT_STARTS'
  | 'REFERRAL_OPENS_WHAT_IT_DOES_NOT_CONCERN'
  | 'REFERRAL_IS_UNKNOWN'
  | 'REFERRAL_HAS_ENDED'
  | 'REFERRAL_IS_ANSWERED'
  | 'REFERRAL_QUESTION_IS_OPEN'
  | 'REFERRAL_QUESTION_IS_NOT_OPEN'
  | 'ONLY_THE_ORGANISATION_REFERRED_TO_ANSWERS'

export interface Referral {
  /** `asked`: the organisation asked something back, and waits. */
  readonly is: 'waiting' | 'asked' | 'accepted' | 'declined' | 'ended'
  readonly to: string
  readonly domain: LegalDomain
  readonly about: readonly PersonId[]
  readonly until: Moment
  readonly opens?: readonly OpenedItem[]
  /** Also once it has ended: what it opened then is refused as ended, and not as unknown. */
  readonly wasAccepted: boolean
}

export type Referrals = Readonly<Record<string, Referral>>

export interface ReferralsNeeds {
  readonly referrals: Referrals
  readonly members: Members
  readonly goals: Goals
  readonly actions: Actions
}

/** Neither declined nor ended, and not past its date. */
export const isOpenReferral = ({ is, until }: Referral, at: Moment): boolean =>
  is !== 'declined' && is !== 'ended' && at <= until

export function evolveReferrals(now: Referrals, event: ReferralEvent): Referrals {
  if (event.type === 'ReferralMade') {
    const { referral, to, domain, about, until, opens } = event
    if (domain === 'general') return now
    const opened = opens && { opens }
    return withEntry(now, referral, { is: 'waiting', to, domain, about, until, ...opened, wasAccepted: false })
  }
  const referral = now[event.referral]
  if (referral === undefined) return now
  const become = (is: Referral['is'], wasAccepted = referral.wasAccepted): Referrals =>
    withEntry(now, event.referral, { ...referral, is, wasAccepted })
  switch (event.type) {
    case 'ReferralQuestionAsked':
      return become('asked')
    case 'ReferralQuestionAnswered':
      return become('waiting')
    case 'ReferralAnswered':
      return become(event.answer, event.answer === 'accepted')
    case 'ReferralEnded':
      return become('ended')
  }
}

export const decideReferrals: Decider<ReferralCommand, ReferralsNeeds, ReferralEvent>['decide'] = (
  command,
  plan,
  { by, at },
) => {
  if (command.type === 'MakeReferral') return refer(command, plan, at)

  const id = command.referral
  const now = plan.referrals[id]
  if (now === undefined) throw refusal('REFERRAL_IS_UNKNOWN')
  if (!isOpenReferral(now, at)) throw refusal('REFERRAL_HAS_ENDED')
  const concerns = { domain: now.domain, about: now.about } as const
  switch (command.type) {
    case 'AskAboutReferral':
      mustBeAsked(now, by)
      if (now.is === 'accepted') throw refusal('REFERRAL_IS_ANSWERED')
      if (now.is === 'asked') throw refusal('REFERRAL_QUESTION_IS_OPEN')
      return [{ ...concerns, type: 'ReferralQuestionAsked', referral: id, words: command.words }]

    case 'AnswerReferralQuestion':
      if (now.is !== 'asked') throw refusal('REFERRAL_QUESTION_IS_NOT_OPEN')
      return [{ ...concerns, type: 'ReferralQuestionAnswered', referral: id, words: command.words }]

    case 'AcceptReferral':
      mustBeAsked(now, by)
      return now.is === 'accepted' ? [] : [{ ...concerns, type: 'ReferralAnswered', referral: id, answer: 'accepted' }]

    case 'DeclineReferral':
      mustBeAsked(now, by)
      if (now.is === 'accepted') throw refusal('REFERRAL_IS_ANSWERED')
      return [{ ...concerns, type: 'ReferralAnswered', referral: id, answer: 'declined', reason: command.reason }]

    case 'EndReferral': {
      const { reason } = command
      return [{ ...concerns, type: 'ReferralEnded', referral: id, ...(reason && { reason }) }]
    }
  }
}

function refer(
  { referral, to, domain, about, words, opens, until, terms }: Extract<ReferralCommand, { type: 'MakeReferral' }>,
  plan: ReferralsNeeds,
  at: Moment,
): readonly ReferralEvent[] {
  if (plan.referrals[referral] !== undefined) return []
  if (about.length === 0) throw refusal('REFERRAL_CONCERNS_NOBODY')
  mustBeMembers(plan.members, about)
  if (until <= at) throw refusal('REFERRAL_ENDS_BEFORE_IT_STARTS')
  mustConcern({ domain, about }, opens, plan)
  const due = { what: 'referral', at: inWorkingDays(at, terms.referralWorkingDays), terms: terms.version }
  return [{ domain, about, type: 'ReferralMade', referral, to, words, opens: opens.map(refAlone), until, due }]
}

/** An organisation is shown nothing of another law by being asked for help under this one, nor of anyone whom it is not asked to help. */
function mustConcern(
  { domain, about }: Pick<Referral, 'domain' | 'about'>,
  opens: readonly OpenedItem[],
  { goals, actions }: ReferralsNeeds,
): void {
  const concerns = ({ kind, id }: OpenedItem) => {
    const item = kind === 'goal' ? goals[id] : actions[id]
    return item?.domain === domain && item.about.every((person) => about.includes(person))
  }
  const beyond = opens.filter((one) => !concerns(one))
  if (beyond.length > 0) throw refusal('REFERRAL_OPENS_WHAT_IT_DOES_NOT_CONCERN', { items: beyond })
}

function mustBeAsked({ to }: Referral, by: Actor): void {
  if (by.kind !== 'organisation' || by.organisation !== to) throw refusal('ONLY_THE_ORGANISATION_REFERRED_TO_ANSWERS')
}

const refusal = (code: ReferralRefusal, details?: Readonly<Record<string, unknown>>) => new Refusal(code, details)
