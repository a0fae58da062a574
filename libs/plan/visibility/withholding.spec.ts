/** What is withheld from whom: who asks it, who keeps it in check, and in which decisions it counts no more. */
import { describe, it } from '@jest/globals'
import {
  careTeamJoined,
  family,
  given,
  goalProposed,
  helped,
  ownPlanWaived,
  viewGiven,
  type Past,
} from '../testing/past.ts'
import { bart, deedOf, farid, kim, mirjam, morningOf, noor, POOL, sealed, TERMS, yara } from '../testing/people.ts'
import type { PlanEvent } from '../plan.ts'

const judgedBy = { terms: TERMS, pool: POOL }
const acting = (id: string, role: 'safety-officer' | 'privacy-officer' | 'professional') => (day: string) =>
  deedOf({ kind: 'person', id, role }, morningOf(day))
const sam = acting('sam', 'safety-officer')
const petra = acting('petra', 'privacy-officer')
const hanna = acting('hanna', 'professional')

/** Yara and Hanna help under youth law. */
const both = [...helped, careTeamJoined(hanna('2026-03-02'), 'youth')]
const withGoal = [...both, goalProposed()]
const whole = {
  ground: 'safety',
  reason: sealed('he would read it'),
  consulted: 'hanna',
  reviewDate: '2026-04-02',
  mode: 'silent',
} as const
const items = [{ kind: 'goal', id: 'goal-1' }] as const
const withhold = { type: 'Withhold', withholding: 'w-1', items, from: 'farid', ...whole, judgedBy } as const
/** Five working days on, and ten more; the review until the end of its day, in Amsterdam. */
const CONFIRM_BY = '2026-03-09T22:59:59.999Z'
const LAPSES_AT = '2026-03-23T22:59:59.999Z'
const withheld = {
  domain: 'youth',
  about: ['kim'],
  type: 'ContentWithheld',
  withholding: 'w-1',
  from: 'farid',
  items: [{ kind: 'goal', id: 'goal-1' }],
  ...whole,
  lapsesAt: LAPSES_AT,
  due: { what: 'withholding-confirmation', at: CONFIRM_BY, terms: 3 },
} as const satisfies PlanEvent
const isWithheld: Past = [yara(), withheld]
const concerns = { domain: 'youth', about: ['kim'], withholding: 'w-1' } as const
const review = { what: 'withholding-review', at: '2026-04-02T21:59:59.999Z', terms: 3 }
const confirmed: Past = [sam('2026-03-03'), { ...concerns, type: 'WithholdingConfirmed', mode: 'silent', due: review }]
const denied: Past = [
  sam('2026-03-03'),
  {
    ...concerns,
    type: 'WithholdingDenied',
    reason: sealed('not so'),
    due: { what: 'withholding-decision', at: '2026-03-10T22:59:59.999Z', terms: 3 },
  },
]

describe('withholding', () => {
  it('stands in the same breath as what it withholds', () => {
    const { type: _, withholding, items: _items, judgedBy: judged, ...ask } = withhold
    const goal = { goal: 'goal-1', domain: 'youth', about: ['kim'], lifeArea: 'domestic-relations' } as const
    given(...both)
      .when(yara(), {
        ...{ type: 'ProposeGoal', ...goal, words: sealed('sleeps well'), judgedBy: judged },
        withhold: [{ ...ask, withholdings: [withholding] }],
      })
      .then({ ...goalProposed()[1] }, withheld)
  })

  it('of what stands already is made by who works under its law; sent again it changes nothing', () => {
    given(...withGoal)
      .when(yara(), withhold)
      .then(withheld)
    given(...withGoal, isWithheld)
      .when(yara(), withhold)
      .thenNothing()
  })

  it.each<readonly [string, Partial<typeof withhold> | object, readonly string[]]>([
    ['from nobody the plan knows', { from: 'stranger' }, ['from']],
    ['from oneself', { from: 'yara' }, ['from']],
    ['consulting oneself', { consulted: 'yara' }, ['consulted']],
    ['consulting a colleague of another law', { consulted: 'wim' }, ['consulted']],
    ['consulting whom it is withheld from', { from: 'hanna' }, ['consulted']],
    ['to be reviewed today', { reviewDate: '2026-03-02' }, ['reviewDate']],
    ['to be reviewed after more than ninety days', { reviewDate: '2026-06-01' }, ['reviewDate']],
    ['silent on a ground that is to be told', { ground: 'good-care' }, ['mode']],
    [
      'with everything missing',
      { from: 'stranger', reason: undefined, consulted: undefined, reviewDate: undefined, mode: undefined },
      ['from', 'reason', 'consulted', 'reviewDate', 'mode'],
    ],
  ])('%s is refused, each part named', (_, wrong, missing) => {
    given(...withGoal)
      .when(yara(), { ...withhold, ...wrong })
      .thenRefuses('WITHHOLDING_IS_INCOMPLETE', { missing })
  })

  it('consults a reader of the pool, too, where no colleague works here', () => {
    given(...withGoal)
      .when(yara(), { ...withhold, consulted: 'rosa' })
      .then({ ...withheld, consulted: 'rosa' })
  })

  it('that is told needs no second person, and is due for review', () => {
    const told = { ...withhold, ground: 'others-privacy', mode: 'told' } as const
    const { lapsesAt: _silent, ...rest } = withheld
    given(...withGoal)
      .when(yara(), told)
      .then({ ...rest, ground: 'others-privacy', mode: 'told', due: review })
  })

  it('is of one law at a time', () => {
    const other: Past = [
      yara(),
      { domain: 'wmo', about: ['kim'], type: 'GoalProposed', goal: 'goal-2', lifeArea: 'finances', words: sealed('x') },
    ]
    const two = [...items, { kind: 'goal', id: 'goal-2' }] as const
    given(...withGoal, other)
      .when(yara(), { ...withhold, items: two })
      .thenRefuses('ITEMS_ARE_OF_SEVERAL_DOMAINS')
  })

  it('never hides from who judges it that a deviation of one’s own exists', () => {
    const reported: Past = [
      yara(),
      {
        ...{ domain: 'youth', about: ['kim'], type: 'DeviationReported', deviation: 'deviation-1', acute: false },
        from: { kind: 'step', protocol: 'p', version: 1, step: 's', rule: 'with-second-reader' },
        ...{ insteadDone: sealed('x'), situation: sealed('y') },
        due: { what: 'account', at: CONFIRM_BY, terms: 3 },
      },
    ]
    const hers = { ...withhold, items: [{ kind: 'deviation', id: 'deviation-1' }] } as const
    given(...both, reported)
      .when(yara(), { ...hers, from: 'noor' })
      .thenRefuses('NOBODY_WITHHOLDS_WHAT_JUDGES_THEMSELVES')
    given(...both, reported)
      .when(yara(), hers)
      .then({ ...withheld, items: [{ kind: 'deviation', id: 'deviation-1' }] })
  })

  it('never hides a view on who coordinates, by who does', () => {
    const onNoor: Past = [
      mirjam(),
      {
        ...{ domain: 'general', about: ['mirjam'], type: 'ViewGiven', view: 'view-9', person: 'mirjam' },
        ...{ on: { kind: 'coordinator', id: 'noor' }, voice: 'own', stance: 'disagrees' },
      },
    ]
    const its = { ...withhold, items: [{ kind: 'view', id: 'view-9' }], consulted: 'yara' } as const
    given(...both, onNoor)
      .when(noor(), its)
      .thenRefuses('NOBODY_WITHHOLDS_WHAT_JUDGES_THEMSELVES')
  })
})

describe('a member who asks', () => {
  const hers = viewGiven(kim(), {})
  const HERS = 'view' in hers[1] ? hers[1].view : ''
  const asked = { ...withhold, items: [{ kind: 'view', id: HERS }] } as const
  const { reason: _r, consulted: _c, reviewDate: _d, mode: _m, ...wish } = { ...asked, ground: 'child-asked' as const }

  it('gives from whom and no more; it holds at once, silent, and a professional completes it', () => {
    given(...withGoal, hers)
      .when(kim(), wish)
      .then({
        ...{ domain: 'youth', about: ['kim'], type: 'ContentWithheld', withholding: 'w-1', from: 'farid' },
        items: [{ kind: 'view', id: HERS }],
        ...{ ground: 'child-asked', mode: 'silent' },
        due: { what: 'withholding-completion', at: CONFIRM_BY, terms: 3 },
      })
  })

  it('names no ground but their asking, and nothing that is a professional’s to say', () => {
    given(...withGoal, hers)
      .when(kim(), asked)
      .thenRefuses('WITHHOLDING_IS_INCOMPLETE', {
        missing: ['ground', 'reason', 'consulted', 'reviewDate', 'mode'],
      })
  })

  it('withholds their own words only', () => {
    given(...withGoal)
      .when(kim(), { ...wish, items })
      .thenRefuses('ONLY_ONES_OWN_WORDS_ARE_WITHHELD_SO')
  })

  it('has not made a goal theirs by changing a word of it: its writer and whom it is about would lose it', () => {
    const words = sealed('no nightmares')
    given(...withGoal, [farid(), { domain: 'youth', about: ['kim'], goal: 'goal-1', type: 'GoalRevised', words }])
      .when(farid(), { ...wish, items, from: 'kim' })
      .thenRefuses('ONLY_ONES_OWN_WORDS_ARE_WITHHELD_SO')
  })

  const { mode: _mode, ...isAsked } = { ...wish, mode: 'silent' as const }
  const wished: Past = [
    kim(),
    {
      ...{ domain: 'youth', about: ['kim'], type: 'ContentWithheld', withholding: 'w-1', from: 'farid' },
      items: isAsked.items,
      ...{ ground: 'child-asked', mode: 'silent' },
      due: { what: 'withholding-completion', at: CONFIRM_BY, terms: 3 },
    },
  ]
  const complete = { type: 'CompleteWithholding', withholding: 'w-1', judgedBy } as const
  const { ground: _ground, ...reasons } = whole

  it('is completed once, by a professional, with all its parts', () => {
    given(...withGoal, hers, wished)
      .when(yara(), { ...complete, ...reasons })
      .then({
        ...{ ...concerns, type: 'WithholdingCompleted', ...reasons, lapsesAt: LAPSES_AT },
        due: { what: 'withholding-confirmation', at: CONFIRM_BY, terms: 3 },
      })
    given(...withGoal, hers, wished)
      .when(yara(), complete)
      .thenRefuses('WITHHOLDING_IS_INCOMPLETE', { missing: ['reason', 'consulted', 'reviewDate', 'mode'] })
    given(...withGoal, isWithheld)
      .when(yara(), { ...complete, ...reasons })
      .thenRefuses('WITHHOLDING_IS_COMPLETE')
  })
})

describe('a second person', () => {
  const confirm = { type: 'ConfirmWithholding', withholding: 'w-1', mode: 'silent', judgedBy } as const
  const deny = { type: 'DenyWithholding', withholding: 'w-1', reason: sealed('not so'), judgedBy } as const
  const notYet = { lapsesAt: LAPSES_AT }

  it('confirms what is silent, and it is due for review', () => {
    given(...withGoal, isWithheld)
      .when(sam('2026-03-03'), confirm)
      .then({ ...concerns, type: 'WithholdingConfirmed', mode: 'silent', due: review })
    given(...withGoal, isWithheld, confirmed)
      .when(sam('2026-03-03'), confirm)
      .thenRefuses('WITHHOLDING_WAITS_FOR_NO_CONFIRMATION')
  })

  it('is neither who made it, nor who was consulted, nor whom it is withheld from', () => {
    for (const id of ['yara', 'hanna', 'farid'])
      given(...withGoal, isWithheld)
        .when(acting(id, 'safety-officer')('2026-03-03'), confirm)
        .thenRefuses('ANOTHER_PERSON_CONFIRMS_A_WITHHOLDING')
  })

  it('says no, as the consulted colleague may: it stays withheld, and the privacy officer decides', () => {
    for (const who of [sam('2026-03-03'), hanna('2026-03-03')])
      given(...withGoal, isWithheld)
        .when(who, deny)
        .then(denied[1])
    given(...withGoal, isWithheld, denied)
      .when(sam('2026-03-04'), deny)
      .thenRefuses('WITHHOLDING_WAITS_FOR_NO_CONFIRMATION')
    given(...withGoal, isWithheld, denied)
      .when(petra('2026-03-04'), { ...confirm, mode: 'told' })
      .then({ ...concerns, type: 'WithholdingConfirmed', mode: 'told', due: review })
  })

  it('is the privacy officer only once nobody decided in time', () => {
    given(...withGoal, isWithheld)
      .when(petra('2026-03-23'), confirm)
      .thenRefuses('WITHHOLDING_IS_NOT_YET_FOR_THE_PRIVACY_OFFICER', notYet)
    given(...withGoal, isWithheld)
      .when(petra('2026-03-24'), confirm)
      .then({ ...concerns, type: 'WithholdingConfirmed', mode: 'silent', due: review })
    given(...withGoal, isWithheld)
      .when(sam('2026-03-03'), { ...confirm, mode: 'told' })
      .thenRefuses('WITHHOLDING_IS_NOT_YET_FOR_THE_PRIVACY_OFFICER')
  })
})

describe('what is withheld', () => {
  const release = { type: 'ReleaseContent', withholding: 'w-1', items: [], reason: sealed('he knows') } as const
  const released: Past = [
    yara(),
    { ...concerns, type: 'ContentReleased', items: [{ kind: 'goal', id: 'goal-1' }], reason: sealed('he knows') },
  ]

  it('is reviewed, and stays withheld until a next review', () => {
    const reviewed = { type: 'ReviewWithholding', withholding: 'w-1', reason: sealed('still so'), judgedBy } as const
    given(...withGoal, isWithheld, confirmed)
      .when(yara('2026-04-01'), { ...reviewed, reviewDate: '2026-06-30' })
      .then({
        ...{ ...concerns, type: 'WithholdingReviewed', reason: sealed('still so'), reviewDate: '2026-06-30' },
        due: { what: 'withholding-review', at: '2026-06-30T21:59:59.999Z', terms: 3 },
      })
    given(...withGoal, isWithheld, confirmed)
      .when(yara('2026-04-01'), { ...reviewed, reviewDate: '2026-07-01' })
      .thenRefuses('WITHHOLDING_IS_INCOMPLETE', { missing: ['reviewDate'] })
  })

  it('is released by who may, whole or in part, and then is not withheld any more', () => {
    given(...withGoal, isWithheld)
      .when(yara(), release)
      .then(released[1])
    given(...withGoal, isWithheld, released)
      .when(yara(), release)
      .thenRefuses('WITHHOLDING_HAS_ENDED')
    given(...withGoal, isWithheld)
      .when(yara(), { ...release, items: [{ kind: 'goal', id: 'goal-9' }] })
      .thenRefuses('ITEM_IS_NOT_WITHHELD_BY_THIS', { items: ['goal:goal-9'] })
    given(...withGoal)
      .when(yara(), release)
      .thenRefuses('WITHHOLDING_IS_UNKNOWN')
  })

  it('is not opened by whom it is withheld from, nor by another member', () => {
    for (const who of [farid(), mirjam()])
      given(...withGoal, isWithheld)
        .when(who, release)
        .thenRefuses('ONLY_ONES_OWN_WORDS_ARE_WITHHELD_SO')
  })

  it('counts in no decision through the one it is withheld from', () => {
    const aboutBoth = goalProposed(['kim', 'farid'])
    const hidden: Past = [yara(), { ...withheld, about: ['kim', 'farid'] }]
    const own = { since: '2020-03-10', isPastParents: true }
    given(...both, aboutBoth, viewGiven(kim(), {}), hidden)
      .when(yara(), { type: 'AdoptGoal', goal: 'goal-1', basedOn: 12, voices: { kim: own } })
      .then({
        ...{ domain: 'youth', about: ['kim', 'farid'], type: 'GoalAdopted', goal: 'goal-1', basedOn: 12 },
        ...{ heard: { kim: 'spoke' }, dissent: [] },
      })
    const spoken = viewGiven(farid(), { person: 'kim', voice: 'representative', stance: 'disagrees' })
    given(...withGoal, spoken, isWithheld)
      .when(yara(), { type: 'AdoptGoal', goal: 'goal-1', basedOn: 12, voices: {} })
      .thenRefuses('PERSONS_WERE_NOT_HEARD', { persons: ['kim'] })
  })

  it('is asked of nobody it is withheld from', () => {
    const invite = { type: 'InviteView', on: { kind: 'goal', id: 'goal-1' }, person: 'farid', terms: TERMS } as const
    given(...both, goalProposed(['kim', 'farid']), isWithheld)
      .when(yara(), invite)
      .thenRefuses('ITEM_IS_WITHHELD_FROM_THIS_PERSON', { person: 'farid' })
  })
})

describe('what a coordinator hands over', () => {
  it('is complete for who accepts it without what is withheld from them', () => {
    const action: Past = [
      yara(),
      {
        ...{ domain: 'youth', about: ['kim'], type: 'ActionPlanned', action: 'action-1', goal: 'goal-1' },
        ...{ owner: 'yara', words: sealed('talk') },
      },
    ]
    const handover = {
      type: 'ProposeHandover',
      handover: 'h-1',
      to: 'bart',
      name: sealed('Bart'),
      team: 'north',
    } as const
    const words = { safety: sealed('safe'), sensitivities: sealed('none') }
    const document = { ...words, actions: [], deviations: [] }
    const hers: Past = [yara(), { ...withheld, from: 'noor' }]
    given(...withGoal, action, hers)
      .when(noor(), { ...handover, document })
      .then({ ...{ domain: 'general', about: [] }, ...handover, type: 'HandoverProposed', document })
    const proposed: Past = [
      noor(),
      { ...{ domain: 'general', about: [] }, ...handover, type: 'HandoverProposed', document },
    ]
    const accept = { type: 'AcceptHandover', handover: 'h-1', name: sealed('Bart'), team: 'north', basedOn: 9 } as const
    const said = { ...accept, notTalkedThroughBecause: sealed('no time') }
    given(...withGoal, action, proposed)
      .when(bart('2026-03-03'), said)
      .thenRefuses('HANDOVER_DOCUMENT_IS_INCOMPLETE', { missing: ['actions/action-1'] })
    given(...withGoal, action, [yara(), { ...withheld, from: 'bart' }], proposed)
      .when(bart('2026-03-03'), said)
      .then({
        ...{ domain: 'general', about: [], type: 'HandoverAccepted', handover: 'h-1', coordinator: 'bart' },
        ...{ name: sealed('Bart'), team: 'north', basedOn: 9, notTalkedThroughBecause: sealed('no time') },
      })
  })
})

describe('a limit of sight', () => {
  const limit = { type: 'LimitSight', withholding: 'w-1', limits: { person: 'kim' }, from: 'farid' } as const
  const limited: Past = [
    yara(),
    {
      ...{ domain: 'general', about: ['kim'], type: 'SightLimited', withholding: 'w-1', from: 'farid', ...whole },
      limits: { person: 'kim' },
      lapsesAt: LAPSES_AT,
      due: { what: 'withholding-confirmation', at: CONFIRM_BY, terms: 3 },
    },
  ]

  it('is of all about someone, and lifted with a reason', () => {
    given(...both)
      .when(yara(), { ...limit, ...whole, judgedBy })
      .then(limited[1])
    given(...both, limited)
      .when(yara(), { type: 'LiftSightLimit', withholding: 'w-1', reason: sealed('over') })
      .then({ domain: 'general', about: ['kim'], type: 'SightLimitLifted', withholding: 'w-1', reason: sealed('over') })
  })

  it('is about a member, and not about whom it is withheld from', () => {
    for (const person of ['stranger', 'farid'])
      given(...both)
        .when(yara(), { ...limit, limits: { person }, ...whole, judgedBy })
        .thenRefuses('WITHHOLDING_IS_INCOMPLETE', { missing: ['about'] })
  })
})

describe('who asks what is withheld from them', () => {
  const ask = { type: 'AskWhatIsWithheld', request: 'asked-1', person: 'farid', judgedBy } as const
  const concerned = { domain: 'general', about: ['farid'], request: 'asked-1', person: 'farid' } as const
  const due = { what: 'withheld-request', at: '2026-04-01T21:59:59.999Z', terms: 3 }
  const asked: Past = [farid(), { ...concerned, type: 'WithheldAskedFor', due }]

  it('is answered within a month, once', () => {
    given(...family, ownPlanWaived)
      .when(farid(), ask)
      .then(asked[1])
    given(...family, asked)
      .when(petra('2026-03-05'), { type: 'AnswerWhatIsWithheld', request: 'asked-1' })
      .then({ ...concerned, type: 'WithheldAnswered' })
    given(...family, asked, [petra('2026-03-05'), { ...concerned, type: 'WithheldAnswered' }])
      .when(petra('2026-03-06'), { type: 'AnswerWhatIsWithheld', request: 'asked-1' })
      .thenRefuses('REQUEST_IS_ANSWERED')
  })
})
