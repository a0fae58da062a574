/** What was written by any version ever released is read the same by this one: the same facts, the same folds, the same bytes. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import canonicalize from 'canonicalize'
import { AUDIENCES } from '../libs/access/audiences.ts'
import type { Envelope } from '../libs/deciding/envelope.ts'
import { foldsOf, type GoldenLine } from './golden/golden-folds.ts'

const HOME = join(import.meta.dirname, 'golden')
const versions = readdirSync(HOME, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name.endsWith('-version'))
  .map(({ name }) => ({ name }))
const golden = versions.flatMap(({ name }) =>
  readdirSync(join(HOME, name))
    .filter((file) => file.endsWith('.jsonl'))
    .map((file) => ({ version: name, stream: file.slice(0, -'.jsonl'.length) })),
)

const linesOf = (version: string, stream: string) =>
  readFileSync(join(HOME, version, `${stream}.jsonl`), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as GoldenLine)

/** What an upcaster calls by another word, and means the same. */
const asItIsCalledNow = (folds: string): string =>
  folds.replaceAll('"heard-by-professional"', '"reported-by-professional"')

describe.each(golden)('$stream of $version', ({ version, stream }) => {
  const lines = linesOf(version, stream)

  it('folds to what it folded to, and perhaps to more that later rules read of it', () => {
    const expected: unknown = JSON.parse(
      asItIsCalledNow(readFileSync(join(HOME, version, `${stream}.folds.json`), 'utf8')),
    )
    expect(JSON.parse(JSON.stringify(foldsOf(stream, lines)))).toMatchObject(expected as object)
  })

  it('is canonical to the byte, and each envelope knows its place', () => {
    lines.forEach(({ body, id, type, revision }) => {
      const envelope = JSON.parse(body) as Envelope
      expect(canonicalize(envelope)).toBe(body)
      expect(envelope).toMatchObject({ id, type, revision, stream, envelope: 1 })
    })
  })
})

/** Kinds of event that came after a version was released. */
const CAME_LATER: Readonly<Record<string, readonly string[]>> = {
  'first-version': [
    'FamilyEvaluated',
    'DueWentUp',
    'DueLeftUnanswered',
    'DueExtended',
    'ReadingPassedOn',
    'NoReaderLeft',
    'ConditionSet',
    'ConditionMet',
    'ObjectionAnswered',
    'ObjectionSettled',
    'RemarkWorded',
    'DeviationEnded',
    'LessonCleared',
    'FamilyInvitedToEvaluate',
    'JoiningNarrowed',
    'ExceptionReaderDrawn',
    'ExceptionReaderRecused',
    'RepresentationProven',
    'RepresentationProofShown',
    'ConflictOfInterestDeclared',
    'CorrectionRecorded',
    'ContentWithheld',
    'SightLimited',
    'WithholdingCompleted',
    'WithholdingConfirmed',
    'WithholdingDenied',
    'WithholdingReviewed',
    'ContentReleased',
    'SightLimitLifted',
    'WithheldAskedFor',
    'WithheldAnswered',
    'SightLimitOffered',
    'DepartureContested',
    'DepartureUpheld',
    'DepartureUndone',
    'PermissionGiven',
    'PermissionWithdrawn',
    'BreakGlassAsked',
    'BreakGlassUsed',
    'BreakGlassRefused',
    'BreakGlassReviewed',
    'PlanClosed',
    'PlanReopened',
    'HelpEnded',
    'HelpResumed',
    'EndingAnswered',
    'SharingGranted',
    'SharingAsked',
    'SharingReaderDrawn',
    'SharingReaderRecused',
    'SharingRead',
    'SharingWithdrawn',
    'SharingRefused',
    'SharingEnded',
    'OwnPlanInvitationDelivered',
    'ViewConfirmed',
    'ChallengeRaised',
    'ChallengeAnswered',
    'ChallengeOpened',
    'ChallengeAccepted',
    'ChallengeRejected',
    'ChallengeEscalated',
    'ChallengeWithdrawn',
    'ChallengeForwarded',
    'CommunicationNeedsStated',
    'CorrectionAsked',
    'CorrectionGranted',
    'CorrectionRefused',
    'SupporterAsked',
    'SupportAccepted',
    'SupportEnded',
  ],
}

describe.each(versions)('the golden streams of $name', ({ name }) => {
  it('hold every kind of event that a plan has', () => {
    const plans = golden.filter(({ version, stream }) => version === name && stream.startsWith('plan-'))
    const types = new Set(plans.flatMap(({ version, stream }) => linesOf(version, stream).map(({ type }) => type)))
    const known = Object.keys(AUDIENCES).filter((type) => CAME_LATER[name]?.includes(type) !== true)
    expect([...types].sort()).toEqual(known.sort())
  })
})
