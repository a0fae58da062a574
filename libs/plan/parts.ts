/** The parts of the plan, a line each: what is asked of the plan, what happens in it and what rules read of it are derived from them. */
import { actionsPart, type ActionRefusal } from './actions/actions.ts'
import { careTeamPart, type CareTeamRefusal } from './care-team/care-team.ts'
import type { Involvement } from './care-team/involvement.ts'
import { coordinationPart, type CoordinatorRefusal } from './coordinator/coordinator.ts'
import { correctionsPart, type CorrectionRefusal } from './corrections/corrections.ts'
import { deviationsPart, type DeviationRefusal } from './deviations/deviations.ts'
import { goalsPart, type GoalRefusal } from './goals/goals.ts'
import type { Absences } from './members/absences.ts'
import { membersPart, type DepartureRefusal } from './members/departure.ts'
import type { MemberRefusal } from './members/members.ts'
import { openingPart, type OpeningRefusal } from './opening/opening.ts'
import { partsBy } from './part.ts'
import { prioritiesPart, type PriorityRefusal } from './priorities/priorities.ts'
import { referralsPart, type ReferralRefusal } from './referrals/referrals.ts'
import { viewsPart, type ViewRefusal } from './views/views.ts'
import { visibilityPart, type MayWithhold, type WithholdingRefusal } from './visibility/withholding.ts'

export const PARTS = {
  opening: openingPart,
  members: membersPart,
  coordination: coordinationPart,
  careTeam: careTeamPart,
  referrals: referralsPart,
  goals: goalsPart,
  actions: actionsPart,
  priorities: prioritiesPart,
  deviations: deviationsPart,
  views: viewsPart,
  corrections: correctionsPart,
  visibility: visibilityPart,
}

type Parts = typeof PARTS
export type PartName = keyof Parts
export type CommandOf<Name extends PartName> = Parameters<Parts[Name]['decide']>[0]
export type EventOf<Name extends PartName> = Parameters<Parts[Name]['evolve']>[1]
/** What a part's decisions read. */
export type NeedsOf<Name extends PartName> = Parameters<Parts[Name]['decide']>[1]

/** Of each part its own events. */
export type PlanEvent = { readonly [Name in PartName]: EventOf<Name> }[PartName]

/** Whatever is said may be withheld in the same breath; what withholds is not. */
export type PlanCommand =
  | MayWithhold<{ readonly [Name in PartName]: CommandOf<Name> }[Exclude<PartName, 'visibility'>]>
  | CommandOf<'visibility'>

export type PlanRefusal =
  | OpeningRefusal
  | MemberRefusal
  | DepartureRefusal
  | CoordinatorRefusal
  | CareTeamRefusal
  | ReferralRefusal
  | GoalRefusal
  | ViewRefusal
  | ActionRefusal
  | PriorityRefusal
  | DeviationRefusal
  | CorrectionRefusal
  | WithholdingRefusal

/** What rules read: the state of each part, and what follows from several. */
export type Plan = { readonly [Name in PartName]: Parts[Name]['initial'] } & {
  readonly absences: Absences
  readonly involvement: Involvement
}

const COMMANDS = partsBy(PARTS, 'commands')
const EVENTS = partsBy(PARTS, 'events')

export const partOfCommand = ({ type }: PlanCommand): PartName => named(COMMANDS, type)
export const partOfEvent = ({ type }: PlanEvent): PartName => named(EVENTS, type)

/** @throws RangeError for a type that no part names: one that is stored is never skipped in silence */
function named(parts: ReadonlyMap<string, PartName>, type: string): PartName {
  const name = parts.get(type)
  if (name === undefined) throw new RangeError(`no part of the plan has ${type}`)
  return name
}
