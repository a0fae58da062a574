/** What the terms of a municipality are called, for whoever keeps to one. */
import type { Schema } from '../asking.ts'
import type { InWords } from '../language.ts'

const of = (nl: string, en: string): InWords => ({ nl, en })

type Terms = Schema<'TermsAnswer'>
export type TermName = Exclude<keyof Terms, 'version' | 'confirmed' | 'table'>

export const TERM_WORDS: Readonly<Record<TermName, InWords>> = {
  ownPlanDays: of('Een gezin levert zijn eigen plan in', 'A family hands in its own plan'),
  ownPlanYouthDays: of(
    'Een gezin levert zijn eigen plan in, als het om jeugdhulp gaat',
    'A family hands in its own plan, where it is about youth care',
  ),
  viewDays: of('Wie om een mening is gevraagd, geeft die', 'Whoever was asked for a view gives it'),
  accountWorkingDays: of('Wie van een protocol afweek, legt uit waarom', 'Whoever left a protocol accounts for it'),
  readingWorkingDays: of('Een tweede lezer leest een afwijking', 'A second reader reads a deviation'),
  acuteReadingHours: of(
    'Een tweede lezer leest een afwijking bij acuut gevaar',
    'A second reader reads a deviation in acute danger',
  ),
  noReaderWorkingDays: of('Er komt een lezer als niemand kan lezen', 'There is a reader where nobody is left to read'),
  readerQuestionWorkingDays: of(
    'Een vraag of bezwaar van een lezer wordt beantwoord',
    'A reader’s question or objection is answered',
  ),
  reviewWithinDays: of('Zo ver vooruit mag een terugblik liggen', 'So far ahead a review may lie'),
  evaluationWorkingDays: of('Op een afwijking wordt teruggekeken', 'A deviation is looked back on'),
  familyInvitationWorkingDays: of(
    'Zo lang voor het terugkijken wordt het gezin uitgenodigd om mee te kijken',
    'So long before a deviation is looked back on, the family is invited to do so too',
  ),
  referralWorkingDays: of('Een organisatie antwoordt op een verwijzing', 'An organisation answers a referral'),
  withholdingReviewWithinDays: of('Wat verborgen is, wordt opnieuw bekeken', 'What is withheld is looked at again'),
  withholdingCompletionWorkingDays: of(
    'Wat een kind verborgen wil, wordt afgemaakt',
    'What a child wants withheld is completed',
  ),
  withholdingConfirmationWorkingDays: of(
    'Een tweede persoon bevestigt wat stil verborgen is',
    'A second person confirms what is withheld untold',
  ),
  withholdingLapseWorkingDays: of(
    'Daarna beslist de functionaris gegevensbescherming',
    'After that the privacy officer decides',
  ),
  withholdingRequestDays: of(
    'Wie vraagt wat verborgen is, krijgt antwoord',
    'Whoever asks what is withheld is answered',
  ),
  correctionAnswerDays: of('Wie om verbetering vraagt, krijgt antwoord', 'Whoever asks for a correction is answered'),
  ageWorkingDays: of('De leeftijd van een gezinslid wordt vastgesteld', 'The age of a member is established'),
  proofWorkingDays: of('Wie voor een ander spreekt, toont dat aan', 'Whoever speaks for another gives the proof of it'),
  contestWithinDays: of('Een vertrek kan worden betwist', 'A departure may be contested'),
  contestDecisionWorkingDays: of('Over zo’n betwisting wordt beslist', 'Such a contest is decided'),
  endingAnswerWorkingDays: of(
    'De teamleider antwoordt wie de hulp van een ander stopte',
    'The team lead answers who ended the help of another',
  ),
  challengeWorkingDays: of('Tegenspraak wordt beantwoord', 'A challenge is answered'),
  otherCoordinatorWorkingDays: of(
    'De wens om een andere regisseur wordt beantwoord',
    'The wish for another coordinator is answered',
  ),
  actionWorkingDays: of(
    'Een actie is na haar datum gedaan of losgelaten',
    'An action is done or dropped after its date',
  ),
  stepWorkingDays: of('Voor elke stap omhoog', 'For each step up'),
  capacityDays: of(
    'Een oordeel of iemand zelf kan beslissen, wordt opnieuw bekeken',
    'A judgement of capacity is looked at again',
  ),
  birthdayTwelveDays: of('Een kind van twaalf wordt zelf gevraagd', 'A child of twelve is asked itself'),
  birthdaySixteenDays: of('Een jongere van zestien wordt gevraagd', 'A young person of sixteen is asked'),
  comingOfAgeMonths: of('Over volwassen worden wordt gepraat', 'Coming of age is talked about'),
  leadingPlanWorkingDays: of(
    'Een gezin zegt of een ander plan mag voorgaan',
    'Consent or objection to another plan’s leading for a person',
  ),
  reopeningDays: of('Een gezinslid kan een gesloten plan weer openen', 'A member reopens a plan recorded as ended'),
}

export const UNIT_WORDS: Readonly<Record<Schema<'TermUnit'>, { readonly one: InWords; readonly more: InWords }>> = {
  days: { one: of('dag', 'day'), more: of('dagen', 'days') },
  'working-days': { one: of('werkdag', 'working day'), more: of('werkdagen', 'working days') },
  hours: { one: of('uur', 'hour'), more: of('uur', 'hours') },
  months: { one: of('maand', 'month'), more: of('maanden', 'months') },
}
