/** What is withheld from whom, as a part of the plan. What is withheld from a human is nobody's business outside. */
import { ID } from '../../deciding/in-clear.ts'
import { SIGHT, REVIEW } from '../in-clear.ts'
import { noContent, type CommandRows, type PlanPart } from '../part.ts'
import { NOTHING_WITHHELD, evolveVisibility, type Visibility, type VisibilityEvent } from './visibility.ts'
import type { TellsOfWhom } from '../whom-they-know.ts'
import { decideWithholding, type WithholdingCommand } from './withholding.ts'

const ITSELF = noContent('is about what is withheld')
const JUDGED = { ...ITSELF, isJudged: true } as const

const REASONS = {
  mode: SIGHT,
  consulted: 'who was asked may say no, and does not confirm it',
  reviewDate: REVIEW,
  lapsesAt: 'from then on the privacy officer may decide it',
}
const WITHHELD = {
  withholding: ID,
  from: SIGHT,
  ground: 'only some may be silent; it is what its reader is told',
  ...REASONS,
}

const commands = {
  Withhold: JUDGED,
  LimitSight: JUDGED,
  CompleteWithholding: JUDGED,
  ConfirmWithholding: JUDGED,
  DenyWithholding: JUDGED,
  ReviewWithholding: JUDGED,
  ReleaseContent: ITSELF,
  LiftSightLimit: ITSELF,
  AskWhatIsWithheld: { ...JUDGED, saidFor: 'person' },
  AnswerWhatIsWithheld: ITSELF,
} as const satisfies CommandRows<WithholdingCommand>

export const visibilityPart: PlanPart<WithholdingCommand, VisibilityEvent, Visibility, TellsOfWhom, typeof commands> = {
  initial: NOTHING_WITHHELD,
  commands,
  events: {
    ContentWithheld: {
      says: { nl: 'Iets wordt voor iemand verborgen gehouden', en: 'Something was withheld from someone' },
      partner: 'never',
      item: 'none',
      inClear: { ...WITHHELD, items: SIGHT },
    },
    SightLimited: {
      says: {
        nl: 'Alles over iemand wordt voor een ander verborgen gehouden',
        en: 'All about someone was withheld from another',
      },
      partner: 'never',
      item: 'none',
      inClear: { ...WITHHELD, limits: SIGHT },
    },
    WithholdingCompleted: {
      says: {
        nl: 'Wat een gezinslid verborgen wilde houden is aangevuld',
        en: 'What a member asked to withhold was completed',
      },
      partner: 'never',
      item: 'none',
      inClear: { withholding: ID, ...REASONS },
    },
    WithholdingConfirmed: {
      says: {
        nl: 'Een tweede persoon bevestigde dat het verborgen blijft',
        en: 'A second person confirmed that it stays withheld',
      },
      partner: 'never',
      item: 'none',
      inClear: { withholding: ID, mode: SIGHT },
    },
    WithholdingDenied: {
      says: {
        nl: 'Er is nee gezegd tegen het verborgen houden; de functionaris beslist',
        en: 'Someone said no to the withholding; the privacy officer decides',
      },
      partner: 'never',
      item: 'none',
      inClear: { withholding: ID },
    },
    WithholdingReviewed: {
      says: { nl: 'Opnieuw bekeken: het blijft verborgen', en: 'It was reviewed, and stays withheld' },
      partner: 'never',
      item: 'none',
      inClear: { withholding: ID, reviewDate: REVIEW },
    },
    ContentReleased: {
      says: { nl: 'Wat verborgen was is weer te zien', en: 'What was withheld was released' },
      partner: 'never',
      item: 'none',
      inClear: { withholding: ID, items: SIGHT },
    },
    SightLimitLifted: {
      says: { nl: 'Een beperking van inzage is opgeheven', en: 'A limit of sight was lifted' },
      partner: 'never',
      item: 'none',
      inClear: { withholding: ID },
    },
    WithheldAskedFor: {
      says: {
        nl: 'Iemand vroeg wat voor hem of haar verborgen wordt gehouden',
        en: 'Someone asked what is withheld from them',
      },
      partner: 'never',
      item: 'none',
      inClear: { request: ID, person: ID },
    },
    WithheldAnswered: {
      says: { nl: 'Op die vraag is geantwoord', en: 'That question was answered' },
      partner: 'never',
      item: 'none',
      inClear: { request: ID, person: ID },
    },
  },
  decide: decideWithholding,
  evolve: (now, event, { by }) => evolveVisibility(now, event, by.id),
}
