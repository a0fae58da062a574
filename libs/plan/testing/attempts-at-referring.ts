/** What people, and the organisations they refer to, may plausibly try: making a referral, asking about it, answering it, ending it. */
import { inDays } from '../../deciding/days.ts'
import { LEGAL_DOMAINS } from '../../deciding/domains.ts'
import { presentMembers } from '../members/members.ts'
import type { Action } from '../actions/actions.ts'
import type { Goal } from '../goals/goal.ts'
import type { Plan } from '../plan.ts'
import type { OpenedItem, Referral, ReferralCommand } from '../referrals/referrals.ts'
import { coordinatorOf, ORGANISATIONS, PERSONS, type Attempts } from './attempts-around-the-plan.ts'
import type { Dice } from './dice.ts'
import { TERMS } from './people.ts'

const referralsThat = ({ referrals }: Plan, ...are: readonly Referral['is'][]) =>
  Object.entries(referrals)
    .filter(([, { is }]) => are.includes(is))
    .map(([id]) => id)

/** Mostly what it may open; once in a while anything. */
function openedBy(dice: Dice, plan: Plan, domain: string, about: readonly string[]): readonly OpenedItem[] {
  const fits = (item: { readonly domain: string; readonly about: readonly string[] }) =>
    dice.isWild || (item.domain === domain && item.about.every((person) => about.includes(person)))
  const some = (kind: OpenedItem['kind'], items: Readonly<Record<string, Goal | Action>>) =>
    Object.entries(items).flatMap(([id, item]) => (fits(item) && dice.chance(2) ? [{ kind, id }] : []))
  return [...some('goal', plan.goals), ...some('action', plan.actions)]
}

const askedOf = ({ referrals }: Plan, referral: string): string => referrals[referral]?.to ?? 'oin-1'

export const AT_REFERRING: Attempts<ReferralCommand['type']> = {
  MakeReferral: (dice, plan) => {
    if (!dice.chance(4)) return undefined
    const referral = dice.fresh('referral', Object.keys(plan.referrals))
    const about = dice.some(dice.isWild ? PERSONS : presentMembers(plan.members))
    const until = inDays(dice.now, dice.pick([6, 90, dice.isWild ? -3 : 700]))
    const asked = { to: dice.pick(ORGANISATIONS), domain: dice.pick(LEGAL_DOMAINS), words: dice.sealed() }
    const opens = openedBy(dice, plan, asked.domain, about)
    const command = { type: 'MakeReferral', referral, ...asked, about, opens, until, terms: TERMS } as const
    return { by: coordinatorOf(plan), command }
  },
  AskAboutReferral: (dice, plan) => {
    const referral = dice.target(referralsThat(plan, 'waiting'), Object.keys(plan.referrals))
    if (referral === undefined) return undefined
    return { by: askedOf(plan, referral), command: { type: 'AskAboutReferral', referral, words: dice.sealed() } }
  },
  AnswerReferralQuestion: (dice, plan) => {
    const referral = dice.target(referralsThat(plan, 'asked'), Object.keys(plan.referrals))
    if (referral === undefined) return undefined
    return { by: coordinatorOf(plan), command: { type: 'AnswerReferralQuestion', referral, words: dice.sealed() } }
  },
  AcceptReferral: (dice, plan) => {
    const referral = dice.target(referralsThat(plan, 'waiting', 'asked'), Object.keys(plan.referrals))
    if (referral === undefined) return undefined
    return { by: askedOf(plan, referral), command: { type: 'AcceptReferral', referral } }
  },
  DeclineReferral: (dice, plan) => {
    const open = referralsThat(plan, 'waiting', 'asked')
    const referral = dice.target(dice.chance(3) ? open : [], Object.keys(plan.referrals))
    if (referral === undefined) return undefined
    return { by: askedOf(plan, referral), command: { type: 'DeclineReferral', referral, reason: dice.sealed() } }
  },
  EndReferral: (dice, plan) => {
    const open = referralsThat(plan, 'waiting', 'asked', 'accepted')
    const referral = dice.target(dice.chance(4) ? open : [], Object.keys(plan.referrals))
    if (referral === undefined) return undefined
    const reason = dice.perhaps({ reason: dice.sealed() })
    return { by: coordinatorOf(plan), command: { type: 'EndReferral', referral, ...reason } }
  },
}
