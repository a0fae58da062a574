/** Where somebody left a protocol or a priority: what was left, what was done instead, why, what a second reader found, and how it turned out. */
import type { Child } from 'hono/jsx'
import type { Schema } from '../asking.ts'
import { dayInWords, momentInWords } from '../dates.ts'
import { useHere, useSay } from '../look/here.ts'
import { WithheldItems, Words } from '../look/words.tsx'
import { capitalised, valueCalled } from './called.ts'
import { DeviationActs } from './deviation-acts.tsx'
import { Challenges } from './challenges.tsx'
import { inSight, useInPlan, useName } from './in-plan.ts'
import { Voices } from './voices.tsx'

type Deviation = Schema<'Deviation'>

export function Deviations() {
  const { plan } = useInPlan()
  const say = useSay()
  const { shown, withheld } = inSight(plan.deviations)
  if (shown.length + withheld === 0) return null
  return (
    <section aria-labelledby="deviations">
      <h2 class="utrecht-heading-2" id="deviations">
        {say('Waar van een protocol is afgeweken', 'Where a protocol was left')}
      </h2>
      {shown.map((deviation) => (
        <OneDeviation deviation={deviation} />
      ))}
      <WithheldItems number={withheld} />
    </section>
  )
}

function OneDeviation({ deviation }: { readonly deviation: Deviation }) {
  const { language } = useHere()
  const say = useSay()
  const name = useName()
  const { id, domain, from, insteadDone, situation, reported, justified, account, readings, views, evaluation } =
    deviation
  return (
    <article class="samenspel-item" id={id}>
      <p class="samenspel-kind">
        {capitalised(valueCalled('domain', domain, language))}
        <span class="utrecht-badge-status">
          {justified ? say('verantwoord', 'justified') : say('nog niet verantwoord', 'not justified yet')}
        </span>
      </p>
      <h3 class="utrecht-heading-3">
        <Left from={from} />
      </h3>
      <Part label={say('Wat er in plaats daarvan is gedaan', 'What was done instead')}>
        <Words of={insteadDone} />
      </Part>
      <Part label={say('De situatie', 'The situation')}>
        <Words of={situation} />
      </Part>
      <p class="samenspel-quiet">
        {capitalised(name(reported.by))}, {momentInWords(reported.at, language)}
      </p>
      {account !== undefined && <Account account={account} />}
      {readings.map((reading) => (
        <Part label={say('Wat de tweede lezer vond', 'What the second reader found')}>
          <p class="utrecht-paragraph">
            <strong>{capitalised(valueCalled('finding', reading.finding, language))}</strong>
          </p>
          <Words of={reading.words} />
          <p class="samenspel-quiet">{momentInWords(reading.at, language)}</p>
        </Part>
      ))}
      <Part label={say('Wat het gezin vond', 'What the family thought')}>
        <Voices views={views} />
      </Part>
      {evaluation !== undefined && <Evaluation evaluation={evaluation} />}
      <Challenges on={id} />
      <DeviationActs deviation={deviation} />
    </article>
  )
}

function Left({ from }: { readonly from: Deviation['from'] }) {
  const say = useSay()
  if (from.kind === 'priority')
    return <>{say('Afgeweken van een prioriteit van het plan', 'A priority of the plan was left')}</>
  return (
    <>
      {say('Afgeweken van', 'Left')} {from.protocol} ({say('versie', 'version')} {from.version}): {from.step}
    </>
  )
}

interface Labelled {
  readonly label: string
  readonly children: Child
}

const Part = ({ label, children }: Labelled) => (
  <div class="samenspel-part">
    <h4 class="utrecht-heading-4">{label}</h4>
    {children}
  </div>
)

function Account({ account }: { readonly account: NonNullable<Deviation['account']> }) {
  const { language } = useHere()
  const say = useSay()
  const name = useName()
  const { weighing, alternatives } = account
  const parts: readonly (readonly [string, Schema<'Words'> | undefined])[] = [
    [say('Wat hier anders is', 'What is different here'), account.different],
    [say('Wat de wet ervan vindt', 'What the law says of it'), weighing?.legitimacy],
    [say('Blijft iedereen aan tafel', 'Does everyone stay involved'), weighing?.involvement],
    [say('Wat het oplevert', 'What it returns'), weighing?.return],
    [say('Het belang van het kind', 'The interest of the child'), weighing?.interestOfTheChild],
    ...(alternatives ?? []).map(
      (words) => [say('Wat ook had gekund', 'What else could have been done'), words] as const,
    ),
    [say('Met wie is overlegd', 'Who was consulted'), account.consulted],
    [say('Wat het gezin ervan vindt', 'What the family thinks of it'), account.familyView],
    [say('Waarom het gezin niet is gehoord', 'Why the family was not heard'), account.familyNotHeardBecause],
    [say('Wat er van wordt verwacht', 'What is expected of it'), account.expectedEffect],
  ]
  return (
    <details class="samenspel-account" open>
      <summary>
        {say('De verantwoording', 'The account')} ({capitalised(name(account.by))}, {dayInWords(account.at, language)})
      </summary>
      <dl class="samenspel-facts">
        {parts
          .filter(([, words]) => words !== undefined)
          .map(([label, words]) => (
            <div>
              <dt>{label}</dt>
              <dd>
                <Words of={words} />
              </dd>
            </div>
          ))}
      </dl>
    </details>
  )
}

function Evaluation({ evaluation }: { readonly evaluation: NonNullable<Deviation['evaluation']> }) {
  const { language } = useHere()
  const say = useSay()
  const name = useName()
  const { outcome, words, lesson, by, at } = evaluation
  return (
    <Part label={say('Hoe het is gegaan', 'How it turned out')}>
      {typeof outcome === 'string' && (
        <p class="utrecht-paragraph">
          <strong>{capitalised(valueCalled('outcome', outcome, language))}</strong>
        </p>
      )}
      {words !== undefined && <Words of={words} />}
      {lesson !== undefined && (
        <>
          <p class="samenspel-label">{say('De les', 'The lesson')}</p>
          <Words of={lesson} />
        </>
      )}
      <p class="samenspel-quiet">
        {capitalised(name(by))}, {dayInWords(at, language)}
      </p>
    </Part>
  )
}
