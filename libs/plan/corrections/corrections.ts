/**
 * What was written wrong and is mended: a name, the birth date that rights follow from, or what somebody said. History is never edited: a correction
 * points at the event, gives its reason, and stands beside it; it can be corrected in its turn. Whoever it is about, and does not decide on it, asks.
 */
import { inDays } from '../../deciding/days.ts'
import {
  isOfTheFamily,
  Refusal,
  type Concerns,
  type DecideOne,
  type Deed,
  type PersonId,
  type Sealed,
} from '../../deciding/decider.ts'
import type { Terms } from '../../municipality/terms.ts'
import { mustSpeakFor, type Representations } from '../care-team/representation.ts'
import { mustBeMembers, type Members } from '../members/members.ts'
import { refAlone } from '../visibility/visibility.ts'
import {
  becomingOf,
  type Corrected,
  type CorrectedWords,
  type CorrectionEvent,
  type Corrects,
  type NamedKind,
  type OfAnEvent,
} from './correction-events.ts'
import type { CorrectionRequests } from './requests.ts'

interface Becoming extends CorrectedWords {
  /** What the event of that id holds, as who corrects it sees it. */
  readonly corrects: Correctable
  /** What was found missing or wrong before it was sealed. */
  readonly wrong: readonly string[]
  readonly reason: Sealed
}

export type CorrectionCommand =
  | ({
      readonly type: 'RecordCorrection'
      readonly correction: string
      readonly event: string
      readonly person?: PersonId
      readonly terms: Terms
    } & Becoming)
  /** Granted where it says what it becomes, and refused where it does not. */
  | ({
      readonly type: 'AnswerCorrectionRequest'
      readonly correctionRequest: string
      readonly correction: string
    } & Becoming)

export type CorrectionRefusal =
  | 'CORRECTION_DOES_NOT_FIT'
  | 'CORRECTION_IS_NOT_THEIRS_TO_MAKE'
  | 'CORRECTION_REQUEST_IS_UNKNOWN'
  | 'CORRECTION_REQUEST_IS_ANSWERED'
  | 'CORRECTION_REQUEST_IS_NOT_THEIRS_TO_ANSWER'

/** What there is to correct in an event; without `of` no name and no age, without `said` no words. */
export interface Correctable extends Pick<Concerns, 'domain' | 'about'> {
  readonly of?: Corrected & { readonly kind: NamedKind }
  /** Whose keys a name is sealed with. */
  readonly subjects: readonly string[]
  /** Who wrote it, whose own words it is. */
  readonly by?: string
  readonly said?: Corrects
}

export interface CorrectionsNeeds {
  readonly corrections: CorrectionRequests
  readonly members: Members
  readonly careTeam: Representations
  readonly coordinators: readonly string[]
  /** Who works here: of who does not, who coordinates answers. */
  readonly working: readonly string[]
}

type Decide<Type extends CorrectionCommand['type']> = DecideOne<
  CorrectionCommand,
  Type,
  CorrectionsNeeds,
  CorrectionEvent
>

export const decideCorrections: Decide<CorrectionCommand['type']> = (command, plan, deed) =>
  command.type === 'RecordCorrection' ? record(command, plan, deed) : answer(command, plan, deed)

const record: Decide<'RecordCorrection'> = (command, plan, deed) => {
  const { correction, event, corrects } = command
  if (plan.corrections[correction] !== undefined) return []
  const of = whatFits(command, plan, event)
  if (isTheirs(corrects, command, plan, deed.by.id)) return [recorded(command, of)]
  return [asked(command, of, plan, deed)]
}

/** Whose words they are mends them, and nobody else; of names and ages whoever coordinates does. */
const isTheirs = (
  { by }: Correctable,
  { words }: CorrectedWords,
  { coordinators }: CorrectionsNeeds,
  who: string,
): boolean => (words === undefined ? coordinators.includes(who) : by === who)

function asked(
  command: Extract<CorrectionCommand, { type: 'RecordCorrection' }>,
  of: OfAnEvent,
  { members, careTeam }: CorrectionsNeeds,
  { by, at }: Deed,
): CorrectionEvent {
  const { correction: correctionRequest, reason, person, corrects, terms } = command
  const { domain, about, said, subjects } = corrects
  const isAboutThem = person === undefined ? subjects.includes(by.id) : about.length === 0 || about.includes(person)
  if (said === undefined || !isAboutThem || isOfTheFamily(by) !== (person !== undefined))
    throw refusal('CORRECTION_IS_NOT_THEIRS_TO_MAKE')
  if (person !== undefined) {
    mustBeMembers(members, [person])
    mustSpeakFor(careTeam, person, by.id, at, domain)
  }
  const due = { what: 'correction', at: inDays(at, terms.correctionAnswerDays), terms: terms.version }
  const whose = person === undefined ? { about } : { about: [person], person }
  const what = { correctionRequest, ...of, corrects: keptOf(said) }
  return { type: 'CorrectionAsked', domain, ...whose, ...what, reason, ...becomingOf(command), due }
}

const answer: Decide<'AnswerCorrectionRequest'> = (command, plan, { by }) => {
  const { correctionRequest, corrects, reason } = command
  const now = plan.corrections[correctionRequest]
  if (now === undefined) throw refusal('CORRECTION_REQUEST_IS_UNKNOWN')
  if (now.is !== 'asked') throw refusal('CORRECTION_REQUEST_IS_ANSWERED')
  const { domain, about, event, of, person, corrects: said } = now
  const request = {
    domain,
    about,
    correctionRequest,
    event,
    of,
    corrects: said,
    ...(person !== undefined && { person }),
  }
  const isGranted = ['name', 'birthDate', 'words'].some((part) => part in command)
  const mayGrant = isTheirs(corrects, now.of.kind === 'event' ? { words: reason } : {}, plan, by.id)
  if (!(mayGrant || (!isGranted && isLeftToThem(now.corrects.by, plan, by.id))))
    throw refusal('CORRECTION_REQUEST_IS_NOT_THEIRS_TO_ANSWER')
  if (!isGranted) return [{ ...request, type: 'CorrectionRefused', reason }]
  const becomes = whatFits(command, plan, event)
  if (becomes.of.kind !== of.kind) throw refusal('CORRECTION_DOES_NOT_FIT', { wrong: ['becomes'] })
  const { correction } = command
  return [{ ...request, type: 'CorrectionGranted', correction }, recorded(command, becomes)]
}

/** Nobody mends the words of another: whoever coordinates can only say why they are left as they are, where who wrote them works here no longer, or never did. */
const isLeftToThem = (author: string, { coordinators, working }: CorrectionsNeeds, who: string): boolean =>
  coordinators.includes(who) && !working.includes(author)

/** @throws Refusal naming all that is wrong at once */
function whatFits(
  { corrects, name, birthDate, words, wrong: found }: Becoming,
  { members }: CorrectionsNeeds,
  event: string,
): OfAnEvent {
  const { of, said } = corrects
  const isName = words === undefined
  // Who was only asked for, or was refused, has nothing yet that anything follows from.
  const isThere = isName
    ? of !== undefined && (of.kind !== 'member' || members.persons[of.id] !== undefined)
    : said !== undefined
  const wrong = [
    ...(isThere ? [] : ['event']),
    ...(name === undefined && birthDate === undefined && isName ? ['becomes'] : []),
    ...(isThere && of?.kind !== 'member' && birthDate !== undefined ? ['becomes/birthDate'] : []),
    ...(!isName && name !== undefined ? ['becomes/name'] : []),
    ...found,
  ]
  if (wrong.length > 0) throw refusal('CORRECTION_DOES_NOT_FIT', { wrong: [...new Set(wrong)] })
  return { event, of: isName && of !== undefined ? { kind: of.kind, id: of.id } : { kind: 'event', id: event } }
}

function recorded(
  { correction, reason, corrects, ...becomes }: Becoming & { readonly correction: string },
  of: OfAnEvent,
): CorrectionEvent {
  const { domain, about, said } = corrects
  const beside = becomes.words !== undefined && said !== undefined && { corrects: keptOf(said) }
  return { type: 'CorrectionRecorded', domain, about, correction, ...of, reason, ...becomingOf(becomes), ...beside }
}

const keptOf = ({ type, domain, about, by, at, item, outline }: Corrects): Corrects => ({
  ...{ type, domain, about: [...about], by, at, outline },
  ...(item && { item: refAlone(item) }),
})

const refusal = (code: CorrectionRefusal, details?: Readonly<Record<string, unknown>>) => new Refusal(code, details)
