/** What a plan works towards: each goal with its voices, actions, and what was decided and challenged about it. */
import type { Schema } from '../asking.ts'
import { dayInWords } from '../dates.ts'
import { useHere, useSay } from '../look/here.ts'
import { WithheldItems, Words } from '../look/words.tsx'
import { capitalised, valueCalled } from './called.ts'
import { ActionActs, GoalActs } from './goal-acts.tsx'
import { Challenges } from './challenges.tsx'
import { inSight, useInPlan, useName } from './in-plan.ts'
import { Voices } from './voices.tsx'
import { WhoCanRead } from './who-can-read.tsx'

export function Goals() {
  const { plan } = useInPlan()
  const say = useSay()
  const { shown, withheld } = inSight(plan.goals)
  return (
    <section aria-labelledby="goals">
      <h2 class="utrecht-heading-2" id="goals">
        {say('Waar we aan werken', 'What we work on')}
      </h2>
      {shown.length + withheld === 0 && (
        <p class="utrecht-paragraph samenspel-quiet">{say('Er is nog geen doel.', 'There is no goal yet.')}</p>
      )}
      {shown.map((goal) => (
        <Goal goal={goal} />
      ))}
      <WithheldItems number={withheld} />
    </section>
  )
}

function Goal({ goal }: { readonly goal: Schema<'Goal'> }) {
  const { plan } = useInPlan()
  const { language } = useHere()
  const say = useSay()
  const name = useName()
  const { id, domain, lifeArea, words, state, about, views, adopted, ended } = goal
  const { shown } = inSight(plan.actions)
  const actions = shown.filter((action) => action.goal === id)
  return (
    <article class="samenspel-item" id={id} aria-labelledby={`${id}-words`}>
      <p class="samenspel-kind">
        {capitalised(valueCalled('domain', domain, language))}, {valueCalled('lifeArea', lifeArea, language)}
        <span class="utrecht-badge-status">{valueCalled('state', state, language)}</span>
      </p>
      <div id={`${id}-words`} class="samenspel-goal-words">
        <Words of={words} />
      </div>
      <p class="samenspel-quiet">
        {say('Voor', 'For')} {about.map(name).join(', ')}
        {adopted !== undefined &&
          say(`; vastgesteld ${dayInWords(adopted.at, language)}`, `; adopted ${dayInWords(adopted.at, language)}`)}
        {ended !== undefined &&
          say(`; afgesloten ${dayInWords(ended.at, language)}`, `; ended ${dayInWords(ended.at, language)}`)}
      </p>
      <Voices views={views} />
      {actions.length > 0 && <Actions actions={actions} />}
      <Challenges on={id} />
      <WhoCanRead item={id} />
      <GoalActs goal={goal} />
    </article>
  )
}

function Actions({ actions }: { readonly actions: readonly Schema<'Action'>[] }) {
  const { language } = useHere()
  const say = useSay()
  const name = useName()
  return (
    <>
      <h3 class="utrecht-heading-3">{say('Wat er gebeurt', 'What is done')}</h3>
      <ul class="utrecht-unordered-list">
        {actions.map((action) => {
          const { id, owner, state, words, doneByDate } = action
          return (
            <li class="utrecht-unordered-list__item" id={id}>
              <Words of={words} />
              <p class="samenspel-quiet">
                {capitalised(name(owner))}, {valueCalled('state', state, language)}
                {typeof doneByDate === 'string' &&
                  say(
                    `, klaar op ${dayInWords(doneByDate, language)}`,
                    `, done by ${dayInWords(doneByDate, language)}`,
                  )}
              </p>
              <Challenges on={id} />
              <WhoCanRead item={id} />
              <ActionActs action={action} />
            </li>
          )
        })}
      </ul>
    </>
  )
}
