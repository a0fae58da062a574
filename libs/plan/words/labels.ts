/** What the parts, fields and closed values of a plan are called, Dutch and English, for whoever shows a plan to people. Sentences about events are in `in-words.ts`. */
import { of, type InWords } from '../part.ts'
import { CLOSING_GROUND_WORDS } from './closing-words.ts'
import { MISSING_WORDS, SHARING_GROUND_WORDS } from './sharing-labels.ts'
import type { Role } from '../../deciding/decider.ts'
import type { Domain } from '../../deciding/domains.ts'
import type { StepRule } from '../../protocol/protocol.ts'
import type { ChallengeAsRead } from '../challenges/challenges-as-read.ts'
import type { ChallengedKind } from '../challenges/challenge.ts'
import {
  ADDRESSEE_WORDS,
  BECAUSE_WORDS,
  CHALLENGE_FINDING_WORDS,
  CHALLENGED_WORDS,
  FIRST_TO_WORDS,
  FORMAL_WORDS,
} from './challenge-labels.ts'
import { DUE_WORDS } from './due-labels.ts'
import type { HandoverAsRead } from '../coordinator/coordinator-as-read.ts'
import type { DeviatedFrom, DeviationOutcome, ReadBecause } from '../deviations/deviation-events.ts'
import type { Finding } from '../deviations/second-reading.ts'
import type { ActionAsRead, GoalAsRead } from '../goals/goals-as-read.ts'
import type { GoalOutcome } from '../goals/goals.ts'
import type { Heard } from '../goals/hearing.ts'
import type { LifeArea } from '../opening/life-areas.ts'
import type { DepartureKind, LeadingPlan } from '../members/members.ts'
import type { MemberAsRead } from '../members/members-as-read.ts'
import type { Reporter } from '../opening/opening.ts'
import type { OwnPlanAsRead } from '../opening/own-plan-as-read.ts'
import type { PermissionAsRead } from '../permissions/permissions-as-read.ts'
import type { Recipient } from '../permissions/permission.ts'
import type { SharingAsRead } from '../sharings/sharings-as-read.ts'
import type { ReferralAsRead } from '../referrals/referrals-as-read.ts'
import type { ReferralAnswer } from '../referrals/referrals.ts'
import type { ViewedKind } from '../views/viewed.ts'
import type { Stance, Voice } from '../views/views.ts'
import type { RepresentationKind } from '../care-team/representation.ts'

type Called<Value extends string> = Readonly<Record<Value, InWords>>

export const DOMAIN_WORDS: Called<Domain> = {
  general: of('algemeen', 'general'),
  youth: of('jeugd', 'youth'),
  wmo: of('Wmo', 'social support'),
  participation: of('participatie', 'participation'),
}

export const LIFE_AREA_WORDS: Called<LifeArea> = {
  finances: of('financiën', 'finances'),
  'work-and-education': of('werk en opleiding', 'work and education'),
  'time-use': of('tijdsbesteding', 'time use'),
  housing: of('huisvesting', 'housing'),
  'domestic-relations': of('huiselijke relaties', 'domestic relations'),
  'mental-health': of('geestelijke gezondheid', 'mental health'),
  'physical-health': of('lichamelijke gezondheid', 'physical health'),
  'substance-use': of('middelengebruik', 'substance use'),
  'basic-adl': of('basale ADL', 'basic ADL'),
  'instrumental-adl': of('instrumentele ADL', 'instrumental ADL'),
  'social-network': of('sociaal netwerk', 'social network'),
  'participation-in-society': of('maatschappelijke participatie', 'participation in society'),
  justice: of('justitie', 'justice'),
}

export const FINDING_WORDS: Called<Finding> = {
  supports: of('steunt', 'supports'),
  'supports-with-conditions': of('steunt onder voorwaarden', 'supports with conditions'),
  objects: of('heeft bezwaar', 'objects'),
  asks: of('stelt een vraag', 'asks'),
}

export const READ_BECAUSE_WORDS: Called<ReadBecause> = {
  'before-the-plan': of('van voor het plan', 'from before the plan'),
  'before-their-part': of('van voor de melder meewerkte', 'from before its reporter had a part'),
  'long-ago': of('lang geleden', 'long ago'),
  'rule-of-now': of('vraagt nu om een tweede lezer', 'asks for a second reader now'),
}

export const DEVIATION_OUTCOME_WORDS: Called<DeviationOutcome> = {
  worked: of('het werkte', 'it worked'),
  'did-not-work': of('het werkte niet', 'it did not work'),
  unclear: of('onduidelijk', 'unclear'),
}

export const GOAL_OUTCOME_WORDS: Called<GoalOutcome> = {
  reached: of('bereikt', 'reached'),
  'partly-reached': of('deels bereikt', 'partly reached'),
  'not-reached': of('niet bereikt', 'not reached'),
}

export const STANCE_WORDS: Called<Stance> = {
  agrees: of('eens', 'agrees'),
  disagrees: of('oneens', 'disagrees'),
  'has-doubts': of('twijfelt', 'has doubts'),
  'no-opinion': of('geen mening', 'no opinion'),
}

export const VOICE_WORDS: Called<Voice> = {
  own: of('zelf gezegd', 'in their own voice'),
  'own-confirmed': of('opgeschreven door een ander en zelf bevestigd', 'written down by another and confirmed by them'),
  representative: of('door wie vertegenwoordigt', 'by their representative'),
  'supporter-present': of('gezegd waar een ondersteuner bij was', 'said with a supporter present'),
  'reported-by-professional': of('opgetekend door een professional', 'reported by a professional'),
}

export const RULE_WORDS: Called<StepRule> = {
  'deviation-free': of('afwijken is vrij', 'deviation is free'),
  'with-second-reader': of('afwijken met een tweede lezer', 'deviation needs a second reader'),
  'not-allowed': of('afwijken mag niet', 'deviation is not allowed'),
}

export const VIEWED_WORDS: Called<ViewedKind> = {
  goal: of('een doel', 'a goal'),
  action: of('een actie', 'an action'),
  priority: of('een prioriteit', 'a priority'),
  deviation: of('een afwijking', 'a deviation'),
  coordinator: of('de regisseur', 'the coordinator'),
  'own-plan': of('het eigen plan', 'the own plan'),
}

export const REPRESENTATION_WORDS: Called<RepresentationKind> = {
  'parental-authority': of('ouderlijk gezag', 'parental authority'),
  guardian: of('voogd', 'guardian'),
  'guardian-institution': of('gecertificeerde instelling als voogd', 'certified institution as guardian'),
  curator: of('curator', 'curator'),
  mentor: of('mentor', 'mentor'),
  'administrator-of-assets': of('bewindvoerder', 'administrator of assets'),
  'guardian-ad-litem': of('bijzondere curator', 'guardian ad litem'),
  mandated: of('gemachtigde', 'mandated'),
  informal: of('informele zaakwaarnemer', 'informal representative'),
}

export const REFERRAL_ANSWER_WORDS: Called<ReferralAnswer> = {
  accepted: of('aanvaard', 'accepted'),
  declined: of('geweigerd', 'declined'),
}

export const REPORTER_WORDS: Called<Reporter> = {
  family: of('het gezin', 'the family'),
  professional: of('een professional', 'a professional'),
  'partner-organisation': of('een partnerorganisatie', 'a partner organisation'),
  neighbourhood: of('de buurt', 'the neighbourhood'),
  other: of('iemand anders', 'someone else'),
}

export const ROLE_WORDS: Called<Role | 'system'> = {
  coordinator: of('regisseur', 'coordinator'),
  professional: of('professional', 'professional'),
  'second-reader': of('tweede lezer', 'second reader'),
  'team-lead': of('teamleider', 'team lead'),
  'family-member': of('gezinslid', 'family member'),
  representative: of('zaakwaarnemer', 'representative'),
  supporter: of('ondersteuner', 'supporter'),
  auditor: of('toezichthouder', 'auditor'),
  partner: of('partnerorganisatie', 'partner organisation'),
  'safety-officer': of('aandachtsfunctionaris veiligheid', 'safety officer'),
  'privacy-officer': of('functionaris gegevensbescherming', 'privacy officer'),
  'escalation-officer': of('procesregisseur', 'escalation officer'),
  'protocol-steward': of('protocolbeheerder', 'protocol steward'),
  administrator: of('beheerder', 'administrator'),
  system: of('het systeem', 'the system'),
}

export const HEARD_WORDS: Called<Heard> = {
  spoke: of('gesproken', 'spoke'),
  represented: of('vertegenwoordigd', 'represented'),
  'chose-not-to-speak': of('koos ervoor niet te spreken', 'chose not to speak'),
  'not-heard': of('niet gehoord', 'not heard'),
}

type State = (
  | OwnPlanAsRead
  | MemberAsRead
  | HandoverAsRead
  | ReferralAsRead
  | PermissionAsRead
  | SharingAsRead
  | ChallengeAsRead
  | GoalAsRead
  | ActionAsRead
)['state']

const STATE_WORDS: Called<State> = {
  'not-invited': of('niet uitgenodigd', 'not invited'),
  invited: of('uitgenodigd', 'invited'),
  'handed-in': of('ingeleverd', 'handed in'),
  waived: of('afgezien', 'waived'),
  requested: of('voorgedragen', 'put forward'),
  refused: of('geweigerd', 'refused'),
  in: of('hoort erbij', 'is a member'),
  left: of('vertrokken', 'left'),
  died: of('overleden', 'died'),
  open: of('loopt', 'open'),
  accepted: of('aanvaard', 'accepted'),
  declined: of('geweigerd', 'declined'),
  withdrawn: of('ingetrokken', 'withdrawn'),
  given: of('gegeven', 'given'),
  granted: of('gedeeld', 'shared'),
  raised: of('wacht op antwoord', 'waiting for an answer'),
  answered: of('beantwoord', 'answered'),
  'not-agreed': of('het antwoord is niet aanvaard', 'the answer was not accepted'),
  unanswered: of('niet beantwoord', 'not answered'),
  waiting: of('wacht op antwoord', 'waiting for an answer'),
  asked: of('de organisatie vroeg iets', 'the organisation asked something'),
  ended: of('beëindigd', 'ended'),
  proposed: of('voorgesteld', 'proposed'),
  adopted: of('vastgesteld', 'adopted'),
  evaluated: of('geëvalueerd', 'evaluated'),
  dropped: of('losgelaten', 'dropped'),
  planned: of('afgesproken', 'planned'),
  active: of('loopt', 'under way'),
  stalled: of('stokt', 'stalled'),
  done: of('gedaan', 'done'),
}

export const ANSWER_WORDS: Called<'granted' | 'refused'> = {
  granted: of('ingewilligd', 'granted'),
  refused: of('afgewezen', 'refused'),
}

const LEADS_WORDS: Called<LeadingPlan> = {
  'this-plan': of('dit plan', 'this plan'),
  'the-other-plan': of('het andere plan', 'the other plan'),
}

export const DEPARTURE_WORDS: Called<DepartureKind> = {
  moved: of('verhuisd', 'moved'),
  divorced: of('gescheiden', 'divorced'),
  'placed-elsewhere': of('elders geplaatst', 'placed elsewhere'),
  fled: of('gevlucht', 'fled'),
  other: of('anders', 'otherwise'),
}

const KIND_WORDS: Called<
  DepartureKind | RepresentationKind | DeviatedFrom['kind'] | Recipient['kind'] | ChallengedKind
> = {
  ...CHALLENGED_WORDS,
  ...REPRESENTATION_WORDS,
  ...DEPARTURE_WORDS,
  coordination: of('de regie', 'the coordination'),
  professional: of('een professional', 'a professional'),
  organisation: of('een organisatie', 'an organisation'),
  step: of('stap van een protocol', 'step of a protocol'),
  priority: of('prioriteit van het plan', 'priority of the plan'),
}

/** By the field they stand in: whatever else stands in a plan is somebody's own words. */
const VALUE_WORDS: Readonly<Record<string, Readonly<Record<string, InWords>>>> = {
  domain: DOMAIN_WORDS,
  over: DOMAIN_WORDS,
  lifeArea: LIFE_AREA_WORDS,
  lifeAreas: LIFE_AREA_WORDS,
  finding: { ...FINDING_WORDS, ...CHALLENGE_FINDING_WORDS },
  addressee: ADDRESSEE_WORDS,
  firstTo: FIRST_TO_WORDS,
  as: FORMAL_WORDS,
  because: BECAUSE_WORDS,
  outcome: { ...DEVIATION_OUTCOME_WORDS, ...GOAL_OUTCOME_WORDS },
  stance: STANCE_WORDS,
  voice: VOICE_WORDS,
  rule: RULE_WORDS,
  kind: KIND_WORDS,
  reportedBy: REPORTER_WORDS,
  heard: HEARD_WORDS,
  due: DUE_WORDS,
  state: STATE_WORDS,
  answer: { ...ANSWER_WORDS, ...REFERRAL_ANSWER_WORDS },
  leads: LEADS_WORDS,
  ground: { ...SHARING_GROUND_WORDS, ...CLOSING_GROUND_WORDS },
  missing: MISSING_WORDS,
}

const YES = of('ja', 'yes')
const NO = of('nee', 'no')

/**
 * A closed value, as people say it.
 * @param field the name it stands under; of a list or a record by person, the name of that
 * @returns undefined for words of someone's own, ids, moments and numbers
 */
export function valueInWords(field: string, value: unknown): InWords | undefined {
  if (typeof value === 'boolean') return value ? YES : NO
  const words = Object.hasOwn(VALUE_WORDS, field) ? VALUE_WORDS[field] : undefined
  return words !== undefined && typeof value === 'string' && Object.hasOwn(words, value) ? words[value] : undefined
}
