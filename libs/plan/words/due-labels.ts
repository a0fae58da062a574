/** What all that can be due is called. */
import { of, type InWords } from '../part.ts'
import type { WhatIsDue } from '../terms/due-kinds.ts'

/** Of an open matter that must follow. */
export const DUE_WORDS: Readonly<Record<WhatIsDue, InWords>> = {
  'own-plan': of('eigen plan', 'own plan'),
  'exception-reading': of('lezing van de uitzondering', 'reading of the exception'),
  view: of('mening', 'view'),
  account: of('verantwoording', 'account'),
  'forbidden-step': of(
    'weer volgen wat niet mocht worden overgeslagen, of het laten lezen',
    'following again what was not to be left, or having it read',
  ),
  reading: of('tweede lezing', 'second reading'),
  'acute-reading': of('tweede lezing bij acuut gevaar', 'second reading in acute danger'),
  objection: of('antwoord op het bezwaar van de tweede lezer', 'answer to the second reader’s objection'),
  'objection-settlement': of('beslissing over dat bezwaar', 'settlement of that objection'),
  condition: of('voorwaarde van de tweede lezer', 'condition of the second reader'),
  'reader-pool': of('een tweede lezer in de pool', 'a second reader in the pool'),
  evaluation: of('evaluatie', 'evaluation'),
  'evaluation-invitation': of('het gezin vragen wat ervan kwam', 'asking the family what came of it'),
  'family-evaluation': of('wat het gezin ervan vindt', 'what the family finds came of it'),
  action: of('actie', 'action'),
  'other-coordinator': of('antwoord op de wens om een andere regisseur', 'answer to the wish for another coordinator'),
  capacity: of(
    'opnieuw kijken of iemand voor zichzelf kan spreken',
    'looking again whether someone can speak for themselves',
  ),
  'birthday-12': of('een kind dat 12 werd zelf vragen', 'asking a child who turned 12 itself'),
  'birthday-16': of('een jongere die 16 werd zelf vragen', 'asking a young person who turned 16'),
  'coming-of-age': of('praten over volwassen worden', 'talking about coming of age'),
  referral: of('antwoord op de verwijzing', 'answer to the referral'),
  proof: of('bewijs van bevoegdheid', 'proof of representation'),
  age: of('geboortedatum', 'birth date'),
  'withholding-completion': of(
    'aanvullen wat iemand verborgen wil houden',
    'completing what someone asked to withhold',
  ),
  'withholding-confirmation': of('bevestigen dat iets verborgen blijft', 'confirming that something stays withheld'),
  'withholding-decision': of('beslissen over wat verborgen is', 'deciding on what is withheld'),
  'withholding-review': of('opnieuw bekijken wat verborgen is', 'reviewing what is withheld'),
  'withheld-request': of('antwoord op wat verborgen is', 'answer to what is withheld'),
  contest: of('bestrijden van het vertrek', 'contesting the departure'),
  'contest-decision': of('besluit over het bestreden vertrek', 'decision on the contested departure'),
  narrowing: of('beperken tot doelen', 'narrowing to goals'),
  'sharing-reading': of('tweede lezing van wat iemand wil delen', 'second reading of what someone would share'),
  'break-glass-review': of('beoordelen van noodtoegang', 'reviewing break-glass access'),
  challenge: of('antwoord op een tegenspraak', 'answer to a challenge'),
  correction: of('antwoord op een gevraagde correctie', 'answer to who asked for a correction'),
  'sight-limit': of('afschermen van de verblijfplaats', 'limiting who sees the whereabouts'),
  ending: of('antwoord op een beëindiging voor een ander', 'answer to ending the help of another'),
}
