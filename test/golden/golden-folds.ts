/** What a golden stream folds to: the state that rules read and, for a plan, what a reader who may see everything reads. */
import type { Decider } from '../../libs/deciding/decider.ts'
import type { Upcasters } from '../../libs/deciding/upcasters.ts'
import type { NewEvent, StoredEvent } from '../../libs/event-store/port.ts'
import { deedOf, fromStored, type Typed } from '../../libs/event-store/recorded.ts'
import { municipality, MUNICIPALITY_FORMS } from '../../libs/municipality/municipality.ts'
import { person, PERSON_FORMS } from '../../libs/plan/members/person.ts'
import { plan, type PlanEvent } from '../../libs/plan/plan.ts'
import { PLAN_FORMS } from '../../libs/plan/plan-forms.ts'
import { planAsRead } from '../../libs/plan/plan-as-read.ts'
import { protocol, PROTOCOL_FORMS } from '../../libs/protocol/protocol.ts'

export type GoldenLine = Omit<NewEvent, 'sealed'> & Pick<StoredEvent, 'stream' | 'revision'>

const FORMS: Readonly<Record<string, Upcasters<string>>> = {
  person: PERSON_FORMS,
  protocol: PROTOCOL_FORMS,
  municipality: MUNICIPALITY_FORMS,
  plan: PLAN_FORMS,
}

/** The older forms of the events of a stream, by its kind. */
export const formsOf = (stream: string): Upcasters<string> => FORMS[stream.slice(0, stream.indexOf('-'))] ?? {}

export function foldsOf(stream: string, lines: readonly GoldenLine[]): { readonly rules: unknown; readonly read?: unknown } {
  if (stream.startsWith('person-')) return { rules: folded(person, lines) }
  if (stream.startsWith('protocol-')) return { rules: folded(protocol, lines) }
  if (stream.startsWith('municipality-')) return { rules: folded(municipality, lines) }
  const seen = lines.map((line, revision) => {
    const { event, envelope } = recorded<PlanEvent>(line)
    const { actor, recordedAt: at, onBehalfOf, basedOn } = envelope
    // A golden stream is read with who was excluded from a draw in the place where readers get a digest of them.
    const excluded = 'excluded' in event && { excluded: event.excluded as unknown as string }
    const more = { ...(onBehalfOf && { onBehalfOf }), ...(basedOn !== undefined && { basedOn }), ...excluded }
    return { event, by: actor.id, at, revision, ...more }
  })
  return { rules: folded(plan, lines), read: planAsRead(seen) }
}

function folded<Command, State, Event extends Typed>(
  { initial, evolve }: Decider<Command, State, Event>,
  lines: readonly GoldenLine[],
): State {
  return lines.reduce((now, line) => {
    const { event, envelope } = recorded<Event>(line)
    return evolve(now, event, deedOf(envelope))
  }, initial)
}

const recorded = <Event extends Typed>(line: GoldenLine) =>
  fromStored<Event>({ ...line, position: String(line.revision).padStart(16, '0') }, formsOf(line.stream))
