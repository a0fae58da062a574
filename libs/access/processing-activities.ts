/**
 * The published register of processing activities: why someone may process, under which law, for which task (GDPR art. 5(1)(b), 30).
 * Articles are named as the source texts have them; a municipality confirms them before use.
 */
import type { Role } from '../deciding/decider.ts'
import type { Domain, LegalDomain } from '../deciding/domains.ts'

export interface ProcessingActivity {
  readonly id: string
  readonly law: string
  readonly task: { readonly nl: string; readonly en: string }
  readonly domains: readonly Domain[]
  readonly roles: readonly Role[]
}

const ALL: readonly Domain[] = ['general', 'youth', 'wmo', 'participation']

export const PROCESSING_ACTIVITIES = [
  {
    id: 'plan-coordination',
    law: 'Jeugdwet 2.1, 2.7; Wmo 2015 2.1.1, 2.3.5; Participatiewet 7',
    task: {
      nl: 'Eén plan voor het gezin opstellen, bijhouden en overdragen',
      en: 'Drawing up, keeping and handing over one plan for the family',
    },
    domains: ALL,
    roles: ['coordinator', 'team-lead'],
  },
  {
    id: 'youth-support',
    law: 'Jeugdwet 2.3, 4.1.1',
    task: { nl: 'Jeugdhulp verlenen en afstemmen', en: 'Providing and attuning youth care' },
    domains: ['general', 'youth'],
    roles: ['professional', 'coordinator'],
  },
  {
    id: 'social-support',
    law: 'Wmo 2015 2.3.1, 2.3.2',
    task: { nl: 'Maatschappelijke ondersteuning bieden', en: 'Providing social support' },
    domains: ['general', 'wmo'],
    roles: ['professional', 'coordinator'],
  },
  {
    id: 'participation-support',
    law: 'Participatiewet 7',
    task: { nl: 'Ondersteunen bij werk en inkomen', en: 'Supporting work and income' },
    domains: ['general', 'participation'],
    roles: ['professional', 'coordinator'],
  },
  {
    id: 'benefits-enforcement',
    law: 'Participatiewet 17, 53a',
    task: { nl: 'Rechtmatigheid van bijstand controleren', en: 'Checking the lawfulness of social assistance' },
    domains: ['general', 'participation'],
    roles: ['professional'],
  },
  {
    id: 'own-file',
    law: 'AVG 15; Jeugdwet 7.3.10; Wmo 2015 5.3.2',
    task: {
      nl: 'Het eigen dossier inzien en de eigen mening geven',
      en: 'Reading one’s own file and giving one’s own view',
    },
    domains: ALL,
    roles: ['family-member', 'representative'],
  },
  {
    id: 'client-support',
    law: 'Wmo 2015 1.1.1, 2.2.4; Jeugdwet 2.6, 4.1.9',
    task: {
      nl: 'Iemand uit het gezin onafhankelijk bijstaan, op eigen verzoek',
      en: 'Supporting someone of the family independently, at their own request',
    },
    domains: ALL,
    roles: ['supporter'],
  },
  {
    id: 'second-reading',
    law: 'Jeugdwet 4.1.4; Wmo 2015 3.1, 2.1.3',
    task: {
      nl: 'Een afwijking lezen van buiten het zorgteam, zonder namen',
      en: 'Reading a deviation from outside the care team, without names',
    },
    domains: ALL,
    roles: ['second-reader'],
  },
  {
    id: 'log-verification',
    law: 'AVG 5(2), 32; Archiefwet 2021',
    task: {
      nl: 'Nagaan dat niets is veranderd, op enveloppen en verzegelde waarden',
      en: 'Verifying that nothing was altered, on envelopes and sealed values',
    },
    domains: ALL,
    roles: ['auditor'],
  },
  {
    id: 'inspection-youth',
    law: 'Jeugdwet 9.1, 9.2',
    task: { nl: 'Toezicht op de jeugdhulp', en: 'Supervising youth care' },
    domains: ['general', 'youth'],
    roles: ['auditor'],
  },
  {
    id: 'inspection-wmo',
    law: 'Wmo 2015 6.1',
    task: { nl: 'Toezicht op de maatschappelijke ondersteuning', en: 'Supervising social support' },
    domains: ['general', 'wmo'],
    roles: ['auditor'],
  },
  {
    id: 'inspection-participation',
    law: 'Participatiewet 76a',
    task: { nl: 'Toezicht op de Participatiewet', en: 'Supervising the Participation Act' },
    domains: ['general', 'participation'],
    roles: ['auditor'],
  },
  {
    id: 'partner-information',
    law: 'Jeugdwet 2.7, 4.1.1; Wmo 2015 2.3.5, 5.2.1; Participatiewet 7',
    task: {
      nl: 'Als partnerorganisatie op verwijzingen antwoorden en ontvangen wat de eigen hulp raakt',
      en: 'As a partner organisation answering referrals and receiving what concerns its own support',
    },
    domains: ALL,
    roles: ['partner'],
  },
  {
    id: 'safety-review',
    law: 'UAVG 41; Jeugdwet 4.1.1, 7.3.10; Wmo 2015 5.3.2',
    task: {
      nl: 'Als tweede persoon bevestigen wat voor iemand verborgen wordt gehouden zonder dat het wordt gezegd',
      en: 'Confirming, as a second person, what is withheld from someone without its being told',
    },
    domains: ALL,
    roles: ['safety-officer'],
  },
  {
    id: 'privacy-oversight',
    law: 'AVG 15, 23, 39; UAVG 41',
    task: {
      nl: 'Toezien op wat verborgen wordt gehouden en wie er keek, en vragen daarover beantwoorden, zonder inhoud te zien',
      en: 'Overseeing what is withheld and who looked, and answering who asks, without seeing content',
    },
    domains: ALL,
    roles: ['privacy-officer'],
  },
  {
    id: 'protocol-learning',
    law: 'Jeugdwet 4.1.1, 4.1.4; Wmo 2015 2.1.3, 3.1; Participatiewet 7',
    task: {
      nl: 'Leren van waarom van een protocol is afgeweken, zonder personen',
      en: 'Learning from why a protocol was deviated from, without people',
    },
    domains: ALL,
    roles: ['protocol-steward'],
  },
  {
    id: 'escalation',
    law: 'Awb 9:1, 9:4; Jeugdwet 2.1; Wmo 2015 2.1.3',
    task: {
      nl: 'Afhandelen wat bij regisseur en teamleider niet op tijd is beantwoord, zonder het plan te openen',
      en: 'Settling what neither coordinator nor team lead answered in time, without opening the plan',
    },
    domains: ALL,
    roles: ['escalation-officer'],
  },
  {
    id: 'crisis-access',
    law: 'AVG 6(1)(d), 9(2)(c)',
    task: {
      nl: 'In een noodsituatie een plan openen dat anders dicht zou blijven, voor ten hoogste vier uur',
      en: 'Opening in an emergency a plan that would otherwise stay closed, for at most four hours',
    },
    domains: ALL,
    roles: ['professional', 'coordinator', 'team-lead', 'safety-officer'],
  },
  {
    id: 'administration',
    law: 'Gemeentewet 160',
    task: {
      nl: 'Termijnen, protocollen, lezerspool en onderzoeken vastleggen, zonder inhoud te zien',
      en: 'Recording terms, protocols, the pool of readers and inspections, without seeing content',
    },
    domains: ['general'],
    roles: ['administrator'],
  },
] as const satisfies readonly ProcessingActivity[]

export type ActivityId = (typeof PROCESSING_ACTIVITIES)[number]['id']

export const activityOf = (id: string): (ProcessingActivity & { readonly id: ActivityId }) | undefined =>
  PROCESSING_ACTIVITIES.find((activity) => activity.id === id)

/** The activity a professional joins a care team for, and the law it serves. */
export const CARE_ACTIVITIES: Readonly<Partial<Record<ActivityId, LegalDomain>>> = {
  'youth-support': 'youth',
  'social-support': 'wmo',
  'participation-support': 'participation',
  'benefits-enforcement': 'participation',
}

/** The law a professional's activity serves; undefined for an activity that is no care. */
export const lawOfCare = (activity: string): LegalDomain | undefined =>
  Object.hasOwn(CARE_ACTIVITIES, activity) ? CARE_ACTIVITIES[activity as keyof typeof CARE_ACTIVITIES] : undefined

/** The law each inspection serves. */
export const INSPECTIONS: Readonly<Partial<Record<ActivityId, LegalDomain>>> = {
  'inspection-youth': 'youth',
  'inspection-wmo': 'wmo',
  'inspection-participation': 'participation',
}
