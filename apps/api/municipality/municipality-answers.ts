/** The schemas of what the municipality decides, and of the register of processing activities. */
import type { ProcessingActivity } from '../../../libs/access/processing-activities.ts'
import { ROLES } from '../../../libs/deciding/decider.ts'
import { DOMAINS, LEGAL_DOMAINS } from '../../../libs/deciding/domains.ts'
import type { JsonSchema } from '../../../libs/http/body-schemas.ts'
import { type AgeBounds, type AgeByLaw, WHOSE_SIGHT } from '../../../libs/municipality/ages-by-law.ts'
import { BREAK_GLASS_ROLES, type RolesOfBreakGlass } from '../../../libs/municipality/break-glass-roles.ts'
import type { CoordinationBasis } from '../../../libs/municipality/coordination-bases.ts'
import type { ReaderPool, SecondReader } from '../../../libs/municipality/second-readers.ts'
import type { Teams } from '../../../libs/municipality/teams.ts'
import type { Terms } from '../../../libs/municipality/terms.ts'
import type { InWords } from '../../../libs/plan/part.ts'
import {
  count,
  day,
  id,
  listOf,
  type Members,
  moment,
  oneOf,
  position,
  shape,
  text,
  yesOrNo,
} from '../answers/shape.ts'
import type { InspectionAnswer } from './read-inspection.ts'

export interface OfMunicipality {
  readonly etag: string
  readonly position?: string
}

export const OF_MUNICIPALITY: Members<OfMunicipality> = {
  always: { etag: text('Its tag now.') },
  sometimes: { position: position() },
}

const termOf = (description: string): JsonSchema => ({ type: 'integer', minimum: 1, description })

interface AgesByLawAnswer {
  readonly version: number
  readonly agesByLaw: readonly AgeByLaw[]
  readonly bounds: readonly AgeBounds[]
}

interface CoordinationBasesAnswer {
  readonly version: number
  readonly bases: readonly CoordinationBasis[]
}

const OF_AN_AGE = {
  domain: oneOf(LEGAL_DOMAINS),
  sight: oneOf(
    WHOSE_SIGHT,
    '`own-sight`: of oneself, from that birthday on; `parents`: of parents and guardians, until it.',
  ),
  article: text('The article of law it comes from.'),
}

export const MUNICIPALITY_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  ProcessingActivities: shape<{ readonly processingActivities: readonly ProcessingActivity[] }>(
    'The register of processing activities (GDPR art. 30).',
    {
      always: {
        processingActivities: listOf(
          shape<ProcessingActivity>('Why someone may process.', {
            always: {
              id: text('What `Processing-Activity` takes.'),
              law: text(),
              task: shape<InWords>('In both languages.', { always: { nl: text(), en: text() }, sometimes: {} }),
              domains: listOf(oneOf(DOMAINS)),
              roles: listOf(oneOf(ROLES)),
            },
            sometimes: {},
          }),
        ),
      },
      sometimes: {},
    },
  ),
  AgesByLaw: shape<AgesByLawAnswer>('Ages of sight, as data.', {
    always: {
      version: count('0: before the municipality set any.'),
      agesByLaw: listOf(
        shape<AgeByLaw>('One age, under one law.', {
          always: {
            ...OF_AN_AGE,
            age: count('The birthday from which it is so, or until which.'),
            inForceFrom: day('From this day on, in Amsterdam: a later row of the same law and sight takes its place.'),
            confirmed: yesOrNo(),
          },
          sometimes: {},
        }),
        'What counted, counts, and is announced.',
      ),
      bounds: listOf(
        shape<AgeBounds>('Between which ages a municipality may set it.', {
          always: { ...OF_AN_AGE, atLeast: count(), atMost: count() },
          sometimes: {},
        }),
      ),
    },
    sometimes: {},
  }),
  CoordinationBasesAnswer: shape<CoordinationBasesAnswer>(
    'On what who coordinates reads the content of a law, as data.',
    {
      always: {
        version: count('0: before the municipality recorded any.'),
        bases: listOf(
          shape<CoordinationBasis>('One basis, for one law.', {
            always: {
              domain: oneOf(LEGAL_DOMAINS),
              article: text('The article of law that it is.'),
              from: day('It counts from this day on, in Amsterdam.'),
            },
            sometimes: { until: day('The last day on which it counts; absent: until another is recorded.') },
          }),
        ),
      },
      sometimes: {},
    },
  ),
  TermsAnswer: shape<Terms>('The terms in force.', {
    always: {
      version: count('0: before the municipality set any.'),
      ownPlanDays: termOf('Calendar days from delivery that a family has to hand in its own plan.'),
      ownPlanYouthDays: termOf('The same, before a goal under the Jeugdwet.'),
      viewDays: termOf('Calendar days to answer an invitation to give a view.'),
      accountWorkingDays: termOf('Working days in which a deviation must be accounted for.'),
      readingWorkingDays: termOf('Working days for a second reading.'),
      acuteReadingHours: termOf('Hours for a second reading where there was acute danger.'),
      reviewWithinDays: termOf('How many calendar days ahead a review may lie.'),
      referralWorkingDays: termOf('Working days an organisation has to answer a referral.'),
      withholdingReviewWithinDays: termOf('Calendar days within which what is withheld is reviewed.'),
      withholdingCompletionWorkingDays: termOf('Working days to complete what a child asked to be withheld.'),
      withholdingConfirmationWorkingDays: termOf('Working days to confirm what is withheld without its being told.'),
      withholdingLapseWorkingDays: termOf('Working days after that, before the privacy officer decides instead.'),
      withholdingRequestDays: termOf('Calendar days to answer who asks what is withheld from them.'),
      ageWorkingDays: termOf('Working days to establish the age of a member who joined without a birth date.'),
      proofWorkingDays: termOf('Working days to give the proof of a representation.'),
      contestWithinDays: termOf('Calendar days in which a departure may be contested.'),
      contestDecisionWorkingDays: termOf('Working days to decide a contest.'),
    },
    sometimes: {},
  }),
  ReaderPoolAnswer: shape<ReaderPool>('The pool of second readers.', {
    always: {
      version: count(),
      readers: listOf(
        shape<SecondReader>('Who may be drawn, for which laws.', {
          always: { reader: id(), domains: listOf(oneOf(LEGAL_DOMAINS)) },
          sometimes: {},
        }),
      ),
    },
    sometimes: {},
  }),
  TeamsAnswer: shape<Partial<Teams> & Pick<Teams, 'version' | 'teams'>>('The teams that have a lead.', {
    always: {
      version: count('0: before the municipality registered any.'),
      teams: listOf(text('Its name, as in tokens.')),
    },
    sometimes: { fallback: text('Whose lead answers for the plans of a team that is not among them.') },
  }),
  BreakGlassRolesAnswer: shape<RolesOfBreakGlass>('The roles that may break glass.', {
    always: {
      version: count('0: before the municipality set any.'),
      roles: listOf(oneOf(BREAK_GLASS_ROLES)),
    },
    sometimes: {},
  }),
  WrittenByMunicipality: shape('What was written.', OF_MUNICIPALITY),
  InspectionOpened: shape<OfMunicipality & { readonly id: string }>('The inspection that was opened.', {
    always: { ...OF_MUNICIPALITY.always, id: id() },
    sometimes: OF_MUNICIPALITY.sometimes,
  }),
  InspectionAnswer: shape<InspectionAnswer>('An open inspection.', {
    always: {
      id: id(),
      auditor: id(),
      law: oneOf(LEGAL_DOMAINS),
      plans: listOf(id()),
      recordedFrom: moment('What was recorded from this moment on'),
      recordedUntil: moment('until this.'),
      openUntil: moment('After this it opens nothing.'),
      etag: text('The tag of what the municipality decides.'),
    },
    sometimes: {},
  }),
}
