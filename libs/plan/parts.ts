/** The parts of the plan, a line each: what is asked of the plan, what happens in it and what rules read of it are derived from them. */
import type { PersonId } from '../deciding/decider.ts'
import { type ActionRefusal } from './actions/actions.ts'
import { type BreakGlassRefusal } from './break-glass/break-glass.ts'
import { type CareTeamRefusal } from './care-team/care-team.ts'
import type { Involvement } from './care-team/involvement.ts'
import { type ChallengeRefusal } from './challenges/challenges.ts'
import { type ClosingRefusal } from './closing/closing.ts'
import { type EndingRefusal } from './closing/ending.ts'
import { type CoordinatorRefusal } from './coordinator/coordinator.ts'
import { type CorrectionRefusal } from './corrections/corrections.ts'
import { type DeviationRefusal } from './deviations/deviations.ts'
import { type GoalRefusal } from './goals/goals.ts'
import type { Absences } from './members/absences.ts'
import { type DepartureRefusal } from './members/departure.ts'
import type { MemberRefusal } from './members/members.ts'
import { type OpeningRefusal } from './opening/opening.ts'
import { byName, named, partsBy, type CommandRow, type Kind, type MAKES_CONTENT } from './part.ts'
import { type PermissionRefusal } from './permissions/permissions.ts'
import { type PriorityRefusal } from './priorities/priorities.ts'
import { type ReferralRefusal } from './referrals/referrals.ts'
import type { SupportRefusal } from './support/support.ts'
import { type SharingRefusal } from './sharings/sharings.ts'
import { type ViewRefusal } from './views/views.ts'
import type { BegunToEnforce } from './visibility/visibility.ts'
import type { WithholdingRefusal, Withholds } from './visibility/withholding.ts'
import { actionsPart } from './actions/actions-part.ts'
import { breakGlassPart } from './break-glass/break-glass-part.ts'
import { careTeamPart } from './care-team/care-team-part.ts'
import { challengesPart } from './challenges/challenges-part.ts'
import { communicationPart } from './communication/communication-part.ts'
import { closingPart } from './closing/closing-part.ts'
import { coordinationPart } from './coordinator/coordinator-part.ts'
import { correctionsPart } from './corrections/corrections-part.ts'
import { deviationsPart } from './deviations/deviations-part.ts'
import { goalsPart } from './goals/goals-part.ts'
import { membersPart } from './members/members-part.ts'
import { openingPart } from './opening/opening-part.ts'
import { permissionsPart } from './permissions/permissions-part.ts'
import { prioritiesPart } from './priorities/priorities-part.ts'
import { referralsPart } from './referrals/referrals-part.ts'
import { sharingsPart } from './sharings/sharings-part.ts'
import { supportPart } from './support/support-part.ts'
import { viewsPart } from './views/views-part.ts'
import { visibilityPart } from './visibility/visibility-part.ts'
import { termsPart } from './terms/terms-part.ts'
import type { TermsRefusal } from './terms/terms.ts'

export const PARTS = {
  opening: openingPart,
  closing: closingPart,
  members: membersPart,
  coordination: coordinationPart,
  careTeam: careTeamPart,
  support: supportPart,
  referrals: referralsPart,
  goals: goalsPart,
  actions: actionsPart,
  priorities: prioritiesPart,
  deviations: deviationsPart,
  views: viewsPart,
  challenges: challengesPart,
  communication: communicationPart,
  corrections: correctionsPart,
  permissions: permissionsPart,
  sharings: sharingsPart,
  visibility: visibilityPart,
  breakGlass: breakGlassPart,
  terms: termsPart,
}

type Parts = typeof PARTS
export type PartName = keyof Parts
export type CommandOf<Name extends PartName> = Parameters<Parts[Name]['decide']>[0]
export type EventOf<Name extends PartName> = Parameters<Parts[Name]['evolve']>[1]
/** What a part's decisions read. */
export type NeedsOf<Name extends PartName> = Parameters<Parts[Name]['decide']>[1]

/** Of each part its own events. */
export type PlanEvent = { readonly [Name in PartName]: EventOf<Name> }[PartName]

type RowsOf<Name extends PartName> = Parts[Name]['commands']

/** Of each part the commands whose row says that they make content. */
type MakesContent = {
  readonly [Name in PartName]: {
    readonly [Type in keyof RowsOf<Name>]: RowsOf<Name>[Type] extends typeof MAKES_CONTENT ? Type : never
  }[keyof RowsOf<Name>]
}[PartName]

/** What makes content may withhold it in the same breath. */
type MayWithhold<Command> = Command extends { readonly type: MakesContent } ? Command & Withholds : Command

export type PlanCommand = MayWithhold<{ readonly [Name in PartName]: CommandOf<Name> }[PartName]>

export type PlanRefusal =
  | OpeningRefusal
  | ClosingRefusal
  | EndingRefusal
  | MemberRefusal
  | DepartureRefusal
  | CoordinatorRefusal
  | CareTeamRefusal
  | SupportRefusal
  | ReferralRefusal
  | GoalRefusal
  | ViewRefusal
  | ChallengeRefusal
  | ActionRefusal
  | PriorityRefusal
  | DeviationRefusal
  | CorrectionRefusal
  | PermissionRefusal
  | SharingRefusal
  | WithholdingRefusal
  | BreakGlassRefusal
  | TermsRefusal

/** What rules read: the state of each part, and what follows from several. */
export type Plan = { readonly [Name in PartName]: Parts[Name]['initial'] } & {
  readonly absences: Absences
  readonly begunToEnforce: BegunToEnforce
  readonly involvement: Involvement
}

/** Every command to the plan by its type, with what its part says of it. */
export const ROWS: ReadonlyMap<string, CommandRow<PlanCommand>> = new Map(
  Object.values(PARTS).flatMap(({ commands }) => Object.entries<CommandRow<PlanCommand>>(commands)),
)

/** For whom of the family it is said; undefined for what nobody says for another. */
export const saidFor = ({ type, person }: { readonly type: string; readonly person?: PersonId }) =>
  named(ROWS, type).saidFor === 'person' ? person : undefined

/** Whether the terms and the pool of readers go with it: who withholds something, and who decides on it, is judged by them. */
export const isJudged = (command: Pick<PlanCommand, 'type'>): boolean =>
  'withhold' in command || named(ROWS, command.type).isJudged === true

const COMMANDS = partsBy(PARTS, 'commands')
const EVENTS = partsBy(PARTS, 'events')

export const partOfCommand = ({ type }: PlanCommand): PartName => named(COMMANDS, type)
export const partOfEvent = ({ type }: PlanEvent): PartName => named(EVENTS, type)

/** Every event of the plan by its type, with what its part says of it. Each takes its own event only; which it is, the type says. */
export const KINDS: ReadonlyMap<string, Kind<PlanEvent>> = new Map(
  Object.values(PARTS).flatMap(({ events }) => [...byName<Kind<PlanEvent>>(events)]),
)

export const kindOf = ({ type }: PlanEvent): Kind<PlanEvent> => named(KINDS, type)
