/** What happened, as a picture: a lane for each law, time from left to right. Whoever hears the page hears the list below it, which says the same. */
import { scaleTime } from 'd3-scale'
import { dayInWords } from '../dates.ts'
import { useHere, useSay, useWords } from '../look/here.ts'
import { capitalised, valueCalled } from '../plan/called.ts'
import { usePathInPlan } from '../plan/in-plan.ts'
import type { Entry } from './entry.ts'

const LANES = ['general', 'youth', 'wmo', 'participation'] as const
const WIDTH = 1_000
const MARGIN = 110
const LANE = 36
const RADIUS = 6

interface Shown {
  readonly entries: readonly Entry[]
  readonly revision: number
}

export function Lanes({ entries, revision }: Shown) {
  const say = useSay()
  return (
    <>
      <Picture entries={entries} revision={revision} />
      <details class="samenspel-steps">
        <summary>{say('Alle stappen als lijst', 'All steps as a list')}</summary>
        <ol>
          {entries.map((entry) => (
            <Step entry={entry} isThis={entry.revision === revision} />
          ))}
        </ol>
      </details>
    </>
  )
}

function Picture({ entries, revision }: Shown) {
  const { language } = useHere()
  const moments = entries.map(({ recordedAt }) => Date.parse(recordedAt))
  const [first, last] = [Math.min(...moments), Math.max(...moments)]
  const across = scaleTime()
    .domain([first, Math.max(last, first + 1)])
    .range([MARGIN, WIDTH - MARGIN])
  const height = LANES.length * LANE + 30
  return (
    <svg class="samenspel-lanes" viewBox={`0 0 ${String(WIDTH)} ${String(height)}`} aria-hidden="true">
      {LANES.map((lane, row) => (
        <g>
          <line x1={MARGIN} x2={WIDTH - MARGIN} y1={middleOf(row)} y2={middleOf(row)} />
          <text x={0} y={middleOf(row) + 5}>
            {capitalised(valueCalled('domain', lane, language))}
          </text>
        </g>
      ))}
      {across.ticks(5).map((tick) => (
        <text class="samenspel-tick" x={across(tick)} y={height - 6}>
          {dayInWords(tick.toISOString(), language)}
        </text>
      ))}
      {entries.map((entry) => (
        <circle
          data-revision={entry.revision}
          class={entry.revision === revision ? 'samenspel-this' : entry.revision < revision ? 'samenspel-past' : ''}
          cx={across(Date.parse(entry.recordedAt))}
          cy={middleOf(laneOf(entry))}
          r={RADIUS}
        />
      ))}
    </svg>
  )
}

const middleOf = (row: number) => row * LANE + LANE / 2

/** Of what is withheld nobody is told the law. */
const laneOf = (entry: Entry) => ('domain' in entry ? LANES.indexOf(entry.domain) : 0)

function Step({ entry, isThis }: { readonly entry: Entry; readonly isThis: boolean }) {
  const { language } = useHere()
  const words = useWords()
  const path = usePathInPlan()
  return (
    <li value={entry.revision}>
      <a
        class="utrecht-link"
        href={`${path('history')}?revision=${String(entry.revision)}`}
        data-revision={entry.revision}
        aria-current={isThis ? 'step' : undefined}
      >
        {words(entry.words)}
      </a>{' '}
      <span class="samenspel-quiet">{dayInWords(entry.recordedAt, language)}</span>
    </li>
  )
}
