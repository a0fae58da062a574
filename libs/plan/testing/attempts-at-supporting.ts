/** What people may plausibly try with who supports them: ask for someone, take it on, and end it. */
import { inDays } from '../../deciding/days.ts'
import { LEGAL_DOMAINS } from '../../deciding/domains.ts'
import { presentMembers } from '../members/members.ts'
import type { Plan } from '../plan.ts'
import type { SupportCommand } from '../support/support.ts'
import { SUPPORTER_KINDS } from '../support/supports.ts'
import { PERSONS, WORKERS, type Attempts } from './attempts-around-the-plan.ts'
import type { Dice } from './dice.ts'

/** Who supports someone, and has no other part in the histories. */
export const SUPPORTERS = ['supporter-1', 'supporter-2'] as const

const supportsThat = ({ support }: Plan, is: 'asked' | 'accepted') =>
  Object.keys(support).filter((id) => support[id]?.is === is)

const speakersFor = ({ careTeam }: Plan, person: string) =>
  Object.values(careTeam.representations).flatMap((one) => (one.represents === person ? [one.representative] : []))

const voicesOf = (dice: Dice, person: string) =>
  dice.chance(3) ? {} : { [person]: { since: '2020-01-01', isPastParents: dice.chance(3) } }

/** Who was asked by whom they support says to have been there when a view was written down. */
export function presentAt(dice: Dice, { support, visibility }: Plan, views: readonly string[]) {
  const present = Object.values(support).filter(({ is, person, askedBy }) => is === 'accepted' && person === askedBy)
  const all = views.flatMap((view) => {
    const said = visibility.said[`view:${view}`]
    const by = present.find(({ person, domain }) => said?.about[0] === person && said.domain === domain)?.supporter
    return by === undefined ? [] : [{ by, command: { type: 'ConfirmView', view } as const }]
  })
  const [first] = all
  return first !== undefined && dice.chance(2) ? dice.pick([first, ...all]) : undefined
}

export const AT_SUPPORTING: Attempts<SupportCommand['type']> = {
  AskSupporter: (dice, plan) => {
    const person = dice.chance(2) ? dice.target(presentMembers(plan.members), PERSONS) : undefined
    if (person === undefined) return undefined
    const by = dice.pick([person, person, ...speakersFor(plan, person)])
    const supporter = dice.pick([...SUPPORTERS, ...SUPPORTERS, ...SUPPORTERS, ...WORKERS, ...PERSONS])
    const until = inDays(dice.now, dice.pick([30, 90, 300, dice.isWild ? -3 : 200]))
    const asked = { supporter, name: dice.sealed(), person, domain: dice.pick(LEGAL_DOMAINS), until }
    const as = { kind: dice.pick(SUPPORTER_KINDS), mandated: dice.chance(2), voices: voicesOf(dice, person) }
    const support = dice.fresh('support', Object.keys(plan.support))
    return { by, command: { type: 'AskSupporter', support, ...asked, ...as } }
  },
  AcceptSupport: (dice, plan) => {
    const support = dice.target(supportsThat(plan, 'asked'), Object.keys(plan.support))
    if (support === undefined) return undefined
    return { by: plan.support[support]?.supporter ?? 'supporter-1', command: { type: 'AcceptSupport', support } }
  },
  EndSupport: (dice, plan) => {
    const support = dice.chance(4) ? dice.target(supportsThat(plan, 'accepted'), Object.keys(plan.support)) : undefined
    if (support === undefined) return undefined
    const { supporter = 'supporter-1', person = 'person-1', askedBy = 'person-1' } = plan.support[support] ?? {}
    return { by: dice.pick([supporter, person, askedBy, ...PERSONS]), command: { type: 'EndSupport', support } }
  },
}
