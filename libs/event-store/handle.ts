/** A command against its stream: what is true now, may it, what follows, written behind exactly that. On a lost race it all begins again. */
import { Refusal, type Decider, type Deed } from '../deciding/decider.ts'
import type { Upcasters } from '../deciding/upcasters.ts'
import type { Fold, Folds, SeenCommand } from './folds.ts'
import { mustFit, type Bounds } from '../deciding/shares.ts'
import { isAway } from './away.ts'
import { RevisionConflict, type Expected, type NewEvent, type Position, type Revision } from './port.ts'
import { amountOf } from './reading.ts'
import { changedNothing, COMMAND_CHANGED_NOTHING, fromStored, toStored, type Recorded, type Typed } from './recorded.ts'

export interface Ask<Command, State> {
  /** Follows from issuer, subject, stream and Idempotency-Key: the same request has the same id. */
  readonly commandId: string
  /** Keyed digest of the canonical plaintext of what was asked. */
  readonly digest: string
  readonly deed: Omit<Deed, 'at'>
  readonly municipality: string
  readonly correlationId: string
  readonly causationId: string
  readonly traceparent?: string
  /** Whether its sender gave it a name of its own (`Idempotency-Key`): then it is known again also where it changed nothing. */
  readonly isNamed?: boolean
  /** Throws where what became of it is not for who sends it again: they may have no part in the stream any more. */
  readonly mayHear?: (fold: Fold<State>) => Promise<void>
  /** Given by who insists on what they saw (`If-Match`): throws where that is so no longer. Asked again after a lost race. */
  readonly mustStillHold?: (fold: Fold<State>) => Promise<void>
  /** How much may be written to the stream, by whom; without it, any amount. */
  readonly bounds?: Bounds
  /** Judges whether it may be done on what is true now, then makes the command ready; throws to refuse. Called again after a lost race. */
  readonly ready: (fold: Fold<State>) => Promise<Ready<Command, State>>
}

/** A command with its personal values sealed, and their ciphertexts by reference. */
export interface Ready<Command, State = never> {
  readonly command: Command
  /** What it is decided on where its doer may not know all that is so; without it, all that is so. */
  readonly on?: State
  /** Whom the doer speaks for, as far as that follows from the command. */
  readonly onBehalfOf?: string
  readonly ciphertexts: Readonly<Record<string, unknown>>
}

export interface Done<Event> {
  /** The events the command wrote, now or the first time; empty where it was already so. */
  readonly events: readonly Recorded<Event>[]
  /** Of its last event; where it was already so, of the stream then. */
  readonly revision: Revision
  readonly position: Position | undefined
  /** It was done before, and is answered from that. */
  readonly isRepeat?: true
}

export type HandleRefusal = 'COMMAND_ID_WAS_USED_FOR_ANOTHER_REQUEST'

/** One stream under constant contention still lets every writer through: each lost race means that another one won. */
const RACES_AT_MOST = 200

/**
 * What an append guards need not be read first: it is decided on the fold at hand and written behind that, which holds where nobody wrote meanwhile. Whatever
 * else comes of a fold at hand, and whatever is known of the command already, is said of the stream as it is now, read to its head.
 * @param clock the moment now, UTC with milliseconds
 * @throws Refusal when a rule says no; what `ask` throws, and what the store throws
 */
export async function handle<Command, State, Event extends Typed>(
  folds: Folds<State, Event>,
  decider: Pick<Decider<Command, State, Event>, 'decide'>,
  stream: string,
  ask: Ask<Command, State>,
  clock: () => string,
): Promise<Done<Event>> {
  for (let race = 1, atHand = unknownTo(ask, folds.atHand(stream)); ; race += 1, atHand = undefined) {
    const era = folds.eraNow()
    const fold = atHand ?? (await folds.at(stream))
    const judged = await judgedOn(folds, decider, stream, ask, fold, clock)
    const isWritten = judged.is === 'to-write'
    if (atHand !== undefined && !isWritten && !isMetByAll(judged) && (await hasMovedOn(folds, stream, fold, era)))
      continue
    if (judged.is === 'answered') return judged.done
    if (judged.is === 'refused') throw judged.because
    // Decided on what is no more: the store was put back meanwhile.
    if (folds.eraNow() !== era) continue
    try {
      return await appended(folds, stream, fold, judged.events)
    } catch (fault) {
      const lost = fault instanceof RevisionConflict
      if (!lost || race === RACES_AT_MOST) throw fault
      // It may have been an attempt at this same command that won: the next turn finds it in the fold.
    }
  }
}

type Judged<Event> =
  | { readonly is: 'to-write'; readonly events: readonly NewEvent[] }
  | { readonly is: 'answered'; readonly done: Done<Event> }
  | { readonly is: 'refused'; readonly because: unknown }

/** A command that a fold at hand knows is answered as the stream is now. */
const unknownTo = <State>(
  { commandId }: Pick<Ask<never, State>, 'commandId'>,
  atHand: Fold<State> | undefined,
): Fold<State> | undefined => (atHand?.commands.has(commandId) === true ? undefined : atHand)

/** Where an engine is away, it is so for whoever reads first too, who would only wait for it once more. */
const isMetByAll = (judged: Judged<unknown>): boolean => judged.is === 'refused' && isAway(judged.because)

const hasMovedOn = async <State, Event extends Typed>(
  folds: Folds<State, Event>,
  stream: string,
  { revision }: Fold<State>,
  era: number,
): Promise<boolean> => (await folds.at(stream)).revision !== revision || folds.eraNow() !== era

async function judgedOn<Command, State, Event extends Typed>(
  folds: Folds<State, Event>,
  { decide }: Pick<Decider<Command, State, Event>, 'decide'>,
  stream: string,
  ask: Ask<Command, State>,
  fold: Fold<State>,
  clock: () => string,
): Promise<Judged<Event>> {
  const upcasters: Upcasters<string> = folds.folding.upcasters
  try {
    const seen = fold.commands.get(ask.commandId)
    if (seen !== undefined) {
      await ask.mayHear?.(fold)
      return { is: 'answered', done: { ...(await answerOf(folds, stream, ask, seen)), isRepeat: true } }
    }
    const { command, ciphertexts, onBehalfOf, on = fold.state } = await ask.ready(fold)
    // Who may not do it is told so, and not whether there is something that changed (RFC 9110 §13.2.1).
    await ask.mustStillHold?.(fold)
    const deed: Deed = {
      ...ask.deed,
      ...(onBehalfOf !== undefined && { onBehalfOf }),
      at: later(clock(), fold.recordedAt),
    }
    const decided: readonly Typed[] = decide(command, on, deed)
    if (decided.length === 0 && ask.isNamed !== true)
      return { is: 'answered', done: { events: [], revision: fold.revision, position: fold.position } }
    const happened = decided.length === 0 ? [COMMAND_CHANGED_NOTHING] : decided
    const events = toWrite(happened, { stream, fold, ask, deed, upcasters, ciphertexts })
    if (ask.bounds !== undefined) mustFit(ask.bounds, fold.usage, deed.by, deed.at, amountOf(events))
    return { is: 'to-write', events }
  } catch (because) {
    return { is: 'refused', because }
  }
}

/** @throws RevisionConflict where somebody wrote behind what it was decided on */
async function appended<State, Event extends Typed>(
  folds: Folds<State, Event>,
  stream: string,
  fold: Fold<State>,
  events: readonly NewEvent[],
): Promise<Done<Event>> {
  const behind: Expected = fold.revision < 0 ? 'no-stream' : fold.revision
  const { revision, position, written } = await folds.store.append(stream, behind, events)
  // No other attempt has these ids: what was taken is this one's, byte for byte, and is read back only for positions that nobody told.
  const positions = events.length === 1 ? [position] : written
  const recorded =
    positions.length === events.length
      ? events.map((event, place) =>
          fromStored<Event>({ ...event, position: positions[place] ?? position }, folds.folding.upcasters),
        )
      : await recordedIn(folds, stream, fold.revision + 1, revision)
  folds.add(stream, fold.revision, recorded)
  return { events: recorded.filter((one) => !changedNothing(one)), revision, position }
}

interface Writing {
  readonly stream: string
  /** What they are written behind. */
  readonly fold: Fold<unknown>
  readonly ask: Omit<Ask<never, never>, 'mayHear' | 'mustStillHold' | 'ready'>
  readonly deed: Deed
  readonly upcasters: Upcasters<string>
  readonly ciphertexts: Readonly<Record<string, unknown>>
}

/** Numbered on from the fold, in the stream and in their domain; the digest of what was asked goes with the first. */
function toWrite(
  events: readonly Typed[],
  { stream, fold, ask, deed, upcasters, ciphertexts }: Writing,
): readonly NewEvent[] {
  const { commandId, digest, municipality, correlationId, causationId, traceparent } = ask
  const sequences = { ...fold.sequences }
  return events.map((event, place) => {
    const sequence = (sequences[event.domain] ?? -1) + 1
    sequences[event.domain] = sequence
    const circumstances = {
      municipality,
      stream,
      revision: fold.revision + 1 + place,
      sequence,
      recordedAt: deed.at,
      commandId,
      ...(place === 0 && { commandDigest: digest }),
      correlationId,
      causationId,
      ...(traceparent !== undefined && { traceparent }),
    }
    return toStored<Typed>(event, deed, circumstances, upcasters, ciphertexts)
  })
}

async function recordedIn<State, Event extends Typed>(
  { store, folding }: Folds<State, Event>,
  stream: string,
  from: Revision,
  to: Revision,
): Promise<readonly Recorded<Event>[]> {
  const stored = await store.read(stream, from, to - from + 1)
  return stored.map((event) => fromStored<Event>(event, folding.upcasters))
}

async function answerOf<Command, State, Event extends Typed>(
  folds: Folds<State, Event>,
  stream: string,
  { digest }: Ask<Command, State>,
  { from, to }: SeenCommand,
): Promise<Done<Event>> {
  const events = await recordedIn(folds, stream, from, to)
  const [first] = events
  if (first?.envelope.commandDigest !== digest)
    throw new Refusal<HandleRefusal>('COMMAND_ID_WAS_USED_FOR_ANOTHER_REQUEST')
  return { events: events.filter((one) => !changedNothing(one)), revision: to, position: events.at(-1)?.position }
}

/** What is ahead by less is overtaken within the day, and order is worth that. */
const AHEAD_AT_MOST_MS = 86_400_000

/**
 * Grows from command to command, also when the clock stands still or goes back: what leaves is put in order by it. But where the last was
 * recorded by a clock that was far ahead it is now again: otherwise nothing could be said to end before that, for ever.
 */
function later(now: string, last: string | undefined): string {
  if (last === undefined || now > last) return now
  const lastMs = Date.parse(last)
  return lastMs - Date.parse(now) > AHEAD_AT_MOST_MS ? now : new Date(lastMs + 1).toISOString()
}
