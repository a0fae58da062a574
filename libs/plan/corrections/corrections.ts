/**
 * What was written wrong and is mended: a name, or the birth date that rights follow from. History is never edited: a correction points at the event,
 * gives its reason, and stands beside it; it can be corrected in its turn.
 */
import { Refusal, type Concerns, type Decider, type Sealed } from '../../deciding/decider.ts'
import type { CareTeamEvent } from '../care-team/care-team.ts'
import type { CoordinatorEvent } from '../coordinator/coordination.ts'
import type { KnownAge, MemberEvent, Members } from '../members/members.ts'

export const CORRECTED_KINDS = [
  'member',
  'professional',
  'representative',
  'coordinator',
  'deputy',
  'handover',
] as const
export type CorrectedKind = (typeof CORRECTED_KINDS)[number]

/** Whose name or age it is: a member, a joining, a representation, who coordinates or deputises; whom a handover was proposed to, by that handover. */
export interface Corrected {
  readonly kind: CorrectedKind
  readonly id: string
}

export interface CorrectedWords extends KnownAge {
  readonly name?: Sealed
}

export type CorrectionEvent = Concerns & {
  readonly type: 'CorrectionRecorded'
  readonly correction: string
  /** The id of the event that was wrong. */
  readonly event: string
  readonly of: Corrected
  readonly reason: Sealed
} & CorrectedWords

export type CorrectionCommand = {
  readonly type: 'RecordCorrection'
  readonly correction: string
  readonly event: string
  readonly reason: Sealed
  /** What the event of that id holds, as who corrects it sees it. */
  readonly corrects: Correctable
  /** What was found missing or wrong before it was sealed. */
  readonly wrong: readonly string[]
} & CorrectedWords

export type CorrectionRefusal = 'CORRECTION_DOES_NOT_FIT'

/** What there is to correct in an event; without `of`, nothing. */
export interface Correctable extends Pick<Concerns, 'domain' | 'about'> {
  readonly of?: Corrected
  /** Whose keys a name is sealed with. */
  readonly subjects: readonly string[]
}

type Correcting = MemberEvent | CareTeamEvent | CoordinatorEvent

/** Whose name or age each event holds that can be corrected, and whose keys a name in it is sealed with; all other events hold none. */
const HOLDS: {
  readonly [Type in Correcting['type']]?: (event: Extract<Correcting, { readonly type: Type }>) => {
    readonly of: Corrected
    readonly subjects: readonly string[]
  }
} = {
  MembershipRequested: ({ person }) => ({ of: { kind: 'member', id: person }, subjects: [person] }),
  ProfessionalJoined: ({ joining, professional }) => ({
    of: { kind: 'professional', id: joining },
    subjects: [professional],
  }),
  RepresentativeAppointed: ({ representation, representative }) => ({
    of: { kind: 'representative', id: representation },
    subjects: [representative],
  }),
  CoordinatorAppointed: coordinatorIn,
  CoordinatorReplaced: coordinatorIn,
  HandoverAccepted: coordinatorIn,
  DeputyAppointed: ({ deputy }) => ({ of: { kind: 'deputy', id: deputy }, subjects: [deputy] }),
  HandoverProposed: ({ handover, to }) => ({ of: { kind: 'handover', id: handover }, subjects: [to] }),
}

function coordinatorIn({ coordinator }: { readonly coordinator: string }) {
  return { of: { kind: 'coordinator', id: coordinator }, subjects: [coordinator] } as const
}

type Recorded = Concerns & { readonly type: string }

/** @param before an event of the same plan by its id: a correction is sealed with the keys of what it corrects, however often that was corrected. */
export function correctableIn(event: Recorded, before: (id: string) => Recorded | undefined): Correctable {
  const { domain, about } = event
  let first: Recorded | undefined = event
  while (first !== undefined && isCorrection(first)) first = before(first.event)
  const holds = first && (HOLDS as Readonly<Record<string, Holds | undefined>>)[first.type]
  return { domain, about, subjects: [], ...(first && holds?.(first)) }
}

type Holds = (event: Recorded) => Omit<Correctable, 'domain' | 'about'>

const isCorrection = (event: Recorded): event is CorrectionEvent => event.type === 'CorrectionRecorded'

export interface CorrectionsNeeds {
  readonly members: Members
}

export const decideCorrections: Decider<CorrectionCommand, CorrectionsNeeds, CorrectionEvent>['decide'] = (
  command,
  { members },
) => {
  const { correction, event, reason, corrects, name, birthDate, ageBand, ageEstablishedBy } = command
  const { of, domain, about } = corrects
  // Who was only asked for, or was refused, has nothing yet that anything follows from.
  const isThere = of !== undefined && (of.kind !== 'member' || members.persons[of.id] !== undefined)
  const wrong = [
    ...(isThere ? [] : ['event']),
    ...(name === undefined && birthDate === undefined ? ['becomes'] : []),
    ...(isThere && of.kind !== 'member' && birthDate !== undefined ? ['becomes/birthDate'] : []),
    ...command.wrong,
  ]
  if (of === undefined || wrong.length > 0) throw refusal('CORRECTION_DOES_NOT_FIT', { wrong: [...new Set(wrong)] })
  const age = birthDate && { birthDate, ...(ageBand && { ageBand }), ...(ageEstablishedBy && { ageEstablishedBy }) }
  const { kind, id } = of
  const corrected = { correction, event, of: { kind, id }, reason, ...(name && { name }), ...age }
  return [{ type: 'CorrectionRecorded', domain, about, ...corrected }]
}

const refusal = (code: CorrectionRefusal, details?: Readonly<Record<string, unknown>>) => new Refusal(code, details)
