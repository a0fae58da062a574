/** What nobody answered, by the quarter in which that was certain. */
import { describe, expect, it } from '@jest/globals'
import { eventsOf, inEveryHistory } from '../testing/histories.ts'
import { rowsAfter } from '../testing/rows-after.ts'
import { leftUnanswered, quarterOf, quartersUntil } from './left-unanswered.ts'

describe('what nobody answered', () => {
  it('is counted once for each time that nobody was left, whatever happened, and says no plan and no person', () => {
    inEveryHistory((history) => {
      const past = eventsOf(history)
      const left = past.filter(
        ([, event]) =>
          event.type === 'DueLeftUnanswered' || (event.type === 'ChallengeEscalated' && event.addressee === undefined),
      )
      const { left_unanswered: rows } = rowsAfter(leftUnanswered, past)
      expect(rows).toHaveLength(left.length)
      for (const row of rows) expect(Object.keys(row).sort()).toEqual(['of', 'quarter', 'what'])
    })
  })

  it('is of the quarter of its day', () => {
    expect(['2026-01-01', '2026-03-31', '2026-04-01', '2026-12-31'].map(quarterOf)).toEqual([
      '2026-Q1',
      '2026-Q1',
      '2026-Q2',
      '2026-Q4',
    ])
    expect(quartersUntil('2026-02-01', 3)).toEqual(['2025-Q2', '2025-Q3', '2025-Q4'])
    expect(quartersUntil('2026-04-01', 2)).toEqual(['2025-Q4', '2026-Q1'])
  })
})
