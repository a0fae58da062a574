/** What a move of a history writes in a plan: as the rules would write it, decided by nobody. What it is about is there by then, or nothing is written. */
import { randomUUID } from 'node:crypto'
import type { Actor } from '../../libs/deciding/decider.ts'
import type { PlanEvent } from '../../libs/plan/plan.ts'
import { sealed } from '../../libs/plan/testing/people.ts'
import type { Law, Move } from './grounds-histories.ts'

const DAY_MS = 86_400_000
const ACTIVITIES: Readonly<Record<Law, string>> = {
  youth: 'youth-support',
  wmo: 'social-support',
  participation: 'participation-support',
}
const KIM = 'kim'

export const KIM_JOINED: PlanEvent = {
  ...{ domain: 'general', about: [KIM], type: 'MemberJoined', membership: 'membership-of-kim', person: KIM },
}

export interface Done {
  readonly plan: string
  readonly event: PlanEvent
  readonly by?: Actor
  readonly activity?: string
}

interface OfALaw {
  readonly plan: string
  readonly id: string
  readonly domain: Law
}

interface Joined extends OfALaw {
  readonly professional: string
  readonly organisation: string
  readonly activity: string
}

/** What there is to do something to. */
export interface There {
  readonly plans: readonly string[]
  readonly joinings: Joined[]
  readonly goals: OfALaw[]
  readonly actions: OfALaw[]
  readonly sharings: OfALaw[]
  readonly permissions: OfALaw[]
  readonly referrals: (OfALaw & { readonly to: string; state: 'made' | 'answered' | 'ended' })[]
}

export const nothingIn = (plans: readonly string[]): There => ({
  ...{ plans, joinings: [], goals: [], actions: [], sharings: [], permissions: [], referrals: [] },
})

export const picked = <Item>(items: readonly Item[], which: number): Item | undefined =>
  items[which % Math.max(1, items.length)]

export const later = (at: string, days: number): string => new Date(Date.parse(at) + days * DAY_MS).toISOString()

type Doing = Exclude<Move, { does: 'pass' | 'subscribe' | 'pause' | 'resume' | 'replay' | 'deliver' }>
type Of<Does extends Doing['does']> = Extract<Doing, { does: Does }>

export function doneBy(move: Doing, there: There, at: string): Done | undefined {
  switch (move.does) {
    case 'join':
      return joins(move, there, at)
    case 'narrow': {
      const joined = picked(there.joinings, move.which)
      const scope = joined && { goals: goalsOf(there, joined, move.goals) }
      return joined && scope && written(joined, { type: 'JoiningNarrowed', joining: joined.id, scope })
    }
    case 'leave': {
      const joined = picked(there.joinings, move.which)
      return joined && written(joined, { type: 'ProfessionalLeft', joining: joined.id })
    }
    case 'refer':
      return refers(move, there, at)
    case 'ask':
    case 'answer':
    case 'end':
      return referred(move, there)
    case 'goal':
      return proposes(move, there)
    case 'action':
      return plans(move, there)
    case 'member': {
      const [membership, person] = [randomUUID(), move.isKim ? KIM : randomUUID()]
      const joined = { domain: 'general', about: [person], type: 'MemberJoined', membership, person } as const
      return { plan: planOf(there, move.plan), event: joined }
    }
    case 'view': {
      const on = { kind: 'goal', id: 'goal-1' } as const
      const said = { type: 'ViewGiven', view: randomUUID(), on, person: KIM, voice: 'own', stance: 'agrees' } as const
      return { plan: planOf(there, move.plan), event: { domain: move.law, about: [KIM], ...said } }
    }
    case 'share':
      return shares(move, there, at)
    case 'end-sharing': {
      const shared = picked(there.sharings, move.which)
      return shared && written(shared, { type: 'SharingEnded', sharing: shared.id }, [KIM])
    }
    case 'permit':
      return permits(move, there, at)
    case 'withdraw': {
      const given = picked(there.permissions, move.which)
      return given && written(given, { type: 'PermissionWithdrawn', permission: given.id, person: KIM }, [KIM])
    }
  }
}

type Fields = Readonly<Record<string, unknown>> & { readonly type: PlanEvent['type'] }

/** In the plan and under the law of what it is of. */
const written = ({ plan, domain }: OfALaw, fields: Fields, about: readonly string[] = []): Done => ({
  plan,
  event: { domain, about, ...fields } as unknown as PlanEvent,
})

const planOf = ({ plans: all }: There, number: number): string => all[number] ?? ''

const goalsOf = ({ goals }: There, of: Omit<OfALaw, 'id'>, which: readonly number[]): readonly string[] => {
  const its = goals.filter(({ plan, domain }) => plan === of.plan && domain === of.domain)
  return [...new Set(which.flatMap((number) => picked(its, number)?.id ?? []))]
}

function joins({ plan, organisation, law, activity, lastsDays, goals }: Of<'join'>, there: There, at: string): Done {
  const of = { plan: planOf(there, plan), domain: law }
  const doneFor = activity === 'as-the-law-says' ? ACTIVITIES[law] : activity
  const joined = { ...of, id: randomUUID(), professional: randomUUID(), organisation, activity: doneFor }
  there.joinings.push(joined)
  return written(joined, {
    ...{ type: 'ProfessionalJoined', joining: joined.id, professional: joined.professional, name: sealed('Yara') },
    ...{ organisation, activity: doneFor, until: later(at, lastsDays) },
    ...(goals && { scope: { goals: goalsOf(there, of, goals) } }),
  })
}

function proposes({ plan, law, by: organisation, isToEnforce, joined }: Of<'goal'>, there: There): Done {
  const writer = joined === null ? undefined : picked(there.joinings, joined)
  const its = { plan: writer?.plan ?? planOf(there, plan), domain: writer?.domain ?? law, id: randomUUID() }
  there.goals.push(its)
  const worksFor = writer?.organisation ?? organisation
  const id = writer?.professional ?? randomUUID()
  return {
    ...written(its, { type: 'GoalProposed', goal: its.id, lifeArea: 'housing', words: sealed('a room') }, [KIM]),
    by: { kind: 'person', id, role: 'professional', ...(worksFor !== null && { organisation: worksFor }) },
    activity: writer?.activity ?? (isToEnforce ? 'benefits-enforcement' : ACTIVITIES[law]),
  }
}

function plans({ which }: Of<'action'>, there: There): Done | undefined {
  const goal = picked(there.goals, which)
  if (goal === undefined) return undefined
  const action = { ...goal, id: randomUUID() }
  there.actions.push(action)
  const fields = {
    type: 'ActionPlanned',
    action: action.id,
    goal: goal.id,
    owner: KIM,
    words: sealed('a talk'),
  } as const
  return { ...written(action, fields, [KIM]), activity: ACTIVITIES[goal.domain] }
}

function refers({ plan, organisation: to, law, lastsDays, opens }: Of<'refer'>, there: There, at: string): Done {
  const its = { plan: planOf(there, plan), domain: law, id: randomUUID(), to, state: 'made' as const }
  there.referrals.push(its)
  const goals = goalsOf(there, its, opens ?? [])
  const fields: Fields = {
    ...{ type: 'ReferralMade', referral: its.id, to, words: sealed('someone to talk to') },
    ...(opens && { opens: goals.map((id) => ({ kind: 'goal', id })) }),
    until: later(at, lastsDays),
    due: { what: 'referral', at: later(at, 5), terms: 1 },
  }
  return written(its, fields, [KIM])
}

function referred(move: Of<'ask' | 'answer' | 'end'>, there: There): Done | undefined {
  const its = picked(there.referrals, move.which)
  if (its === undefined || its.state === 'ended' || (move.does !== 'end' && its.state === 'answered')) return undefined
  const says = (fields: Fields) => written(its, { ...fields, referral: its.id }, [KIM])
  if (move.does === 'ask') return says({ type: 'ReferralQuestionAsked', words: sealed('since when?') })
  its.state = move.does === 'end' ? 'ended' : 'answered'
  return says(move.does === 'end' ? { type: 'ReferralEnded' } : { type: 'ReferralAnswered', answer: move.answer })
}

const itemIn = ({ goals, actions }: There, { which, isAction }: Of<'share'>['item']) => {
  const its = picked(isAction && actions.length > 0 ? actions : goals, which)
  return its && ({ its, ref: { kind: actions.includes(its) ? 'action' : 'goal', id: its.id } } as const)
}

function shares({ item, organisation, ground, lastsDays }: Of<'share'>, there: There, at: string): Done | undefined {
  const found = itemIn(there, item)
  if (found === undefined) return undefined
  const shared = { ...found.its, id: randomUUID() }
  there.sharings.push(shared)
  const to = { kind: 'organisation', id: organisation } as const
  const fields = { type: 'SharingGranted', sharing: shared.id, to, items: [found.ref], ground } as const
  return written(shared, { ...fields, necessity: sealed('the talk'), until: later(at, lastsDays) }, [KIM])
}

function permits({ item, organisation, isOfAll, lastsDays }: Of<'permit'>, there: There, at: string): Done | undefined {
  const found = itemIn(there, item)
  if (found === undefined) return undefined
  const given = { ...found.its, id: randomUUID() }
  there.permissions.push(given)
  const to = { kind: 'organisation', id: organisation } as const
  const fields = { type: 'PermissionGiven', permission: given.id, person: KIM, by: KIM, to } as const
  return {
    ...written(
      given,
      {
        ...fields,
        ...(!isOfAll && { items: [found.ref] }),
        until: later(at, lastsDays),
        how: sealed('said so'),
      },
      [KIM],
    ),
    by: { kind: 'person', id: KIM, role: 'family-member' },
    activity: 'own-file',
  }
}
