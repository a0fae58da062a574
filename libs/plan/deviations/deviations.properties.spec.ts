/** What holds of every deviation: without an account it justifies nothing, an account is whole, and its reader stands outside. */
import assert from 'node:assert/strict'
import { describe, it } from '@jest/globals'
import { Refusal, type Deed } from '../../deciding/decider.ts'
import type { LegalDomain } from '../../deciding/domains.ts'
import type { Team } from '../../municipality/second-readers.ts'
import type { Account } from './account.ts'
import { openMatters, plan, type PlanCommand, type PlanEvent } from '../plan.ts'
import { POOLS } from '../testing/attempts-in-the-plan.ts'
import { eventsOf, inEveryHistory, type Attempted } from '../testing/histories.ts'
import { deedOf, sealed, TERMS } from '../testing/people.ts'
import { untilMet } from '../testing/until-met.ts'

type Of<Type extends PlanEvent['type']> = Extract<PlanEvent, { readonly type: Type }>

describe('a deviation that is not accounted for', () => {
  it('is due, is an open matter, and justifies nothing: no reader, no reading, no evaluation', () => {
    inEveryHistory((history) => {
      const accounted = new Set<string>()
      for (const { events, after } of history) {
        for (const event of events) {
          if (event.type === 'DeviationAccountedFor') accounted.add(event.deviation)
          if (event.type === 'DeviationReported') assert.equal(event.due.what, 'account')
        }
        for (const [id, { account, reading, evaluated }] of Object.entries(after.deviations)) {
          assert.equal(account.is, accounted.has(id) ? 'given' : 'due')
          if (accounted.has(id)) continue
          assert.deepEqual([reading.is, evaluated], ['not-needed', false])
          assert.ok(openMatters(after).deviations.includes(id))
          for (const command of treatingAsJustified(id))
            assert.throws(() => plan.decide(command, after, yearsLater), Refusal)
        }
      }
    })
  })
})

const yearsLater: Deed = deedOf({ kind: 'person', id: 'reader-1', role: 'second-reader' }, '2039-01-01T00:00:00.000Z')
const treatingAsJustified = (deviation: string): readonly PlanCommand[] => {
  const words = sealed('as if it were justified')
  return [
    { type: 'EvaluateDeviation', deviation, outcome: sealed('worked'), words, basedOn: 1 },
    {
      type: 'GiveSecondReading',
      deviation,
      reading: 'reading-0',
      finding: 'supports',
      words,
      basedOn: 1,
      terms: TERMS,
    },
    { type: 'DrawReader', deviation, draw: { pool: POOLS[0], seed: '0'.repeat(64), terms: TERMS, teams: [] } },
  ]
}

describe('an account', () => {
  it('is accepted when it has every part, and refused when it has not', () => {
    inEveryHistory((history) => {
      for (const attempted of history) {
        const asked = accountAsked(attempted)
        if (asked === undefined) continue
        const accepted = attempted.events.some(({ type }) => type === 'DeviationAccountedFor')
        if (accepted) assert.ok(isWhole(asked, attempted.deed.at))
        if (attempted.refused === 'ACCOUNT_IS_INCOMPLETE') assert.ok(!isWhole(asked, attempted.deed.at))
      }
    })
  })

  it('is evaluated no earlier than the day it names', () => {
    inEveryHistory((history) => {
      const reviewed = new Map<string, string>()
      for (const [deed, event] of eventsOf(history)) {
        if (event.type === 'DeviationAccountedFor') reviewed.set(event.deviation, event.reviewDate ?? '')
        if (event.type === 'DeviationEvaluated') {
          const reviewDate = reviewed.get(event.deviation)
          assert.ok(reviewDate !== undefined)
          assert.ok(reviewDate === '' || Date.parse(deed.at) >= Date.parse(`${reviewDate}T00:00:00Z`) - 2 * HOUR_MS)
        }
      }
    })
  })
})

const HOUR_MS = 3_600_000

interface AccountAsked {
  readonly account: Account
  readonly isRead: boolean
  readonly needsTheChild: boolean
}

function accountAsked({ command, before, events }: Attempted): AccountAsked | undefined {
  if (command.type === 'AccountForDeviation') {
    const { domain, needsReader: isRead = true } = before.deviations[command.deviation] ?? {}
    return { account: command.account, isRead, needsTheChild: command.concernsAChild || domain === 'youth' }
  }
  if (command.type !== 'ReportDeviation' || command.accountedFor === undefined) return undefined
  const { account, concernsAChild } = command.accountedFor
  const told = events.find((event) => event.type === 'DeviationReported')
  const isFree = command.from.kind === 'step' && command.from.rule === 'deviation-free'
  // Of one that was refused it is not told whether a reader would read it: it had not even every part of a short one.
  const isRead = !isFree || told === undefined || told.readBecause !== undefined
  return { account, isRead, needsTheChild: concernsAChild || command.domain === 'youth' }
}

/** Written from the law's words and not from the code under test. */
function isWhole({ account, needsTheChild, isRead }: AccountAsked, at: string): boolean {
  const { weighing = {}, alternatives = [], reviewDate } = account
  const daysAhead = (Date.parse(reviewDate ?? '') - Date.parse(`${at.slice(0, 10)}T00:00:00Z`)) / (24 * HOUR_MS)
  const isInTime = daysAhead > 0 && daysAhead <= 180
  if (!isRead) {
    const isWeighed = Object.values(weighing).some((one) => one !== undefined)
    const heard = account.familyView ?? account.familyNotHeardBecause
    const isLookedAtInTime = reviewDate === undefined || isInTime
    return isWeighed && account.different !== undefined && heard !== undefined && isLookedAtInTime
  }
  const values = [weighing.legitimacy, weighing.involvement, weighing.return]
  if (needsTheChild) values.push(weighing.interestOfTheChild)
  const words = [account.different, ...values, account.consulted, account.expectedEffect]
  const family = account.familyView ?? account.familyNotHeardBecause
  return !words.includes(undefined) && alternatives.length > 0 && family !== undefined && isInTime
}

/** Who worked on what with the family, told from the events alone. */
interface Insiders {
  /** The one who coordinates, first; then the deputies. */
  readonly coordinating: string[]
  readonly joinings: Map<string, string>
  /** Who worked with the family from a moment on, until the next. */
  readonly working: { readonly from: string; readonly who: ReadonlySet<string> }[]
  /** Of a deviation or a goal: who wrote it, or was involved when it happened. */
  readonly before: Map<string, Set<string>>
  readonly recused: Map<string, Set<string>>
  /** In which nobody is to be drawn for it. */
  readonly teams: Map<string, readonly Team[]>
}

describe('a second reader', () => {
  it('wrote nothing of it, was not involved when it happened, and works in no part of the family when reading it', () => {
    inEveryHistory((history) => {
      const known = nobodyYet()
      const drawn = new Map<string, string>()
      for (const [deed, event] of eventsOf(history)) {
        if (isDraw(event)) {
          const item = itemOf(event)
          for (const team of known.teams.get(item) ?? []) assert.ok(!worksIn(event, team))
          for (const insider of [...(known.before.get(item) ?? []), ...(known.recused.get(item) ?? [])])
            assert.ok(event.excluded.includes(insider) && event.reader !== insider)
          drawn.set(item, event.reader)
        }
        if (event.type === 'SecondReadingGiven' || event.type === 'AdoptionExceptionRead') {
          assert.equal(deed.by.id, drawn.get(itemOf(event)))
          assert.ok(!workersOf(known).has(deed.by.id))
        }
        take(known, deed, event)
      }
    })
  })

  it('follows from the first draw and from who stood aside, whatever was tried and changed in between', () => {
    let next = 0
    untilMet(
      () => next > 20,
      () => {
        inEveryHistory((history) => {
          const first = new Map<string, Draw>()
          const aside = new Map<string, string[]>()
          for (const [, event] of eventsOf(history)) {
            const isAside = event.type === 'ReaderRecused' || event.type === 'ReadingPassedOn'
            if (isAside || event.type === 'ExceptionReaderRecused')
              aside.set(itemOf(event), [...(aside.get(itemOf(event)) ?? []), event.reader])
            if (!isDraw(event)) continue
            const item = itemOf(event)
            const then = first.get(item)
            const excluded = [...(then?.excluded ?? event.excluded), ...(aside.get(item) ?? [])]
            const reader = then && drawnAgain({ ...then, excluded })
            if (then === undefined || reader === undefined) {
              // Of another pool, only where the first has nobody left.
              if (then !== undefined) assert.notEqual(event.pool, then.pool)
              assert.equal(drawnAgain(event), event.reader)
              first.set(item, event)
            } else {
              assert.deepEqual([event.reader, event.pool, event.seed], [reader, then.pool, then.seed])
              assert.deepEqual(new Set(event.excluded), new Set(excluded))
              if (event.reader !== then.reader) next += 1
            }
          }
        }, 300)
      },
    )
  })

  it('is drawn again by anyone who has the pool of that version, the seed and the excluded list of the event', () => {
    inEveryHistory((history) => {
      for (const [, event] of eventsOf(history)) if (isDraw(event)) assert.equal(drawnAgain(event), event.reader)
    })
  })

  it('is asked to read within 72 hours in acute danger', () => {
    inEveryHistory((history) => {
      const acute = new Set<string>()
      for (const [{ at }, event] of eventsOf(history)) {
        if (event.type === 'DeviationReported' && event.acute) acute.add(event.deviation)
        if (event.type !== 'ReaderDrawn') continue
        const hours = (Date.parse(event.due.at) - Date.parse(at)) / HOUR_MS
        if (acute.has(event.deviation)) assert.equal(hours, 72)
        else assert.ok(hours > 5 * 24)
      }
    })
  })
})

describe('a deviation told of long after, or from before its reporter had a part', () => {
  it('is marked, and read like one from a step that asks for a reader', () => {
    let marked = 0
    untilMet(
      () => marked > 20,
      () => {
        inEveryHistory((history) => {
          const known = nobodyYet()
          for (const { deed, events, after } of history)
            for (const event of events) {
              if (event.type === 'DeviationReported') {
                const happenedAt = event.happenedAt ?? deed.at
                const hadNoPart =
                  !workingAt(known, happenedAt).has(deed.by.id) || happenedAt < (known.working[0]?.from ?? '')
                // Who leads the team works in no plan, and answers for each of its.
                const leads = deed.by.kind === 'person' && deed.by.role === 'team-lead'
                if (hadNoPart && !leads) assert.ok(event.readBecause !== undefined)
                if (event.readBecause !== undefined) {
                  marked += 1
                  assert.equal(after.deviations[event.deviation]?.needsReader, true)
                }
              }
              take(known, deed, event)
            }
        })
      },
    )
  })
})

type Draw = Of<'ReaderDrawn'> | Of<'AdoptionExceptionReasoned'> | Of<'ExceptionReaderDrawn'>
const isDraw = (event: PlanEvent): event is Draw =>
  ['ReaderDrawn', 'AdoptionExceptionReasoned', 'ExceptionReaderDrawn'].includes(event.type)
const itemOf = (event: { readonly deviation: string } | { readonly goal: string }) =>
  'deviation' in event ? event.deviation : event.goal

/** The remainder worked out digit by digit. */
function drawnAgain({ pool, seed, excluded, domain }: Draw): string | undefined {
  const readers = POOLS.find(({ version }) => version === pool)?.readers ?? []
  const eligible = readers
    .filter(({ domains }) => domains.includes(domain as LegalDomain))
    .map(({ reader }) => reader)
    .filter((reader) => !excluded.includes(reader))
    .sort()
  return eligible[
    Array.from(seed).reduce((rest, digit) => (rest * 16 + Number.parseInt(digit, 16)) % eligible.length, 0)
  ]
}

const nobodyYet = (): Insiders => ({
  coordinating: [],
  joinings: new Map(),
  working: [],
  before: new Map(),
  recused: new Map(),
  teams: new Map(),
})

/** With whom who was drawn works, by the pool they were drawn from: of another organisation that tells its teams not apart, with all of it. */
function worksIn({ reader, pool }: Draw, { organisation, team }: Team): boolean {
  const found = POOLS.find(({ version }) => version === pool)?.readers.find((one) => one.reader === reader)
  if (found === undefined || found.organisation !== organisation) return false
  return found.team !== undefined && team !== undefined ? found.team === team : organisation !== undefined
}

const workersOf = ({ coordinating, joinings }: Insiders) => new Set([...coordinating, ...joinings.values()])

/** Who worked with the family at a moment; at one before anybody did, who did first. */
function workingAt({ working }: Insiders, at: string): ReadonlySet<string> {
  const then = [at, working[0]?.from ?? at].sort()[1] ?? at
  const until = working.findLast(({ from }) => from < then)?.who ?? []
  return new Set([...until, ...working.filter(({ from }) => from === then).flatMap(({ who }) => [...who])])
}

function take(known: Insiders, { by, at }: Deed, event: PlanEvent): void {
  const { coordinating, joinings, working, before, recused, teams } = known
  if (event.type === 'CoordinatorAppointed') coordinating.push(event.coordinator)
  if (event.type === 'CoordinatorReplaced' || event.type === 'HandoverAccepted') {
    const stays = (deputy: string) => event.type === 'HandoverAccepted' && deputy !== event.coordinator
    const deputies = coordinating.slice(1).filter(stays)
    coordinating.splice(0, coordinating.length, event.coordinator, ...deputies)
  }
  if (event.type === 'DeputyAppointed') coordinating.push(event.deputy)
  if (event.type === 'DeputyEnded') coordinating.splice(coordinating.indexOf(event.deputy), 1)
  if (event.type === 'ProfessionalJoined') joinings.set(event.joining, event.professional)
  if (event.type === 'ProfessionalLeft') joinings.delete(event.joining)
  // Whoever helped in the episode before joins anew, or is no part of this one.
  if (event.type === 'PlanReopened') joinings.clear()
  if (working.length > 0 || coordinating.length > 0) working.push({ from: at, who: workersOf(known) })
  if (event.type === 'DeviationReported')
    before.set(event.deviation, new Set([by.id, ...workingAt(known, event.happenedAt ?? at)]))
  if (event.type === 'DeviationReported' || event.type === 'DeviationAccountedFor')
    teams.set(event.deviation, [...(teams.get(event.deviation) ?? []), ...(event.teams ?? [])])
  if (event.type === 'DeviationAccountedFor') before.get(event.deviation)?.add(by.id)
  if (event.type === 'GoalProposed') before.set(event.goal, new Set([by.id, ...workersOf(known)]))
  if (event.type === 'ReaderRecused' || event.type === 'ExceptionReaderRecused')
    recused.set(itemOf(event), new Set([...(recused.get(itemOf(event)) ?? []), event.reader]))
}
