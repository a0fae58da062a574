/** Everyone with a part in a plan, by function, each as who they would ask as. Whether they see anything is not judged here. */
import type { Moment, PersonId, Role } from '../deciding/decider.ts'
import { joiningsAt } from '../plan/care-team/care-team.ts'
import { isVerified, representationsBy, type RepresentationKind } from '../plan/care-team/representation.ts'
import type { Plan } from '../plan/plan.ts'
import { supportsBy } from '../plan/support/supports.ts'
import type { Asker } from './grounds.ts'
import type { ActivityId } from './processing-activities.ts'

export const PARTS_IN_PLAN = [
  'coordinator',
  'deputy',
  'next-coordinator',
  'team-lead',
  'professional',
  'member',
  'representative',
  'supporter',
  'partner-organisation',
  'safety-officer',
  'consulted-colleague',
] as const
export type PartInPlan = (typeof PARTS_IN_PLAN)[number]

/** Who it is, where that is somebody of the plan. */
export interface Part {
  readonly who?: string
  readonly function: PartInPlan
  /** Of a professional, and of an organisation: who they work for, and for what. */
  readonly activity?: string
  readonly organisation?: string
  /** Of a representative: whose, and in which kind. */
  readonly represents?: PersonId
  readonly kind?: RepresentationKind
}

export interface Standing {
  readonly asker: Asker
  readonly as: Part
  /** Of the family: what they read of this person. */
  readonly on?: PersonId
}

/** What no human's ground hangs on: of an office, and of a system, who it is. */
const NOBODY = ''

const asking = (id: string, role: Role, activity: ActivityId): Asker => ({ id, role, activity })

/** @param withhold what its writer would withhold: who would have to say something of that */
export const partsIn = (
  plan: Plan,
  at: Moment,
  withhold: readonly { readonly consulted?: string }[],
): readonly Standing[] => [
  ...coordinating(plan),
  ...joined(plan, at),
  ...ofTheFamily(plan, at),
  ...supporting(plan, at),
  ...organisations(plan, at),
  ...checking(withhold),
]

function coordinating({ coordination: now }: Plan): readonly Standing[] {
  if (now.is === 'vacant') return []
  const one = (who: string, as: PartInPlan): Standing => ({
    asker: asking(who, 'coordinator', 'plan-coordination'),
    as: { who, function: as },
  })
  const lead = { ...asking(NOBODY, 'team-lead', 'plan-coordination'), team: now.team }
  return [
    one(now.by, 'coordinator'),
    ...now.deputies.map((who) => one(who, 'deputy')),
    // A deputy who is asked to be the next reads as both.
    ...(now.is === 'passing' ? [one(now.to, 'next-coordinator')] : []),
    { asker: lead, as: { function: 'team-lead' } },
  ]
}

function joined({ careTeam }: Plan, at: Moment): readonly Standing[] {
  const each = new Map(joiningsAt(careTeam, at).map((one) => [`${one.professional} ${one.activity}`, one]))
  return [...each.values()].map(({ professional: who, activity, organisation }) => ({
    asker: { id: who, role: 'professional', activity, organisation },
    as: { who, function: 'professional', activity, organisation },
  }))
}

function ofTheFamily({ members, careTeam }: Plan, at: Moment): readonly Standing[] {
  const isHere = (person: PersonId) => ['in', 'left'].includes(members.persons[person] ?? '')
  const own = Object.keys(members.persons).filter(isHere)
  const speaking = new Set(Object.values(careTeam.representations).map(({ representative }) => representative))
  return [
    ...own.map((who): Standing => ({
      asker: asking(who, 'family-member', 'own-file'),
      as: { who, function: 'member' },
      on: who,
    })),
    ...[...speaking].flatMap((who) =>
      representationsBy(careTeam, who, at)
        .filter(isVerified)
        .map(({ represents, kind }): Standing => ({
          asker: asking(who, isHere(who) ? 'family-member' : 'representative', 'own-file'),
          as: { who, function: 'representative', represents, kind },
          on: represents,
        })),
    ),
  ]
}

/** Whoever was asked, and whoever took it on: each once, for whomever they support. */
const supporting = ({ support }: Plan, at: Moment): readonly Standing[] =>
  [...new Set(Object.values(support).map(({ supporter }) => supporter))]
    .filter((who) => supportsBy(support, who, at).length > 0)
    .map((who) => ({ asker: asking(who, 'supporter', 'client-support'), as: { who, function: 'supporter' } }))

/** Whose systems are told of public events. */
function organisations({ careTeam, referrals }: Plan, at: Moment): readonly Standing[] {
  const all = new Set([
    ...joiningsAt(careTeam, at).map(({ organisation }) => organisation),
    ...Object.values(referrals).map(({ to }) => to),
  ])
  return [...all].map((organisation) => ({
    asker: { ...asking(NOBODY, 'partner', 'partner-information'), organisation },
    as: { function: 'partner-organisation', organisation },
  }))
}

/** Who confirms what is not told, and the colleagues who are asked. */
function checking(withhold: readonly { readonly consulted?: string }[]): readonly Standing[] {
  const consulted = new Set(withhold.flatMap((one) => one.consulted ?? []))
  return [
    { asker: asking(NOBODY, 'safety-officer', 'safety-review'), as: { function: 'safety-officer' } },
    ...[...consulted].map((who): Standing => ({
      asker: asking(who, 'second-reader', 'second-reading'),
      as: { who, function: 'consulted-colleague' },
    })),
  ]
}
