import { describe, expect, it } from '@jest/globals'
import { changesAfter } from '../../deciding/rows-in-memory.ts'
import { happened, rowsAfter } from '../testing/rows-after.ts'
import {
  accountedFor,
  begun,
  careTeamJoined,
  deviationReported,
  family,
  grandmotherRepresentsKim,
  helped,
  identityOf,
  joined,
  readerDrawn,
  whole,
  type Past,
} from '../testing/past.ts'
import { bart, noor, rosa, sealed, teamLead, yara } from '../testing/people.ts'
import { whoHasAPart } from './who-has-a-part.ts'

const parts = (...past: readonly Past[]) =>
  rowsAfter(whoHasAPart, past).plan_part.map(({ part, item, who }) => [part, who, item].join(' ').trim())

const handoverProposed: Past = [
  noor(),
  {
    ...whole,
    type: 'HandoverProposed',
    handover: 'handover-1',
    to: 'bart',
    name: sealed('Bart'),
    team: 'south',
    document: { actions: [], deviations: [] },
  },
]
const handoverAccepted: Past = [
  bart(),
  {
    ...whole,
    basedOn: 3,
    type: 'HandoverAccepted',
    handover: 'handover-1',
    coordinator: 'bart',
    name: sealed('Bart'),
    team: 'south',
  },
]
const bartDeputises: Past = [noor(), { ...whole, type: 'DeputyAppointed', deputy: 'bart', name: sealed('Bart') }]

describe('who has a part', () => {
  it('is who coordinates, and the team whose plan it is', () => {
    expect(parts(...begun)).toEqual(['coordinating noor', 'leading-team north'])
  })

  it('passes on with a handover: from when it is proposed both, once accepted the next one only, and their team', () => {
    expect(parts(...begun, handoverProposed)).toEqual([
      'coordinating noor',
      'leading-team north',
      'next-coordinator bart',
    ])
    expect(parts(...begun, bartDeputises, handoverProposed, handoverAccepted)).toEqual([
      'coordinating bart',
      'leading-team south',
    ])
    const declined: Past = [
      bart(),
      { ...whole, type: 'HandoverDeclined', handover: 'handover-1', reason: sealed('no time') },
    ]
    expect(parts(...begun, handoverProposed, declined)).toEqual(['coordinating noor', 'leading-team north'])
  })

  it('passes on when a team lead replaces the coordinator', () => {
    const replaced: Past = [
      teamLead(),
      {
        ...whole,
        type: 'CoordinatorReplaced',
        replaced: 'noor',
        coordinator: 'bart',
        name: sealed('Bart'),
        team: 'north',
        reason: sealed('ill'),
        document: { actions: [], deviations: [] },
        handedOverInPerson: false,
      },
    ]
    const deputised: Past = [noor(), { ...whole, type: 'DeputyAppointed', deputy: 'sem', name: sealed('Sem') }]
    const past = [...begun, deputised, handoverProposed, replaced]
    expect(parts(...past)).toEqual(['coordinating bart', 'leading-team north'])
  })

  it('is a deputy for as long as they deputise', () => {
    expect(parts(...begun, bartDeputises)).toContain('deputising bart bart')
    expect(parts(...begun, bartDeputises, [noor(), { ...whole, type: 'DeputyEnded', deputy: 'bart' }])).toHaveLength(2)
  })

  it('is a professional for each joining, until they leave it', () => {
    const secondJoining: Past = [
      noor(),
      {
        domain: 'wmo',
        about: [],
        type: 'ProfessionalJoined',
        joining: 'second',
        professional: 'yara',
        name: sealed('Yara'),
        organisation: '00000001234567890000',
        activity: 'wmo-support',
        until: '2026-12-31T23:00:00.000Z',
      },
    ]
    const left: Past = [yara(), { domain: 'youth', about: [], type: 'ProfessionalLeft', joining: 'joining-of-yara' }]
    expect(parts(careTeamJoined(yara(), 'youth'), secondJoining)).toEqual([
      'care-team yara joining-of-yara',
      'care-team yara second',
    ])
    expect(parts(careTeamJoined(yara(), 'youth'), secondJoining, left)).toEqual(['care-team yara second'])
  })

  it('is a family member, also one who left, since they keep what was theirs; not one who died', () => {
    const left: Past = [noor(), { ...identityOf('kim'), type: 'MemberLeft', person: 'kim' }]
    const died: Past = [noor(), { ...identityOf('kim'), type: 'MemberDied', person: 'kim' }]
    expect(parts(joined('kim'), left)).toEqual(['family kim kim'])
    expect(parts(joined('kim'), died)).toEqual([])
  })

  it('is a representative until the representation ends', () => {
    const ended: Past = [
      noor(),
      { ...identityOf('kim'), type: 'RepresentativeEnded', representation: 'representation-1', why: 'ended' },
    ]
    expect(parts(...family, grandmotherRepresentsKim())).toContain('representing grandmother representation-1')
    expect(parts(...family, grandmotherRepresentsKim(), ended)).not.toContain(
      'representing grandmother representation-1',
    )
  })

  it('is the reader of a deviation: the one drawn last', () => {
    const read = [...helped, deviationReported(), accountedFor, readerDrawn()]
    const recused: Past = [
      rosa(),
      { domain: 'youth', about: ['kim'], type: 'ReaderRecused', deviation: 'deviation-1', reader: 'rosa' },
    ]
    expect(parts(...read)).toContain('second-reading rosa deviation-1')
    expect(parts(...read, recused).join()).not.toContain('rosa')
    expect(parts(...read, recused, readerDrawn('ruud'))).toContain('second-reading ruud deviation-1')
  })

  it('is an auditor, in the plans that their inspection names', () => {
    const { envelope } = happened([noor(), { ...whole, type: 'PlanOpened', plan: 'plan-1' }], 0)
    const inspection = {
      inspection: 'inspection-1',
      auditor: 'ada',
      law: 'youth',
      plans: ['plan-1', 'plan-2'],
      recordedFrom: '2026-01-01T00:00:00.000Z',
      recordedUntil: '2026-04-01T00:00:00.000Z',
      openUntil: '2026-05-01T00:00:00.000Z',
    } as const
    const { InspectionOpened, InspectionClosed } = whoHasAPart.after
    const opened = { ...whole, type: 'InspectionOpened', ...inspection, reason: sealed('complaint') } as const
    expect(InspectionOpened({ event: opened, envelope }).map(({ row }) => row)).toEqual(
      ['plan-1', 'plan-2'].map((plan) => ({ plan, part: 'inspecting', item: 'inspection-1', who: 'ada' })),
    )
    expect(
      InspectionClosed({ event: { ...whole, type: 'InspectionClosed', inspection: 'inspection-1' }, envelope }),
    ).toEqual([{ remove: 'plan_part', where: { part: 'inspecting', item: 'inspection-1' } }])
  })

  it('is told by ids and never by a name', () => {
    const changes = helped.flatMap((one, revision) => changesAfter(whoHasAPart, happened(one, revision)))
    expect(JSON.stringify(changes)).not.toContain('sealed')
  })
})
