/** What opening a plan in an emergency opens, to whom and until when, and who reviews it. */
import { describe, it } from '@jest/globals'
import { family, goalProposed, whole } from '../plan/testing/past.ts'
import { deedOf, sealed } from '../plan/testing/people.ts'
import {
  contentWithheld,
  coordinator,
  given,
  glassBroken,
  inCrisis,
  joinedFor,
  represents,
  worker,
} from './testing/standing.ts'

const DURING = '2026-03-02T12:59:59.999Z'
const AFTER = '2026-03-02T13:00:00.000Z'
const open = { is: 'break-glass', uses: ['use-1'], domains: ['youth'] } as const
const past = [...family, goalProposed(), contentWithheld('farid'), ...glassBroken()]
const officer = (id: string, role: 'safety-officer' | 'privacy-officer') =>
  ({ id, role, activity: role === 'safety-officer' ? 'safety-review' : 'privacy-oversight' }) as const

describe('who broke the glass', () => {
  it('stands on that until it is over, and not a moment longer', () => {
    given(...past)
      .asks(inCrisis('saar'), { at: DURING })
      .standsOn(open)
    given(...past)
      .asks(inCrisis('saar'), { at: AFTER })
      .standsOnNothing()
  })

  it('reads the laws that they opened, who is who and that they did, what is withheld from others too', () => {
    const seen = ['GoalProposed', 'ContentWithheld', 'BreakGlassAsked', 'BreakGlassUsed']
    given(...past)
      .asks(inCrisis('saar'), { at: DURING })
      .sees('PlanOpened', 'CoordinatorAppointed', ...family.slice(3).map(() => 'MemberJoined'), ...seen)
    given(...family, goalProposed(), ...glassBroken('saar', ['wmo']))
      .asks(inCrisis('saar'), { at: DURING })
      .sees('PlanOpened', 'CoordinatorAppointed', 'MemberJoined', 'MemberJoined', 'MemberJoined', ...seen.slice(2))
  })

  it('reads nothing that is withheld from themselves', () => {
    given(...family, goalProposed(), contentWithheld('saar'), ...glassBroken())
      .asks(inCrisis('saar'), { at: DURING })
      .sees(
        'PlanOpened',
        'CoordinatorAppointed',
        'MemberJoined',
        'MemberJoined',
        'MemberJoined',
        'BreakGlassAsked',
        'BreakGlassUsed',
      )
  })

  it('reads for nothing else that they name, and nobody else reads by it', () => {
    given(...past)
      .asks(worker('saar', 'youth-support'), { at: DURING })
      .standsOnNothing()
    given(...past)
      .asks(inCrisis('yara'), { at: DURING })
      .standsOnNothing()
  })

  it('reads no more once they are asked to be of the family, speak for someone in it or check its benefit', () => {
    const since = [[{ ...whole, about: ['saar'] }, 'MembershipRequested']] as const
    for (const [concerns, type] of since)
      given(...past, [
        deedOf({ kind: 'person', id: 'noor', role: 'coordinator' }, '2026-03-02T10:00:00.000Z'),
        { ...concerns, type, membership: 'membership-1', person: 'saar', name: sealed('Saar') },
      ])
        .asks(inCrisis('saar'), { at: DURING })
        .standsOnNothing()
    for (const one of [
      represents('saar', 'kim', 'informal'),
      joinedFor('saar', 'participation', 'benefits-enforcement'),
    ])
      given(...past, one)
        .asks(inCrisis('saar'), { at: DURING })
        .standsOnNothing()
  })

  it('reads no more once it was found not justified', () => {
    given(...past, [
      deedOf({ kind: 'person', id: 'sam', role: 'safety-officer' }, '2026-03-02T10:00:00.000Z'),
      { ...whole, type: 'BreakGlassReviewed', use: 'use-1', finding: 'not-justified', reason: sealed('no') },
    ])
      .asks(inCrisis('saar'), { at: DURING })
      .standsOnNothing()
  })
})

describe('who reviews', () => {
  it('is either officer, who reads that it was done and nothing else; never their own', () => {
    const withoutWithheld = [...family, goalProposed(), ...glassBroken()]
    for (const one of [officer('sam', 'safety-officer'), officer('petra', 'privacy-officer')]) {
      given(...withoutWithheld)
        .asks(one)
        .standsOn({ is: 'reviewing', uses: ['use-1'] })
      given(...withoutWithheld)
        .asks(one)
        .sees('BreakGlassAsked', 'BreakGlassUsed')
    }
    given(...family, ...glassBroken('sam'))
      .asks(officer('sam', 'safety-officer'))
      .standsOnNothing()
  })

  it('reads on what they reviewed themselves, and nobody else does', () => {
    const reviewed = [
      deedOf({ kind: 'person', id: 'sam', role: 'safety-officer' } as const, '2026-03-03T10:00:00.000Z'),
      { ...whole, type: 'BreakGlassReviewed', use: 'use-1', finding: 'justified', reason: sealed('yes') },
    ] as const
    given(...family, ...glassBroken(), reviewed)
      .asks(officer('sam', 'safety-officer'))
      .sees('BreakGlassAsked', 'BreakGlassUsed', 'BreakGlassReviewed')
    given(...family, ...glassBroken(), reviewed)
      .asks(officer('petra', 'privacy-officer'))
      .standsOnNothing()
  })

  it('is who coordinates too, who reads who did it and why; a lead does not, and neither does the family', () => {
    given(...family, ...glassBroken())
      .asks(coordinator('noor'))
      .sees(...family.map(([, { type }]) => type), 'BreakGlassAsked', 'BreakGlassUsed')
  })
})
