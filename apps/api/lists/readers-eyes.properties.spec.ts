import { describe, expect, it } from '@jest/globals'
import { readsThePlan, sees, sightOf, type Sight as SightOfPlan } from '../../../libs/access/sight.ts'
import { writtenIn } from '../../../libs/access/testing/standing.ts'
import { ASKERS, inEveryWorld } from '../../../libs/access/testing/worlds.ts'
import type { Written } from '../../../libs/access/written.ts'
import type { Happened } from '../../../libs/deciding/read-model.ts'
import type { Sight } from '../../../libs/plan/lists/as-rows.ts'
import { caseload } from '../../../libs/plan/lists/caseload.ts'
import { deviationsRegister } from '../../../libs/plan/lists/deviations-register.ts'
import type { PlanEvent } from '../../../libs/plan/plan.ts'
import { plansByDomain } from '../../../libs/plan/lists/plans-by-domain.ts'
import { changesAfter } from '../../../libs/deciding/rows-in-memory.ts'
import { happened } from '../../../libs/plan/testing/rows-after.ts'
import { whatIsDue } from '../../../libs/plan/lists/what-is-due.ts'
import { itemOf } from './list-due.ts'
import { asWritten, type OfItem } from './readers-eyes.ts'

type AnyRow = Readonly<Record<string, string | number>>

/** Every row that one event makes, with the item that its list judges it by. */
function rowsOf(one: Happened<PlanEvent>): readonly (readonly [Sight, OfItem | undefined])[] {
  const changes = [
    ...changesAfter(caseload, one),
    ...changesAfter(whatIsDue, one),
    ...changesAfter(deviationsRegister, one),
    ...changesAfter(plansByDomain, one),
  ]
  const rows: readonly AnyRow[] = changes.flatMap((change) => ('put' in change ? [change.row as AnyRow] : []))
  return rows.flatMap((row) => ('recordedAt' in row ? [[sightIn(row), itemIn(row)] as const] : []))
}

const sightIn = ({ type, domain, about, recordedAt, activity }: AnyRow): Sight => ({
  type: String(type),
  domain: String(domain),
  about: String(about),
  recordedAt: String(recordedAt),
  activity: String(activity),
})

function itemIn({
  type,
  deviation,
  goal,
  kind,
  item,
  person = '',
  reader = '',
  corrects = '',
}: AnyRow): OfItem | undefined {
  if (deviation !== undefined) return { deviation: String(deviation) }
  if (goal !== undefined) return { goal: String(goal) }
  if (kind === undefined) return undefined
  return itemOf({
    type: String(type),
    kind: String(kind),
    item: String(item),
    person: String(person),
    reader: String(reader),
    corrects: String(corrects),
  })
}

/** Beyond the goals that someone joined for they read what they wrote themselves: in the plan, not in lists. */
function isOnlyTheirOwn(sight: SightOfPlan, { event, envelope }: Written): boolean {
  const wrote = sight.grounds.some(
    (ground) =>
      ground.is === 'care-team' && ground.scopes?.some(({ professional }) => professional === envelope.actor.id),
  )
  const another = { ...envelope, actor: { kind: 'system', id: 'somebody-else' } } as const
  // Of the family who ended help, and whose it is, know that it ended; that an answer is due is for who must give it.
  if (event.type === 'HelpEnded')
    return (
      sees(sight, { event, envelope }) && !sees(sight, { event: { ...event, person: 'another' }, envelope: another })
    )
  return wrote && !sees(sight, { event, envelope: another })
}

describe('a row of a list', () => {
  it('is judged as the event it was made of: it keeps all that a sight of that event hangs on, but for who wrote it', () => {
    const judged = { seen: 0, unseen: 0 }
    inEveryWorld((world) => {
      const made = world.past.flatMap((one, revision) => {
        const written = writtenIn(one)
        return rowsOf(happened(one, revision)).map(([row, item]) => ({ written, row, item }))
      })
      for (const asker of ASKERS) {
        const sight = sightOf(asker, world)
        if (!readsThePlan(sight.grounds)) continue
        for (const { written, row, item } of made) {
          const seesEvent = sees(sight, written)
          if (sees(sight, asWritten(row, item)) !== (seesEvent && !isOnlyTheirOwn(sight, written)))
            expect([asker, row, item]).toEqual(['to be judged as', written.event])
          judged[seesEvent ? 'seen' : 'unseen'] += 1
        }
      }
    }, 100)
    expect(Math.min(judged.seen, judged.unseen)).toBeGreaterThan(1_000)
  })
})
