/** A history as a table: when, as what someone acted, under which law, and what happened, in words that name nobody. */
import { at, textAt } from './answers.ts'

/** @param events as `/history` answers them */
export function replayTable(events: readonly unknown[]): readonly string[] {
  const rows = events.map((event) => [
    String(at(event, 'revision')),
    textAt(event, 'recordedAt').slice(0, 16).replace('T', ' '),
    textAt(event, 'role'),
    textAt(event, 'domain'),
    textAt(event, 'words', 'en'),
  ])
  const table = [['rev', 'recorded (UTC)', 'by', 'law', 'what'], ...rows]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)))
  return table.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padStart(widths[0] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join('  '),
  )
}
