/** What the closed values of a challenge are called, Dutch and English. */
import type { Addressee, ChallengeFinding, FirstTo, FormalKind, ChallengedKind } from '../challenges/challenge.ts'
import { of, type InWords } from '../part.ts'

type Called<Value extends string> = Readonly<Record<Value, InWords>>

export const CHALLENGED_WORDS: Called<ChallengedKind> = {
  goal: of('een doel', 'a goal'),
  action: of('een actie', 'an action'),
  priority: of('een prioriteit', 'a priority'),
  deviation: of('een afwijking', 'a deviation'),
  referral: of('een verwijzing', 'a referral'),
  coordinator: of('de regisseur', 'the coordinator'),
  representation: of('een vertegenwoordiging', 'a representation'),
  'correction-request': of('een gevraagde correctie', 'a correction that was asked for'),
  'capacity-judgement': of('een oordeel of iemand zelf kan spreken', 'a judgement of who can speak'),
  reading: of('een tweede lezing', 'a second reading'),
  'told-withholding': of('dat iets verborgen wordt gehouden', 'that something is withheld'),
  departure: of('een vertrek uit het gezin', 'a departure from the family'),
}

export const CHALLENGE_FINDING_WORDS: Called<ChallengeFinding> = {
  upheld: of('gegrond', 'upheld'),
  partly: of('deels gegrond', 'partly upheld'),
  not: of('ongegrond', 'not upheld'),
}

export const ADDRESSEE_WORDS: Called<Addressee> = {
  coordinator: of('regisseur', 'coordinator'),
  'team-lead': of('teamleider', 'team lead'),
  'safety-officer': of('aandachtsfunctionaris veiligheid', 'safety officer'),
  'privacy-officer': of('functionaris gegevensbescherming', 'privacy officer'),
  'escalation-officer': of('procesregisseur', 'escalation officer'),
}

export const FIRST_TO_WORDS: Called<FirstTo> = {
  addressee: of('wie antwoordt', 'who answers'),
  'addressee-and-challenged': of('wie antwoordt en wie het aangaat', 'who answers and who is challenged'),
}

export const FORMAL_WORDS: Called<FormalKind> = {
  objection: of('bezwaar', 'objection'),
  complaint: of('klacht', 'complaint'),
  neither: of('geen van beide', 'neither'),
}

export const BECAUSE_WORDS = {
  unanswered: of('niet op tijd beantwoord', 'not answered in time'),
  'not-accepted': of('het antwoord is niet aanvaard', 'the answer was not accepted'),
}
