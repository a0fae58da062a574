/** What people may plausibly try to mend of what was written wrong. */
import type { CorrectionCommand, Correctable } from '../corrections/corrections.ts'
import { WHOLE_PLAN } from '../opening/opening.ts'
import type { Plan } from '../plan.ts'
import { coordinatorOf, PERSONS, type Attempts } from './attempts-around-the-plan.ts'
import type { Dice } from './dice.ts'

function correctable(dice: Dice, { members, careTeam, coordination }: Plan): Correctable {
  const person = dice.target(Object.keys(members.persons), PERSONS)
  const joining = dice.target(Object.keys(careTeam.joined), [])
  const representation = dice.target(Object.keys(careTeam.representations), [])
  const kind = dice.pick([
    'member',
    'member',
    'member',
    'professional',
    'representative',
    'coordinator',
    'deputy',
    'handover',
  ] as const)
  if (kind === 'professional' && joining !== undefined && careTeam.joined[joining] !== undefined) {
    const { domain, professional } = careTeam.joined[joining]
    return { domain, about: [], of: { kind, id: joining }, subjects: [professional] }
  }
  if (kind === 'representative' && representation !== undefined && careTeam.representations[representation]) {
    const { represents, representative } = careTeam.representations[representation]
    return { domain: 'general', about: [represents], of: { kind, id: representation }, subjects: [representative] }
  }
  if (coordination.is !== 'vacant' && kind === 'coordinator')
    return { ...WHOLE_PLAN, of: { kind, id: coordination.by }, subjects: [coordination.by] }
  const deputy = coordination.is === 'vacant' ? undefined : dice.target(coordination.deputies, [])
  if (kind === 'deputy' && deputy !== undefined) return { ...WHOLE_PLAN, of: { kind, id: deputy }, subjects: [deputy] }
  if (kind === 'handover' && coordination.is === 'passing')
    return { ...WHOLE_PLAN, of: { kind, id: coordination.handover }, subjects: [coordination.to] }
  if (person === undefined) return { domain: 'general', about: [], subjects: [] }
  return { domain: 'general', about: [person], of: { kind: 'member', id: person }, subjects: [person] }
}

export const AT_CORRECTING: Attempts<CorrectionCommand['type']> = {
  RecordCorrection: (dice, plan) => {
    if (!dice.chance(6)) return undefined
    const corrects = correctable(dice, plan)
    const name = dice.perhaps({ name: dice.sealed() })
    const isAge = corrects.of?.kind === 'member' && (name.name === undefined || dice.chance(2))
    const age = isAge
      ? { birthDate: dice.sealed(), ageBand: dice.sealed<'adult'>(), ageEstablishedBy: dice.sealed() }
      : {}
    const correction = dice.fresh('correction', [])
    const wrong = dice.chance(20) ? ['becomes/birthDate'] : []
    const asked = { correction, event: 'event-1', reason: dice.sealed(), corrects, wrong, ...name, ...age }
    return { by: coordinatorOf(plan), command: { type: 'RecordCorrection', ...asked } }
  },
}
