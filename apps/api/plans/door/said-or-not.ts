/** Optional words whose presence no rule reads are sealed also where nothing was said, so that an envelope does not tell which of the two it is. */
import type { Sealable, Sealed } from '../../../../libs/deciding/decider.ts'
import type { PlanCommand } from '../../../../libs/plan/plan.ts'
import { Plain, type Unsealed } from '../../../../libs/sealing/plain.ts'

/** The members of a command that may be there or not, and are sealed where they are. */
type Optional<Command> = {
  [Key in keyof Command]-?: Partial<Pick<Command, Key>> extends Pick<Command, Key>
    ? NonNullable<Command[Key]> extends Sealed<Sealable>
      ? Key
      : never
    : never
}[keyof Command]

type HasOptional<Command> = Command extends { readonly type: string }
  ? [Optional<Command>] extends [never]
    ? never
    : Command['type']
  : never

/** `is read`: a rule decides by whether it is there, so that what follows tells it anyway; or what was said before stands where nothing is said anew. */
type Presence = 'tells nothing' | 'is read'

type Table = {
  readonly [Type in HasOptional<PlanCommand>]: Readonly<
    Record<Optional<Extract<PlanCommand, { readonly type: Type }>>, Presence>
  >
}

/** Every one there is: another optional value does not compile without its row. */
export const SAID_OR_NOT: Table = {
  StateCommunicationNeeds: {
    language: 'tells nothing',
    interpreter: 'tells nothing',
    easyLanguage: 'tells nothing',
    hearing: 'tells nothing',
    sight: 'tells nothing',
  },
  // An invitation that does not say it is marked, where someone needs something.
  InviteOwnPlan: { needsMet: 'is read' },
  InviteView: { needsMet: 'is read' },
  // Whose word it is stands in clear beside how they gave it.
  SubmitOwnPlan: { saidHow: 'is read' },
  WaiveOwnPlan: { reason: 'tells nothing', saidHow: 'is read' },
  ClosePlan: { familyView: 'is read' },
  EndHelp: { words: 'tells nothing' },
  // Recorded by an event of its own, since only who coordinates needs it; the other plan's leading stands in clear beside its reason.
  RequestMembership: {
    birthDate: 'is read',
    ageBand: 'is read',
    ageEstablishedBy: 'is read',
    bsn: 'is read',
    inAnotherPlanBecause: 'is read',
  },
  RecordBirth: {
    birthDate: 'is read',
    ageBand: 'is read',
    ageEstablishedBy: 'is read',
    bsn: 'is read',
    inAnotherPlanBecause: 'is read',
  },
  RecordCorrection: {
    name: 'is read',
    birthDate: 'is read',
    ageBand: 'is read',
    ageEstablishedBy: 'is read',
    words: 'is read',
  },
  AnswerCorrectionRequest: {
    name: 'is read',
    birthDate: 'is read',
    ageBand: 'is read',
    ageEstablishedBy: 'is read',
    words: 'is read',
  },
  ContestDeparture: { words: 'tells nothing' },
  ExpectChild: { expectedOn: 'tells nothing' },
  RecordHandoverConversation: { preference: 'is read' },
  AcceptHandover: { notTalkedThroughBecause: 'is read' },
  WithdrawHandover: { reason: 'tells nothing' },
  RequestOtherCoordinator: { reason: 'tells nothing' },
  EndJoining: { reason: 'tells nothing' },
  // Recorded by an event of its own: who is in conflict does not count.
  AppointRepresentative: { conflictOfInterest: 'is read' },
  EndReferral: { reason: 'tells nothing' },
  // What is missing is named.
  ShareItems: { necessity: 'is read', article: 'is read' },
  EndSharing: { reason: 'tells nothing' },
  RecuseSharingReader: { reason: 'tells nothing' },
  ProposeGoal: { danger: 'is read' },
  EvaluateGoal: { words: 'tells nothing' },
  GiveView: { words: 'tells nothing' },
  AnswerChallenge: { changes: 'tells nothing', notHeardBecause: 'is read' },
  RejectChallengeAnswer: { words: 'tells nothing' },
  WithdrawChallenge: { reason: 'tells nothing' },
  ForwardChallenge: { to: 'tells nothing' },
  PlanAction: { doneBy: 'tells nothing' },
  FinishAction: { words: 'tells nothing' },
  RecuseReader: { reason: 'tells nothing' },
  EndDeviation: { reason: 'tells nothing' },
  RecuseExceptionReader: { reason: 'tells nothing' },
  EvaluateDeviation: { lesson: 'tells nothing' },
  Withhold: { reason: 'is read' },
  LimitSight: { reason: 'is read' },
  CompleteWithholding: { reason: 'is read' },
}

/** The command with something sealed wherever something might have been said. */
export function saidOrNot(command: Unsealed<PlanCommand>): Unsealed<PlanCommand> {
  const rows = Object.hasOwn(SAID_OR_NOT, command.type) ? SAID_OR_NOT[command.type as keyof Table] : {}
  const said: Readonly<Record<string, unknown>> = { ...command }
  const unsaid = Object.entries(rows).filter(
    ([name, presence]) => presence === 'tells nothing' && said[name] === undefined,
  )
  return { ...command, ...Object.fromEntries(unsaid.map(([name]) => [name, new Plain(undefined)])) }
}
