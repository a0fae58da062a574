/**
 * Challenging what is decided or done, and answering that (tegenspraak). A challenge suspends nothing, and stands for good: withdrawn it stands as
 * withdrawn, and unanswered as unanswered. It is no bezwaar and no klacht; one that is, is forwarded, and both go on.
 */
import { dayOf, inWorkingDays } from '../../deciding/days.ts'
import {
  isOfTheFamily,
  Refusal,
  type DecideOne,
  type Deed,
  type PersonId,
  type Sealed,
} from '../../deciding/decider.ts'
import type { Terms } from '../../municipality/terms.ts'
import type { CareTeam } from '../care-team/care-team.ts'
import { mustSpeakFor, speaksFor } from '../care-team/representation.ts'
import { mustBeOrHaveBeenMember, type Members } from '../members/members.ts'
import { mandateFor, type Supports } from '../support/supports.ts'
import type { Item } from '../views/views.ts'
import { firstAddressee, mayAnswer, NEXT_ADDRESSEE } from './addressees.ts'
import {
  addresseeOf,
  isBetweenThem,
  type Addressee,
  type Challenge,
  type ChallengeEvent,
  type ChallengeFinding,
  type Challenges,
  type FirstTo,
  type FormalKind,
  type ChallengedItem,
} from './challenge.ts'

export type ChallengeCommand =
  | {
      readonly type: 'RaiseChallenge'
      readonly challenge: string
      readonly on: ChallengedItem
      /** Of the family: who raises it, or whom they speak for. */
      readonly person?: PersonId
      readonly words: Sealed
      readonly wish: Sealed
      readonly firstTo: FirstTo
      readonly terms: Terms
    }
  | {
      readonly type: 'AnswerChallenge'
      readonly challenge: string
      readonly finding: Sealed<ChallengeFinding>
      readonly words: Sealed
      readonly changes?: Sealed
      readonly heard: boolean
      readonly notHeardBecause?: Sealed
    }
  | { readonly type: 'OpenChallenge'; readonly challenge: string }
  | { readonly type: 'AcceptChallengeAnswer'; readonly challenge: string }
  | {
      readonly type: 'RejectChallengeAnswer'
      readonly challenge: string
      readonly words?: Sealed
      readonly terms: Terms
    }
  /** Whoever was asked last did not answer in time: said twice, it steps up once. */
  | {
      readonly type: 'EscalateChallenge'
      readonly challenge: string
      readonly unanswered: Addressee
      readonly terms: Terms
    }
  | { readonly type: 'WithdrawChallenge'; readonly challenge: string; readonly reason?: Sealed }
  | {
      readonly type: 'ForwardChallenge'
      readonly challenge: string
      readonly as: Sealed<FormalKind>
      readonly to?: Sealed
    }

export type ChallengeRefusal =
  | 'CHALLENGE_IS_NOT_ABOUT_THIS_PERSON'
  | 'ONLY_THE_FAMILY_CHALLENGES_FOR_SOMEONE'
  | 'CHALLENGE_IS_UNKNOWN'
  | 'CHALLENGE_WAITS_FOR_NO_ANSWER'
  | 'CHALLENGE_HAS_NO_ANSWER'
  | 'CHALLENGE_ANSWER_SAYS_WHO_WAS_HEARD'
  | 'CHALLENGE_IS_FIRST_OPENED_BY_WHO_RAISED_IT'
  | 'CHALLENGE_IS_OF_WHO_RAISED_IT'
  | 'CHALLENGE_IS_NOT_THEIRS_TO_ANSWER'

export interface ChallengesNeeds {
  readonly challenges: Challenges
  readonly members: Members
  readonly careTeam: CareTeam
  readonly coordinators: readonly string[]
  readonly support: Supports
  /** What is to be challenged; undefined where the plan has none of that id. */
  readonly item: Item | undefined
  /** Whether that judges what a team lead left. */
  readonly isOfALead: boolean
}

type Decide<Type extends ChallengeCommand['type']> = DecideOne<ChallengeCommand, Type, ChallengesNeeds, ChallengeEvent>

export const decideChallenges: Decide<ChallengeCommand['type']> = (command, plan, deed) => {
  switch (command.type) {
    case 'RaiseChallenge':
      return raise(command, plan, deed)
    case 'AnswerChallenge':
      return answer(command, plan, deed)
    case 'OpenChallenge':
      return open(command, plan, deed)
    case 'AcceptChallengeAnswer':
    case 'RejectChallengeAnswer':
      return take(command, plan, deed)
    case 'EscalateChallenge':
      return escalate(command, plan, deed)
    case 'WithdrawChallenge':
      return withdraw(command, plan, deed)
    case 'ForwardChallenge': {
      const { concerns, now } = onOne(plan, command.challenge)
      const { as, to } = command
      return [{ ...concerns, type: 'ChallengeForwarded', as, ...(to && { to }), cameIn: dayOf(now.raisedAt) }]
    }
  }
}

const raise: Decide<'RaiseChallenge'> = (command, plan, deed) => {
  const { challenges, members, careTeam, support, item } = plan
  const { challenge, on, person, words, wish, firstTo, terms } = command
  const { by, at } = deed
  if (challenges[challenge] !== undefined) return []
  const mandate =
    person === undefined || item === undefined ? undefined : mandateFor(support, by, { ...item, person }, at)
  const family = isOfTheFamily(by) || mandate !== undefined
  if (!family && person !== undefined) throw refusal('ONLY_THE_FAMILY_CHALLENGES_FOR_SOMEONE')
  const isBetween = isBetweenThem(on)
  const isAboutThem = isBetween
    ? person === undefined || person === by.id
    : person === undefined || item?.about.length === 0 || item?.about.includes(person) === true
  // Of whom it is not about, it is not told either whether they are of the family.
  if (item === undefined || !isAboutThem || (family && person === undefined))
    throw refusal('CHALLENGE_IS_NOT_ABOUT_THIS_PERSON', { person })
  if (person !== undefined && !isBetween) {
    mustBeOrHaveBeenMember(members, person)
    if (mandate === undefined) mustSpeakFor(careTeam, person, by.id, at, item.domain)
  }
  const addressee = firstAddressee(on.kind, by.id, plan)
  const about = person === undefined || isBetween ? item.about : [person]
  const said = { words, wish, firstTo, addressee, due: answerDue(terms, deed) }
  const of = {
    challenge,
    on: { kind: on.kind, id: on.id },
    ...(person !== undefined && { person }),
    ...(mandate && { support: mandate.support }),
  }
  return [{ domain: item.domain, about, type: 'ChallengeRaised', ...of, ...said }]
}

const answer: Decide<'AnswerChallenge'> = (command, plan, { by }) => {
  const { finding, words, changes, heard, notHeardBecause } = command
  const { now, concerns } = onOne(plan, command.challenge)
  if (now.is !== 'raised') throw refusal('CHALLENGE_WAITS_FOR_NO_ANSWER')
  if (!mayAnswer(now, by.id)) throw refusal('CHALLENGE_IS_NOT_THEIRS_TO_ANSWER')
  if (heard === (notHeardBecause !== undefined)) throw refusal('CHALLENGE_ANSWER_SAYS_WHO_WAS_HEARD')
  // Nobody tells a father what his daughter said of him but she herself.
  if (heard && !now.isOpen && now.challenged.some((who) => isOfThisFamily(plan, who)))
    throw refusal('CHALLENGE_IS_FIRST_OPENED_BY_WHO_RAISED_IT')
  const said = { finding, words, ...(changes && { changes }), heard, ...(notHeardBecause && { notHeardBecause }) }
  return [{ ...concerns, type: 'ChallengeAnswered', ...said }]
}

const isOfThisFamily = ({ members, careTeam }: ChallengesNeeds, who: string): boolean =>
  members.persons[who] !== undefined ||
  Object.values(careTeam.representations).some(({ representative }) => representative === who)

const open: Decide<'OpenChallenge'> = ({ challenge }, plan, deed) => {
  const { now, concerns } = onOne(plan, challenge)
  mustBeTheirs(now, plan, deed)
  return now.isOpen ? [] : [{ ...concerns, type: 'ChallengeOpened' }]
}

/** Whoever raised it takes the answer, or does not. */
const take: Decide<'AcceptChallengeAnswer' | 'RejectChallengeAnswer'> = (command, plan, deed) => {
  const { now, concerns } = onOne(plan, command.challenge)
  mustBeTheirs(now, plan, deed)
  if (command.type === 'AcceptChallengeAnswer' && now.is === 'accepted') return []
  if (now.is !== 'answered') throw refusal('CHALLENGE_HAS_NO_ANSWER')
  if (command.type === 'AcceptChallengeAnswer') return [{ ...concerns, type: 'ChallengeAccepted' }]
  const { words, terms } = command
  return [{ ...concerns, type: 'ChallengeRejected', ...(words && { words }), ...nextStep(now, terms, deed) }]
}

const escalate: Decide<'EscalateChallenge'> = ({ challenge, unanswered, terms }, plan, deed) => {
  const { now, concerns } = onOne(plan, challenge)
  const isStillTheirs = now.is === 'raised' && addresseeOf(now) === unanswered
  return isStillTheirs ? [{ ...concerns, type: 'ChallengeEscalated', ...nextStep(now, terms, deed) }] : []
}

const withdraw: Decide<'WithdrawChallenge'> = ({ challenge, reason }, plan, { by }) => {
  const { now, concerns } = onOne(plan, challenge)
  // Nobody's supporter keeps up what was raised for them against their wish.
  const isForThem = now.support !== undefined && now.person === by.id
  if (by.id !== now.by && !isForThem) throw refusal('CHALLENGE_IS_OF_WHO_RAISED_IT')
  if (now.settledAt !== undefined) return []
  return [{ ...concerns, type: 'ChallengeWithdrawn', ...(reason && { reason }) }]
}

function onOne({ challenges }: ChallengesNeeds, challenge: string) {
  const now = challenges[challenge]
  if (now === undefined) throw refusal('CHALLENGE_IS_UNKNOWN')
  const { domain, about, on } = now
  return { now, concerns: { domain, about, challenge, on } }
}

/**
 * Who raised it, and for whom it was raised. Nobody settles for a daughter what she raised herself, nor for one parent what the other raised: who else
 * speaks for someone goes on with what was raised for them only where whoever raised it speaks for them no longer.
 */
function mustBeTheirs(
  { by: raiser, person, domain }: Challenge,
  { careTeam }: ChallengesNeeds,
  { by, at }: Deed,
): void {
  if (by.id === raiser || by.id === person) return
  if (person === undefined || raiser === person || speaksFor(careTeam, person, raiser, at, domain))
    throw refusal('CHALLENGE_IS_OF_WHO_RAISED_IT')
  mustSpeakFor(careTeam, person, by.id, at, domain)
}

/** Nothing, where nobody is left. */
function nextStep(now: Challenge, terms: Terms, deed: Deed) {
  const addressee: Addressee | undefined = NEXT_ADDRESSEE[addresseeOf(now) ?? 'escalation-officer']
  return addressee === undefined ? {} : { addressee, due: answerDue(terms, deed) }
}

const answerDue = ({ challengeWorkingDays, version }: Terms, { at }: Pick<Deed, 'at'>) => ({
  what: 'challenge',
  at: inWorkingDays(at, challengeWorkingDays),
  terms: version,
})

const refusal = (code: ChallengeRefusal, details?: Readonly<Record<string, unknown>>) => new Refusal(code, details)
