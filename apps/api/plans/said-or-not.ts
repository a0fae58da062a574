/** Optional words whose presence no rule reads are sealed also where nothing was said, so that an envelope does not tell which of the two it is. */
import type { Sealable, Sealed } from '../../../libs/deciding/decider.ts'
import type { PlanCommand } from '../../../libs/plan/plan.ts'
import { Plain, type Unsealed } from '../../../libs/sealing/plain.ts'

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

/** `a rule reads whether`: its presence decides something, so that what follows tells it anyway. */
type Presence = 'tells nothing' | 'a rule reads whether'

type Table = {
  readonly [Type in HasOptional<PlanCommand>]: Readonly<
    Record<Optional<Extract<PlanCommand, { readonly type: Type }>>, Presence>
  >
}

/** Every one there is: another optional value does not compile without its row. */
export const SAID_OR_NOT: Table = {
  WaiveOwnPlan: { reason: 'tells nothing' },
  // Recorded by an event of its own, since only who coordinates needs it; the other plan's leading stands in clear beside its reason.
  RequestMembership: {
    birthDate: 'tells nothing',
    bsn: 'a rule reads whether',
    inAnotherPlanBecause: 'a rule reads whether',
  },
  RecordBirth: {
    birthDate: 'tells nothing',
    bsn: 'a rule reads whether',
    inAnotherPlanBecause: 'a rule reads whether',
  },
  RecordMemberLeft: { reason: 'tells nothing' },
  ExpectChild: { expectedOn: 'tells nothing' },
  RecordHandoverConversation: { preference: 'tells nothing' },
  AcceptHandover: { notTalkedThroughBecause: 'a rule reads whether' },
  WithdrawHandover: { reason: 'tells nothing' },
  RequestOtherCoordinator: { reason: 'tells nothing' },
  EndJoining: { reason: 'tells nothing' },
  AppointRepresentative: { conflictOfInterest: 'tells nothing' },
  EndReferral: { reason: 'tells nothing' },
  ProposeGoal: { danger: 'a rule reads whether' },
  EvaluateGoal: { words: 'tells nothing' },
  GiveView: { words: 'tells nothing' },
  PlanAction: { doneBy: 'tells nothing' },
  FinishAction: { words: 'tells nothing' },
  RecuseReader: { reason: 'tells nothing' },
  EvaluateDeviation: { lesson: 'tells nothing' },
}

/** The command with something sealed wherever something might have been said. */
export function saidOrNot(command: Unsealed<PlanCommand>): Unsealed<PlanCommand> {
  const rows = Object.hasOwn(SAID_OR_NOT, command.type) ? SAID_OR_NOT[command.type as keyof Table] : {}
  const unsaid = Object.entries(rows).filter(([name, presence]) => presence === 'tells nothing' && !(name in command))
  // What it speaks of is whose key it is sealed with, as it would be if it were said.
  const whose = 'birthDate' in rows && 'person' in command ? { subjects: [command.person] } : undefined
  return { ...command, ...Object.fromEntries(unsaid.map(([name]) => [name, new Plain(undefined, whose)])) }
}
