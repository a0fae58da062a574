/** What people may plausibly try to mend of what was written wrong, or ask to have mended. */
import type { Corrects } from '../corrections/correction-events.ts'
import type { CorrectionCommand, Correctable } from '../corrections/corrections.ts'
import { presentMembers } from '../members/members.ts'
import { WHOLE_PLAN } from '../opening/opening.ts'
import type { Plan } from '../plan.ts'
import { coordinatorOf, PERSONS, WORKERS, type Attempts } from './attempts-around-the-plan.ts'
import type { Dice } from './dice.ts'
import { TERMS } from './people.ts'

const KINDS = [
  'member',
  'member',
  'member',
  'professional',
  'representative',
  'coordinator',
  'deputy',
  'handover',
] as const

function named(dice: Dice, { members, careTeam, coordination }: Plan): Correctable {
  const person = dice.target(Object.keys(members.persons), PERSONS)
  const joining = dice.target(Object.keys(careTeam.joined), [])
  const representation = dice.target(Object.keys(careTeam.representations), [])
  const kind = dice.pick(KINDS)
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

const FIRST = '2026-03-02T09:00:00.000Z'

/** An event that someone wrote, as a correction keeps it. */
function written(dice: Dice, { goals, deviations, visibility }: Plan): Corrects {
  const goal = dice.target(Object.keys(goals), [])
  const deviation = dice.target(Object.keys(deviations), [])
  const kind = dice.pick(['goal', 'goal', 'deviation', 'plan'] as const)
  if (kind === 'goal' && goal !== undefined && goals[goal] !== undefined) {
    const { domain, about, reading } = goals[goal]
    const outline = JSON.stringify({ goal, lifeArea: 'housing' })
    const by = reading.writers[0] ?? dice.pick(WORKERS)
    return { type: 'GoalProposed', domain, about, by, at: FIRST, item: { kind: 'goal', id: goal }, outline }
  }
  if (kind === 'deviation' && deviation !== undefined && deviations[deviation] !== undefined) {
    const { domain, about, authors } = deviations[deviation]
    const outline = JSON.stringify({ deviation, acute: false })
    const of = { item: { kind: 'deviation', id: deviation }, outline } as const
    return { type: 'DeviationReported', domain, about, by: authors[0] ?? dice.pick(WORKERS), at: FIRST, ...of }
  }
  const part = dice.target(handedIn(visibility.said), [])
  if (part === undefined)
    return { ...WHOLE_PLAN, type: 'OwnPlanWaived', by: dice.pick(PERSONS), at: FIRST, outline: '{}' }
  const of = { item: { kind: 'own-plan-part', id: part }, outline: JSON.stringify({ part }) } as const
  return { ...WHOLE_PLAN, type: 'OwnPlanSubmitted', by: dice.pick(PERSONS), at: FIRST, ...of }
}

const PART = 'own-plan-part:'

const handedIn = (said: Plan['visibility']['said']): readonly string[] =>
  Object.keys(said).flatMap((key) => (key.startsWith(PART) ? [key.slice(PART.length)] : []))

type Outlined = Pick<Corrects, 'type' | 'item'> & { readonly inClear: object }

/** Of an event that holds a name. */
function heldIn({ of }: Correctable, by: string, { careTeam, coordination }: Plan): Outlined {
  const team = coordination.is === 'vacant' ? 'team-1' : coordination.team
  switch (of?.kind) {
    case 'member':
      return { type: 'MembershipRequested', inClear: { membership: 'membership-1', person: of.id } }
    case 'professional': {
      const { professional, organisation, activity, until, goals } = careTeam.joined[of.id]!
      const inClear = {
        joining: of.id,
        professional,
        organisation,
        activity,
        until,
        ...(goals && { scope: { goals } }),
      }
      return { type: 'ProfessionalJoined', item: { kind: 'joining', id: of.id }, inClear }
    }
    case 'representative': {
      const { representative, represents, kind, from, until } = careTeam.representations[of.id]!
      const inClear = { representation: of.id, representative, represents, kind, from, until }
      return { type: 'RepresentativeAppointed', item: { kind: 'representation', id: of.id }, inClear }
    }
    case 'deputy':
      return { type: 'DeputyAppointed', inClear: { deputy: of.id } }
    case 'handover':
      return { type: 'HandoverProposed', inClear: { handover: of.id, to: by, team, document: 'digest-1' } }
    default:
      return { type: 'CoordinatorAppointed', inClear: { coordinator: by, team } }
  }
}

const aName = (dice: Dice, { of }: Correctable) => {
  const name = dice.perhaps({ name: dice.sealed() })
  const isAge = of?.kind === 'member' && (name.name === undefined || dice.chance(2))
  const age = { birthDate: dice.sealed(), ageBand: dice.sealed<'adult'>(), ageEstablishedBy: dice.sealed() }
  return { ...name, ...(isAge && age) }
}

function whatToCorrect(dice: Dice, plan: Plan) {
  const wrong = dice.chance(20) ? ['becomes/birthDate'] : []
  if (dice.chance(2)) {
    const said = written(dice, plan)
    const { domain, about, by } = said
    return { corrects: { domain, about, by, said, subjects: [] }, words: dice.sealed(), wrong }
  }
  const one = named(dice, plan)
  const { domain, about } = one
  const by = coordinatorOf(plan)
  const { inClear, ...held } = heldIn(one, by, plan)
  const said: Corrects = { ...held, domain, about, by, at: FIRST, outline: JSON.stringify(inClear) }
  return { corrects: { ...one, by, said }, ...aName(dice, one), wrong }
}

export const AT_CORRECTING: Attempts<CorrectionCommand['type']> = {
  RecordCorrection: (dice, plan) => {
    if (!dice.chance(4)) return undefined
    const what = whatToCorrect(dice, plan)
    const correction = dice.fresh('correction', Object.keys(plan.corrections))
    const asked = { correction, event: 'event-1', reason: dice.sealed(), terms: TERMS, ...what }
    const { about } = what.corrects
    const members = presentMembers(plan.members)
    const person = dice.target(about.length > 0 ? about : members, members)
    if (person !== undefined && dice.chance(2))
      return { by: person, command: { type: 'RecordCorrection', person, ...asked } }
    const by = 'words' in what ? what.corrects.by : coordinatorOf(plan)
    return { by, command: { type: 'RecordCorrection', ...asked } }
  },
  AnswerCorrectionRequest: (dice, plan) => {
    const waiting = Object.keys(plan.corrections).filter((id) => plan.corrections[id]?.is === 'asked')
    const correctionRequest = dice.target(waiting, Object.keys(plan.corrections))
    const request = plan.corrections[correctionRequest ?? '']
    if (correctionRequest === undefined || request === undefined) return undefined
    const { of, corrects: said, domain } = request
    const { about, by } = said
    const isOfWords = of.kind === 'event'
    const mended = isOfWords ? { words: dice.sealed() } : { name: dice.sealed() }
    const named = of.kind === 'event' ? {} : { of: { kind: of.kind, id: of.id } }
    const answer = { correctionRequest, correction: dice.fresh('correction', []), reason: dice.sealed() }
    const corrects = { domain, about, by, said, subjects: [], ...named }
    const command = { ...answer, corrects, wrong: [], ...(dice.chance(2) && mended) }
    const answers = isOfWords && !dice.chance(3) ? by : coordinatorOf(plan)
    return { by: answers, command: { type: 'AnswerCorrectionRequest', ...command } }
  },
}
