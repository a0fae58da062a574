/** What happened in a plan, and how it stood at each point: a slider over what its reader saw happen, and what changed there in words. */
import type { Child } from 'hono/jsx'
import type { Schema } from '../asking.ts'
import { momentInWords } from '../dates.ts'
import { Document } from '../look/document.tsx'
import { useHere, useSay, useWords } from '../look/here.ts'
import { capitalised, namesIn, valueCalled } from '../plan/called.ts'
import { PlanContext, useName, usePathInPlan } from '../plan/in-plan.ts'
import { ThePlan } from '../plan/plan-page.tsx'
import type { Entry } from './entry.ts'
import { Lanes } from './lanes.tsx'
import { ROLE_WORDS } from '../../../libs/plan/words/labels.ts'

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
        <div id="lanes" data-follows>
          <Lanes entries={entries} revision={revision} />
        </div>
        <div id="happened-then" aria-live="polite" data-follows>
          {entry !== undefined && <WhatHappened entry={entry} />}
        </div>
        <h2 class="utrecht-heading-2">{say('Hoe het plan toen was', 'How the plan stood then')}</h2>
        <div id="plan-then" data-follows>
          <ThePlan />
        </div>
      </PlanContext.Provider>
    </Document>
  )
}

/** Without its script the button does what moving it does; the arrow keys step. */
function Slider({ last, revision }: { readonly last: number; readonly revision: number }) {
  const say = useSay()
  const path = usePathInPlan()
  return (
    <form class="samenspel-slider" method="get" action={path('history')} data-shows-at-once>
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

function WhatHappened({ entry }: { readonly entry: Entry }) {
  const { language } = useHere()
  const say = useSay()
  const words = useWords()
  return (
    <section class="samenspel-happened" aria-labelledby="happened">
      <h2 class="utrecht-heading-2" id="happened">
        {words(entry.words)}
      </h2>
      <dl class="samenspel-facts">
        <Fact label={say('Wanneer', 'When')}>{momentInWords(entry.recordedAt, language)}</Fact>
        {'by' in entry && <Made entry={entry} />}
      </dl>
    </section>
  )
}

function Made({ entry }: { readonly entry: Schema<'HistoryEntry'> }) {
  const { language } = useHere()
  const say = useSay()
  const words = useWords()
  const name = useName()
  const path = usePathInPlan()
  const { by, role, domain, legalBasis, onBehalfOf, basedOn } = entry
  return (
    <>
      <Fact label={say('Wie', 'Who')}>
        {capitalised(name(by))} ({words(ROLE_WORDS[role])})
        {onBehalfOf !== undefined && ` ${say('namens', 'on behalf of')} ${name(onBehalfOf)}`}
      </Fact>
      <Fact label={say('Domein', 'Domain')}>{capitalised(valueCalled('domain', domain, language))}</Fact>
      <Fact label={say('Op welke grond', 'On what ground')}>{legalBasis}</Fact>
      {basedOn !== undefined && (
        <Fact label={say('Wat de maker voor zich had', 'What its maker had before them')}>
          <a class="utrecht-link" href={`${path('history')}?revision=${String(basedOn)}`}>
            {say(`Het plan tot en met stap ${String(basedOn)}`, `The plan up to step ${String(basedOn)}`)}
          </a>
        </Fact>
      )}
    </>
  )
}

function Fact({ label, children }: { readonly label: string; readonly children: Child }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
