/** What was made, in figures: the drawn shares beside the source's, and what was written. */
import type { Tally } from './commands.ts'
import { figuresOf, isPlausible, type Figure } from './figures.ts'
import type { Population } from './populate.ts'

const HEADINGS = ['', 'source', 'drawn', 'of', 'where it shows'] as const

export function closingTable({ families, commands }: Pick<Population, 'families' | 'commands'>): string {
  const figures = figuresOf(families)
  const implausible = figures.filter((figure) => !isPlausible(figure))
  return [
    ...table([HEADINGS, ...figures.map(cells)]),
    '',
    'source: SCP, in Kim Putters, Een lokaal sociaal contract (2018), ch. 5.',
    '"as events": in care teams, goals and life areas. "shaped choices": no event says it yet; it made a relative or a',
    "professional the owner of an action, and chose goals and the words of the family's own plan.",
    ...implausible.map(({ what }) => `further from the source than chance explains: ${what}`),
    '',
    `written: ${writtenIn(commands)}`,
  ].join('\n')
}

const percent = (share: number) => `${(share * 100).toFixed(1)}%`

const cells = ({ what, source, drawn, of, written }: Figure) =>
  [what, percent(source), of === 0 ? '–' : percent(drawn), String(of), written] as const

/** Columns side by side: words to the left, figures to the right. */
function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0
        return column === 0 || column === HEADINGS.length - 1 ? cell.padEnd(width) : cell.padStart(width)
      })
      .join('  ')
      .trimEnd(),
  )
}

const SHOWN: Readonly<Record<string, string>> = {
  OpenPlan: 'plans',
  JoinPlan: 'members',
  ProposeGoal: 'goals',
  GiveView: 'views',
  PlanAction: 'actions',
  SetPriority: 'priorities',
  ReportDeviation: 'deviations',
  GiveSecondReading: 'second readings',
  EvaluateDeviation: 'evaluated deviations',
  AcceptHandover: 'handovers',
}

function writtenIn(commands: Tally): string {
  const all = [...commands.values()].reduce((total, one) => total + one, 0)
  const shown = Object.entries(SHOWN).map(([type, what]) => `${String(commands.get(type) ?? 0)} ${what}`)
  return `${String(all)} commands; ${shown.join(', ')}`
}
