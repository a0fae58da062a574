/** What people may plausibly try to end: their own help, that of a child, the plan; and to begin it again. */
import type { ClosingCommand, ClosingGround } from '../closing/closing.ts'
import { TO_MEET } from '../closing/conditions.ts'
import { whoWantsOn } from '../closing/ending.ts'
import { withEnder } from '../closing/episode.ts'
import type { OwnVoices } from '../goals/own-voice.ts'
import { presentMembers } from '../members/members.ts'
import type { Plan } from '../plan.ts'
import { speaking } from '../working.ts'
import { coordinatorOf, LEAD, PERSONS, type Attempts } from './attempts-around-the-plan.ts'
import type { Dice } from './dice.ts'
import { TERMS } from './people.ts'

/** All but the fourth are of an age to be heard. */
const VOICES: OwnVoices = Object.fromEntries(
  PERSONS.slice(0, 3).map((person) => [person, { since: '2020-01-01', isPastParents: true }]),
)

/** Who speaks for someone, or themselves. */
function enderFor(dice: Dice, plan: Plan, person: string): string {
  const speaks = Object.values(plan.careTeam.representations).filter(({ represents }) => represents === person)
  return dice.pick([person, person, ...speaks.map(({ representative }) => representative)])
}

export const AT_ENDING: Attempts<ClosingCommand['type']> = {
  ClosePlan: (dice, plan) => {
    if (plan.closing.is === 'closed' || !dice.chance(dice.isWild ? 6 : 48)) return undefined
    const takes = dice.pick([...TO_MEET, 'nothing'] as const)
    const said = { ground: dice.sealed<ClosingGround>(), reason: dice.sealed() }
    const familyView = dice.chance(3) ? {} : { familyView: dice.sealed() }
    return { by: coordinatorOf(plan), command: { type: 'ClosePlan', takes, ...said, ...familyView, terms: TERMS } }
  },
  ReopenPlan: (dice, plan) => {
    if (plan.closing.is !== 'closed' && !dice.isWild) return undefined
    const by = dice.pick([dice.pick(PERSONS), coordinatorOf(plan), LEAD])
    return { by, command: { type: 'ReopenPlan', reason: dice.sealed() } }
  },
  EndHelp: (dice, plan) => {
    const person = dice.target(dice.chance(8) ? presentMembers(plan.members) : [], PERSONS)
    if (person === undefined) return undefined
    const by = enderFor(dice, plan, person)
    const then = { ended: withEnder(plan.closing, person, by) }
    const wantOn = whoWantsOn(speaking(plan, dice.now), then, VOICES, dice.now)
    const words = dice.perhaps({ words: dice.sealed() })
    const onBehalfOf = by === person ? {} : { onBehalfOf: person }
    return { by, ...onBehalfOf, command: { type: 'EndHelp', person, ...words, voices: VOICES, wantOn, terms: TERMS } }
  },
  ResumeHelp: (dice, plan) => {
    const person = dice.target(dice.chance(3) ? Object.keys(plan.closing.ended) : [], PERSONS)
    if (person === undefined) return undefined
    const by = plan.closing.ended[person]?.[0] ?? person
    return { by, command: { type: 'ResumeHelp', person } }
  },
  AnswerEnding: (dice, plan) => {
    const person = dice.target(dice.chance(3) ? Object.keys(plan.closing.ended) : [], PERSONS)
    if (person === undefined) return undefined
    const to = plan.closing.ended[person]?.at(-1) ?? person
    return { by: LEAD, command: { type: 'AnswerEnding', person, to, words: dice.sealed() } }
  },
}
