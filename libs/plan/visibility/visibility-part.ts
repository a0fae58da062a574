/** What is withheld from whom, as a part of the plan. What is withheld from a human is nobody's business outside. */
import { noContent, type CommandRows, type PlanPart } from '../part.ts'
import { NOTHING_WITHHELD, evolveVisibility, type Visibility, type VisibilityEvent } from './visibility.ts'
import { decideWithholding, type WithholdingCommand, type WithholdingNeeds } from './withholding.ts'

const ITSELF = noContent('is about what is withheld')

const commands = {
  Withhold: ITSELF,
  LimitSight: ITSELF,
  CompleteWithholding: ITSELF,
  ConfirmWithholding: ITSELF,
  DenyWithholding: ITSELF,
  ReviewWithholding: ITSELF,
  ReleaseContent: ITSELF,
  LiftSightLimit: ITSELF,
  AskWhatIsWithheld: { ...ITSELF, saidFor: 'person' },
  AnswerWhatIsWithheld: ITSELF,
} as const satisfies CommandRows<WithholdingCommand>

export const visibilityPart: PlanPart<
  WithholdingCommand,
  VisibilityEvent,
  Visibility,
  WithholdingNeeds,
  typeof commands
> = {
  initial: NOTHING_WITHHELD,
  commands,
  events: {
    ContentWithheld: {
      says: { nl: 'Iets wordt voor iemand verborgen gehouden', en: 'Something was withheld from someone' },
      partner: 'never',
    },
    SightLimited: {
      says: {
        nl: 'Alles over iemand wordt voor een ander verborgen gehouden',
        en: 'All about someone was withheld from another',
      },
      partner: 'never',
    },
    WithholdingCompleted: {
      says: {
        nl: 'Wat een gezinslid verborgen wilde houden is aangevuld',
        en: 'What a member asked to withhold was completed',
      },
      partner: 'never',
    },
    WithholdingConfirmed: {
      says: {
        nl: 'Een tweede persoon bevestigde dat het verborgen blijft',
        en: 'A second person confirmed that it stays withheld',
      },
      partner: 'never',
    },
    WithholdingDenied: {
      says: {
        nl: 'Er is nee gezegd tegen het verborgen houden; de functionaris beslist',
        en: 'Someone said no to the withholding; the privacy officer decides',
      },
      partner: 'never',
    },
    WithholdingReviewed: {
      says: { nl: 'Opnieuw bekeken: het blijft verborgen', en: 'It was reviewed, and stays withheld' },
      partner: 'never',
    },
    ContentReleased: {
      says: { nl: 'Wat verborgen was is weer te zien', en: 'What was withheld was released' },
      partner: 'never',
    },
    SightLimitLifted: {
      says: { nl: 'Een beperking van inzage is opgeheven', en: 'A limit of sight was lifted' },
      partner: 'never',
    },
    WithheldAskedFor: {
      says: {
        nl: 'Iemand vroeg wat voor hem of haar verborgen wordt gehouden',
        en: 'Someone asked what is withheld from them',
      },
      partner: 'never',
    },
    WithheldAnswered: {
      says: { nl: 'Op die vraag is geantwoord', en: 'That question was answered' },
      partner: 'never',
    },
  },
  decide: decideWithholding,
  evolve: (now, event, { by }) => evolveVisibility(now, event, by.id),
}
