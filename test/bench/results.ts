/** What a suite found, row by row: printed as a table, and written as JSON for whoever compares runs. */
import { writeFileSync } from 'node:fs'
import type { Machine } from './machine.ts'
import type { Spread } from './rounds.ts'

/** At least one of the conditions named is to be met. */
export interface Goal {
  /** Ours is at least so many times theirs, in the median. */
  readonly ratio?: number
  readonly atLeast?: number
  readonly atMost?: number
}

export interface Row {
  readonly what: string
  /** With whom it is compared; or why it was not measured. */
  readonly against: string
  /** Ours, in the median; null where it could not be measured. */
  readonly value: number | null
  readonly unit: string
  readonly ratio: Spread | null
  readonly goal: Goal | null
}

export interface Results {
  readonly suite: string
  readonly machine: Machine
  readonly rows: readonly Row[]
}

export const notMeasured = (what: string, reason: string, goal: Goal | null): Row => ({
  what,
  against: `not measured: ${reason.replaceAll(/\s+/g, ' ').slice(0, 100)}`,
  value: null,
  unit: '',
  ratio: null,
  goal,
})

/** Null where there is no goal, or nothing was measured. */
export function holds({ value, ratio, goal }: Row): boolean | null {
  if (goal === null || value === null) return null
  return (
    (goal.ratio !== undefined && ratio !== null && ratio.median >= goal.ratio) ||
    (goal.atLeast !== undefined && value >= goal.atLeast) ||
    (goal.atMost !== undefined && value <= goal.atMost)
  )
}

export function goalInWords(goal: Goal | null, unit: string): string {
  if (goal === null) return ''
  const { ratio, atLeast, atMost } = goal
  return [
    atLeast === undefined ? [] : `≥ ${figure(atLeast)} ${unit}`,
    atMost === undefined ? [] : `≤ ${figure(atMost)} ${unit}`,
    ratio === undefined ? [] : `≥ ${String(ratio)}×`,
  ]
    .flat()
    .join(' or ')
}

export function asJson({ suite, machine, rows }: Results): string {
  const results = rows.map((row) => ({
    what: row.what,
    against: row.against,
    value: row.value,
    unit: row.unit,
    ratio: row.ratio,
    goal: row.goal === null ? null : goalInWords(row.goal, row.unit),
    holds: holds(row),
  }))
  return `${JSON.stringify({ suite, machine, results }, null, 2)}\n`
}

export function writeJson(file: string, results: Results): void {
  writeFileSync(file, asJson(results))
}

const SAYS = new Map<boolean | null, string>([
  [true, 'holds'],
  [false, 'NOT REACHED'],
  [null, ''],
])

const HEADS = ['what', 'ours', 'against', 'ratio: median (range)', 'goal', '']

export function asTable(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.what,
    row.value === null ? '–' : `${figure(row.value)} ${row.unit}`,
    row.against,
    row.ratio === null ? '' : ratioInWords(row.ratio),
    goalInWords(row.goal, row.unit),
    SAYS.get(holds(row)) ?? '',
  ])
  const all = [HEADS, ...cells]
  const widths = HEADS.map((_, column) => Math.max(...all.map((line) => line[column]?.length ?? 0)))
  return all
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

const ratioInWords = ({ min, median, max }: Spread): string => `${figure(median)}× (${figure(min)}–${figure(max)})`

/** Three digits that say something. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-US')
  return String(Number(value.toPrecision(3)))
}
