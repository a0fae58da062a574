/** Whom the sealed words under `general` are for: `general` has no law, so the whole team reads who is who, and nothing else in words. */
import assert from 'node:assert/strict'
import { describe, it } from '@jest/globals'
import fc from 'fast-check'
import type { PlanEvent } from '../plan/plan.ts'
import { eventsOf, histories } from '../plan/testing/histories.ts'
import { audienceOf, AUDIENCES } from './audiences.ts'

/** Names, birth dates, why someone belongs or does not, and who speaks for whom. */
const WHO_IS_WHO = [
  'MembershipRequested/name',
  'MembershipRequested/birthDate',
  'MembershipRequested/ageBand',
  'MembershipRequested/ageEstablishedBy',
  'CorrectionRecorded/name',
  'CorrectionRecorded/birthDate',
  'CorrectionRecorded/ageBand',
  'CorrectionRecorded/ageEstablishedBy',
  'CorrectionRecorded/reason',
  'CorrectionRecorded/words',
  // What somebody says is wrong, and why it is left, is for who reads what it is about.
  'CorrectionAsked/name',
  'CorrectionAsked/birthDate',
  'CorrectionAsked/ageBand',
  'CorrectionAsked/ageEstablishedBy',
  'CorrectionAsked/reason',
  'CorrectionAsked/words',
  'CorrectionRefused/reason',
  'MembershipRequested/inAnotherPlanBecause',
  'MemberLeft/reason',
  'RepresentativeAppointed/name',
  'ConflictOfInterestDeclared/conflictOfInterest',
  'CoordinatorAppointed/name',
  'CoordinatorReplaced/name',
  'DeputyAppointed/name',
  'HandoverAccepted/name',
]

/**
 * Words that stand in one event with who coordinates now, or with the family's having waived: everyone must know the one, and so reads the
 * other. To keep them from the team the event itself must be two, as a priority is.
 */
const READ_WITH_WHAT_EVERYONE_MUST_KNOW = [
  // Whether client support was wanted: a word of the team's from the first version on, which no rule reads.
  'ClientSupportOffered/accepted',
  // That the plan ends, on what ground and why, all must know whose plan it is.
  'PlanClosed/ground',
  'PlanClosed/reason',
  'PlanClosed/familyView',
  'PlanReopened/reason',
  'CoordinatorReplaced/reason',
  // How, when and why someone left, as why was from the first version on: who works with them must know whom they may speak to of it.
  'MemberLeft/kind',
  'MemberLeft/leftOn',
  'DepartureUndone/reason',
  'HandoverAccepted/notTalkedThroughBecause',
  // How to reach someone: whoever invites them must know it, under whatever law.
  'CommunicationNeedsStated/easyLanguage',
  'CommunicationNeedsStated/hearing',
  'CommunicationNeedsStated/interpreter',
  'CommunicationNeedsStated/language',
  'CommunicationNeedsStated/sight',
  'OwnPlanInvited/needsMet',
  'ViewInvited/needsMet',
  // How an invitation reached the family: whoever proposes a goal must know that its term runs.
  'OwnPlanInvitationDelivered/how',
  'OwnPlanWaived/reason',
  'OwnPlanWaived/saidHow',
]

const sample = fc
  .sample(histories(), { numRuns: 400, seed: 1 })
  .flatMap(eventsOf)
  .map(([, event]) => event)

function* sealedIn(value: unknown, path: string): Generator<string> {
  if (typeof value !== 'object' || value === null) return
  if ('sealed' in value) yield path
  else for (const [key, part] of Object.entries(value)) yield* sealedIn(part, `${path}/${key}`)
}
const placesIn = (events: readonly PlanEvent[]): readonly string[] =>
  [...new Set(events.flatMap((event) => [...sealedIn(event, event.type)]))].sort()

describe('under `general`', () => {
  const general = sample.filter(({ domain }) => domain === 'general')

  it('the whole team reads in words who is who, and what stands with what everyone must know', () => {
    const forTheTeam = placesIn(general.filter((event) => audienceOf(event) === 'team'))
    assert.deepEqual(forTheTeam, [...WHO_IS_WHO, ...READ_WITH_WHAT_EVERYONE_MUST_KNOW].sort())
  })

  it('what a member says of the coordinator or of the own plan is between those who coordinate, and them', () => {
    const views = general.filter(({ type }) => type === 'ViewGiven')
    assert.ok(views.length > 0)
    for (const view of views) assert.equal(audienceOf(view), 'coordination')
  })

  it('a correction is for whom what it corrects is for: of a proposed handover neither the team nor the family hears', () => {
    const recorded = general.flatMap((event) =>
      event.type === 'CorrectionRecorded' && !('corrects' in event) ? [event] : [],
    )
    const ofHandovers = recorded.map((event) => ({ ...event, of: { ...event.of, kind: 'handover' } as const }))
    const corrections = [...recorded, ...ofHandovers]
    assert.ok(corrections.length > 0)
    for (const event of corrections)
      assert.equal(audienceOf(event), event.of.kind === 'handover' ? 'coordination' : 'team')
  })

  it('the BSN is for who coordinates, alone', () => {
    const types = Object.entries(AUDIENCES).filter(([, audience]) => audience === 'coordinator')
    assert.deepEqual(types, [['BsnRecorded', 'coordinator']])
  })
})

describe('under a law', () => {
  it('nothing is kept from who works in it for the sake of the coordination', () => {
    // That someone asked to share something, and was refused or had a second reader judge, is between them, who coordinates and that reader.
    const isRequest = /^Sharing(Refused|Asked|Reader|Read$|Withdrawn)/
    const kept = sample.filter(({ domain, type }) => domain !== 'general' && !isRequest.test(type))
    for (const event of kept) assert.ok(['team', 'confidence'].includes(audienceOf(event)), event.type)
  })

  it('what is given in confidence is the account, the reading, what is answered and set on it, and a judgement of capacity', () => {
    const types = Object.entries(AUDIENCES).filter(([, audience]) => audience === 'confidence')
    const confidences = [
      ...['CapacityJudged', 'DeviationReasoned', 'ReaderAnswerWorded', 'RemarkWorded', 'SecondReadingWorded'],
    ]
    assert.deepEqual(types.map(([type]) => type).sort(), confidences)
  })
})
