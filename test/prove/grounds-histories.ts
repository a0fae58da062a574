/** Histories in which two organisations join plans for a law or for goals of it, leave them, are referred to, have something shared with them and subscribe, drawn by chance. A move names what it is about by a number, whatever there is by then. */
import fc from 'fast-check'
import { DE_BRUG, DE_STAM } from '../../libs/plan/testing/people.ts'

const LAWS = ['youth', 'wmo', 'participation'] as const
export type Law = (typeof LAWS)[number]

const MOVES_AT_MOST = 40

const plan = fc.nat({ max: 1 })
const which = fc.nat({ max: 7 })
const organisation = fc.constantFrom(DE_BRUG, DE_STAM)
const law = fc.constantFrom(...LAWS)
const lastsDays = fc.constantFrom(1, 2, 5, 300)
const does = <Name extends string>(name: Name) => fc.constant(name)

const activity = fc.constantFrom(
  'as-the-law-says',
  'as-the-law-says',
  'as-the-law-says',
  'benefits-enforcement',
  'youth-support',
)
/** Of the goals there are by then: which a referral opens; `null` for one made when it opened its whole law. */
const opens = fc.option(fc.array(which, { maxLength: 2 }), { nil: null, freq: 4 })
const answer = fc.constantFrom('accepted', 'accepted', 'declined')

/** Most ask for everything. */
const seldom = <Drawn>(arbitrary: fc.Arbitrary<Drawn>): fc.Arbitrary<Drawn | null> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary })

/** Of the goals there are by then: what somebody joins for; `null` for all of the law. */
const goals = fc.option(fc.array(which, { maxLength: 2 }), { nil: null, freq: 2 })

const join = fc.record({ does: does('join'), plan, organisation, law, activity, lastsDays, goals })
const item = fc.record({ which, isAction: fc.boolean() })
const ground = fc.constantFrom('same-help', 'permission', 'permission', 'legal-right')
/** One of those who joined writes it, or else whoever works for some organisation. */
const goal = fc.record({
  does: does('goal'),
  plan,
  law,
  by: seldom(organisation),
  isToEnforce: fc.boolean(),
  joined: fc.option(which, { nil: null, freq: 2 }),
})
const subscribe = fc.record({
  does: does('subscribe'),
  organisation,
  types: seldom(
    fc.subarray(['goal-proposed', 'member-joined', 'referral-made', 'professional-left'], { minLength: 1 }),
  ),
  domains: seldom(fc.subarray(['general', ...LAWS] as const, { minLength: 1 })),
  plan: seldom(plan),
  from: fc.constantFrom('the-beginning', 'now', 'moment'),
})

const move = fc.oneof(
  { weight: 3, arbitrary: join },
  { weight: 2, arbitrary: fc.record({ does: does('leave'), which }) },
  { weight: 2, arbitrary: fc.record({ does: does('refer'), plan, organisation, law, lastsDays, opens }) },
  { weight: 1, arbitrary: fc.record({ does: does('ask'), which }) },
  { weight: 2, arbitrary: fc.record({ does: does('answer'), which, answer }) },
  { weight: 1, arbitrary: fc.record({ does: does('end'), which }) },
  { weight: 4, arbitrary: goal },
  { weight: 3, arbitrary: fc.record({ does: does('action'), which }) },
  { weight: 1, arbitrary: fc.record({ does: does('narrow'), which, goals: fc.array(which, { maxLength: 1 }) }) },
  { weight: 6, arbitrary: fc.record({ does: does('share'), item, organisation, ground, lastsDays }) },
  { weight: 3, arbitrary: fc.record({ does: does('permit'), item, organisation, isOfAll: fc.boolean(), lastsDays }) },
  { weight: 1, arbitrary: fc.record({ does: does('end-sharing'), which }) },
  { weight: 1, arbitrary: fc.record({ does: does('withdraw'), which }) },
  { weight: 1, arbitrary: fc.record({ does: does('member'), plan, isKim: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ does: does('view'), plan, law }) },
  { weight: 2, arbitrary: fc.record({ does: does('pass'), days: fc.constantFrom(1, 1, 2, 4) }) },
  { weight: 2, arbitrary: subscribe },
  { weight: 1, arbitrary: fc.record({ does: fc.constantFrom('pause', 'resume', 'replay'), which }) },
  { weight: 4, arbitrary: fc.record({ does: does('deliver'), isTaken: fc.boolean() }) },
)

export type Move = typeof move extends fc.Arbitrary<infer Drawn> ? Drawn : never

/** Something of a law that an organisation does not work under is shared with it, and most often no more by the time that it is told: chance alone seldom comes to that. */
const sharing: fc.Arbitrary<readonly Move[]> = fc
  .record({ to: organisation, ground, item: fc.record({ which: fc.constant(0), isAction: fc.boolean() }) })
  .chain(({ to, ground: on, item: its }) => {
    const lasting = { organisation: to, lastsDays: 300 } as const
    const before: readonly Move[] = [
      { ...lasting, does: 'join', plan: 0, law: 'wmo', activity: 'as-the-law-says', goals: null },
      { does: 'subscribe', organisation: to, types: null, domains: null, plan: null, from: 'the-beginning' },
      { does: 'goal', plan: 0, law: 'youth', by: null, isToEnforce: false, joined: null },
      { does: 'action', which: 0 },
      { ...lasting, does: 'permit', item: its, isOfAll: true },
      { ...lasting, does: 'share', item: its, ground: on },
    ]
    const over = fc.record({ does: fc.constantFrom('withdraw', 'end-sharing', 'action'), which: fc.constant(0) })
    return over.map((one): readonly Move[] => [...before, one, { does: 'deliver', isTaken: true }])
  })

/** Somebody is there and somebody listens before the rest happens. */
export const history: fc.Arbitrary<readonly Move[]> = fc
  .tuple(
    fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: sharing }),
    fc.array(fc.oneof(join, subscribe), { minLength: 2, maxLength: 5, size: 'max' }),
    fc.array(move, { minLength: 8, maxLength: MOVES_AT_MOST, size: 'max' }),
  )
  .map(([shared, first, then]) => [...shared, ...first, ...then])
