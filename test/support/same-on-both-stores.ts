/** The same plan, attempted the same way, on two event stores: every outcome and every byte of the stream must be the same. Positions are each store's own. */
import { equal } from 'node:assert/strict'
import fc from 'fast-check'
import { v5 as uuidFrom } from 'uuid'
import { Refusal } from '../../libs/deciding/decider.ts'
import { foldingOf, Folds, type Fold } from '../../libs/event-store/folds.ts'
import { handle, type Ask } from '../../libs/event-store/handle.ts'
import { RevisionConflict, type EventStore } from '../../libs/event-store/port.ts'
import { plan, type Plan, type PlanCommand, type PlanEvent } from '../../libs/plan/plan.ts'
import { PLAN_FORMS } from '../../libs/plan/plan-forms.ts'
import { histories, type Attempted, type History } from '../../libs/plan/testing/histories.ts'

export interface Comparison {
  /** How many sequences of commands. */
  readonly sequences: number
  /** Commands in a sequence, at most. */
  readonly commands: number
  /** Of fast-check: the same seed, the same sequences. */
  readonly seed: number
  /** Sequences under way at once. */
  readonly atOnce?: number
  /** Called before each command on the second store, to make something go wrong there. */
  readonly disturb?: (command: number) => void
  readonly onProgress?: (done: number) => void
}

export interface Compared {
  readonly sequences: number
  readonly commands: number
  readonly events: number
  readonly refusals: number
  readonly conflicts: number
  /** Commands that had been sent before. */
  readonly retries: number
}

/** What is done with an attempt beside sending it; the first is what nearly always happens. */
const TWISTS = ['send', 'send-twice', 'send-an-old-one-again', 'insist-on-the-past', 'forget-and-send'] as const
type Twist = (typeof TWISTS)[number]

interface Sequence {
  readonly stream: string
  readonly history: History
  readonly twists: readonly Twist[]
}

/** @throws AssertionError at the first difference, with the sequence that made it */
export async function sameOnBothStores(
  one: EventStore,
  other: EventStore,
  { sequences, commands, seed, atOnce = 8, disturb, onProgress }: Comparison,
): Promise<Compared> {
  const waiting = drawn(sequences, commands, seed)
  const counted = { sequences: 0, commands: 0, events: 0, refusals: 0, conflicts: 0, retries: 0 }
  const worker = async (): Promise<void> => {
    for (const sequence of waiting) {
      const outcomes = await outcomesOn(one, sequence)
      const others = await outcomesOn(other, sequence, disturb)
      const stored = await streamOn(one, sequence)
      mustBeSame('outcomes', others, outcomes, sequence)
      mustBeSame('streams', await streamOn(other, sequence), stored, sequence)
      counted.sequences += 1
      counted.commands += outcomes.length
      counted.events += stored.length
      counted.refusals += outcomes.filter((outcome) => 'refused' in outcome).length
      counted.conflicts += outcomes.filter((outcome) => 'conflict' in outcome).length
      counted.retries += sequence.twists.slice(0, sequence.history.length).filter((twist) => RESENDS.has(twist)).length
      onProgress?.(counted.sequences)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return counted
}

/** A few at a time: a history holds every state on its way. */
const DRAWN_AT_ONCE = 50

function* drawn(sequences: number, commands: number, seed: number): Generator<Sequence, void, undefined> {
  const twists = fc.array(twist, { minLength: commands, maxLength: commands })
  for (let number = 0; number < sequences;) {
    const numRuns = Math.min(DRAWN_AT_ONCE, sequences - number)
    for (const [history, some] of fc.sample(fc.tuple(histories(commands), twists), { numRuns, seed: seed + number })) {
      yield { stream: `seed-${String(seed)}-${String(number)}`, history, twists: some }
      number += 1
    }
  }
}

const twist = fc.noShrink(
  fc.oneof({ weight: 8, arbitrary: fc.constant<Twist>('send') }, { weight: 2, arbitrary: fc.constantFrom(...TWISTS) }),
)
const RESENDS: ReadonlySet<Twist> = new Set(['send-twice', 'send-an-old-one-again'])

type Outcome =
  | { readonly revision: number; readonly events: readonly unknown[] }
  | { readonly refused: string; readonly details: unknown }
  | { readonly conflict: unknown }

const foldsOf = (store: EventStore) => new Folds<Plan, PlanEvent>(store, foldingOf(plan, PLAN_FORMS))

async function outcomesOn(
  store: EventStore,
  { stream, history, twists }: Sequence,
  disturb?: Comparison['disturb'],
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = []
  let folds = foldsOf(store)
  const send = async (number: number, more: Partial<Ask<PlanCommand, Plan>> = {}): Promise<void> => {
    const attempted = history[number]
    if (attempted === undefined) return
    disturb?.(number)
    outcomes.push(await outcomeOf(folds, stream, attempted, { ...askFor(stream, number, attempted), ...more }))
  }
  for (const [number, twist] of history.map((_, number) => [number, twists[number]] as const)) {
    if (twist === 'forget-and-send') folds = foldsOf(store)
    await send(
      number,
      twist === 'insist-on-the-past' ? { isNamed: true, mustStillHold: insistingOnThePast } : { isNamed: true },
    )
    if (twist === 'send-twice') await send(number)
    if (twist === 'send-an-old-one-again') await send(number >> 1)
  }
  return outcomes
}

const insistingOnThePast = ({ revision }: Fold<Plan>) =>
  revision < 0 ? Promise.resolve() : Promise.reject(new RevisionConflict('', 'no-stream', revision))

async function outcomeOf(
  folds: Folds<Plan, PlanEvent>,
  stream: string,
  { deed }: Attempted,
  ask: Ask<PlanCommand, Plan>,
): Promise<Outcome> {
  try {
    const { revision, events } = await handle(folds, plan, stream, ask, () => deed.at)
    return { revision, events: events.map(({ event, envelope }) => ({ event, envelope: { ...envelope, id: '' } })) }
  } catch (fault) {
    if (fault instanceof Refusal) return refusedWith(fault as Refusal)
    if (fault instanceof RevisionConflict) return { conflict: fault.actual }
    throw fault
  }
}

const refusedWith = ({ code, details }: Refusal): Outcome => ({ refused: code, details })

const NAMES = '5f3f5f0e-6d6b-4d2a-9a57-0e3f0a4c1b22'

function askFor(stream: string, number: number, { command, deed }: Attempted): Ask<PlanCommand, Plan> {
  const { at: _, onBehalfOf, ...rest } = deed
  const commandId = uuidFrom(`${stream}/${String(number)}`, NAMES)
  const ciphertexts = Object.fromEntries(refsIn(command).map((ref) => [ref, { bytes: `of ${ref}` }]))
  return {
    commandId,
    digest: `digest-${String(number)}`,
    deed: rest,
    municipality: '0363',
    correlationId: commandId,
    causationId: commandId,
    ready: () => Promise.resolve({ command, ciphertexts, ...(onBehalfOf !== undefined && { onBehalfOf }) }),
  }
}

function refsIn(data: unknown): readonly string[] {
  if (typeof data !== 'object' || data === null) return []
  if ('sealed' in data && 'sha256' in data) return [String(data.sealed)]
  return Object.values(data).flatMap(refsIn)
}

/** As text: what they hold came from text, and no byte of it may differ. */
function mustBeSame(what: string, those: readonly unknown[], these: readonly unknown[], { stream, history }: Sequence) {
  const lines = (all: readonly unknown[]): string => all.map((one) => JSON.stringify(one)).join('\n')
  const [other, one] = [lines(those), lines(these)]
  if (other !== one) equal(other, one, `${what} differ in ${stream}, after\n${fc.stringify(history)}`)
}

/** Each attempt has ids of its own: of all else no byte may differ. */
const streamOn = async (store: EventStore, { stream }: Sequence) =>
  (await store.read(stream)).map(({ stream: of, revision, id, type, body, sealed }) => [
    of,
    revision,
    type,
    body.replace(id, ''),
    sealed,
  ])
