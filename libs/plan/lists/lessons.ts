/**
 * The lessons that were cleared of people, for whose protocol it is: of which step, and when it was cleared. What is told of them is told in fives, each of
 * another family, so that nobody can tell by what came when whose it was.
 */
import type { ReadModel } from '../../deciding/read-model.ts'
import { planOf } from './as-rows.ts'
import type { PlanEvent } from '../plan.ts'

const tables = {
  lesson: {
    columns: {
      plan: 'text',
      deviation: 'text',
      protocol: 'text',
      version: 'integer',
      step: 'text',
      /** '' until somebody else than who wrote it cleared it of people. */
      clearedAt: 'text',
    },
    key: ['plan', 'deviation'],
    lookups: [['protocol', 'clearedAt']],
  },
} as const

export const lessons = {
  name: 'lessons',
  version: 1,
  tables,
  after: {
    // What leaves a priority is between that plan’s own laws, and of no protocol.
    DeviationReported: ({ event: { deviation, from }, envelope }) => {
      if (from.kind !== 'step') return []
      const { protocol, version, step } = from
      return [{ put: 'lesson', row: { plan: planOf(envelope), deviation, protocol, version, step, clearedAt: '' } }]
    },
    LessonCleared: ({ event: { deviation }, envelope }) => [
      {
        change: 'lesson',
        where: { plan: planOf(envelope), deviation },
        set: { clearedAt: envelope.recordedAt },
      },
    ],
  },
} as const satisfies ReadModel<PlanEvent, typeof tables>

/** So many families at least, each time more is told. */
export const FAMILIES_TOGETHER = 5

/** Those that can be told: in the order they were cleared, as far as each batch is of so many families. @param cleared in that order */
export function toldTogether<Lesson extends { readonly plan: string }>(cleared: readonly Lesson[]): readonly Lesson[] {
  let told = 0
  let families = new Set<string>()
  for (const [place, { plan }] of cleared.entries()) {
    families.add(plan)
    if (families.size < FAMILIES_TOGETHER) continue
    told = place + 1
    families = new Set()
  }
  return cleared.slice(0, told)
}
