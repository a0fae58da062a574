/** What the closed values of a sharing are called, Dutch and English. */
import { of, type InWords } from '../part.ts'
import type { MissingToShare, SharingGround } from '../sharings/sharing.ts'

type Called<Value extends string> = Readonly<Record<Value, InWords>>

export const SHARING_GROUND_WORDS: Called<SharingGround> = {
  'same-help': of('rechtstreeks betrokken bij dezelfde jeugdhulp', 'directly involved in the same youth help'),
  permission: of('toestemming', 'permission'),
  'legal-right': of('een wettelijk recht', 'a legal right'),
  'conflict-of-duties': of('conflict van plichten', 'conflict of duties'),
}

export const MISSING_WORDS: Called<MissingToShare> = {
  ground: of('een grond', 'a ground'),
  necessity: of('waarvoor het nodig is', 'what it is needed for'),
  task: of(
    'een taak van de ontvanger in dit plan, voor wie het gaat',
    'a task of the recipient in this plan, for whom it is about',
  ),
  'helps-only': of('een ontvanger die helpt en niet ook controleert', 'a recipient who helps and does not check too'),
  'not-withheld': of('dat het niet voor de ontvanger verborgen wordt', 'that it is not withheld from the recipient'),
  'same-law': of('hulp onder dezelfde wet, de Jeugdwet', 'help under the same law, the Jeugdwet'),
  permission: of('toestemming van ieder over wie het gaat', 'permission of each whom it is about'),
  article: of('het artikel dat er recht op geeft', 'the article that gives a right to it'),
  'second-reader': of('een tweede lezer', 'a second reader'),
}
