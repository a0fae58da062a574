/** The schemas of what the municipality decides, and of the register of processing activities. */
import type { ProcessingActivity } from '../../../libs/access/processing-activities.ts'
import { ROLES } from '../../../libs/deciding/decider.ts'
import { DOMAINS, LEGAL_DOMAINS } from '../../../libs/deciding/domains.ts'
import type { JsonSchema } from '../../../libs/http/body-schemas.ts'
import { type AgeBounds, type AgeByLaw, WHOSE_SIGHT } from '../../../libs/municipality/ages-by-law.ts'
import { BREAK_GLASS_ROLES, type RolesOfBreakGlass } from '../../../libs/municipality/break-glass-roles.ts'
import type { CoordinationBasis } from '../../../libs/municipality/coordination-bases.ts'
import type { ReaderPool, SecondReader } from '../../../libs/municipality/second-readers.ts'
import type { OfficerOfTeam, Teams } from '../../../libs/municipality/teams.ts'
import {
  TERM_NAMES,
  TERM_SOURCES,
  TERM_TABLE,
  TERM_UNITS,
  type TermName,
  type Terms,
} from '../../../libs/municipality/terms.ts'
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
import type { TermAsRead } from './terms.controller.ts'

export interface OfMunicipality {
  readonly etag: string
  readonly position?: string
}

export const OF_MUNICIPALITY: Members<OfMunicipality> = {
  always: { etag: text('Its tag now.') },
  sometimes: { position: position() },
}

/** The names are the table’s, which the compiler cannot follow through `fromEntries`. */
const TERMS = Object.fromEntries(
  TERM_NAMES.map((name) => [name, { type: 'integer', minimum: 1, description: TERM_TABLE[name].says }]),
) as unknown as Readonly<Record<TermName, JsonSchema>>

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
  TermsAnswer: shape<Terms & { readonly table: readonly TermAsRead[] }>('The terms in force.', {
    always: {
      version: count('0: before the municipality set any.'),
      ...TERMS,
      table: listOf(
        shape<TermAsRead>('Where a term comes from.', {
          always: {
            term: text('Its name.'),
            unit: oneOf(TERM_UNITS),
            source: oneOf(TERM_SOURCES, 'A law, or the house: the municipality’s own rule.'),
            confirmed: yesOrNo('Whether the municipality set it itself.'),
          },
          sometimes: { article: text('The article that it comes from, or stays inside.') },
        }),
      ),
    },
    sometimes: { confirmed: listOf(text('Its name.'), 'Those that the municipality set itself.') },
  }),
  ReaderPoolAnswer: shape<ReaderPool>('The pool of second readers.', {
    always: {
      version: count(),
      readers: listOf(
        shape<SecondReader>('Who may be drawn, for which laws.', {
          always: { reader: id(), domains: listOf(oneOf(LEGAL_DOMAINS)) },
          sometimes: {
            organisation: text('OIN; absent: the municipality itself. For who administers.'),
            team: text('For who administers.'),
          },
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
    sometimes: {
      fallback: text('Whose lead answers for the plans of a team that is not among them.'),
      officers: listOf(
        shape<OfficerOfTeam>('Whom what nobody answered goes up to last, for a team.', {
          always: { team: text('Its name, as in tokens.'), officer: id() },
          sometimes: {},
        }),
      ),
    },
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
