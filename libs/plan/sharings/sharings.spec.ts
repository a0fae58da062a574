import assert from 'node:assert/strict'
import { describe, it } from '@jest/globals'
import type { Deed, Moment } from '../../deciding/decider.ts'
import { plan } from '../plan.ts'
import {
  actionPlanned,
  given,
  goalProposed,
  helped,
  referralAnswered,
  referralMade,
  type Past,
} from '../testing/past.ts'
import { DE_BRUG, kim, noor, sealed, wim, yara } from '../testing/people.ts'
import { missingFor, type ToBeShared } from './missing-for.ts'
import { sharedWith } from './shared.ts'
import type { MissingToShare, SharingGround } from './sharing.ts'
import type { SharingCommand } from './sharings.ts'
import type { SharedWith } from './ways-here.ts'

const about = { domain: 'youth', about: ['kim'] } as const
const UNTIL = '2026-12-31T22:59:59.999Z'
const AT = '2026-03-02T09:00:00.000Z'
const action = { kind: 'action', id: 'action-1' } as const
const goal = { kind: 'goal', id: 'goal-1' } as const
const SCHOOL: SharedWith = { kind: 'organisation', id: DE_BRUG }
const WIM: SharedWith = { kind: 'professional', id: 'wim' }

const ask = {
  ...{ type: 'ShareItems', sharing: 'sharing-1', items: [action], to: SCHOOL, ground: 'same-help', until: UNTIL },
  ...{ necessity: sealed('the weekly talk'), missing: [] },
} as const satisfies SharingCommand

const past = [...helped, goalProposed(), actionPlanned('kim'), referralMade(), referralAnswered('accepted')]

const granted = (
  but: { items?: (typeof action | typeof goal)[]; to?: SharedWith; ground?: SharingGround; sharing?: string } = {},
  deed: Deed = yara(),
): Past => [
  deed,
  {
    ...about,
    type: 'SharingGranted',
    ...{ sharing: 'sharing-1', to: SCHOOL, items: [action], ground: 'same-help', until: UNTIL },
    necessity: sealed('the weekly talk'),
    ...but,
  },
]
const ended = (sharing = 'sharing-1'): Past => [noor(), { ...about, type: 'SharingEnded', sharing }]
const after = (...more: readonly Past[]) =>
  [...past, ...more].reduce((now, [deed, event]) => plan.evolve(now, event, deed), plan.initial)

describe('a sharing', () => {
  it('is granted where nothing is missing, once', () => {
    given(...past)
      .when(yara(), ask)
      .then(granted()[1])
    given(...past, granted())
      .when(yara(), ask)
      .thenNothing()
  })

  it('is refused where something is, and that is recorded, about nobody', () => {
    given(...past)
      .when(yara(), { ...ask, missing: ['permission'] })
      .then({
        ...{ domain: 'youth', about: [], type: 'SharingRefused', sharing: 'sharing-1', to: SCHOOL, items: [action] },
        ...{ until: UNTIL, ground: 'same-help', necessity: sealed('the weekly talk'), missing: ['permission'] },
      })
    const { ground: _ground, necessity: _necessity, ...bare } = ask
    given(...past)
      .when(yara(), { ...bare, missing: ['ground', 'necessity'] })
      .then({
        ...{ domain: 'youth', about: [], type: 'SharingRefused', sharing: 'sharing-1', to: SCHOOL, items: [action] },
        ...{ until: UNTIL, missing: ['ground', 'necessity'] },
      })
  })

  it('is of one law, lasts a year at most, and is with nobody who shares', () => {
    const [deed, event] = goalProposed(['mirjam'], 'goal-2')
    const another: Past = [deed, { ...event, domain: 'wmo' }]
    given(...past, another)
      .when(noor(), { ...ask, items: [action, { kind: 'goal', id: 'goal-2' }] })
      .thenRefuses('SHARING_IS_OF_ONE_LAW')
    given(...past)
      .when(yara(), { ...ask, until: AT })
      .thenRefuses('SHARING_ENDS_BEFORE_IT_STARTS')
    given(...past)
      .when(yara(), { ...ask, until: '2027-03-03T00:00:00.000Z' })
      .thenRefuses('SHARING_LASTS_A_YEAR_AT_MOST')
    given(...past)
      .when(yara(), { ...ask, to: { kind: 'professional', id: 'yara' } })
      .thenRefuses('NOBODY_SHARES_WITH_THEMSELVES')
    const ofTheSchool = { ...yara(), by: { ...yara().by, organisation: DE_BRUG } } as Deed
    given(...past)
      .when(ofTheSchool, ask)
      .thenRefuses('NOBODY_SHARES_WITH_THEMSELVES')
  })

  it('is ended with what was shared twice; one that was refused is not there to be ended', () => {
    const end = { type: 'EndSharing', sharing: 'sharing-1' } as const
    given(...past, granted(), granted({ sharing: 'sharing-2' }))
      .when(noor(), end)
      .then(ended()[1], ended('sharing-2')[1])
    given(...past, granted(), ended())
      .when(noor(), end)
      .thenNothing()
    given(...past)
      .when(noor(), end)
      .thenRefuses('SHARING_IS_UNKNOWN')
    const refused: Past = [
      yara(),
      {
        ...{ domain: 'youth', about: [], type: 'SharingRefused', sharing: 'sharing-1', to: SCHOOL, items: [action] },
        ...{ until: UNTIL, missing: ['ground'] },
      },
    ]
    given(...past, refused)
      .when(noor(), end)
      .thenRefuses('SHARING_IS_UNKNOWN')
  })
})

const SAID = { necessity: true, article: false }
const permissionGiven = (to: SharedWith): Past => [
  kim(),
  {
    ...about,
    ...{ type: 'PermissionGiven', permission: 'permission-1', person: 'kim', by: 'kim', to, until: UNTIL },
    how: sealed('at the table'),
  },
]
const permissionWithdrawn: Past = [
  kim(),
  { ...about, type: 'PermissionWithdrawn', permission: 'permission-1', person: 'kim' },
]

describe('what is missing', () => {
  const missing = (but: Partial<ToBeShared> & { readonly at?: Moment }, ...more: readonly Past[]) => {
    const { at = AT, ...asked } = but
    return missingFor({ items: [action], to: SCHOOL, says: SAID, ...asked }, after(...more), at)
  }
  const of = (...some: readonly MissingToShare[]) => some

  it('is a ground and the necessity, where neither is said', () => {
    const nothing = { necessity: false, article: false }
    assert.deepEqual(missing({ says: nothing }), of('ground', 'necessity'))
    assert.deepEqual(missing({ ground: 'same-help' }), [])
  })

  it('is a task of the recipient’s own, for each whom it is about, while it lasts', () => {
    const to: SharedWith = { kind: 'organisation', id: '00000099000000000009' }
    assert.deepEqual(missing({ to, ground: 'same-help' }), of('task', 'same-law'))
    assert.deepEqual(missing({ ground: 'same-help', at: '2027-01-02T00:00:00.000Z' }), of('task', 'same-law'))
    assert.deepEqual(
      missing({ items: [{ kind: 'goal', id: 'goal-9' }], ground: 'same-help' }, goalProposed(['mirjam'], 'goal-9')),
      of('task', 'same-law'),
    )
    assert.deepEqual(missing({ to: WIM, ground: 'same-help' }), of('same-law'))
  })

  it('is, of who checks a benefit, that they only help', () => {
    const enforcer: Past = [
      noor(),
      {
        ...{ domain: 'participation', about: [], type: 'ProfessionalJoined', joining: 'joining-9' },
        ...{ professional: 'eva', name: sealed('Eva'), organisation: DE_BRUG, activity: 'benefits-enforcement' },
        until: UNTIL,
      },
    ]
    assert.deepEqual(missing({ ground: 'same-help' }, enforcer), of('helps-only'))
    assert.deepEqual(
      missing(
        { to: { kind: 'professional', id: 'eva' }, ground: 'legal-right', says: { ...SAID, article: true } },
        enforcer,
      ),
      of('task', 'helps-only'),
    )
  })

  it('is the permission of each whom it is about, on top of a task and never instead of one', () => {
    assert.deepEqual(missing({ to: WIM, ground: 'permission' }), of('permission'))
    assert.deepEqual(missing({ to: WIM, ground: 'permission' }, permissionGiven(WIM)), [])
    assert.deepEqual(
      missing({ to: WIM, ground: 'permission' }, permissionGiven(WIM), permissionWithdrawn),
      of('permission'),
    )
    const stranger: SharedWith = { kind: 'professional', id: 'stranger' }
    assert.deepEqual(missing({ to: stranger, ground: 'permission' }, permissionGiven(stranger)), of('task'))
  })

  it('is the article of a legal right, and a second reader of a conflict of duties', () => {
    assert.deepEqual(missing({ to: WIM, ground: 'legal-right' }), of('article'))
    assert.deepEqual(missing({ to: WIM, ground: 'legal-right', says: { ...SAID, article: true } }), [])
    assert.deepEqual(missing({ to: WIM, ground: 'conflict-of-duties' }), of('second-reader'))
  })

  it('is that it is not withheld from the recipient', () => {
    const withheld: Past = [
      yara(),
      {
        ...{ ...about, type: 'ContentWithheld', withholding: 'withheld-1', from: 'wim', items: [goal] },
        ...{ ground: 'good-care', mode: 'told', reason: sealed('not his'), reviewDate: '2026-12-31' },
        due: { what: 'withholding-review', at: UNTIL, terms: 3 },
      },
    ]
    assert.deepEqual(
      missing({ to: WIM, ground: 'legal-right', says: { ...SAID, article: true } }, withheld),
      of('not-withheld'),
    )
  })
})

describe('what is open by a sharing', () => {
  const open = (to: SharedWith, at: Moment, ...more: readonly Past[]) => [
    ...(sharedWith(to, after(...more), at)?.items.keys() ?? []),
  ]

  it('are its items, while nothing is missing for it, until its end', () => {
    assert.deepEqual(open(SCHOOL, AT), [])
    assert.deepEqual(open(SCHOOL, AT, granted()), ['action:action-1'])
    assert.deepEqual(open(WIM, AT, granted()), [])
    assert.deepEqual(open(SCHOOL, AT, granted(), ended()), [])
    assert.deepEqual(open(SCHOOL, '2027-01-02T00:00:00.000Z', granted()), [])
  })

  it('closes with the permission it needed, and with the task', () => {
    const byPermission = granted({ to: WIM, ground: 'permission' }, wim())
    assert.deepEqual(open(WIM, AT, byPermission), [])
    assert.deepEqual(open(WIM, AT, permissionGiven(WIM), byPermission), ['action:action-1'])
    assert.deepEqual(open(WIM, AT, permissionGiven(WIM), byPermission, permissionWithdrawn), [])
    const referralEnded: Past = [noor(), { ...about, type: 'ReferralEnded', referral: 'referral-1' }]
    assert.deepEqual(open(SCHOOL, AT, granted(), referralEnded), [])
  })

  it('keeps since when the words are as they were shared', () => {
    const revised: Past = [yara('2026-03-04'), { ...about, type: 'GoalRevised', goal: 'goal-1', words: sealed('anew') }]
    const shared = sharedWith(SCHOOL, after(revised, granted({ items: [goal] }, yara('2026-03-05'))), AT)
    assert.equal(shared?.items.get('goal:goal-1'), yara('2026-03-04').at)
  })
})
