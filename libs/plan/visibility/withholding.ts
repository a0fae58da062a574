/** Withholding something from someone, and what keeps that in check: a colleague who was asked, a second person who confirms, a review, and an answer to who asks. */
import { dayOf, inDays, inWorkingDays, type Day } from '../../deciding/days.ts'
import {
  isOfTheFamily,
  Refusal,
  type Actor,
  type DecideOne,
  type Deed,
  type PersonId,
  type Sealed,
} from '../../deciding/decider.ts'
import {
  askedBy,
  isReviewDate,
  missingFrom,
  mustBeWhole,
  reasonsOf,
  reviewDue,
  speaks,
  type AsksToWithhold,
  type IncompleteRefusal,
  type Judged,
  type WithholdingIsJudgedBy,
} from './asked-to-withhold.ts'
import { whomIsKnownIn, type TellsOfWhom } from '../whom-they-know.ts'
import {
  itemsBut,
  keyOf,
  refAlone,
  type AboutWhom,
  type ItemRef,
  type VisibilityEvent,
  type Withholding,
  type WithholdingMode,
} from './visibility.ts'
import { authorsOf, isTheirOwn, itemByRef, said } from './withheld-items.ts'

/** Beside a command that makes content: each wish with an id for each law that the content may be of. */
export type AskedAlong = AsksToWithhold & { readonly withholdings: readonly string[] }

export interface Withholds extends Partial<Judged> {
  readonly withhold?: readonly AskedAlong[]
}

export type WithholdingCommand =
  | ({ readonly type: 'Withhold'; readonly withholding: string; readonly items: readonly ItemRef[] } & AsksToWithhold &
      Judged)
  | ({ readonly type: 'LimitSight'; readonly withholding: string; readonly limits: AboutWhom } & AsksToWithhold &
      Judged)
  | ({ readonly type: 'CompleteWithholding'; readonly withholding: string } & Omit<AsksToWithhold, 'from' | 'ground'> &
      Judged)
  | ({ readonly type: 'ConfirmWithholding'; readonly withholding: string; readonly mode: WithholdingMode } & Judged)
  | ({ readonly type: 'DenyWithholding'; readonly withholding: string; readonly reason: Sealed } & Judged)
  | ({
      readonly type: 'ReviewWithholding'
      readonly withholding: string
      readonly reason: Sealed
      readonly reviewDate: Day
    } & Judged)
  | {
      readonly type: 'ReleaseContent'
      readonly withholding: string
      /** All of it, where none are named. */
      readonly items: readonly ItemRef[]
      readonly reason: Sealed
    }
  | { readonly type: 'LiftSightLimit'; readonly withholding: string; readonly reason: Sealed }
  | ({ readonly type: 'AskWhatIsWithheld'; readonly request: string; readonly person: PersonId } & Judged)
  | { readonly type: 'AnswerWhatIsWithheld'; readonly request: string }

export type WithholdingRefusal =
  | IncompleteRefusal
  | 'NOBODY_WITHHOLDS_WHAT_JUDGES_THEMSELVES'
  | 'ITEMS_ARE_OF_SEVERAL_DOMAINS'
  | 'ONLY_ONES_OWN_WORDS_ARE_WITHHELD_SO'
  | 'WITHHOLDING_IS_UNKNOWN'
  | 'WITHHOLDING_HAS_ENDED'
  | 'WITHHOLDING_IS_COMPLETE'
  | 'WITHHOLDING_WAITS_FOR_NO_CONFIRMATION'
  | 'WITHHOLDING_IS_NOT_YET_FOR_THE_PRIVACY_OFFICER'
  | 'ANOTHER_PERSON_CONFIRMS_A_WITHHOLDING'
  | 'ITEM_IS_NOT_WITHHELD_BY_THIS'
  | 'REQUEST_IS_ANSWERED'

/** What a command that made content withholds of it, in the same breath. @throws Refusal naming all that is missing or wrong in any of the wishes */
export function withheldAlong(
  asks: readonly AskedAlong[],
  items: readonly ItemRef[],
  judgedBy: WithholdingIsJudgedBy,
  plan: TellsOfWhom,
  deed: Deed,
): readonly VisibilityEvent[] {
  const byDomain = Map.groupBy(items, (item) => itemByRef(plan, item)?.domain ?? 'general')
  const missing = [...byDomain.keys()].flatMap((domain) =>
    asks.flatMap((ask, at) =>
      missingFrom(ask, domain, judgedBy, plan, deed).map((part) => `withhold/${String(at)}/${part}`),
    ),
  )
  mustBeWhole([...new Set(missing)])
  return asks.flatMap((ask) =>
    [...byDomain.values()].flatMap((some, at) => {
      const withholding = ask.withholdings[at]
      return withholding === undefined ? [] : withhold(withholding, some, ask, judgedBy, plan, deed)
    }),
  )
}

type Decide<Type extends WithholdingCommand['type'], Needs = TellsOfWhom> = DecideOne<
  WithholdingCommand,
  Type,
  Needs,
  VisibilityEvent
>

export const decideWithholding: Decide<WithholdingCommand['type']> = (command, plan, deed) => {
  switch (command.type) {
    case 'Withhold':
      return withholdItems(command, plan, deed)
    case 'LimitSight':
      return limitSight(command, plan, deed)
    case 'AskWhatIsWithheld':
      return ask(command, plan, deed)
    case 'AnswerWhatIsWithheld':
      return answer(command, plan, deed)
    case 'CompleteWithholding':
      return complete(command, onOne(plan, command.withholding), deed)
    case 'ConfirmWithholding':
      return confirm(command, onOne(plan, command.withholding), deed)
    case 'DenyWithholding':
      return deny(command, onOne(plan, command.withholding), deed)
    case 'ReviewWithholding':
      return review(command, onOne(plan, command.withholding), deed)
    case 'ReleaseContent':
      return release(command, onOne(plan, command.withholding), deed)
    case 'LiftSightLimit':
      return lift(command, onOne(plan, command.withholding), deed)
  }
}

const withholdItems: Decide<'Withhold'> = (command, plan, deed) => {
  const { withholding, items, judgedBy } = command
  if (plan.visibility.withholdings[withholding] !== undefined) return []
  const domains = new Set(items.map((item) => itemByRef(plan, item)?.domain))
  const [domain] = domains
  if (domains.size !== 1 || domain === undefined) throw refusal('ITEMS_ARE_OF_SEVERAL_DOMAINS')
  mustBeWhole(missingFrom(command, domain, judgedBy, plan, deed))
  return withhold(withholding, items, command, judgedBy, plan, deed)
}

const limitSight: Decide<'LimitSight'> = (command, plan, deed) => {
  const { withholding, limits, from, ground, judgedBy } = command
  if (plan.visibility.withholdings[withholding] !== undefined) return []
  const domain = limits.domain ?? 'general'
  const missing = missingFrom(command, domain, judgedBy, plan, deed)
  const isAMember = plan.members.persons[limits.person] !== undefined && limits.person !== from
  mustBeWhole(isAMember ? missing : ['about', ...missing])
  const { person, domain: only } = limits
  return [
    {
      ...{ domain, about: [person], type: 'SightLimited', withholding, from, ground },
      limits: { person, ...(only && { domain: only }) },
      ...reasonsOf(command, judgedBy, deed.at),
    },
  ]
}

const ask: Decide<'AskWhatIsWithheld'> = (command, plan, deed) => {
  const { request, person, judgedBy } = command
  const due = { what: 'withheld-request', at: inDays(deed.at, judgedBy.terms.withholdingRequestDays) }
  if (plan.visibility.requests[request] !== undefined) return []
  const concerns = { domain: 'general', about: [person] } as const
  return [{ ...concerns, type: 'WithheldAskedFor', request, person, due: { ...due, terms: judgedBy.terms.version } }]
}

const answer: Decide<'AnswerWhatIsWithheld'> = ({ request }, plan) => {
  const asked = plan.visibility.requests[request]
  if (asked === undefined) throw refusal('WITHHOLDING_IS_UNKNOWN')
  if (asked.isAnswered) throw refusal('REQUEST_IS_ANSWERED')
  return [{ domain: 'general', about: [asked.person], type: 'WithheldAnswered', request, person: asked.person }]
}

/** One that is there, and has not ended. */
interface OnOne extends TellsOfWhom {
  readonly now: Withholding
  readonly concerns: Pick<Withholding, 'domain' | 'about'> & { readonly withholding: string }
}

function onOne(plan: TellsOfWhom, withholding: string): OnOne {
  const now = plan.visibility.withholdings[withholding]
  if (now === undefined) throw refusal('WITHHOLDING_IS_UNKNOWN')
  if (now.is === 'ended') throw refusal('WITHHOLDING_HAS_ENDED')
  return { ...plan, now, concerns: { domain: now.domain, about: now.about, withholding } }
}

const complete: Decide<'CompleteWithholding', OnOne> = (command, { now, concerns, ...plan }, deed) => {
  if (now.is !== 'asked') throw refusal('WITHHOLDING_IS_COMPLETE')
  const asks = { ...command, from: now.from, ground: now.ground }
  // From whom it is withheld the member said; whoever completes it need not know of them.
  const { all, ...knows } = command.judgedBy.knows ?? whomIsKnownIn(plan, deed.at)
  const judgedBy = { ...command.judgedBy, knows: { ...knows, all: [...all, now.from] } }
  mustBeWhole(missingFrom(asks, now.domain, judgedBy, plan, deed))
  const { mode, reason, consulted, reviewDate, ...rest } = reasonsOf(asks, command.judgedBy, deed.at)
  // That each of these is there was seen to above.
  if (reason === undefined || consulted === undefined || reviewDate === undefined)
    throw refusal('WITHHOLDING_IS_INCOMPLETE')
  return [{ ...concerns, type: 'WithholdingCompleted', mode, reason, consulted, reviewDate, ...rest }]
}

const confirm: Decide<'ConfirmWithholding', OnOne> = ({ mode, judgedBy }, { now, concerns }, deed) => {
  mustBeForThem(now, deed)
  if (mode === 'told' && !isRole(deed.by, 'privacy-officer'))
    throw refusal('WITHHOLDING_IS_NOT_YET_FOR_THE_PRIVACY_OFFICER')
  const due = reviewDue(now.reviewDate ?? dayOf(deed.at), judgedBy.terms)
  return [{ ...concerns, type: 'WithholdingConfirmed', mode, due }]
}

const deny: Decide<'DenyWithholding', OnOne> = ({ reason, judgedBy: { terms } }, { now, concerns }, deed) => {
  if (now.is !== 'made') throw refusal('WITHHOLDING_WAITS_FOR_NO_CONFIRMATION')
  if (deed.by.id !== now.consulted) mustBeForThem(now, deed)
  const decideBy = inWorkingDays(deed.at, terms.withholdingConfirmationWorkingDays)
  const due = { what: 'withholding-decision', at: decideBy, terms: terms.version }
  return [{ ...concerns, type: 'WithholdingDenied', reason, due }]
}

const review: Decide<'ReviewWithholding', OnOne> = (command, { now, concerns }, { at }) => {
  const { reason, reviewDate, judgedBy } = command
  // What nobody has said yes to, or someone said no to, is first decided.
  const isDecided = now.is === 'confirmed' || (now.is === 'made' && now.mode === 'told')
  const missing = isDecided ? [] : ['confirmation']
  mustBeWhole(isReviewDate(reviewDate, judgedBy.terms, at) ? missing : [...missing, 'reviewDate'])
  return [{ ...concerns, type: 'WithholdingReviewed', reason, reviewDate, due: reviewDue(reviewDate, judgedBy.terms) }]
}

const release: Decide<'ReleaseContent', OnOne> = (command, { now, concerns }, { by }) => {
  const items = command.items.length > 0 ? command.items : now.items
  const strangers = itemsBut(now.items, items)
  if (now.limits !== undefined || strangers.length > 0)
    throw refusal('ITEM_IS_NOT_WITHHELD_BY_THIS', { items: strangers.map(keyOf) })
  mustBeTheirsToOpen(now, by)
  return [{ ...concerns, type: 'ContentReleased', items: items.map(refAlone), reason: command.reason }]
}

const lift: Decide<'LiftSightLimit', OnOne> = ({ reason }, { now, concerns }, { by }) => {
  if (now.limits === undefined) throw refusal('ITEM_IS_NOT_WITHHELD_BY_THIS', { items: [] })
  mustBeTheirsToOpen(now, by)
  return [{ ...concerns, type: 'SightLimitLifted', reason }]
}

const isRole = (by: Actor, role: string): boolean => by.kind === 'person' && by.role === role

/** Whoever it is withheld from opens it last of all; of the family, only who asked for it does. */
function mustBeTheirsToOpen({ from, by: author, is }: Withholding, by: Actor): void {
  if (by.id === from || (isOfTheFamily(by) && by.id !== author)) throw refusal('ONLY_ONES_OWN_WORDS_ARE_WITHHELD_SO')
  if (isRole(by, 'privacy-officer') && is !== 'denied') throw refusal('WITHHOLDING_IS_NOT_YET_FOR_THE_PRIVACY_OFFICER')
}

/** A second person decides, and where none did in time, or it was denied, the privacy officer. */
function mustBeForThem({ is, mode, by: author, consulted, from, lapsesAt }: Withholding, { by, at }: Deed): void {
  if ([author, consulted, from].includes(by.id)) throw refusal('ANOTHER_PERSON_CONFIRMS_A_WITHHOLDING')
  const waits = is === 'made' && mode === 'silent'
  if (!isRole(by, 'privacy-officer')) {
    if (!waits) throw refusal('WITHHOLDING_WAITS_FOR_NO_CONFIRMATION')
    return
  }
  if (is !== 'denied' && !waits) throw refusal('WITHHOLDING_WAITS_FOR_NO_CONFIRMATION')
  if (waits && (lapsesAt === undefined || at <= lapsesAt))
    throw refusal('WITHHOLDING_IS_NOT_YET_FOR_THE_PRIVACY_OFFICER', { lapsesAt })
}

/** The events of one wish, whose parts are there. @throws Refusal where it would hide what judges who hides it */
function withhold(
  withholding: string,
  items: readonly ItemRef[],
  ask: AsksToWithhold,
  judgedBy: WithholdingIsJudgedBy,
  plan: TellsOfWhom,
  { by, at }: Deed,
): readonly VisibilityEvent[] {
  const { from, ground } = ask
  if (items.some((item) => isTheirOwn(plan, item, from))) mustBeWhole(['from'])
  if (isOfTheFamily(by) && !items.every((item) => isOnesOwn(authorsOf(plan, item), by)))
    throw refusal('ONLY_ONES_OWN_WORDS_ARE_WITHHELD_SO')
  if (items.some((item) => judgesThem(item, from, by, plan))) throw refusal('NOBODY_WITHHOLDS_WHAT_JUDGES_THEMSELVES')
  const [domain = 'general'] = items.map((item) => itemByRef(plan, item)?.domain)
  const about = [...new Set(items.flatMap((item) => itemByRef(plan, item)?.about ?? []))]
  const reasons = isOfTheFamily(by) ? askedBy(judgedBy, at) : reasonsOf(ask, judgedBy, at)
  return [{ domain, about, type: 'ContentWithheld', withholding, from, items: items.map(refAlone), ground, ...reasons }]
}

/** Nobody's words but theirs: who changed a word of another's goal would hide it from whom it is about. */
const isOnesOwn = (authors: readonly string[], { id }: Actor): boolean =>
  authors.length > 0 && authors.every((author) => author === id)

/** That a deviation of theirs exists is hidden from nobody at work; a view on who coordinates is not theirs to hide. */
function judgesThem(item: ItemRef, from: string, by: Actor, plan: TellsOfWhom): boolean {
  // Nobody hides a challenge, or that something is asked to be corrected, but who said it.
  if (item.kind === 'challenge' || item.kind === 'correction-request') return said(plan.visibility, item)?.by !== by.id
  if (item.kind === 'deviation')
    return authorsOf(plan, item).includes(by.id) && plan.members.persons[from] === undefined && !speaks(plan, from)
  return said(plan.visibility, item)?.judgesTheCoordinator === true && plan.coordinators.includes(by.id)
}

const refusal = (code: WithholdingRefusal, details?: Readonly<Record<string, unknown>>) => new Refusal(code, details)
