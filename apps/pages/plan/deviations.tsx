/** Where somebody left a protocol or a priority. As a plan is now, each in brief, with a page of its own; as it stood before, whole. */
import type { Schema } from '../asking.ts'
import { dayInWords, momentInWords } from '../dates.ts'
import { Account } from '../deviation/account.tsx'
import { Evaluation } from '../deviation/evaluation.tsx'
import { Part, WhatWasDone } from '../deviation/parts.tsx'
import { Readings } from '../deviation/second-reading.tsx'
import { Left } from '../deviation/what-was-left.tsx'
import { useHere, useSay } from '../look/here.ts'
import { WithheldItems } from '../look/words.tsx'
import { capitalised, valueCalled } from './called.ts'
import { Challenges } from './challenges.tsx'
import { DeviationActs } from './deviation-acts.tsx'
import { inSight, useInPlan, useName, usePathInPlan } from './in-plan.ts'
import { Voices } from './voices.tsx'
import { WhoCanRead } from './who-can-read.tsx'

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
  const { isNow } = useInPlan()
  const { language } = useHere()
  const say = useSay()
  const name = useName()
  const path = usePathInPlan()
  const { id, domain, from, reported, justified, readings } = deviation
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
      <WhatWasDone deviation={deviation} />
      <p class="samenspel-quiet">
        {capitalised(name(reported.by))}, {momentInWords(reported.at, language)}
        {isNow &&
          readings.length > 0 &&
          `; ${say('tweede lezer', 'second reader')}: ${readings.map(({ finding }) => valueCalled('finding', finding, language)).join(', ')}`}
      </p>
      {isNow ? (
        <p class="samenspel-acts">
          <a class="utrecht-link" href={path(`deviations/${id}`)}>
            {say('Waarom, wie meelas en hoe het ging', 'Why, who read along and how it turned out')}
          </a>
        </p>
      ) : (
        <Rest deviation={deviation} />
      )}
      <Challenges on={id} />
      <WhoCanRead item={id} />
      <DeviationActs deviation={deviation} />
    </article>
  )
}

/** As it stood then: what had been answered for it, found and said. */
function Rest({ deviation: { account, readings, views, evaluation } }: { readonly deviation: Deviation }) {
  const { language } = useHere()
  const say = useSay()
  const name = useName()
  return (
    <>
      {account !== undefined && (
        <details class="samenspel-account" open>
          <summary>
            {say('De verantwoording', 'The account')} ({capitalised(name(account.by))},{' '}
            {dayInWords(account.at, language)})
          </summary>
          <Account account={account} />
        </details>
      )}
      <Readings readings={readings} />
      <Part label={say('Wat het gezin vond', 'What the family thought')}>
        <Voices views={views} />
      </Part>
      {evaluation !== undefined && (
        <Part label={say('Hoe het is gegaan', 'How it turned out')}>
          <Evaluation evaluation={evaluation} />
        </Part>
      )}
    </>
  )
}
