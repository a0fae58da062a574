import assert from 'node:assert/strict'
import { describe, it } from '@jest/globals'
import type { Deed, Moment } from '../../deciding/decider.ts'
import { plan } from '../plan.ts'
import {
  actionPlanned,
  goalProposed,
  grandmotherRepresentsKim,
  given,
  helped,
  identityOf,
  kimJudged,
  type Past,
} from '../testing/past.ts'
import { bart, grandmother, kim, mirjam, noor, sealed, wim, yara } from '../testing/people.ts'
import type { PermittedItem, Recipient } from './permission.ts'
import type { PermissionCommand } from './permissions.ts'
import { permitted, type MayBePermitted } from './permitted.ts'

const about = { domain: 'youth', about: ['kim'] } as const
const COORDINATION: Recipient = { kind: 'coordination' }
const UNTIL = '2027-03-02T22:59:59.999Z'
const OWN = { since: '2024-01-01', isPastParents: false }
const PAST_PARENTS = { since: '2024-01-01', isPastParents: true }
const goal: PermittedItem = { kind: 'goal', id: 'goal-1' }

const ask = {
  type: 'GivePermission',
  permissions: [{ permission: 'permission-1', domain: 'youth' }],
  items: [],
  person: 'kim',
  by: 'kim',
  to: COORDINATION,
  until: UNTIL,
  how: sealed('at the kitchen table'),
  ownVoice: { youth: OWN },
} as const satisfies PermissionCommand
const askOf = (items: PermittedItem[]) => ({ ...ask, permissions: [{ permission: 'permission-1' }], items })

const permissionGiven = (
  but: { by?: string; to?: Recipient; items?: readonly PermittedItem[]; permission?: string; until?: Moment } = {},
  deed: Deed = yara(),
): Past => [
  deed,
  {
    ...about,
    type: 'PermissionGiven',
    ...{ permission: 'permission-1', person: 'kim', by: 'kim', to: COORDINATION, until: UNTIL },
    how: sealed('at the kitchen table'),
    ...but,
  },
]
const withdrawn = (deed: Deed = kim()): Past => [
  deed,
  { ...about, type: 'PermissionWithdrawn', permission: 'permission-1', person: 'kim' },
]

const past = [...helped, grandmotherRepresentsKim({ isVerified: true }), goalProposed(), actionPlanned('kim')]

describe('a permission', () => {
  it('is given by who decides for themselves under the law, of all of it or of items', () => {
    const [, given1] = permissionGiven()
    const [, ofGoal] = permissionGiven({ items: [goal] })
    given(...past)
      .when(kim(), ask)
      .then(given1)
    given(...past)
      .when(kim(), askOf([goal]))
      .then(ofGoal)
    given(...past, permissionGiven())
      .when(kim(), ask)
      .thenNothing()
  })

  it('is one for each law that is named', () => {
    const [, ofYouth] = permissionGiven()
    const permissions = [...ask.permissions, { permission: 'permission-2', domain: 'wmo' as const }]
    given(...past)
      .when(kim(), { ...ask, permissions, ownVoice: { youth: OWN, wmo: OWN } })
      .then(ofYouth, { ...ofYouth, domain: 'wmo', permission: 'permission-2' } as typeof ofYouth)
    given(...past)
      .when(kim(), { ...ask, permissions })
      .thenRefuses('PERMISSION_IS_NOT_THEIRS_TO_GIVE', { by: 'kim', domain: 'wmo' })
  })

  it('is given for a child by who is shown to speak for it, until the child decides alone', () => {
    const [, byHer] = permissionGiven({ by: 'grandmother' })
    given(...past)
      .when(grandmother(), { ...ask, by: 'grandmother', ownVoice: {} })
      .then(byHer)
    const refused = { by: 'grandmother', domain: 'youth' }
    given(...past)
      .when(grandmother(), { ...ask, by: 'grandmother', ownVoice: { youth: PAST_PARENTS } })
      .thenRefuses('PERMISSION_IS_NOT_THEIRS_TO_GIVE', refused)
    given(...helped, grandmotherRepresentsKim({ isVerified: false }))
      .when(grandmother(), { ...ask, by: 'grandmother', ownVoice: {} })
      .thenRefuses('PERMISSION_IS_NOT_THEIRS_TO_GIVE', refused)
    given(...helped, grandmotherRepresentsKim({ kind: 'administrator-of-assets' }))
      .when(grandmother(), { ...ask, by: 'grandmother', ownVoice: {} })
      .thenRefuses('PERMISSION_IS_NOT_THEIRS_TO_GIVE', refused)
  })

  it('is given in one’s own name, and recorded by a worker who is not who may read by it', () => {
    given(...past)
      .when(kim(), { ...ask, by: 'grandmother' })
      .thenRefuses('PERMISSION_IS_GIVEN_IN_ONES_OWN_NAME')
    const [, given1] = permissionGiven()
    given(...past)
      .when(yara(), ask)
      .then(given1)
    given(...past)
      .when(noor(), ask)
      .thenRefuses('NOBODY_RECORDS_A_PERMISSION_TO_THEMSELVES')
    const deputy: Past = [
      noor(),
      { domain: 'general', about: [], type: 'DeputyAppointed', deputy: 'bart', name: sealed('Bart') },
    ]
    given(...past, deputy)
      .when(bart(), ask)
      .thenRefuses('NOBODY_RECORDS_A_PERMISSION_TO_THEMSELVES')
    given(...past)
      .when(yara(), { ...ask, to: { kind: 'professional', id: 'yara' } })
      .thenRefuses('NOBODY_RECORDS_A_PERMISSION_TO_THEMSELVES')
    const ofAnother = { ...yara(), by: { ...yara().by, organisation: '00000099000000000002' } } as Deed
    given(...past)
      .when(ofAnother, { ...ask, to: { kind: 'organisation', id: '00000099000000000002' } })
      .thenRefuses('NOBODY_RECORDS_A_PERMISSION_TO_THEMSELVES')
  })

  it('is of items of one law or of laws, and of nothing that is not about the person', () => {
    given(...past)
      .when(kim(), { ...ask, items: [goal] })
      .thenRefuses('PERMISSION_IS_OF_ITEMS_OR_LAWS')
    given(...past)
      .when(kim(), askOf([]))
      .thenRefuses('PERMISSION_IS_OF_ITEMS_OR_LAWS')
    given(...past)
      .when(kim(), askOf([{ kind: 'goal', id: 'nothing-0' }]))
      .thenRefuses('PERMISSION_IS_OF_ONE_LAW')
    given(...helped, goalProposed(['mirjam']))
      .when(kim(), askOf([goal]))
      .thenRefuses('PERMISSION_IS_ONLY_OF_WHAT_IS_ABOUT_THEM', { items: [goal] })
  })

  it('lasts a year at most', () => {
    given(...past)
      .when(kim(), { ...ask, until: '2026-03-02T09:00:00.000Z' })
      .thenRefuses('PERMISSION_ENDS_BEFORE_IT_STARTS')
    given(...past)
      .when(kim(), { ...ask, until: '2027-03-03T00:00:00.000Z' })
      .thenRefuses('PERMISSION_LASTS_A_YEAR_AT_MOST')
  })

  it('is withdrawn once, and with it what was recorded of the same', () => {
    given(...past, permissionGiven(), permissionGiven({ permission: 'permission-2' }))
      .when(wim(), { type: 'WithdrawPermission', permission: 'permission-1' })
      .then(withdrawn()[1], { ...about, type: 'PermissionWithdrawn', permission: 'permission-2', person: 'kim' })
    given(...past, permissionGiven(), withdrawn())
      .when(kim(), { type: 'WithdrawPermission', permission: 'permission-1' })
      .thenNothing()
    given(...past)
      .when(kim(), { type: 'WithdrawPermission', permission: 'permission-1' })
      .thenRefuses('PERMISSION_IS_UNKNOWN')
  })
})

describe('what counts of what was permitted', () => {
  const AT = '2026-03-03T09:00:00.000Z'
  const OF_KIM: MayBePermitted = { domain: 'youth', about: ['kim'], items: [goal] }
  const after = (...more: readonly Past[]) =>
    [...past, ...more].reduce((now, [deed, event]) => plan.evolve(now, event, deed), plan.initial)
  const counts = (
    more: readonly Past[],
    { what = OF_KIM, to = COORDINATION, at = AT }: { what?: MayBePermitted; to?: Recipient; at?: Moment } = {},
  ) => permitted(after(...more), to, what, at)

  it('is what was given, to whom, under which law, until when', () => {
    assert.equal(counts([]), false)
    assert.equal(counts([permissionGiven()]), true)
    assert.equal(counts([permissionGiven()], { to: { kind: 'professional', id: 'yara' } }), false)
    assert.equal(counts([permissionGiven()], { what: { ...OF_KIM, domain: 'wmo' } }), false)
    assert.equal(counts([permissionGiven()], { at: '2027-03-03T00:00:00.000Z' }), false)
    assert.equal(counts([permissionGiven(), withdrawn()]), false)
  })

  it('of items is those, and what hangs on them', () => {
    const ofGoal = [permissionGiven({ items: [goal] })]
    assert.equal(counts(ofGoal), true)
    const action = { kind: 'action', id: 'action-1' }
    assert.equal(counts(ofGoal, { what: { ...OF_KIM, items: [action, goal] } }), true)
    assert.equal(counts(ofGoal, { what: { ...OF_KIM, items: [action] } }), false)
    assert.equal(counts(ofGoal, { what: { domain: 'youth', about: ['kim'] } }), false)
  })

  it('needs each person it is about, and everyone where it is about the family', () => {
    assert.equal(counts([permissionGiven()], { what: { ...OF_KIM, about: ['kim', 'mirjam'] } }), false)
    assert.equal(counts([permissionGiven()], { what: { ...OF_KIM, about: [] } }), false)
    const ofAll = ['mirjam', 'farid'].map((person): Past => {
      const [deed, event] = permissionGiven({ permission: `permission-of-${person}`, by: person })
      return [deed, { ...event, about: [person], person } as typeof event]
    })
    assert.equal(counts([permissionGiven(), ...ofAll], { what: { ...OF_KIM, about: ['kim', 'mirjam'] } }), true)
    assert.equal(counts([permissionGiven(), ...ofAll], { what: { ...OF_KIM, about: [] } }), true)
  })

  it('is nothing from who may give it no longer, is in conflict, or was judged not to be able to speak', () => {
    const byHer = permissionGiven({ by: 'grandmother' })
    assert.equal(counts([byHer]), true)
    const ended: Past = [
      noor(),
      { ...identityOf('kim'), type: 'RepresentativeEnded', representation: 'representation-1', why: 'ended' },
    ]
    assert.equal(counts([byHer, ended]), false)
    const inConflict: Past = [
      noor(),
      {
        ...identityOf('kim'),
        type: 'ConflictOfInterestDeclared',
        ...{ representation: 'representation-1', representative: 'grandmother', conflictOfInterest: sealed('a will') },
      },
    ]
    assert.equal(counts([byHer, inConflict]), false)
    assert.equal(counts([permissionGiven(), kimJudged(false)]), false)
  })

  it('is nothing of what is withheld from who gave it', () => {
    const withheldFromHer: Past = [
      yara(),
      {
        ...about,
        type: 'ContentWithheld',
        ...{ withholding: 'withheld-1', from: 'grandmother', items: [goal], ground: 'good-care', mode: 'told' },
        ...{ reason: sealed('not yet'), consulted: 'rosa', reviewDate: '2026-06-01' },
        due: { what: 'withholding-review', at: '2026-06-01T21:59:59.999Z', terms: 3 },
      },
    ]
    const byHer = permissionGiven({ by: 'grandmother' })
    assert.equal(counts([byHer, withheldFromHer]), false)
    assert.equal(counts([permissionGiven(), withheldFromHer]), true)
  })

  it('ends with the person, and stays theirs who left', () => {
    const died: Past = [noor(), { ...identityOf('kim'), type: 'MemberDied', person: 'kim' }]
    assert.equal(counts([permissionGiven(), died]), false)
    const [, wmo] = permissionGiven()
    assert.equal(counts([[mirjam(), wmo]]), true)
  })
})
