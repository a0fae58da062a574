/** A caller's command against its stream, as every door has it: who, as which command, insisting on what; and what they hear when that has changed. */
import type { Decider } from '../../libs/deciding/decider.ts'
import { Refusal } from '../../libs/deciding/decider.ts'
import type { Bounds } from '../../libs/deciding/shares.ts'
import type { Upcasters } from '../../libs/deciding/upcasters.ts'
import type { Fold, Folds } from '../../libs/event-store/folds.ts'
import { handle, type Done, type Ready } from '../../libs/event-store/handle.ts'
import type { EventStore, Revision } from '../../libs/event-store/port.ts'
import { changedNothing, fromStored, type Recorded, type Typed } from '../../libs/event-store/recorded.ts'
import { Turns } from '../../libs/http/turns.ts'
import { canonicalPlaintext } from '../../libs/sealing/keyed-digest.ts'
import type { Caller } from './caller.ts'
import { lastSeenIn, type LastSeen } from '../../libs/installation/marked-tags.ts'
import type { System } from '../../libs/installation/system.ts'

export type ChangedRefusal =
  'PLAN_HAS_CHANGED' | 'PROTOCOL_HAS_CHANGED' | 'MUNICIPALITY_HAS_CHANGED' | 'SUBSCRIPTION_HAS_CHANGED'

export type CarriedOutRefusal = 'COMMAND_WAS_CARRIED_OUT'

/** How a caller stands before a stream, as it is now. */
export interface Standing<Event> {
  /** Without any, they hear nothing of it, not even what became of their own command. */
  readonly hasAGround: boolean
  readonly knows: (recorded: Recorded<Event>) => boolean
}

/** Of a stream that is open whole, or not at all. */
export const wholly = (hasAGround: boolean): Standing<unknown> => ({ hasAGround, knows: () => hasAGround })

export interface ToCarryOut<Command, State, Event extends Typed> {
  readonly caller: Caller
  readonly folds: Folds<State, Event>
  readonly decider: Decider<Command, State, Event>
  readonly stream: string
  /** What was asked, its personal texts not yet sealed. */
  readonly asked: unknown
  /** Judges whether it may be done, then makes the command ready. */
  readonly ready: (fold: Fold<State>) => Promise<Ready<Command, State>>
  readonly bounds: Bounds
  /** The refusal of what insists (`If-Match`) on what has changed. */
  readonly changed: ChangedRefusal
  readonly standing: (state: State) => Promise<Standing<Event>>
}

export interface CarriedOut<Event> {
  /** The tag of the command's last event; where it changed nothing, of the last that the caller knew of then. */
  readonly etag: string
  /** What `Consistent-After` takes. */
  readonly position: string | undefined
  /** What it wrote, now or the first time. */
  readonly events: readonly Recorded<Event>[]
}

/** Commands to one stream are decided one after the other: at once, all but one would be decided and sealed in vain, and again. What makes it right is what the store expects, so a store that is away holds nobody up for long. */
const STREAMS = new Turns({ atOnce: 1 })
const WAIT_AT_MOST_MS = 1_000

/** @throws Refusal where a rule or `If-Match` says no; what the store throws */
export async function carryOut<Command, State, Event extends Typed>(
  system: System,
  todo: ToCarryOut<Command, State, Event>,
): Promise<CarriedOut<Event>> {
  const { clock, configuration, digest } = system
  const { caller, folds, decider, stream, asked, ready, bounds, standing } = todo
  const { ifMatch } = caller
  const commandId = caller.commandId(stream)
  const ask = {
    commandId,
    isNamed: caller.namesCommands,
    digest: digest(canonicalPlaintext(asked)),
    deed: caller.deed,
    municipality: configuration.municipality,
    correlationId: caller.correlationId,
    causationId: commandId,
    traceparent: caller.traceparent,
    async mayHear({ state }: Fold<State>) {
      const { hasAGround } = await standing(state)
      if (!hasAGround) throw new Refusal<CarriedOutRefusal>('COMMAND_WAS_CARRIED_OUT')
    },
    ...(ifMatch !== undefined && {
      mustStillHold: (fold: Fold<State>) => mustHold(system, todo, ifMatch, fold),
    }),
    bounds,
    ready,
  }
  const done = await STREAMS.inTurn(stream, WAIT_AT_MOST_MS, () => handle(folds, decider, stream, ask, clock))
  return asCarriedOut(system, todo, done)
}

async function asCarriedOut<Command, State, Event extends Typed>(
  { tags, positions }: System,
  { folds, stream, standing }: ToCarryOut<Command, State, Event>,
  { events, revision, position }: Done<Event>,
): Promise<CarriedOut<Event>> {
  const answered = async (last: LastSeen) => ({
    etag: await tags.tag(stream, last),
    position: last.position && (await positions.token(last.position)),
    events,
  })
  if (events.length > 0) return answered({ revision, position })
  const { knows } = await standing((await folds.at(stream)).state)
  const last = await lastKnown(folds, stream, revision, knows)
  return answered(lastSeenIn(last))
}

/** What reading the events of a fold's streams takes. */
interface Stored<Event extends Typed> {
  readonly store: EventStore
  readonly folding: { readonly upcasters: Upcasters<Event['type']> }
}

const READ_AT_ONCE = 64

/** The tag of the last event up to a revision that a caller knows of. */
export async function tagOfLastKnown<Event extends Typed>(
  { tags }: System,
  folds: Stored<Event>,
  stream: string,
  upTo: Revision,
  knows: Standing<Event>['knows'],
): Promise<string> {
  const last = await lastKnown(folds, stream, upTo, knows)
  return tags.tag(stream, lastSeenIn(last))
}

async function lastKnown<Event extends Typed>(
  folds: Stored<Event>,
  stream: string,
  upTo: Revision,
  knows: Standing<Event>['knows'],
): Promise<Recorded<Event> | undefined> {
  for (let until = upTo; until >= 0; until -= READ_AT_ONCE) {
    const from = Math.max(0, until - READ_AT_ONCE + 1)
    const found = (await eventsIn(folds, stream, from, until)).findLast(knows)
    if (found !== undefined) return found
  }
  return undefined
}

/** What happened in a stretch of a stream; that a command changed nothing did not. */
async function eventsIn<Event extends Typed>(
  { store, folding }: Stored<Event>,
  stream: string,
  from: Revision,
  to: Revision,
): Promise<readonly Recorded<Event>[]> {
  const stored = await store.read(stream, from, to - from + 1)
  return stored
    .map((event) => fromStored<Event>(event, folding.upcasters))
    .filter((recorded) => !changedNothing(recorded))
}

/**
 * What a caller saw still holds where nothing has come behind it that they may see: of all else a refusal would tell.
 * @throws Refusal with the tag of now, and the kinds of events in between that they may know of
 */
async function mustHold<Command, State, Event extends Typed>(
  system: System,
  { folds, stream, changed, standing }: ToCarryOut<Command, State, Event>,
  ifMatch: string,
  { state, revision }: Fold<State>,
): Promise<void> {
  const { tags } = system
  const named = await tags.revisionOf(stream, ifMatch)
  const seen = typeof named === 'object' ? named.revision : undefined
  if (seen === revision) return
  const { knows } = await standing(state)
  const known: string[] = []
  // A tag of another stream, none of ours, or one from before the store was put back, is of nothing here.
  const isOfThis = seen !== undefined && seen < revision
  for (let from = isOfThis ? seen + 1 : revision + 1; from <= revision; from += READ_AT_ONCE) {
    const until = Math.min(revision, from + READ_AT_ONCE - 1)
    const there = (await eventsIn(folds, stream, from, until)).filter(knows)
    known.push(...there.map(({ event }) => event.type))
  }
  if (isOfThis && known.length === 0) return
  throw new Refusal(changed, {
    etag: await tagOfLastKnown(system, folds, stream, revision, knows),
    events: known,
  })
}
