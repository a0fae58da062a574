/** Of any plan: whoever may do something to an item sees the item, and what comes of it; and what coordinating allows removes nothing. */
import assert from 'node:assert/strict'
import { describe, it } from '@jest/globals'
import fc from 'fast-check'
import { Refusal, type Deed } from '../deciding/decider.ts'
import { ENFORCES } from '../plan/care-team/enforcing.ts'
import type { Corrects } from '../plan/corrections/correction-events.ts'
import { whatItCorrects } from '../plan/corrections/what-it-corrects.ts'
import type { PlanCommand, PlanEvent } from '../plan/plan.ts'
import type { Attempted, Recorded } from '../plan/testing/histories.ts'
import type { Asker } from './grounds.ts'
import { mayDo, WHO_MAY } from './may.ts'
import { sees, sightOf, type Sight } from './sight.ts'
import { writtenIn } from './testing/standing.ts'
import { ASKERS, worlds, type World } from './testing/worlds.ts'
import { untilMet } from '../plan/testing/until-met.ts'

type Answer = 'may' | 'NOT_ALLOWED_ON_THIS_GROUND' | 'NOT_FOUND'

function answerTo(sight: Sight, { command, before }: Attempted): Answer {
  try {
    mayDo(sight, command, before)
    return 'may'
  } catch (refusal) {
    assert.ok(refusal instanceof Refusal)
    return refusal.code as Answer
  }
}

/** An attempt, and what had happened by then. */
interface Tried {
  readonly attempted: Attempted
  readonly past: readonly Recorded[]
  readonly world: World
}

/** Every attempt of histories with its circumstances; everyone else tries the same. */
function inEveryAttempt(holds: (tried: Tried, sight: Sight, asker: Asker) => void, numRuns: number): void {
  const property = fc.property(worlds(), ([world]) => {
    assert.ok(world !== undefined)
    let past: readonly Recorded[] = []
    for (const attempted of world.attempts) {
      const { before: plan, deed, events } = attempted
      for (const asker of ASKERS) {
        const sight = sightOf(asker, { ...world, plan, at: deed.at })
        if (sight.grounds.length > 0) holds({ attempted, past, world }, sight, asker)
      }
      past = [...past, ...events.map((event) => [deed, event] as const)]
    }
  })
  fc.assert(property, { numRuns })
}

const BEGINS: Readonly<Partial<Record<PlanEvent['type'], string>>> = {
  GoalProposed: 'goal',
  ActionPlanned: 'action',
  DeviationReported: 'deviation',
  PrioritySet: 'priority',
  ReferralMade: 'referral',
  ProfessionalJoined: 'joining',
  RepresentativeAppointed: 'representation',
}

const MAKES: Readonly<Partial<Record<PlanCommand['type'], string>>> = {
  ProposeGoal: 'goal',
  PlanAction: 'action',
  ReportDeviation: 'deviation',
  SetPriority: 'priority',
  MakeReferral: 'referral',
  JoinProfessional: 'joining',
  AppointRepresentative: 'representation',
}

/** The events with which the items began that a command names, but for the one it is to make. */
function beginningsOf(command: PlanCommand, past: readonly Recorded[]): readonly Recorded[] {
  const named: readonly (readonly [string, unknown])[] =
    'on' in command ? [[command.on.kind, command.on.id]] : Object.entries(command)
  return named.flatMap(([kind, id]) => {
    if (MAKES[command.type] === kind) return []
    return past.filter(
      ([, event]) =>
        BEGINS[event.type] === kind && Object.entries(event).some(([key, value]) => key === kind && value === id),
    )
  })
}

const seesAll = (sight: Sight, events: readonly Recorded[]): boolean =>
  events.every((one) => sees(sight, writtenIn(one)))

const isColleague = ({ grounds }: Sight): boolean =>
  grounds.some(
    (ground) =>
      ground.is === 'second-reader' &&
      [...Object.values(ground.deviations), ...Object.values(ground.goals)].includes('the-draw'),
  )

const said = (asker: Asker, { command }: Attempted) => `${JSON.stringify(asker)} ${JSON.stringify(command)}`

const askedBy = (command: Extract<PlanCommand, { type: 'AnswerCorrectionRequest' }>, past: readonly Recorded[]) =>
  past.filter(([, event]) => event.type === 'CorrectionAsked' && event.correctionRequest === command.correctionRequest)

const readsWhatItCorrects = (sight: Sight, deed: Deed, said: Corrects | undefined): boolean =>
  said !== undefined && sees(sight, writtenIn([{ ...deed, at: said.at }, whatItCorrects(said)]))

/** Who has shown nothing that lets them speak says something of what they do not see: the one exception, held to below. */
const shown = ({ grounds, withheld }: Sight): Sight => ({
  grounds: grounds.filter(({ is }) => is !== 'unverified'),
  withheld,
})

describe('whoever may do something to an item', () => {
  it('sees how it began; for who does not, it is not there', () => {
    inEveryAttempt(({ attempted, past }, all, asker) => {
      const sight = shown(all)
      // Who was drawn, and came to work with the family, is told no more than that; and stands aside.
      if (isColleague(sight)) return
      const beginnings = beginningsOf(attempted.command, past)
      if (beginnings.length > 0 && !seesAll(sight, beginnings))
        assert.equal(answerTo(sight, attempted), 'NOT_FOUND', said(asker, attempted))
    }, 100)
  }, 60_000)

  it('sees what comes of it, but for words on the whole that a professional wrote down', () => {
    let done = 0
    inEveryAttempt(({ attempted, past, world }, all, asker) => {
      const sight = shown(all)
      const { deed, command, events, after } = attempted
      if (deed.by.id !== asker.id || deed.onBehalfOf !== undefined) return
      // What who enforces did to help is none of what they have to enforce.
      if (asker.activity === ENFORCES && deed.activity !== ENFORCES) return
      if (answerTo(sight, attempted) !== 'may') return
      // The event that a correction is of is made up here: the door has it, and that it was asked for, read by who corrects it.
      if ('corrects' in command && !readsWhatItCorrects(sight, deed, command.corrects.said)) return
      if (command.type === 'AnswerCorrectionRequest' && !seesAll(sight, askedBy(command, past))) return
      if (command.type === 'GiveView' && events[0]?.domain === 'general' && sight.grounds[0]?.is === 'care-team') return
      // Who reads what they asked to share, they are told once it was read; that nobody is left to read, whoever stood aside is not.
      const told = events.filter(({ type }) => type !== 'SharingReaderDrawn' && type !== 'NoReaderLeft')
      const recorded = told.map((event) => [deed, event] as const)
      // Who left sees of what comes after it what they did themselves, and so only once they did.
      const then = sightOf(asker, { ...world, plan: after, at: deed.at })
      const seen = { ...sight, grounds: [...sight.grounds, ...shown(then).grounds] }
      // Who ends by it that they speak for one who fled unknown to them has nothing left to read it by.
      const endsTheirSight = command.type === 'EndRepresentation' && then.grounds.length < sight.grounds.length
      if (endsTheirSight && after.absences.some(({ isSilent }) => isSilent)) return
      // Of whom all is withheld from them, they see nothing that they write either.
      const { persons } = sight.withheld
      if (persons.some(({ person }) => events.some(({ about }) => about.includes(person)))) return
      assert.ok(seesAll(seen, recorded), said(asker, attempted))
      done += events.length
    }, 100)
    assert.ok(done > 1_000, `only ${String(done)} events were held to this`)
  }, 60_000)
})

describe('a second reader', () => {
  it('may do nothing but to the deviation, the exception or the request to share that they were drawn for', () => {
    inEveryAttempt(({ attempted }, sight, asker) => {
      if (asker.activity !== 'second-reading' || answerTo(sight, attempted) !== 'may') return
      const { command, before } = attempted
      if (command.type === 'ReadAdoptionException' || command.type === 'RecuseExceptionReader') {
        assert.equal(before.goals[command.goal]?.exception?.reader, asker.id)
        return
      }
      if (command.type === 'DenyWithholding') {
        assert.equal(before.visibility.withholdings[command.withholding]?.consulted, asker.id)
        return
      }
      if (command.type === 'ReadSharing' || command.type === 'RecuseSharingReader') {
        assert.equal(before.sharings[command.sharing]?.asking?.reader, asker.id)
        return
      }
      // What they wrote themselves they mend, also where another asks them to.
      if (command.type === 'RecordCorrection' || command.type === 'AnswerCorrectionRequest') return
      assert.ok(command.type === 'RecuseReader' || command.type === 'GiveSecondReading', command.type)
      const { reading, passedBy = [] } = before.deviations[command.deviation] ?? {}
      // Of whom it passed by the rule says that they read it no more: that they were drawn is theirs to know.
      if (passedBy.includes(asker.id)) return
      assert.ok(reading?.is === 'drawn' || reading?.is === 'read')
      assert.equal(reading.reader, asker.id)
    }, 50)
  })
})

describe('who has shown nothing that lets them speak', () => {
  it('gives views on what is about whom they would speak for, and does nothing else; nothing they do not see is there for them', () => {
    let given = 0
    untilMet(
      () => given > 0,
      () => {
        inEveryAttempt(({ attempted }, all, asker) => {
          const grounds = all.grounds.filter(({ is }) => is === 'unverified')
          if (grounds.length === 0) return
          const answer = answerTo({ grounds, withheld: all.withheld }, attempted)
          if (attempted.command.type !== 'GiveView') assert.equal(answer, 'NOT_FOUND', said(asker, attempted))
          else if (answer === 'may') given += 1
        }, 400)
      },
    )
  }, 120_000)
})

describe('an auditor, and an administrator', () => {
  it('may do nothing', () => {
    for (const [type, { by: grounds }] of Object.entries(WHO_MAY))
      for (const is of ['verifying', 'inspecting'] as const) assert.ok(!grounds.includes(is), type)
  })
})

describe('what coordinating allows', () => {
  it('never takes away a representative, a deviation or a priority on record, whatever the coordinator does; death aside', () => {
    const grounds = [{ is: 'coordinating' }, { is: 'next-coordinator' }] as const
    inEveryAttempt(({ attempted }, { withheld }) => {
      if (answerTo({ grounds, withheld }, attempted) !== 'may' || attempted.command.type === 'RecordDeath') return
      const { before, after } = attempted
      for (const id of Object.keys(before.careTeam.representations)) assert.ok(id in after.careTeam.representations)
      for (const id of Object.keys(before.deviations)) assert.ok(id in after.deviations)
      for (const id of Object.keys(before.priorities)) assert.ok(id in after.priorities)
    }, 20)
  })
})
