/** A plan before one reader's eyes: the events their grounds cover, up to a point, numbered as they see them. Every answer about a plan is made from this. */
import {
  opensSealedValues,
  readsThePlan,
  readsWhatWasLeftOpen,
  readsWithoutNames,
  shown,
  type Sight,
} from '../../../../libs/access/sight.ts'
import { itsMakerSaw } from '../../../../libs/access/what-its-maker-saw.ts'
import { Refusal } from '../../../../libs/deciding/decider.ts'
import type { Recorded } from '../../../../libs/event-store/recorded.ts'
import { shownInPieces } from '../../../../libs/http/in-pieces.ts'
import type { AccessRefusal } from '../../../../libs/access/may.ts'
import { withNamedInSight } from '../../../../libs/plan/named-in-sight.ts'
import type { PlanEvent } from '../../../../libs/plan/plan.ts'
import type { Seen, SeenEvent } from '../../../../libs/plan/seen.ts'
import { keyOf, type WithholdingGround } from '../../../../libs/plan/visibility/visibility.ts'
import type { Caller } from '../../caller.ts'
import { lastSeenIn } from '../../../../libs/installation/marked-tags.ts'
import { asFarAs } from '../../../../libs/installation/as-far-as.ts'
import { planStream, type System } from '../../../../libs/installation/system.ts'
import { ciphertextsBeside } from './ciphertexts.ts'
import { LARGE_PLAN_BYTES } from '../../../../libs/installation/large-readings.ts'
import { pseudonymsIn, underPseudonyms, type PseudonymOf } from '../door/pseudonyms.ts'
import { standingOf } from '../door/standing.ts'
import { withoutPeople } from './without-people.ts'

/** What is read where: the head, a revision (in the reader's count, from 0) or a moment. */
export interface PointInTime {
  readonly revision?: number
  readonly at?: string
}

export type ReadingRefusal = 'REVISION_HAS_NOT_COME' | 'NOTHING_HAPPENED_BY_THEN' | AccessRefusal

export interface SeenInFull extends Seen {
  readonly recorded: Recorded<SeenEvent>
}

export interface Reading {
  readonly planId: string
  /** Opaque, of the last event they see: what `If-Match` and `basedOn` take. It moves only when what they see does. */
  readonly etag: string
  readonly seen: readonly SeenInFull[]
  readonly sight: Sight
  /** On what ground an item is withheld from them, where they are told so. */
  readonly toldWithheld: (kind: string, id: string) => WithholdingGround | undefined
  /** How a person's id is shown to them. */
  readonly shownAs: PseudonymOf
  /** Says which of them the answer tells, where that is not all: what its access record holds. */
  readonly tells: (events: readonly SeenInFull[]) => void
  /** Puts an answer into the reader's hands: sealed values opened where they may be, people left out where they must be; in pieces, where it is large. */
  readonly answer: (answer: unknown, afterwards?: (part: unknown) => unknown) => Promise<unknown>
}

/** @throws Refusal NOT_FOUND where the reader has no part in the plan, alike for one that does not exist */
export async function readingOf(its: System, caller: Caller, planId: string): Promise<Reading> {
  const stream = planStream(planId)
  const now = await its.folds.plans.at(stream)
  const system = asFarAs(its, stream, now.revision)
  if (now.bytes > LARGE_PLAN_BYTES) await system.largeReadings.turn()
  const { grounds, sight, decidedOn } = await standingOf(system, caller, planId, now.state)
  const look = caller.looks.at(planId, { plan: now.revision, ...decidedOn }, grounds)
  if (!readsThePlan(grounds)) throw new Refusal<ReadingRefusal>('NOT_FOUND')
  const { state: history } = await system.folds.histories.at(stream)
  const visible = history.flatMap((recorded) => asShown(sight, recorded))
  const theirs = readsWhatWasLeftOpen(grounds) ? visible : visible.map(withoutWhatWasLeftOpen)
  const named = withNamedInSight(theirs, { isOfTheFamily: grounds.some(({ is }) => is === 'family') })
  const seen = inTheirCount(named, system.digestOfExcluded)
  look.sees(visible.filter(isOfThePlan))
  const verifies = !opensSealedValues(grounds)
  const shownAs: PseudonymOf = verifies
    ? pseudonymsIn(system.vault.deriveKey('pseudonyms'), planId, history)
    : (id) => id
  return {
    planId,
    etag: await system.tags.tag(stream, lastSeenIn(seen.at(-1)?.recorded)),
    seen,
    sight,
    toldWithheld: (kind, id) => sight.withheld.told.get(keyOf({ kind, id })),
    shownAs,
    tells(events) {
      look.tells(events.map(({ recorded }) => recorded).filter(isOfThePlan))
    },
    answer(answer, afterwards = (part) => part) {
      if (verifies) return shownInPieces(answer, (part) => Promise.resolve(afterwards(underPseudonyms(part, shownAs))))
      const ciphertextsOf = ciphertextsBeside(
        system.store,
        stream,
        seen.map(({ recorded }) => recorded),
      )
      return shownInPieces(answer, async (part) => {
        const values = await ciphertextsOf(part)
        if (readsWithoutNames(grounds)) return afterwards(await withoutPeople(system, now.state, history, part, values))
        return afterwards(await system.sealing.unsealAll(part, values))
      })
    },
  }
}

/** The reader's plan up to a point. @throws Refusal where the point lies outside it */
export function upTo<One extends Seen>(seen: readonly One[], { revision, at }: PointInTime): readonly One[] {
  if (revision !== undefined && revision >= seen.length)
    throw new Refusal<ReadingRefusal>('REVISION_HAS_NOT_COME', { last: seen.length - 1 })
  const until = seen.slice(0, revision === undefined ? undefined : revision + 1)
  // All that came before what had come by then: also what a clock that was ahead recorded later.
  const then = at === undefined ? until : until.slice(0, until.findLastIndex((one) => one.at <= at) + 1)
  if (then.length === 0) throw new Refusal<ReadingRefusal>('NOTHING_HAPPENED_BY_THEN')
  return then
}

/** Where one is told no more than that something is withheld, nothing of it was looked at. */
export const isOfThePlan = (recorded: Recorded<SeenEvent>): recorded is Recorded<PlanEvent> =>
  recorded.event.type !== 'ItemWithheld'

/** An event as its reader gets it: whole, as told that it is withheld, or not. */
function asShown(sight: Sight, recorded: Recorded<PlanEvent>): readonly Recorded<SeenEvent>[] {
  const event = shown(sight, recorded)
  if (event === recorded.event) return [recorded]
  return event === undefined ? [] : [{ ...recorded, event }]
}

/** Who coordinates now is for everyone; what of every law was left open then, told by ids, is not. */
function withoutWhatWasLeftOpen(recorded: Recorded<SeenEvent>): Recorded<SeenEvent> {
  if (recorded.event.type !== 'CoordinatorReplaced') return recorded
  const { document: _document, ...event } = recorded.event
  return { ...recorded, event }
}

/** Of what is withheld, who did it is not said either. */
const NOT_TOLD = ''

/**
 * By the seed, and who could not be drawn, whoever knows who works together would tell who is next, and whoever was drawn in whose team they are not: it is for
 * who holds the envelope. So are the teams of which nobody reads.
 */
function withoutTheLot(event: PlanEvent, digestOf: (text: string) => string): PlanEvent {
  if ('seed' in event) return { ...event, seed: digestOf(event.seed) }
  if (!('teams' in event)) return event
  const { teams: _theirs, ...others } = event
  return others
}

/** Numbered as their reader counts them. */
export function inTheirCount(
  visible: readonly Recorded<SeenEvent>[],
  digestOf: (text: string) => string,
): readonly SeenInFull[] {
  return visible.map((recorded, revision) => {
    const { event, envelope } = recorded
    const { actor, recordedAt, onBehalfOf, basedOn } = envelope
    if (event.type === 'ItemWithheld') return { event, by: NOT_TOLD, at: recordedAt, revision, recorded }
    const maker = itsMakerSaw(event, envelope.processingActivity)
    const before =
      basedOn === undefined
        ? -1
        : visible.findLastIndex(
            (one) => one.envelope.revision <= basedOn && one.event.type !== 'ItemWithheld' && maker(one.event),
          )
    return {
      event: withoutTheLot(event, digestOf),
      by: actor.id,
      at: recordedAt,
      revision,
      ...(onBehalfOf !== undefined && { onBehalfOf }),
      ...(before >= 0 && { basedOn: before }),
      // Nobody who knows the ids can try which of them it is: the key is the installation’s, and each draw has a digest of its own.
      ...('excluded' in event && { excluded: digestOf(JSON.stringify([envelope.id, ...event.excluded])) }),
      recorded,
    }
  })
}
