/** Everything the API answers with, by the name that `@Answers` uses: what a write answers, what the municipality decides, protocols; plans and their history stand beside this. */
import type { ProcessingActivity } from '../../../libs/access/processing-activities.ts'
import { ROLES } from '../../../libs/deciding/decider.ts'
import { DOMAINS, LEGAL_DOMAINS } from '../../../libs/deciding/domains.ts'
import type { JsonSchema } from '../../../libs/http/body-schemas.ts'
import { WHOSE_SIGHT, type AgeBounds, type AgeByLaw } from '../../../libs/municipality/ages-by-law.ts'
import type { Teams } from '../../../libs/municipality/teams.ts'
import type { ReaderPool, SecondReader } from '../../../libs/municipality/second-readers.ts'
import type { Terms } from '../../../libs/municipality/terms.ts'
import { STEP_RULES, type ProtocolVersion, type Step } from '../../../libs/protocol/protocol.ts'
import type { InspectionAnswer } from '../municipality/read-inspection.ts'
import type { OpenedBefore } from '../plans/visibility/who-had-opened.ts'
import type { WriteAnswer } from '../plans/door/written.ts'
import type { ProtocolAnswer } from '../protocols/read-protocol.ts'
import { EVENT_SCHEMAS } from './events.ts'
import { HISTORY_SCHEMAS } from './history.ts'
import { LIST_SCHEMAS } from './lists.ts'
import { PLAN_SCHEMAS } from './plan.ts'
import {
  count,
  day,
  etag,
  id,
  listOf,
  moment,
  oneOf,
  ref,
  shape,
  someone,
  text,
  yesOrNo,
  type Members,
} from './shape.ts'
import type { InWords } from '../../../libs/plan/part.ts'

const position = () => text('What lists can be asked to have caught up with; absent where nothing was recorded.')

type Written = Omit<WriteAnswer, 'id'>
const WRITTEN: Members<Written> = { always: { planId: id(), etag: etag() }, sometimes: { position: position() } }

interface OfMunicipality {
  readonly etag: string
  readonly position?: string
}
const OF_MUNICIPALITY: Members<OfMunicipality> = {
  always: { etag: text('Its tag now.') },
  sometimes: { position: position() },
}

const PROTOCOL: Members<ProtocolAnswer> = {
  always: {
    protocol: text('Its name in addresses.'),
    title: text(),
    owner: text('OIN of whose protocol it is.'),
    domain: oneOf(LEGAL_DOMAINS),
    versions: listOf(ref('ProtocolVersion')),
  },
  sometimes: {},
}
const { protocol, versions } = PROTOCOL.always

const termOf = (description: string): JsonSchema => ({ type: 'integer', minimum: 1, description })

interface AgesByLawAnswer {
  readonly version: number
  readonly agesByLaw: readonly AgeByLaw[]
  readonly bounds: readonly AgeBounds[]
}

const OF_AN_AGE = {
  domain: oneOf(LEGAL_DOMAINS),
  sight: oneOf(
    WHOSE_SIGHT,
    '`own-sight`: of oneself, from that birthday on; `parents`: of parents and guardians, until it.',
  ),
  article: text('The article of law it comes from.'),
}

export const ANSWERS: Readonly<Record<string, JsonSchema>> = {
  ...PLAN_SCHEMAS,
  ...HISTORY_SCHEMAS,
  ...LIST_SCHEMAS,
  ...EVENT_SCHEMAS,
  WriteAnswer: shape('What was written, and how the plan stands since.', WRITTEN),
  MadeAnswer: shape<Written & { readonly id: string }>('What was made, and how the plan stands since.', {
    always: { ...WRITTEN.always, id: someone('Its id.') },
    sometimes: WRITTEN.sometimes,
  }),
  WithheldAnswer: shape<Written & { readonly id: string; readonly openedBefore: readonly OpenedBefore[] }>(
    'What was withheld, and what whom it is withheld from had opened before.',
    {
      always: {
        ...WRITTEN.always,
        id: someone('Its id.'),
        openedBefore: listOf(
          shape<OpenedBefore>('An item that they had opened, and when first.', {
            always: { kind: text(), id: id(), at: moment() },
            sometimes: {},
          }),
        ),
      },
      sometimes: WRITTEN.sometimes,
    },
  ),
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
  TermsAnswer: shape<Terms>('The terms in force.', {
    always: {
      version: count('0: before the municipality set any.'),
      ownPlanDays: termOf('Calendar days a family has to hand in its own plan.'),
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
  Step: shape<Step>('A step of a protocol.', {
    always: { step: text('Its name in addresses.'), title: text(), rule: oneOf(STEP_RULES, 'Whether it may be left.') },
    sometimes: {},
  }),
  ProtocolVersion: shape<ProtocolVersion>('A version of a protocol.', {
    always: { version: count(), inForceFrom: moment(), steps: listOf(ref('Step')) },
    sometimes: {},
  }),
  ProtocolAnswer: shape('A protocol with all its versions.', PROTOCOL),
  ProtocolVersionsAnswer: shape<Pick<ProtocolAnswer, 'protocol' | 'versions'>>('The versions of a protocol.', {
    always: { protocol, versions },
    sometimes: {},
  }),
  WrittenToProtocol: shape<OfMunicipality & { readonly protocol: string }>('What was written to a protocol.', {
    always: { ...OF_MUNICIPALITY.always, protocol },
    sometimes: OF_MUNICIPALITY.sometimes,
  }),
}
