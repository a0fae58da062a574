/** What people may plausibly try with what they challenge: raise it, answer it, take the answer or not, withdraw it. */
import {
  ADDRESSEES,
  addresseeOf,
  FIRST_TO,
  type ChallengeFinding,
  type FormalKind,
  CHALLENGED_KINDS,
  type ChallengedItem,
  type ChallengedKind,
} from '../challenges/challenge.ts'
import type { ChallengeCommand } from '../challenges/challenges.ts'
import { presentMembers } from '../members/members.ts'
import type { Plan } from '../plan.ts'
import { coordinatorOf, PERSONS, WORKERS, type Attempts } from './attempts-around-the-plan.ts'
import type { Dice } from './dice.ts'
import { TERMS } from './people.ts'

/** Who leads the team here, and who answers for safety and privacy. */
const ANSWERING = ['lead-1', 'safety-1', 'privacy-1'] as const

const idsOf = (plan: Plan, kind: ChallengedKind): readonly string[] => {
  switch (kind) {
    case 'goal':
      return Object.keys(plan.goals)
    case 'action':
      return Object.keys(plan.actions)
    case 'priority':
      return Object.keys(plan.priorities)
    case 'deviation':
    case 'reading':
      return Object.keys(plan.deviations)
    case 'told-withholding':
      return Object.values(plan.visibility.withholdings).flatMap(({ named }) => named.map(({ id }) => id))
    case 'departure':
      return plan.absences.map(({ person }) => person)
    case 'referral':
      return Object.keys(plan.referrals)
    case 'representation':
      return Object.keys(plan.careTeam.representations)
    case 'coordinator':
      return ['coordinator-1']
    case 'correction-request':
    case 'capacity-judgement':
      return Object.keys(plan.visibility.said).flatMap((key) =>
        key.startsWith(`${kind}:`) ? [key.slice(kind.length + 1)] : [],
      )
  }
}

function itemOf(dice: Dice, plan: Plan): ChallengedItem | undefined {
  const kind = dice.pick(CHALLENGED_KINDS)
  const id = dice.target(idsOf(plan, kind), idsOf(plan, kind))
  return id === undefined ? undefined : { kind, id }
}

/** From whom it is withheld. */
const toldWithheldIn = ({ visibility }: Plan, id: string): string | undefined =>
  Object.values(visibility.withholdings).find(
    ({ mode, named }) => mode === 'told' && named.some((item) => item.id === id),
  )?.from

const challengesThat = ({ challenges }: Plan, ...are: readonly string[]) =>
  Object.keys(challenges).filter((id) => are.includes(challenges[id]?.is ?? ''))

const anyOf = (dice: Dice, plan: Plan, ...are: readonly string[]) =>
  dice.target(challengesThat(plan, ...are), Object.keys(plan.challenges))

const unopened = (dice: Dice, { challenges }: Plan) =>
  dice.target(
    Object.keys(challenges).filter((id) => challenges[id]?.isOpen === false),
    Object.keys(challenges),
  )

/** Mostly who raised it. */
const raiserOf = (dice: Dice, { challenges }: Plan, challenge: string): string =>
  dice.chance(4) ? dice.pick([...PERSONS, ...WORKERS]) : (challenges[challenge]?.by ?? 'person-1')

const answererOf = (dice: Dice, plan: Plan): string => dice.pick([coordinatorOf(plan), ...ANSWERING])

export const AT_CHALLENGING: Attempts<ChallengeCommand['type']> = {
  RaiseChallenge: (dice, plan) => {
    const on = dice.chance(2) ? itemOf(dice, plan) : undefined
    if (on === undefined) return undefined
    const challenge = dice.fresh('challenge', Object.keys(plan.challenges))
    const said = { words: dice.sealed(), wish: dice.sealed(), firstTo: dice.pick(FIRST_TO), terms: TERMS }
    const told = on.kind === 'told-withholding' ? toldWithheldIn(plan, on.id) : undefined
    if (told !== undefined) {
      const isOfFamily = !(WORKERS as readonly string[]).includes(told)
      const command = { type: 'RaiseChallenge', challenge, on, ...(isOfFamily && { person: told }), ...said } as const
      return { by: told, command }
    }
    const atWork = dice.chance(3)
    if (atWork) {
      const what = dice.chance(2) ? ({ kind: 'coordinator', id: 'coordinator-1' } as const) : on
      const helping = Object.values(plan.careTeam.joined).map(({ professional }) => professional)
      const by = dice.pick([...WORKERS, ...helping, ...helping, ...helping])
      return { by, command: { type: 'RaiseChallenge', challenge, on: what, ...said } }
    }
    const person = dice.target(presentMembers(plan.members), PERSONS)
    if (person === undefined) return undefined
    const speakers = Object.values(plan.careTeam.representations).filter((one) => one.represents === person)
    const supporting = Object.values(plan.support).filter((one) => one.person === person && one.mandated)
    const mandate = dice.chance(2) ? supporting.find(({ is }) => is === 'accepted') : undefined
    const theirs = mandate && Object.keys(plan.goals).find((id) => plan.goals[id]?.domain === mandate.domain)
    const what = theirs === undefined ? on : ({ kind: 'goal', id: theirs } as const)
    const by = mandate?.supporter ?? dice.pick([person, person, ...speakers.map((one) => one.representative)])
    return { by, command: { type: 'RaiseChallenge', challenge, on: what, person, ...said } }
  },
  AnswerChallenge: (dice, plan) => {
    const challenge = anyOf(dice, plan, 'raised')
    if (challenge === undefined) return undefined
    const hearing = dice.pick([{ heard: true }, { heard: false, notHeardBecause: dice.sealed() }])
    const said = { finding: dice.sealed<ChallengeFinding>(), words: dice.sealed(), ...hearing }
    const changes = dice.perhaps({ changes: dice.sealed() })
    return { by: answererOf(dice, plan), command: { type: 'AnswerChallenge', challenge, ...said, ...changes } }
  },
  OpenChallenge: (dice, plan) => {
    const challenge = dice.chance(2) ? unopened(dice, plan) : undefined
    if (challenge === undefined) return undefined
    return { by: raiserOf(dice, plan, challenge), command: { type: 'OpenChallenge', challenge } }
  },
  AcceptChallengeAnswer: (dice, plan) => {
    const challenge = dice.chance(2) ? anyOf(dice, plan, 'answered') : undefined
    if (challenge === undefined) return undefined
    return { by: raiserOf(dice, plan, challenge), command: { type: 'AcceptChallengeAnswer', challenge } }
  },
  RejectChallengeAnswer: (dice, plan) => {
    const challenge = anyOf(dice, plan, 'answered')
    if (challenge === undefined) return undefined
    const words = dice.perhaps({ words: dice.sealed() })
    const command = { type: 'RejectChallengeAnswer', challenge, ...words, terms: TERMS } as const
    return { by: raiserOf(dice, plan, challenge), command }
  },
  EscalateChallenge: (dice, plan) => {
    const challenge = dice.chance(2) ? anyOf(dice, plan, 'raised') : undefined
    if (challenge === undefined) return undefined
    const unanswered = addresseeOf(plan.challenges[challenge] ?? { steps: [] }) ?? dice.pick(ADDRESSEES)
    return { by: 'ticker', command: { type: 'EscalateChallenge', challenge, unanswered, terms: TERMS } }
  },
  WithdrawChallenge: (dice, plan) => {
    const challenge = dice.chance(4) ? anyOf(dice, plan, 'raised', 'answered') : undefined
    if (challenge === undefined) return undefined
    const reason = dice.perhaps({ reason: dice.sealed() })
    return { by: raiserOf(dice, plan, challenge), command: { type: 'WithdrawChallenge', challenge, ...reason } }
  },
  ForwardChallenge: (dice, plan) => {
    const challenge = dice.chance(2) ? anyOf(dice, plan, 'raised', 'answered') : undefined
    if (challenge === undefined) return undefined
    const said = { as: dice.sealed<FormalKind>(), ...dice.perhaps({ to: dice.sealed() }) }
    return { by: answererOf(dice, plan), command: { type: 'ForwardChallenge', challenge, ...said } }
  },
}
