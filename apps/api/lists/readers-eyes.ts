/** Rows before one reader's eyes: each is judged on the plan as it stands now, by the same decision as the plan itself, and opened only when it is seen. */
import type { LookedItem } from '../../../libs/access/access-record.ts'
import type { Ground } from '../../../libs/access/grounds.ts'
import {
  opensSealedValues,
  readsWithoutNames,
  readsLists,
  readsWords,
  sees,
  type Sight as SightOfPlan,
} from '../../../libs/access/sight.ts'
import { withheldFrom } from '../../../libs/access/withheld.ts'
import type { Written } from '../../../libs/access/written.ts'
import { EventUnreadable } from '../../../libs/event-store/recorded.ts'
import type { Actor } from '../../../libs/deciding/decider.ts'
import type { Domain } from '../../../libs/deciding/domains.ts'
import type { SealedInRow, Sight } from '../../../libs/plan/lists/as-rows.ts'
import { plan, type PlanEvent } from '../../../libs/plan/plan.ts'
import { keyOf } from '../../../libs/plan/visibility/visibility.ts'
import type { SealedValues } from '../../../libs/sealing/sealing.ts'
import type { Caller } from '../caller.ts'
import { standingOf } from '../plans/door/standing.ts'
import { withoutPeople } from '../plans/reading/without-people.ts'
import { planStream, type System } from '../../../libs/installation/system.ts'

/** Which item a row is of: a reader's sight may hang on it. */
export type OfItem = Readonly<Record<string, string | object>>

export interface PlanInSight {
  readonly grounds: readonly Ground[]
  readonly sight: SightOfPlan
  /** Whether the reader may see the event that a row was made of. */
  readonly sees: (row: Sight, item?: OfItem) => boolean
  /** Of what they see, whether they read its words. */
  readonly readsWords: (row: Sight, item?: OfItem) => boolean
  /** Says that the list tells of a row: what its access record holds. */
  readonly tells: (row: Sight, item: LookedItem) => void
  /** Whether it is withheld from the reader, whatever they stand on. */
  readonly hides: (kind: string, id: string) => boolean
  /** An item of the list as its reader gets it: sealed words opened where they may be, people left out where they must be. */
  readonly answer: (item: object, sealed?: readonly SealedInRow[]) => Promise<unknown>
}

export interface Eyes {
  (planId: string): Promise<PlanInSight>
  /** Whether a plan was passed over that cannot be read: what the reader may see of it, nobody can say. */
  readonly isIncomplete: () => boolean
}

/** For one request: a plan that has many rows is stood before once. */
export function eyesOf(system: System, caller: Caller): Eyes {
  const known = new Map<string, Promise<PlanInSight>>()
  let isIncomplete = false
  const passedOver = (planId: string) => (fault: unknown) => {
    if (!(fault instanceof EventUnreadable) || fault.stream !== planStream(planId)) throw fault
    system.unreadable.tell(fault)
    isIncomplete = true
    return NOTHING_IN_SIGHT
  }
  const eyes = (planId: string) => {
    const inSight = known.get(planId) ?? standBefore(system, caller, planId).catch(passedOver(planId))
    known.set(planId, inSight)
    return inSight
  }
  return Object.assign(eyes, { isIncomplete: () => isIncomplete })
}

const NOTHING_IN_SIGHT: PlanInSight = {
  grounds: [],
  sight: { grounds: [], withheld: withheldFrom('', plan.initial, '') },
  sees: () => false,
  readsWords: () => false,
  tells: () => undefined,
  hides: () => true,
  answer: () => Promise.resolve(undefined),
}

async function standBefore(system: System, caller: Caller, planId: string): Promise<PlanInSight> {
  const stream = planStream(planId)
  const { state: plan, revision } = await system.folds.plans.at(stream)
  const { grounds, sight, decidedOn } = await standingOf(system, caller, planId, plan, { inAList: true })
  const look = caller.looks.at(planId, { plan: revision, ...decidedOn }, grounds)
  // Of the plans that a list passes by only the grounds stay in memory: there may be many, and large ones.
  return {
    grounds,
    sight,
    hides: (kind, id) => sight.withheld.items.has(keyOf({ kind, id })),
    sees: (row, item) => readsLists(grounds) && sees(sight, asWritten(row, item)),
    readsWords: (row, item) => readsWords(sight, asWritten(row, item)),
    tells({ domain, about }, item) {
      look.lists(item, { domain: domain as Domain, about: JSON.parse(about) as readonly string[] })
    },
    async answer(item, sealed = []) {
      if (!opensSealedValues(grounds)) return item
      const values = Object.assign({}, ...sealed.map((one) => one.values)) as SealedValues
      if (!readsWithoutNames(grounds)) return system.sealing.unsealAll(item, values)
      const { state } = await system.folds.plans.at(stream)
      const { state: history } = await system.folds.histories.at(stream)
      return withoutPeople(system, state, history, item, values)
    },
  }
}

/**
 * Of an event that a row was made of it is not kept who wrote it, so that nobody can be counted by a list. What someone wrote beyond the goals that they
 * joined for they find in the plan, and in no list.
 */
const NOBODY: Actor = { kind: 'system', id: 'not-kept' }

/** All that a judgement reads of an event, from what its row kept of it. */
export const asWritten = ({ type, domain, about, recordedAt, activity }: Sight, item?: OfItem): Written => ({
  event: { ...item, type, domain, about: JSON.parse(about) as readonly string[] } as PlanEvent,
  envelope: { recordedAt, actor: NOBODY, processingActivity: activity },
})
