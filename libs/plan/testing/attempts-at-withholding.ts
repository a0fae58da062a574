/** What people may plausibly try with what others are to see: withhold it, complete, confirm, deny, review and open it, and ask about it. */
import { dayOf, daysAfter } from '../../deciding/days.ts'
import { LEGAL_DOMAINS, type Domain } from '../../deciding/domains.ts'
import { presentMembers } from '../members/members.ts'
import type { Plan } from '../plan.ts'
import {
  WITHHOLDING_GROUNDS,
  WITHHOLDING_MODES,
  type AboutWhom,
  type ItemRef,
  type Withholding,
} from '../visibility/visibility.ts'
import type { WithholdingCommand } from '../visibility/withholding.ts'
import { authorsOf, itemByRef } from '../visibility/withheld-items.ts'
import { coordinatorOf, EVERYONE, PERSONS, WORKERS, type Attempts } from './attempts-around-the-plan.ts'
import type { Dice } from './dice.ts'
import { TERMS } from './people.ts'

/** A reader of the pool under each law; of what belongs to none, whoever coordinates. */
const COLLEAGUES = { youth: 'reader-1', wmo: 'reader-2', participation: 'reader-3' } as const
const readers = LEGAL_DOMAINS.map((domain) => ({ reader: COLLEAGUES[domain], domains: [domain] }))
const judgedBy = { terms: TERMS, pool: { version: 4, readers } }
export const SAFETY_OFFICER = 'safety-1'
export const PRIVACY_OFFICER = 'privacy-1'

const withholdingsThat = ({ visibility }: Plan, which: (one: Withholding) => boolean) =>
  Object.entries(visibility.withholdings)
    .filter(([, one]) => which(one))
    .map(([id]) => id)

const itemsOf = ({ goals, actions, deviations, referrals, visibility }: Plan): readonly ItemRef[] => [
  ...Object.keys(goals).map((id) => ({ kind: 'goal', id }) as const),
  ...Object.keys(actions).map((id) => ({ kind: 'action', id }) as const),
  ...Object.keys(deviations).map((id) => ({ kind: 'deviation', id }) as const),
  ...Object.keys(referrals).map((id) => ({ kind: 'referral', id }) as const),
  ...Object.keys(visibility.said).flatMap((key) =>
    key.startsWith('view:') ? [{ kind: 'view', id: key.slice('view:'.length) } as const] : [],
  ),
]

const colleagueFor = (domain: Domain, plan: Plan): string =>
  domain === 'general' ? coordinatorOf(plan) : COLLEAGUES[domain]

/** As a professional or a coordinator gives them: whole, unless wild. */
const reasonsOf = (dice: Dice, domain: Domain, plan: Plan) => {
  const ground = dice.pick(WITHHOLDING_GROUNDS)
  const mode = ground === 'safety' || ground === 'child-asked' || dice.isWild ? dice.pick(WITHHOLDING_MODES) : 'told'
  const reviewDate = daysAfter(dayOf(dice.now), dice.pick([1, 30, 90, dice.isWild ? 300 : 60]))
  return {
    ground,
    mode,
    ...(dice.isWild && dice.chance(2) ? {} : { reason: dice.sealed() }),
    consulted: dice.isWild ? dice.pick(WORKERS) : colleagueFor(domain, plan),
    reviewDate,
  } as const
}

/** A member asks; everyone else says why. */
const wish = (dice: Dice, by: string, domain: Domain, plan: Plan) =>
  (PERSONS as readonly string[]).includes(by) ? ({ ground: 'child-asked' } as const) : reasonsOf(dice, domain, plan)

const domainOf = (plan: Plan, withholding: string): Domain =>
  plan.visibility.withholdings[withholding]?.domain ?? 'general'

export const AT_WITHHOLDING: Attempts<WithholdingCommand['type']> = {
  Withhold: (dice, plan) => {
    const all = itemsOf(plan)
    const views = all.filter(({ kind }) => kind === 'view')
    const there = views.length > 0 && dice.chance(2) ? views : all
    const item = there[there.length === 0 ? 0 : Number(dice.pick(['0', '1', '2', '3', '4'])) % there.length]
    if (item === undefined) return undefined
    const author = authorsOf(plan, item)[0] ?? 'worker-1'
    const by = dice.pick([author, author, ...WORKERS])
    const domain = itemByRef(plan, item)?.domain ?? 'general'
    const members = presentMembers(plan.members)
    const withholding = dice.fresh('withholding', Object.keys(plan.visibility.withholdings))
    const from = dice.pick([members[0] ?? 'person-1', members[1] ?? 'person-2', dice.pick(EVERYONE)])
    const asked = { from, ...wish(dice, by, domain, plan), judgedBy }
    return { by, command: { type: 'Withhold', withholding, items: [item], ...asked } }
  },
  LimitSight: (dice, plan) => {
    const person = dice.target(dice.chance(3) ? presentMembers(plan.members) : [], PERSONS)
    if (person === undefined) return undefined
    const withholding = dice.fresh('withholding', Object.keys(plan.visibility.withholdings))
    const limits: AboutWhom = { person, ...dice.perhaps({ domain: dice.pick(LEGAL_DOMAINS) }) }
    const others = presentMembers(plan.members).filter((one) => one !== person)
    const from = dice.pick([others[0] ?? 'person-1', others[1] ?? 'kin-1'])
    const asked = { from, ...reasonsOf(dice, limits.domain ?? 'general', plan), judgedBy }
    return { by: dice.pick(WORKERS), command: { type: 'LimitSight', withholding, limits, ...asked } }
  },
  CompleteWithholding: (dice, plan) => {
    const asked = withholdingsThat(plan, ({ is }) => is === 'asked')
    const withholding = dice.target(asked, Object.keys(plan.visibility.withholdings))
    if (withholding === undefined) return undefined
    const { ground: _as, ...given } = reasonsOf(dice, domainOf(plan, withholding), plan)
    const reasons = { ...given, mode: dice.pick(WITHHOLDING_MODES) }
    return { by: dice.pick(WORKERS), command: { type: 'CompleteWithholding', withholding, ...reasons, judgedBy } }
  },
  ConfirmWithholding: (dice, plan) => {
    const made = withholdingsThat(plan, ({ is, mode }) => (is === 'made' && mode === 'silent') || is === 'denied')
    const withholding = dice.target(dice.chance(2) ? made : [], Object.keys(plan.visibility.withholdings))
    if (withholding === undefined) return undefined
    const by = dice.pick([SAFETY_OFFICER, SAFETY_OFFICER, PRIVACY_OFFICER])
    const mode = by === PRIVACY_OFFICER ? dice.pick(WITHHOLDING_MODES) : 'silent'
    return { by, command: { type: 'ConfirmWithholding', withholding, mode, judgedBy } }
  },
  DenyWithholding: (dice, plan) => {
    const made = withholdingsThat(plan, ({ is }) => is === 'made')
    const withholding = dice.target(dice.chance(4) ? made : [], Object.keys(plan.visibility.withholdings))
    if (withholding === undefined) return undefined
    const consulted = plan.visibility.withholdings[withholding]?.consulted ?? 'worker-1'
    const by = dice.pick([SAFETY_OFFICER, consulted])
    return { by, command: { type: 'DenyWithholding', withholding, reason: dice.sealed(), judgedBy } }
  },
  ReviewWithholding: (dice, plan) => {
    const there = withholdingsThat(plan, ({ is }) => is === 'made' || is === 'confirmed')
    const withholding = dice.target(dice.chance(3) ? there : [], Object.keys(plan.visibility.withholdings))
    if (withholding === undefined) return undefined
    const reviewDate = daysAfter(dayOf(dice.now), dice.pick([1, 90, dice.isWild ? 91 : 60]))
    const reviewed = { withholding, reason: dice.sealed(), reviewDate, judgedBy }
    return { by: dice.pick(WORKERS), command: { type: 'ReviewWithholding', ...reviewed } }
  },
  ReleaseContent: (dice, plan) => {
    const there = withholdingsThat(plan, ({ is, limits }) => is !== 'ended' && limits === undefined)
    const withholding = dice.target(dice.chance(3) ? there : [], Object.keys(plan.visibility.withholdings))
    if (withholding === undefined) return undefined
    const { by: author = 'worker-1', items = [] } = plan.visibility.withholdings[withholding] ?? {}
    const released = { withholding, items: dice.chance(2) ? items.slice(0, 1) : [], reason: dice.sealed() }
    return { by: dice.pick([author, ...WORKERS]), command: { type: 'ReleaseContent', ...released } }
  },
  LiftSightLimit: (dice, plan) => {
    const there = withholdingsThat(plan, ({ is, limits }) => is !== 'ended' && limits !== undefined)
    const withholding = dice.target(dice.chance(4) ? there : [], Object.keys(plan.visibility.withholdings))
    if (withholding === undefined) return undefined
    return { by: dice.pick(WORKERS), command: { type: 'LiftSightLimit', withholding, reason: dice.sealed() } }
  },
  AskWhatIsWithheld: (dice, plan) => {
    const person = dice.target(dice.chance(8) ? presentMembers(plan.members) : [], PERSONS)
    if (person === undefined) return undefined
    const request = dice.fresh('request', Object.keys(plan.visibility.requests))
    return { by: person, command: { type: 'AskWhatIsWithheld', request, person, judgedBy } }
  },
  AnswerWhatIsWithheld: (dice, plan) => {
    const open = Object.entries(plan.visibility.requests).flatMap(([id, one]) => (one.isAnswered ? [] : [id]))
    const request = dice.target(dice.chance(3) ? open : [], Object.keys(plan.visibility.requests))
    if (request === undefined) return undefined
    return { by: PRIVACY_OFFICER, command: { type: 'AnswerWhatIsWithheld', request } }
  },
}
