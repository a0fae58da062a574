/** What the requests about who joins hold. */
import { CARE_ACTIVITIES, type ActivityId } from '../../../../libs/access/processing-activities.ts'
import { LEGAL_DOMAINS, type LegalDomain } from '../../../../libs/deciding/domains.ts'
import { Converted, type Conversion } from '../../../../libs/http/conversions.ts'
import { ownRule } from '../../../../libs/http/own-rules.ts'
import { WHOLE_SCOPES, type JoiningScope, type ScopedTo } from '../../../../libs/plan/care-team/joining.ts'
import { AtMoment, Id, ID_PATTERN, Ids, isId, Inside, Name, Oin, OneOf, Optionally, Words } from '../../body-rules.ts'
import { MayWithhold } from '../visibility/withholding-bodies.ts'

const GOALS_AT_MOST = 50

/** All of the law, as a word; or goals by their ids. */
const Scope = ownRule({
  name: 'isScope',
  holds: (value) => value === 'domain' || isGoals(value),
  says: {
    nl: `moet "domain" zijn, of { "goals": [ … ] } met ten hoogste ${String(GOALS_AT_MOST)} ids, elk één keer`,
    en: `must be "domain", or { "goals": [ … ] } with at most ${String(GOALS_AT_MOST)} ids, each once`,
  },
  schema: {
    oneOf: [
      { type: 'string', enum: WHOLE_SCOPES },
      {
        type: 'object',
        properties: {
          goals: {
            type: 'array',
            maxItems: GOALS_AT_MOST,
            uniqueItems: true,
            items: { type: 'string', pattern: ID_PATTERN },
          },
        },
        required: ['goals'],
        additionalProperties: false,
      },
    ],
  },
})

function isGoals(value: unknown): value is ScopedTo {
  if (typeof value !== 'object' || value === null || Object.keys(value).join() !== 'goals') return false
  const { goals } = value as { readonly goals: unknown }
  return (
    Array.isArray(goals) && goals.length <= GOALS_AT_MOST && goals.every(isId) && new Set(goals).size === goals.length
  )
}

/** RFC 9562 §4, as every id. */
const goalsInSmallLetters: Conversion = (value) =>
  isGoals(value) ? { goals: value.goals.map((goal) => goal.toLowerCase()) } : value

export class JoinProfessionalBody extends MayWithhold {
  @Id()
  professional!: string

  @Name()
  name!: string

  @Oin()
  organisation!: string

  @OneOf(LEGAL_DOMAINS)
  domain!: LegalDomain

  /** The processing activity they join for; it must serve the law they join under. */
  @OneOf(Object.keys(CARE_ACTIVITIES))
  activity!: ActivityId

  /** Without it all of the law for the municipality's own, and for others no goal but those that they propose. */
  @Optionally()
  @Converted(goalsInSmallLetters)
  @Scope()
  scope?: JoiningScope

  @AtMoment()
  until!: string

  /** For whom of the family; without it, for all of it. Who stays is not told of one that is for who fled, nor, after someone fled, of one that does not say for whom it is. */
  @Optionally()
  @Ids({ atLeast: 1 })
  members?: string[]
}

export class GoalsInScopeBody {
  @Ids({ atMost: GOALS_AT_MOST })
  goals!: string[]
}

export class NarrowJoiningBody {
  @Inside(() => GoalsInScopeBody)
  scope!: GoalsInScopeBody
}

export class EndJoiningBody {
  @Optionally()
  @Words()
  reason?: string
}
