/** What is open by what was shared with someone, said from the words of the design and from the events alone: a second opinion that `shared.ts` is held to. */
import type { PlanEvent } from '../../plan/plan.ts'
import type { Recorded } from '../../plan/testing/histories.ts'
import type { Asker } from '../grounds.ts'
import { permitting } from './closed-in-sentences.ts'
import type { Told } from './departures-in-sentences.ts'
import { LAW_OF } from './helping-in-sentences.ts'
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
      return isSupportedBy(to, item, told)
  }
}

/** Whether a second reader supported that the item is shared with them, and that sharing lasts. */
const isSupportedBy = (to: To, { kind, id }: Item, told: Told): boolean =>
  all(told, 'SharingRead').some(({ sharing, finding }) => {
    const granted = all(told, 'SharingGranted').find((one) => one.sharing === sharing)
    return (
      finding === 'supports' &&
      granted?.to.kind === to.kind &&
      granted.to.id === to.id &&
      granted.until >= told.at &&
      granted.items.some((one) => one.kind === kind && one.id === id) &&
      !all(told, 'SharingEnded').some((one) => one.sharing === sharing)
    )
  })

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

/** What became of what they asked to share under the law they help under, where they were refused or a second reader was asked: by the request, and not by who was drawn. */
export function askedToShare({ id, activity }: Pick<Asker, 'id' | 'activity'>, told: Told): Reads {
  const theirs = told.past.flatMap(([{ by }, event]) =>
    (event.type === 'SharingAsked' || event.type === 'SharingRefused') &&
    by.id === id &&
    event.domain === LAW_OF[activity]
      ? [event.sharing]
      : [],
  )
  return (event) => /^Sharing(Asked|Refused|Read|Withdrawn)$/.test(event.type) && theirs.includes(sharingOf(event))
}

type Reads = (event: PlanEvent, recordedAt: string) => boolean

const sharingOf = (event: PlanEvent): string => ('sharing' in event ? event.sharing : '')

/** Of each request to a second reader: who was drawn last and did not stand aside, when it was read and how, and whether it is to be read still. */
function requestsIn(told: Told) {
  return all(told, 'SharingAsked').map((asked) => {
    const its = told.past.filter(([, event]) => sharingOf(event) === asked.sharing)
    const drawn = its.findLast(([, { type }]) => type === 'SharingReaderDrawn' || type === 'SharingReaderRecused')?.[1]
    const lapses = its.map(([, event]) => event).findLast((event) => event.type === 'SharingReaderDrawn')?.due.at ?? ''
    const read = its.find(([, { type }]) => type === 'SharingRead')
    const isWithdrawn = its.some(([, { type }]) => type === 'SharingWithdrawn')
    const reader = drawn?.type === 'SharingReaderDrawn' ? drawn.reader : undefined
    const isOpen = read === undefined && !isWithdrawn && told.at <= lapses
    const isObjected = read?.[1].type === 'SharingRead' && read[1].finding === 'objects'
    return { asked, reader, readAt: read?.[0].at, isOpen, isObjected }
  })
}

const isOfThese = (items: readonly Item[], others: readonly Item[]): boolean =>
  items.some(({ kind, id }) => others.some((one) => one.kind === kind && one.id === id))

/** What a second reader is asked to read, and read. */
export function readsWhatTheyAreAsked({ id }: Pick<Asker, 'id'>, told: Told, worksHere: boolean): Reads | undefined {
  const requests = requestsIn(told)
  const theirs = requests.filter(({ reader, isOpen, readAt }) => reader === id && (isOpen || readAt !== undefined))
  if (theirs.length === 0) return undefined
  const open = theirs.filter(({ isOpen }) => isOpen)
  const isInside = ({ asked: { to } }: (typeof open)[number]) => worksHere || to.id === id
  const judged = open.filter((one) => !isInside(one))
  const before = requests.filter(
    ({ asked, isObjected }) =>
      isObjected &&
      judged.some(
        ({ asked: { to, items } }) =>
          to.kind === asked.to.kind && to.id === asked.to.id && isOfThese(items, asked.items),
      ),
  )
  const isOf = (some: typeof requests, event: PlanEvent) => some.some(({ asked }) => asked.sharing === sharingOf(event))
  return (event, recordedAt) => {
    if (!('sharing' in event))
      return TOLD_OF_AN_ITEM.test(event.type) && judged.some(({ asked }) => isOneOf(asked.items, event))
    const its = theirs.find(({ asked }) => asked.sharing === event.sharing)
    if (its?.readAt !== undefined && recordedAt <= its.readAt) return true
    if (isOf(judged, event) || isOf(before, event)) return true
    return isOf(open, event) && /^SharingReader(Drawn|Recused)$/.test(event.type)
  }
}
