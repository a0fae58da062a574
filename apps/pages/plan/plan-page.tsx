/** A plan, as its reader may see it now. */
import type { Schema } from '../asking.ts'
import { useSay } from '../look/here.ts'
import { Words } from '../look/words.tsx'
import { Document } from '../look/document.tsx'
import { namesIn } from './called.ts'
import { Deviations } from './deviations.tsx'
import { Goals } from './goals.tsx'
import { PlanContext, usePathInPlan, useInPlan } from './in-plan.ts'
import { People } from './people.tsx'
import { PlanActs } from './plan-acts.tsx'
import { Priorities } from './priorities.tsx'

export function PlanPage({ answer, hasLog }: { readonly answer: Schema<'PlanAnswer'>; readonly hasLog: boolean }) {
  const say = useSay()
  const { plan, planId } = answer
  return (
    <Document title={say('Plan', 'Plan')}>
      <PlanContext.Provider value={{ plan, planId, names: namesIn(plan), isNow: true }}>
        <h1 class="utrecht-heading-1">{say('Het plan', 'The plan')}</h1>
        <Ways hasLog={hasLog} />
        <PlanActs />
        <ThePlan />
      </PlanContext.Provider>
    </Document>
  )
}

function Ways({ hasLog }: { readonly hasLog: boolean }) {
  const say = useSay()
  const path = usePathInPlan()
  return (
    <nav aria-label={say('Van dit plan', 'Of this plan')} class="samenspel-ways">
      <a class="utrecht-link" href={path('history')}>
        {say('Wat er gebeurde', 'What happened')}
      </a>
      {hasLog && (
        <a class="utrecht-link" href={path('who-looked')}>
          {say('Wie er keek', 'Who looked')}
        </a>
      )}
    </nav>
  )
}

/** The content of a plan at a moment, whichever that is. */
export function ThePlan() {
  const { plan } = useInPlan()
  const say = useSay()
  return (
    <>
      <People />
      {plan.ownPlan.parts.length > 0 && (
        <section aria-labelledby="own-plan">
          <h2 class="utrecht-heading-2" id="own-plan">
            {say('Het eigen plan van het gezin', 'The family’s own plan')}
          </h2>
          {plan.ownPlan.parts.map(({ words }) => (
            <Words of={words} />
          ))}
        </section>
      )}
      <Goals />
      <Priorities />
      <Deviations />
    </>
  )
}
