/** Who stands on what ground before a plan: what they are to the family now, as what they are signed in, for the activity they name. */
import assert from 'node:assert/strict'
import { describe, it } from '@jest/globals'
import { ROLES } from '../deciding/decider.ts'
import { accountedFor, begun, deviationReported, family, joined, readerDrawn, type Past } from '../plan/testing/past.ts'
import { noor, sealed } from '../plan/testing/people.ts'
import { groundsOf, type Asker } from './grounds.ts'
import { PROCESSING_ACTIVITIES } from './processing-activities.ts'
import {
  auditor,
  coordinator,
  deputyAppointed,
  factsAfter,
  given,
  handoverAccepted,
  handoverProposed,
  inspection,
  joinedFor,
  lead,
  leftCareTeam,
  member,
  replacedBy,
  represents,
  worker,
} from './testing/standing.ts'

const COORDINATING = { is: 'coordinating' } as const
const NEXT = { is: 'next-coordinator' } as const
const working = (...domains: readonly ('youth' | 'wmo' | 'participation')[]) => ({ is: 'care-team', domains }) as const

describe('a plan that was not opened', () => {
  it('is nobody’s: not even of who verifies', () => {
    for (const asker of [coordinator('noor'), member('kim'), auditor()]) given().asks(asker).standsOnNothing()
  })
})

describe('who coordinates', () => {
  it('is the coordinator, and a deputy until they are deputy no longer', () => {
    given(...begun)
      .asks(coordinator('noor'))
      .standsOn(COORDINATING)
    given(...begun)
      .asks(coordinator('dina'))
      .standsOnNothing()
    given(...begun, deputyAppointed('dina'))
      .asks(coordinator('dina'))
      .standsOn(COORDINATING)
    const ended: Past = [noor(), { domain: 'general', about: [], type: 'DeputyEnded', deputy: 'dina' }]
    given(...begun, deputyAppointed('dina'), ended)
      .asks(coordinator('dina'))
      .standsOnNothing()
  })

  it('passes on with the handover: who is asked stands there as the next, and from acceptance on alone', () => {
    const proposed = [...begun, handoverProposed('bart')]
    given(...proposed)
      .asks(coordinator('bart'))
      .standsOn(NEXT)
    given(...proposed)
      .asks(coordinator('noor'))
      .standsOn(COORDINATING)
    const accepted = [...proposed, handoverAccepted('bart')]
    given(...accepted)
      .asks(coordinator('bart'))
      .standsOn(COORDINATING)
    given(...accepted)
      .asks(coordinator('noor'))
      .standsOnNothing()
  })

  it('is not a deputy of who was replaced', () => {
    given(...begun, deputyAppointed('dina'), replacedBy('bart'))
      .asks(coordinator('dina'))
      .standsOnNothing()
  })

  it('is both when the deputy is asked: they deputise, and answer for themselves', () => {
    given(...begun, deputyAppointed('dina'), handoverProposed('dina'))
      .asks(coordinator('dina'))
      .standsOn(COORDINATING, NEXT)
  })

  it('ends with a handover declined, and with being replaced', () => {
    const declined: Past = [
      noor(),
      { domain: 'general', about: [], type: 'HandoverDeclined', handover: 'handover-1', reason: sealed('too far') },
    ]
    given(...begun, handoverProposed('bart'), declined)
      .asks(coordinator('bart'))
      .standsOnNothing()
    given(...begun, replacedBy('bart'))
      .asks(coordinator('noor'))
      .standsOnNothing()
    given(...begun, handoverProposed('bart'), replacedBy('anna'))
      .asks(coordinator('bart'))
      .standsOnNothing()
  })
})

describe('a team lead', () => {
  it('leads the plans of their own team, as long as these are', () => {
    given(...begun)
      .asks(lead('north'))
      .standsOn({ is: 'leading-team' })
    given(...begun)
      .asks(lead('south'))
      .standsOnNothing()
    given(...begun, handoverProposed('bart', 'south'))
      .asks(lead('south'))
      .standsOnNothing()
    given(...begun, handoverProposed('bart', 'south'), handoverAccepted('bart', 'south'))
      .asks(lead('north'))
      .standsOnNothing()
    given(...begun, replacedBy('bart', 'south'))
      .asks(lead('south'))
      .standsOn({ is: 'leading-team' })
  })

  it('without a team leads none; and does not coordinate by having the coordinator’s id', () => {
    given(...begun)
      .asks(lead())
      .standsOnNothing()
    given(...begun)
      .asks({ ...lead('south'), id: 'noor' })
      .standsOnNothing()
  })
})

describe('a professional', () => {
  const yaraForYouth = joinedFor('yara', 'youth', 'youth-support')

  it('stands in the domain they joined for, for the activity they joined for', () => {
    given(...family, yaraForYouth)
      .asks(worker('yara', 'youth-support'))
      .standsOn(working('youth'))
    given(...family, yaraForYouth)
      .asks(worker('wim', 'youth-support'))
      .standsOnNothing()
    given(...family, yaraForYouth)
      .asks(worker('yara', 'social-support'))
      .standsOnNothing()
  })

  it('who joined for two activities stands on the one they name, each time', () => {
    const both = [...family, yaraForYouth, joinedFor('yara', 'participation', 'benefits-enforcement')]
    given(...both)
      .asks(worker('yara', 'youth-support'))
      .standsOn(working('youth'))
    given(...both)
      .asks(worker('yara', 'benefits-enforcement'))
      .standsOn({
        is: 'care-team',
        domains: ['participation'],
        enforces: { adults: ['mirjam', 'farid'], joinings: ['yara-for-benefits-enforcement'], begun: {} },
      })
    given(...both)
      .asks(worker('yara', 'participation-support'))
      .standsOnNothing()
  })

  it('stands nowhere for an activity of another law than the domain they joined in', () => {
    given(...family, joinedFor('ed', 'youth', 'benefits-enforcement'))
      .asks(worker('ed', 'benefits-enforcement'))
      .standsOnNothing()
    given(...family, joinedFor('ed', 'youth', 'no-such-activity'))
      .asks(worker('ed', 'no-such-activity'))
      .standsOnNothing()
  })

  it('who left stands nowhere from the next request on', () => {
    const gone = leftCareTeam('yara', 'youth', 'youth-support')
    given(...family, yaraForYouth, gone)
      .asks(worker('yara', 'youth-support'))
      .standsOnNothing()
    given(...family, yaraForYouth, gone, yaraForYouth)
      .asks(worker('yara', 'youth-support'))
      .standsOn(working('youth'))
  })

  it('stands until the last moment of their joining, and not a millisecond longer', () => {
    const until = '2026-03-31T21:59:59.999Z'
    const past = [...family, joinedFor('yara', 'youth', 'youth-support', until)]
    given(...past)
      .asks(worker('yara', 'youth-support'), { at: until })
      .standsOn(working('youth'))
    given(...past)
      .asks(worker('yara', 'youth-support'), { at: '2026-03-31T22:00:00.000Z' })
      .standsOnNothing()
  })

  it('may be the coordinator, who joined for a domain; but no coordinator enforces', () => {
    const asks = (activity: string): Asker => ({ id: 'noor', role: 'coordinator', activity })
    given(...family, joinedFor('noor', 'wmo', 'social-support'))
      .asks(asks('social-support'))
      .standsOn(working('wmo'))
    given(...family, joinedFor('noor', 'participation', 'benefits-enforcement'))
      .asks(asks('benefits-enforcement'))
      .standsOnNothing()
  })
})

describe('a role', () => {
  /** Nobody has a life like this; whoever names an activity not of their role stands on nothing even so. */
  const everything = [
    ...family,
    joined('noor'),
    ...PROCESSING_ACTIVITIES.map(({ id }) => joinedFor('noor', 'participation', id)),
    represents('noor', 'kim', 'mandated'),
    deviationReported(),
    accountedFor,
    readerDrawn('noor'),
  ]
  const pairs = ROLES.flatMap((role) => PROCESSING_ACTIVITIES.map((activity) => ({ role, activity })))

  it('has no ground by an activity of another role, nor by one that is not in the register', () => {
    const inspections = [{ ...inspection, auditor: 'noor' }]
    const facts = factsAfter(everything, { inspections })
    for (const { role, activity } of pairs)
      if (!(activity.roles as readonly string[]).includes(role))
        assert.deepEqual(
          groundsOf({ id: 'noor', role, activity: activity.id, team: 'north' }, facts),
          [],
          `${role} ${activity.id}`,
        )
    for (const role of ROLES) assert.deepEqual(groundsOf({ id: 'noor', role, activity: '', team: 'north' }, facts), [])
  })

  it('of administrator is no ground at all', () => {
    for (const { id: activity } of PROCESSING_ACTIVITIES)
      given(...everything)
        .asks({ id: 'noor', role: 'administrator', activity })
        .standsOnNothing()
  })
})
