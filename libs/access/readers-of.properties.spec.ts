/** Who is told beforehand that they will read something reads it then, and who does is told, as far as who writes may know them: of generated plans, for everyone who may write. */
import assert from 'node:assert/strict'
import { describe, it } from '@jest/globals'
import fc from 'fast-check'
import { isOfTheFamily, Refusal, type Actor, type Deed } from '../deciding/decider.ts'
import { LEGAL_DOMAINS } from '../deciding/domains.ts'
import { plan, type Plan, type PlanEvent } from '../plan/plan.ts'
import { presentMembers } from '../plan/members/members.ts'
import type { ItemRef } from '../plan/visibility/visibility.ts'
import { coordinatorsSoon } from '../plan/working.ts'
import { PERSONS } from '../plan/testing/attempts-around-the-plan.ts'
import type { Recorded } from '../plan/testing/histories.ts'
import { sealed } from '../plan/testing/people.ts'
import type { Asker, Facts } from './grounds.ts'
import { mayDo } from './may.ts'
import { readersOf, type Draft, type Reader, type SeenAs } from './readers-of.ts'
import { shown, sightOf } from './sight.ts'
import { writtenIn } from './testing/standing.ts'
import { ASKERS, inEveryWorld, worlds, type World } from './testing/worlds.ts'
import { untilMet } from '../plan/testing/until-met.ts'

/** Each event as its asker gets it. */
const seenBy = (asker: Asker, world: World): readonly Recorded[] => {
  const sight = sightOf(asker, world)
  return world.past.flatMap((one) => {
    const event = shown(sight, writtenIn(one))
    return event === undefined || event.type === 'ItemWithheld' ? [] : [[one[0], event] as const]
  })
}

const foldOf = (seen: readonly Recorded[]): Plan =>
  seen.reduce((now, [deed, event]) => plan.evolve(now, event, deed), plan.initial)

const actorOf = ({ id, role, organisation }: Asker): Actor => ({
  kind: 'person',
  id,
  role,
  ...(organisation !== undefined && { organisation }),
})

/** Without what is the municipality’s to know. */
function factsOf({ inspections: _inspections, teams: _teams, ...facts }: World, known: Plan): Facts {
  return { ...facts, inspections: {}, plan: known }
}

/** Histories of which a fault of a preview must show in one. */
const WORLDS_AT_MOST = 2_400

interface Writing {
  readonly world: World
  readonly asker: Asker
  readonly deed: Deed
  readonly draft: Draft
  readonly seen: readonly Recorded[]
  readonly readers: readonly Reader[]
}

function mayWrite(asker: Asker, world: World, known: Plan, { domain, about, goals }: Draft): boolean {
  const commands = goals?.map((goal) => ({ type: 'PlanAction', goal }) as const) ?? [
    { type: 'ProposeGoal', domain, about } as const,
  ]
  try {
    for (const command of commands) mayDo(sightOf(asker, world), command, known)
    return true
  } catch (refused) {
    assert.ok(refused instanceof Refusal)
    return false
  }
}

/** Histories know no rights: in some a handover is accepted by whom it was not proposed to. */
const isHandedOverInOrder = ({ past }: World): boolean =>
  past.every(
    ([, event]) =>
      event.type !== 'HandoverAccepted' ||
      past.some(
        ([, one]) => one.type === 'HandoverProposed' && one.handover === event.handover && one.to === event.coordinator,
      ),
  )

/** Every other time something that hangs on a goal that they know of. */
function whatAndAbout(known: Plan, turn: number, place: number): Omit<Draft, 'withhold'> {
  const goals = Object.entries(known.goals).filter(([, { is }]) => is !== 'ended')
  const [goal, its] = goals[(turn + place) % Math.max(goals.length, 1)] ?? []
  if (place % 2 === 0 && goal !== undefined && its !== undefined)
    return { domain: its.domain, about: its.about, goals: [goal] }
  const members = presentMembers(known.members)
  return {
    domain: LEGAL_DOMAINS[(turn + place) % LEGAL_DOMAINS.length] ?? 'youth',
    about: [...members.slice((turn + place) % 3), ...members].slice(0, 1 + (turn % 2)),
  }
}

/** Everything that anybody may write, of what their plan has in it; some of it withheld from someone. */
function writings(world: World, turn: number): readonly Writing[] {
  if (!isHandedOverInOrder(world)) return []
  return ASKERS.flatMap((asker, place): readonly Writing[] => {
    if (!['coordinator', 'professional', 'family-member', 'representative'].includes(asker.role)) return []
    const seen = seenBy(asker, world)
    if (seen.length === 0) return []
    const known = foldOf(seen)
    const { about, ...what } = whatAndAbout(known, turn, place)
    const by = actorOf(asker)
    const from = [...PERSONS, 'worker-1', 'kin-1'][(turn * 7 + place) % 6] ?? 'kin-1'
    const mode = isOfTheFamily(by) ? undefined : (['told', 'silent'] as const)[turn % 2]
    const withhold = turn % 3 === 0 ? [{ from, ...(mode && { mode }) }] : []
    const draft = { ...what, about, withhold }
    if (about.length === 0 || !mayWrite(asker, world, known, draft)) return []
    const deed: Deed = { by, at: world.at, activity: asker.activity, legalBasis: '' }
    try {
      const readers = readersOf(draft, deed, factsOf(world, known))
      return [{ world, asker, deed, draft, seen, readers }]
    } catch (refused) {
      assert.ok(refused instanceof Refusal)
      return []
    }
  })
}

/** What is then recorded, by another hand. */
function thenRecorded({ draft, deed }: Writing): readonly [PlanEvent, ...PlanEvent[]] {
  const { domain, about, withhold, goals: [goal] = [] } = draft
  const isTheirWish = isOfTheFamily(deed.by)
  const words = sealed('words')
  const [item, begun]: readonly [ItemRef, PlanEvent] =
    goal === undefined
      ? [
          { kind: 'goal', id: 'goal-x' },
          { type: 'GoalProposed', domain, about, goal: 'goal-x', lifeArea: 'finances', words },
        ]
      : [
          { kind: 'action', id: 'action-x' },
          { type: 'ActionPlanned', domain, about, action: 'action-x', goal, owner: deed.by.id, words },
        ]
  return [
    begun,
    ...withhold.map(({ from, mode = isTheirWish ? 'silent' : 'told' }, at): PlanEvent => ({
      ...{ type: 'ContentWithheld', domain, about, withholding: `withholding-x-${String(at)}`, from, mode },
      ...{ items: [item], ground: 'child-asked' },
      ...(isTheirWish ? {} : { reason: sealed('reason') }),
      due: { what: 'withholding-review', at: deed.at, terms: 1 },
    })),
  ]
}

function sightThen(writing: Writing): (asker: Asker) => SeenAs | undefined {
  const { world, deed } = writing
  const events = thenRecorded(writing)
  const after: Facts = { ...world, plan: events.reduce((now, event) => plan.evolve(now, event, deed), world.plan) }
  return (asker) => {
    const one = shown(sightOf(asker, after), writtenIn([deed, events[0]]))
    if (one === undefined) return undefined
    if (one.type === 'ItemWithheld') return 'told-withheld'
    return JSON.stringify(one).includes('"closed":true') ? 'closed' : 'whole'
  }
}

/** As whom one who reads would ask. */
function askersOf({ who = '', function: as, activity = '', organisation }: Reader, { members }: Plan): Asker {
  const own = ['in', 'left'].includes(members.persons[who] ?? '') ? 'family-member' : 'representative'
  switch (as) {
    case 'professional':
      return { id: who, role: 'professional', activity }
    case 'member':
    case 'representative':
      return { id: who, role: own, activity: 'own-file' }
    case 'partner-organisation':
      return { id: '', role: 'partner', activity: 'partner-information', organisation: organisation ?? '' }
    case 'safety-officer':
      return { id: 'officer-9', role: 'safety-officer', activity: 'safety-review' }
    case 'consulted-colleague':
      return { id: who, role: 'second-reader', activity: 'second-reading' }
    case 'supporter':
      return { id: who, role: 'supporter', activity: 'client-support' }
    case 'team-lead':
      return { id: who, role: 'team-lead', activity: 'plan-coordination' }
    default:
      return { id: who, role: 'coordinator', activity: 'plan-coordination' }
  }
}

/** Whether what decides what someone sees is hidden from who writes: that something is withheld from them, that someone left, or what opens a law to who coordinates. */
function secretsIn({ world: { plan: now }, seen }: Writing): (who: string) => boolean {
  const known = foldOf(seen)
  const differs = (part: (one: Plan) => unknown) => JSON.stringify(part(now)) !== JSON.stringify(part(known))
  const isOfAbsences = differs(({ absences }) => absences)
  const isOfWhatOpens = differs(({ permissions, careTeam: { joined } }) => [permissions, joined])
  const coordinating = coordinatorsSoon(now)
  const from = Object.entries(now.visibility.withholdings).flatMap(([id, one]) =>
    JSON.stringify(known.visibility.withholdings[id]) === JSON.stringify(one) ? [] : [one.from],
  )
  return (who) => isOfAbsences || from.includes(who) || (isOfWhatOpens && coordinating.includes(who))
}

const told = ({ asker, draft, readers }: Writing, one: unknown) =>
  JSON.stringify({ asker, draft, readers, one }, undefined, 1)

const OFFICES: readonly string[] = ['auditor', 'safety-officer', 'privacy-officer', 'second-reader']

/** What of it does not then happen, and how much was held to that. */
function notSoIn(writing: Writing): { readonly compared: number; readonly wrong: readonly string[] } {
  const hasSecrets = secretsIn(writing)
  const sees = sightThen(writing)
  const { readers, world } = writing
  const open = readers.filter(({ who = '' }) => !hasSecrets(who))
  const otherwise = open.filter((reader) => sees(askersOf(reader, world.plan)) !== reader.sees)
  const missing = ASKERS.filter((other) => {
    if (OFFICES.includes(other.role) || hasSecrets(other.id) || !knows(writing, other)) return false
    return sees(other) !== undefined && !readers.some((reader) => isThey(reader, other))
  })
  return { compared: open.length, wrong: [...otherwise, ...missing].map((one) => told(writing, one)) }
}

const isThey = ({ who, function: as, activity, organisation }: Reader, other: Asker): boolean =>
  other.role === 'partner'
    ? organisation === other.organisation && as === 'partner-organisation'
    : who === other.id && (activity === undefined || activity === other.activity)

/** Of whom who writes has seen nothing, and all the same is told. */
function strangersIn(writing: Writing): readonly string[] {
  const marks = JSON.stringify(writing.seen)
  return writing.readers
    .flatMap(({ who, organisation, represents }) => [who, organisation, represents])
    .filter((id) => id !== undefined && !marks.includes(`"${id}"`))
    .map((id) => told(writing, id))
}

const previewed = ({ draft, deed, world, seen }: Writing, otherwise: Partial<Draft> = {}, known = foldOf(seen)) =>
  readersOf({ ...draft, ...otherwise }, deed, factsOf(world, known))

/** Previews as they might be made wrongly. */
const FAULTS: Readonly<Record<string, (writing: Writing) => readonly Reader[]>> = {
  'judged on the plan as it is, and not as its asker sees it': (writing) => previewed(writing, {}, writing.world.plan),
  'without whom it is withheld from': ({ readers }) => readers.filter(({ sees }) => sees !== 'told-withheld'),
  'to whom it is withheld from as to all': (writing) => previewed(writing, { withhold: [] }),
  'of what is closed as of what is whole': ({ readers }) =>
    readers.map((one) => (one.sees === 'closed' ? { ...one, sees: 'whole' } : one)),
  'of what is whole as of what is closed': ({ readers }) =>
    readers.map((one) => (one.function === 'coordinator' ? { ...one, sees: 'closed' } : one)),
  'without what it hangs on': ({ draft: { goals: _goals, ...draft }, deed, world, seen }) =>
    readersOf(draft, deed, factsOf(world, foldOf(seen))),
  'without who speaks for someone': ({ readers }) => readers.filter(({ represents }) => represents === undefined),
}

function isNoticed(writing: Writing, fault: (writing: Writing) => readonly Reader[]): boolean {
  try {
    const wrong = { ...writing, readers: fault(writing) }
    return notSoIn(wrong).wrong.length + strangersIn(wrong).length > 0
  } catch (refused) {
    assert.ok(refused instanceof Refusal)
    return false
  }
}

/** Whether who writes has seen what makes someone a reader. */
function knows({ seen, draft, world: { plan: now } }: Writing, { id, role, activity, organisation }: Asker): boolean {
  const isCoordinating = role === 'coordinator' && activity === 'plan-coordination'
  const { coordination } = now
  const coordinating = {
    deputies: coordination.is === 'vacant' ? [] : coordination.deputies,
    next: coordination.is === 'passing' ? coordination.to : '',
  }
  return seen.some(([, event]) => {
    switch (event.type) {
      case 'CoordinatorAppointed':
      case 'HandoverAccepted':
      case 'CoordinatorReplaced':
        return (
          isCoordinating && event.coordinator === id && now.coordination.is !== 'vacant' && now.coordination.by === id
        )
      case 'DeputyAppointed':
        return isCoordinating && event.deputy === id && coordinating.deputies.includes(id)
      case 'HandoverProposed':
        return isCoordinating && event.to === id && coordinating.next === id
      case 'ProfessionalJoined':
        return (
          (event.professional === id && event.activity === activity) ||
          (role === 'partner' && event.organisation === organisation)
        )
      case 'ReferralMade':
        return role === 'partner' && event.to === organisation
      case 'MemberJoined':
      case 'ChildBorn':
        return role === 'family-member' && event.person === id && draft.about.includes(id)
      case 'RepresentativeAppointed':
        return event.representative === id && draft.about.includes(event.represents)
      default:
        return false
    }
  })
}

describe('a preview of who will read something', () => {
  it('says what then happens, to whoever nothing is hidden from that decides it', () => {
    let compared = 0
    let turn = 0
    untilMet(
      () => compared > 300,
      () => {
        inEveryWorld((world) => {
          turn += 1
          for (const writing of writings(world, turn)) {
            const its = notSoIn(writing)
            assert.deepEqual(its.wrong, [])
            compared += its.compared
          }
        }, 40)
      },
    )
  }, 240_000)

  it('tells of nobody whom its asker has seen nothing of', () => {
    let turn = 0
    inEveryWorld((world) => {
      turn += 1
      for (const writing of writings(world, turn)) assert.deepEqual(strangersIn(writing), [])
    }, 15)
  })

  it('made wrongly is noticed, in whichever way; of goals and of what hangs on one', () => {
    const unnoticed = new Set(Object.keys(FAULTS))
    const drafts = new Set<string>()
    let turn = 0
    for (const world of fc.sample(worlds(), { numRuns: WORLDS_AT_MOST, seed: 20_261_130 }).flat()) {
      turn += 1
      for (const writing of writings(world, turn)) {
        drafts.add(writing.draft.goals === undefined ? 'a goal' : 'what hangs on one')
        for (const [name, fault] of Object.entries(FAULTS))
          if (unnoticed.has(name) && isNoticed(writing, fault)) unnoticed.delete(name)
      }
      if (unnoticed.size === 0 && drafts.size === 2) break
    }
    assert.deepEqual([...unnoticed], [])
    assert.equal(drafts.size, 2)
  }, 240_000)
})
