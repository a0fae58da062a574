/** What happened in a plan, and how it stood at each point: a slider over what its reader saw happen, and what changed there in words. */
import type { Schema } from '../asking.ts'
import { Document } from '../look/document.tsx'
import { useSay } from '../look/here.ts'
import { namesIn } from '../plan/called.ts'
import { PlanContext, usePathInPlan } from '../plan/in-plan.ts'
import type { Entry } from './entry.ts'
import { Lanes } from './lanes.tsx'
import { OneStep } from './step-page.tsx'

export interface History {
  /** Everything its reader sees happen, or as much of it as a page takes, from the beginning. */
  readonly entries: readonly Entry[]
  readonly isWhole: boolean
  /** The place in the reader's count that is looked at. */
  readonly revision: number
  /** How it stood there. */
  readonly then: Schema<'PlanAnswer'>
  /** The names as they are known now: who left later has theirs. */
  readonly namesNow: Schema<'Plan'>
}

export function HistoryPage({ entries, isWhole, revision, then, namesNow }: History) {
  const say = useSay()
  const { plan, planId } = then
  const names = new Map([...namesIn(plan), ...namesIn(namesNow)])
  const entry = entries.find((one) => one.revision === revision)
  return (
    <Document title={say('Wat er gebeurde', 'What happened')}>
      <PlanContext.Provider value={{ plan, planId, names, isNow: false }}>
        <h1 class="utrecht-heading-1">{say('Wat er gebeurde', 'What happened')}</h1>
        {!isWhole && (
          <p class="utrecht-paragraph">
            {say(
              'Dit is het begin; wat later gebeurde, staat er niet bij.',
              'This is the beginning; what happened later does not stand here.',
            )}
          </p>
        )}
        <Slider last={entries.at(-1)?.revision ?? 0} revision={revision} />
        <Compare last={entries.at(-1)?.revision ?? 0} revision={revision} />
        <Lanes entries={entries} revision={revision} />
        <OneStep entry={entry} />
      </PlanContext.Provider>
    </Document>
  )
}

/** Without its script the button does what moving it does; the arrow keys step. */
function Slider({ last, revision }: { readonly last: number; readonly revision: number }) {
  const say = useSay()
  const path = usePathInPlan()
  return (
    <form class="samenspel-slider" method="get" action={path('history')} data-shows-at-once={path('history/step')}>
      <label class="utrecht-form-label" for="revision">
        {say('Ga door de geschiedenis', 'Go through the history')}
      </label>
      <input
        id="revision"
        name="revision"
        type="range"
        min="0"
        max={last}
        value={revision}
        data-said={say('stap {} van', 'step {} of') + ` ${String(last)}`}
        aria-valuetext={say(
          `stap ${String(revision)} van ${String(last)}`,
          `step ${String(revision)} of ${String(last)}`,
        )}
      />
      <button class="utrecht-button utrecht-button--secondary-action">{say('Toon', 'Show')}</button>
      <a class="utrecht-link" href={path()}>
        {say('Terug naar het plan van nu', 'Back to the plan of now')}
      </a>
    </form>
  )
}

/** The point that is looked at beside another. */
function Compare({ last, revision }: { readonly last: number; readonly revision: number }) {
  const say = useSay()
  const path = usePathInPlan()
  return (
    <form class="samenspel-compare" method="get" action={path('history/compare')}>
      {(
        [
          ['from', say('Vergelijk stap', 'Compare step'), revision === last ? 0 : revision],
          ['to', say('met stap', 'with step'), last],
        ] as const
      ).map(([name, label, value]) => (
        <label class="utrecht-form-label">
          {label} <input class="utrecht-textbox" type="number" name={name} min="0" max={last} value={value} required />
        </label>
      ))}
      <button class="utrecht-button utrecht-button--secondary-action">{say('Vergelijk', 'Compare')}</button>
    </form>
  )
}
