/** Who is told beforehand that they will read something reads it then, and who does is told, as far as who writes may know them: of generated plans, for everyone who may write. */
import assert from 'node:assert/strict'
import { describe, it } from '@jest/globals'
import { isOfTheFamily, Refusal, type Actor, type Deed } from '../deciding/decider.ts'
import { LEGAL_DOMAINS } from '../deciding/domains.ts'
import { plan, type Plan, type PlanEvent } from '../plan/plan.ts'
import { presentMembers } from '../plan/members/members.ts'
import { PERSONS } from '../plan/testing/attempts-around-the-plan.ts'
import type { Recorded } from '../plan/testing/histories.ts'
import { sealed } from '../plan/testing/people.ts'
import type { Asker, Facts } from './grounds.ts'
import { mayDo } from './may.ts'
import { readersOf, type Draft, type Reader, type SeenAs } from './readers-of.ts'
import { shown, sightOf } from './sight.ts'
import { writtenIn } from './testing/standing.ts'
import { ASKERS, inEveryWorld, type World } from './testing/worlds.ts'

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

interface Writing {
  readonly world: World
  readonly asker: Asker
  readonly deed: Deed
  readonly draft: Draft
  readonly seen: readonly Recorded[]
  readonly readers: readonly Reader[]
}

function mayWrite(asker: Asker, world: World, known: Plan, { domain, about }: Draft): boolean {
  try {
    mayDo(sightOf(asker, world), { type: 'ProposeGoal', domain, about }, known)
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

/** Everything that anybody may write, of what their plan has in it; some of it withheld from someone. */
function writings(world: World, turn: number): readonly Writing[] {
  if (!isHandedOverInOrder(world)) return []
  return ASKERS.flatMap((asker, place): readonly Writing[] => {
    const { inspections: _inspections, teams: _teams, ...facts } = world
    if (!['coordinator', 'professional', 'family-member', 'representative'].includes(asker.role)) return []
    const seen = seenBy(asker, world)
    if (seen.length === 0) return []
    const known = foldOf(seen)
    const domain = LEGAL_DOMAINS[(turn + place) % LEGAL_DOMAINS.length] ?? 'youth'
    const members = presentMembers(known.members)
    const about = [...members.slice((turn + place) % 3), ...members].slice(0, 1 + (turn % 2))
    const by = actorOf(asker)
    const from = [...PERSONS, 'worker-1', 'kin-1'][(turn * 7 + place) % 6] ?? 'kin-1'
    const mode = isOfTheFamily(by) ? undefined : (['told', 'silent'] as const)[turn % 2]
    const withhold = turn % 3 === 0 ? [{ from, ...(mode && { mode }) }] : []
    const draft = { domain, about, withhold }
    if (about.length === 0 || !mayWrite(asker, world, known, draft)) return []
    const deed: Deed = { by, at: world.at, activity: asker.activity, legalBasis: '' }
    try {
      const readers = readersOf(draft, deed, { ...facts, inspections: {}, plan: known })
      return [{ world, asker, deed, draft, seen, readers }]
    } catch (refused) {
      assert.ok(refused instanceof Refusal)
      return []
    }
  })
}

/** What is then recorded, by another hand. */
function thenRecorded({ draft: { domain, about, withhold }, deed }: Writing): readonly [PlanEvent, ...PlanEvent[]] {
  const goal = 'goal-x'
  const isTheirWish = isOfTheFamily(deed.by)
  return [
    { type: 'GoalProposed', domain, about, goal, lifeArea: 'finances', words: sealed('words') },
    ...withhold.map(({ from, mode = isTheirWish ? 'silent' : 'told' }, at): PlanEvent => ({
      ...{ type: 'ContentWithheld', domain, about, withholding: `withholding-x-${String(at)}`, from, mode },
      ...{ items: [{ kind: 'goal', id: goal }], ground: 'child-asked' },
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
    case 'team-lead':
      return { id: who, role: 'team-lead', activity: 'plan-coordination' }
    default:
      return { id: who, role: 'coordinator', activity: 'plan-coordination' }
  }
}

/** Whether what decides what someone sees is hidden from who writes: that something is withheld from them, or that someone left. */
function secretsIn({ world: { plan: now }, seen }: Writing): (who: string) => boolean {
  const known = foldOf(seen)
  const isOfAbsences = JSON.stringify(now.absences) !== JSON.stringify(known.absences)
  const from = Object.entries(now.visibility.withholdings).flatMap(([id, one]) =>
    JSON.stringify(known.visibility.withholdings[id]) === JSON.stringify(one) ? [] : [one.from],
  )
  return (who) => isOfAbsences || from.includes(who)
}

const told = ({ asker, draft, readers }: Writing, one: unknown) =>
  JSON.stringify({ asker, draft, readers, one }, undefined, 1)

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

const OFFICES: readonly string[] = ['auditor', 'safety-officer', 'privacy-officer', 'second-reader']

describe('a preview of who will read something', () => {
  it('says what then happens, to whoever nothing is hidden from that decides it', () => {
    let compared = 0
    let turn = 0
    inEveryWorld((world) => {
      turn += 1
      for (const writing of writings(world, turn)) {
        const hasSecrets = secretsIn(writing)
        const sees = sightThen(writing)
        for (const reader of writing.readers) {
          if (hasSecrets(reader.who ?? '')) continue
          assert.equal(sees(askersOf(reader, world.plan)), reader.sees, told(writing, reader))
          compared += 1
        }
        for (const other of ASKERS) {
          const then = sees(other)
          if (then === undefined || OFFICES.includes(other.role) || hasSecrets(other.id) || !knows(writing, other))
            continue
          const isNamed = writing.readers.some(({ who, function: as, activity, organisation }) =>
            other.role === 'partner'
              ? organisation === other.organisation && as === 'partner-organisation'
              : who === other.id && (activity === undefined || activity === other.activity),
          )
          assert.ok(isNamed, told(writing, other))
        }
      }
    }, 40)
    assert.ok(compared > 400, String(compared))
  }, 240_000)

  it('tells of nobody whom its asker has seen nothing of', () => {
    let turn = 0
    inEveryWorld((world) => {
      turn += 1
      for (const writing of writings(world, turn)) {
        const marks = JSON.stringify(writing.seen)
        for (const { who, organisation, represents } of writing.readers)
          for (const id of [who, organisation, represents])
            assert.ok(id === undefined || marks.includes(`"${id}"`), told(writing, id))
      }
    }, 15)
  })
})
