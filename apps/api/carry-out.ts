/** A caller's command against its stream, as every door has it: who, as which command, insisting on what; and what they hear when that has changed. */
import type { Decider } from '../../libs/deciding/decider.ts'
import { Refusal } from '../../libs/deciding/decider.ts'
import type { Fold, Folds } from '../../libs/event-store/folds.ts'
import { handle, type Ready } from '../../libs/event-store/handle.ts'
import { RevisionConflict, type Expected, type Position } from '../../libs/event-store/port.ts'
import { fromStored, type Recorded, type Typed } from '../../libs/event-store/recorded.ts'
import { Turns } from '../../libs/http/turns.ts'
import { canonicalPlaintext } from '../../libs/sealing/keyed-digest.ts'
import type { Caller } from './caller.ts'
import type { System } from './system.ts'

export type ChangedRefusal =
  'PLAN_HAS_CHANGED' | 'PROTOCOL_HAS_CHANGED' | 'MUNICIPALITY_HAS_CHANGED' | 'SUBSCRIPTION_HAS_CHANGED'

export interface ToCarryOut<Command, State, Event extends Typed> {
  readonly caller: Caller
  readonly folds: Folds<State, Event>
  readonly decider: Decider<Command, State, Event>
  readonly stream: string
  /** What was asked, its personal texts not yet sealed. */
  readonly asked: unknown
  /** Judges whether it may be done, then makes the command ready. */
  readonly ready: (fold: Fold<State>) => Promise<Ready<Command>>
  /** The refusal of what insists (`If-Match`) on what has changed. */
  readonly changed: ChangedRefusal
  /** Which events the caller may know of; without it, all. */
  readonly knows?: (state: State) => Promise<(recorded: Recorded<Event>) => boolean>
}

export interface CarriedOut {
  /** The tag of what the command made of its stream. */
  readonly etag: string
  readonly position: Position | undefined
}

/** Commands to one stream are decided one after the other: at once, all but one would be decided and sealed in vain, and again. What makes it right is what the store expects, so a store that is away holds nobody up for long. */
const STREAMS = new Turns({ atOnce: 1 })
const WAIT_AT_MOST_MS = 1_000

/** A tag of another stream, or none of ours, is at no revision of this one. */
const NO_REVISION = -1

/** @throws Refusal where a rule or `If-Match` says no; what the store throws */
export async function carryOut<Command, State, Event extends Typed>(
  system: System,
  todo: ToCarryOut<Command, State, Event>,
): Promise<CarriedOut> {
  const { clock, configuration, digest, tags } = system
  const { caller, folds, decider, stream, asked, ready } = todo
  const commandId = caller.commandId(stream)
  const expected = expectedBy(system, stream, caller.ifMatch)
  const ask = {
    commandId,
    digest: digest(canonicalPlaintext(asked)),
    deed: caller.deed,
    municipality: configuration.municipality,
    correlationId: caller.correlationId,
    causationId: commandId,
    traceparent: caller.traceparent,
    ...(expected !== undefined && { expected }),
    ready,
  }
  try {
    const carryingOut = () => handle(folds, decider, stream, ask, clock)
    const { revision, position } = await STREAMS.inTurn(stream, WAIT_AT_MOST_MS, carryingOut)
    return { etag: tags.tag(stream, revision), position }
  } catch (fault) {
    if (!(fault instanceof RevisionConflict) || expected === undefined) throw fault
    throw await hasChanged(system, todo, expected)
  }
}

function expectedBy({ tags }: System, stream: string, ifMatch: string | undefined): Expected | undefined {
  if (ifMatch === undefined) return undefined
  const revision = tags.revisionOf(stream, ifMatch)
  if (revision === undefined) return NO_REVISION
  return revision < 0 ? 'no-stream' : revision
}

/** Told to who insisted on what they saw: the tag of what is there now, and the kinds of events in between that they may know of. */
async function hasChanged<Command, State, Event extends Typed>(
  { tags }: System,
  { folds, stream, changed, knows }: ToCarryOut<Command, State, Event>,
  expected: Expected,
): Promise<Refusal<ChangedRefusal>> {
  const { revision, state } = await folds.at(stream)
  const since = expected === 'no-stream' ? 0 : expected + 1
  const stored = expected === NO_REVISION ? [] : await folds.store.read(stream, since)
  const between = stored.map((event) => fromStored<Event>(event, folds.folding.upcasters))
  const known = knows === undefined ? between : between.filter(await knows(state))
  return new Refusal(changed, { etag: tags.tag(stream, revision), events: known.map(({ event }) => event.type) })
}
