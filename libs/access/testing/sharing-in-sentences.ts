/** What is open by what was shared with someone, said from the words of the design and from the events alone: a second opinion that `shared.ts` is held to. */
import type { PlanEvent } from '../../plan/plan.ts'
import type { Recorded } from '../../plan/testing/histories.ts'
import type { Asker } from '../grounds.ts'
import { permitting } from './closed-in-sentences.ts'
import type { Told } from './departures-in-sentences.ts'
import { isWithheldFrom } from './withheld-in-sentences.ts'

type Of<Type extends PlanEvent['type']> = Extract<PlanEvent, { type: Type }>
type Granted = Of<'SharingGranted'>
type To = Granted['to']
interface Item {
  readonly kind: string
  readonly id: string
}

const all = <Type extends PlanEvent['type']>({ past }: Told, type: Type): readonly Of<Type>[] =>
  past.flatMap(([, event]) => (event.type === type ? [event as Of<Type>] : []))

/** Those of them, or of the people of an organisation, who joined and did not leave. */
const joinedHere = (to: To, told: Told) => {
  const left = new Set(all(told, 'ProfessionalLeft').map(({ joining }) => joining))
  return all(told, 'ProfessionalJoined').filter(
    (one) =>
      (to.kind === 'professional' ? one.professional === to.id : one.organisation === to.id) &&
      one.until >= told.at &&
      !left.has(one.joining),
  )
}

const acceptedBy = (to: To, told: Told) =>
  all(told, 'ReferralMade').filter(
    ({ referral, until, to: asked }) =>
      to.kind === 'organisation' &&
      asked === to.id &&
      until >= told.at &&
      all(told, 'ReferralAnswered').some((one) => one.referral === referral && one.answer === 'accepted') &&
      !all(told, 'ReferralEnded').some((one) => one.referral === referral),
  )

const begins = ({ kind, id }: Item, { past }: Told): Recorded | undefined =>
  past.find(
    ([, one]) =>
      (one.type === 'GoalProposed' && kind === 'goal' && one.goal === id) ||
      (one.type === 'ActionPlanned' && kind === 'action' && one.action === id),
  )

/** Whether each whom it is about permits it to them, of what each of those may read themselves. */
const isPermitted = (to: To, begun: Recorded, told: Told): boolean => {
  const [, event] = begun
  const goal = event.type === 'ActionPlanned' ? begins({ kind: 'goal', id: event.goal }, told) : undefined
  const isTheirs = (by: string, permission: string) => {
    const isHidden = isWithheldByName(by, told)
    const given = told.past.find(([, one]) => one.type === 'PermissionGiven' && one.permission === permission)
    return [begun, goal, given].every((one) => one === undefined || !isHidden(one))
  }
  return (
    event.about.length > 0 &&
    event.about.every((person) =>
      permitting(person, event, told, to.kind === 'professional' ? to.id : '', to).some(({ by, permission }) =>
        isTheirs(by, permission),
      ),
    )
  )
}

/** Withheld by a withholding, and not by a rule. */
const isWithheldByName =
  (id: string, told: Told) =>
  ([{ at }, event]: Recorded): boolean =>
    isWithheldFrom({ id, role: 'professional', activity: '' }, told)(event, at)

function isOpen({ to, ground }: Granted, item: Item, told: Told): boolean {
  const begun = begins(item, told)
  if (begun === undefined) return false
  const { about, domain } = begun[1]
  const joined = joinedHere(to, told)
  if (joined.some(({ activity }) => activity === 'benefits-enforcement')) return false
  const laws = [
    ...joined.filter((one) => one.about.length === 0 || about.every((person) => one.about.includes(person))),
    ...acceptedBy(to, told).filter((one) => about.every((person) => one.about.includes(person))),
  ].map((one) => one.domain)
  if (laws.length === 0) return false
  const readers = to.kind === 'professional' ? [to.id] : joined.map(({ professional }) => professional)
  if (readers.some((who) => isWithheldByName(who, told)(begun))) return false
  switch (ground) {
    case 'same-help':
      return domain === 'youth' && laws.includes('youth')
    case 'permission':
      return isPermitted(to, begun, told)
    case 'legal-right':
      return true
    case 'conflict-of-duties':
      return false
  }
}

/** Each sharing with them that lasts, with what of it is open. */
const openTo = (to: To, told: Told) => {
  const ended = new Set(all(told, 'SharingEnded').map(({ sharing }) => sharing))
  return all(told, 'SharingGranted')
    .filter((one) => one.to.kind === to.kind && one.to.id === to.id && one.until >= told.at && !ended.has(one.sharing))
    .map((sharing) => ({ sharing, items: sharing.items.filter((item) => isOpen(sharing, item, told)) }))
    .filter(({ items }) => items.length > 0)
}

const itemOf = (event: PlanEvent): Item | undefined =>
  'action' in event
    ? { kind: 'action', id: event.action }
    : 'goal' in event
      ? { kind: 'goal', id: event.goal }
      : undefined

const isOneOf = (items: readonly Item[], event: PlanEvent): boolean => {
  const its = itemOf(event)
  return its !== undefined && items.some(({ kind, id }) => kind === its.kind && id === its.id)
}

/** What was shared with a recipient: that it was, and of each item what partners are told of. */
export function isSharedWith(to: To, told: Told): ((event: PlanEvent) => boolean) | undefined {
  const open = openTo(to, told)
  if (open.length === 0) return undefined
  return (event) =>
    event.type === 'SharingGranted'
      ? open.some(({ sharing }) => sharing.sharing === event.sharing)
      : TOLD_OF_AN_ITEM.test(event.type) && open.some(({ items }) => isOneOf(items, event))
}

const TOLD_OF_AN_ITEM = /^(Goal|Action)/

/** How many values of an event that they see by a sharing alone stand open: its words as they were when it was shared, or since. */
export function openValues(to: To, told: Told, [{ at }, event]: Recorded): number {
  if (event.type === 'SharingGranted') return Number.POSITIVE_INFINITY
  const shared = openTo(to, told).filter(({ items }) => isOneOf(items, event))
  const sinces = shared.map(({ sharing }) => {
    const before = told.past.slice(
      0,
      told.past.findIndex(([, one]) => one === sharing),
    )
    const said = before.findLast(
      ([, one]) =>
        (one.type === 'GoalProposed' || one.type === 'GoalRevised') && 'goal' in event && one.goal === event.goal,
    )
    return event.type.startsWith('Goal') ? (said?.[0].at ?? '') : ''
  })
  if (!sinces.some((since) => at >= since)) return 0
  switch (event.type) {
    case 'GoalProposed':
    case 'GoalRevised':
      return 1
    case 'GoalEvaluated':
      return 1
    case 'ActionPlanned':
      return event.doneBy === undefined ? 1 : 2
    default:
      return 0
  }
}

/** Whether they asked to share something, and were refused. */
export const wasRefused = ({ id }: Asker, event: PlanEvent, by: string): boolean =>
  event.type === 'SharingRefused' && by === id
