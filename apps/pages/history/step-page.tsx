/** What happened at one step of a history, and how the plan stood then; in the page of the history, and alone as its slider moves. */
import type { Child } from 'hono/jsx'
import { ROLE_WORDS } from '../../../libs/plan/words/labels.ts'
import type { Schema } from '../asking.ts'
import { momentInWords } from '../dates.ts'
import { Document } from '../look/document.tsx'
import { useHere, useSay, useWords } from '../look/here.ts'
import { capitalised, namesIn, valueCalled } from '../plan/called.ts'
import { PlanContext, useName, usePathInPlan } from '../plan/in-plan.ts'
import { ThePlan } from '../plan/plan-page.tsx'
import type { Entry } from './entry.ts'

export interface Step {
  readonly then: Schema<'PlanAnswer'>
  readonly entry: Entry | undefined
}

export function StepPage({ then: { plan, planId }, entry }: Step) {
  const say = useSay()
  return (
    <Document title={say('Wat er gebeurde', 'What happened')}>
      <PlanContext.Provider value={{ plan, planId, names: namesIn(plan), isNow: false }}>
        <h1 class="utrecht-heading-1">{say('Wat er gebeurde', 'What happened')}</h1>
        <OneStep entry={entry} />
      </PlanContext.Provider>
    </Document>
  )
}

export function OneStep({ entry }: Pick<Step, 'entry'>) {
  const say = useSay()
  return (
    <>
      <div id="happened-then" aria-live="polite" data-follows>
        {entry !== undefined && <WhatHappened entry={entry} />}
      </div>
      <h2 class="utrecht-heading-2">{say('Hoe het plan toen was', 'How the plan stood then')}</h2>
      <div id="plan-then" data-follows>
        <ThePlan />
      </div>
    </>
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
