/** For whom a correction is, said from the words of the design and from the events alone: for who reads what it corrects, then and now. */
import type { Actor, Moment } from '../../deciding/decider.ts'
import type { PlanEvent } from '../../plan/plan.ts'
import type { Recorded } from '../../plan/testing/histories.ts'
import type { Asker } from '../grounds.ts'

type Reads = (event: PlanEvent, recordedAt: Moment, by: Actor, activity: string) => boolean

/** What a correction keeps of what it corrects, as that; undefined for all else, and for a name, which is for who reads who is who. */
export function whatItMends(event: PlanEvent): PlanEvent | undefined {
  if (!('corrects' in event)) return undefined
  const { type, domain, about, outline } = event.corrects
  return { ...(JSON.parse(outline) as object), type, domain, about } as PlanEvent
}

/** What was corrected as it was written, and as who wrote it would write it now of whom the correction is about. */
function asWhatItMends([deed, event]: Recorded): readonly Recorded[] {
  const what = whatItMends(event)
  if (what === undefined || !('corrects' in event)) return [[deed, event]]
  const by = { ...deed.by, id: event.corrects.by }
  return [
    [{ ...deed, by, at: event.corrects.at }, what],
    [
      { ...deed, by },
      { ...what, about: event.about },
    ],
  ]
}

/** A correction on the same ground as what it corrects; what one of the family reads of the whole family and of themselves is one ground. */
export function readsIt({ activity }: Asker, reads: readonly Reads[], one: Recorded): boolean {
  const parts = asWhatItMends(one)
  const isReadBy = (sees: Reads, [{ at, by, activity: written }, event]: Recorded) => sees(event, at, by, written)
  return activity === 'own-file'
    ? parts.every((part) => reads.some((sees) => isReadBy(sees, part)))
    : reads.some((sees) => parts.every((part) => isReadBy(sees, part)))
}

/** Of names, partners were told those of who works here. */
export const isOfANameTold = (event: PlanEvent): boolean =>
  event.type === 'CorrectionRecorded' && /^(professional|coordinator)$/.test(event.of.kind)
