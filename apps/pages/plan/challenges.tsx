/** Who challenges an item, and what came of it: beside the item, for everyone who reads it. */
import type { Schema } from '../asking.ts'
import { dayInWords } from '../dates.ts'
import { useHere, useSay } from '../look/here.ts'
import { Words } from '../look/words.tsx'
import { ChallengeActs } from './acts.tsx'
import { capitalised, valueCalled } from './called.ts'
import { inSight, useInPlan, useName } from './in-plan.ts'

export function Challenges({ on }: { readonly on: string }) {
  const { plan } = useInPlan()
  const { shown } = inSight(plan.challenges)
  return (
    <>
      {shown
        .filter((challenge) => challenge.on.id === on)
        .map((challenge) => (
          <Challenge challenge={challenge} />
        ))}
    </>
  )
}

function Challenge({ challenge }: { readonly challenge: Schema<'Challenge'> }) {
  const { language } = useHere()
  const say = useSay()
  const name = useName()
  const { id, person, raised, words, wish, state, answers, dueAt } = challenge
  const raiser = name(person ?? raised.by)
  return (
    <section class="samenspel-challenge" id={id} aria-label={say('Tegenspraak', 'Challenge')}>
      <p class="samenspel-kind">
        {say('Tegenspraak', 'Challenge')}{' '}
        <span class="utrecht-badge-status">{valueCalled('state', state, language)}</span>
      </p>
      <Words of={words} />
      {wish !== undefined && (
        <>
          <p class="samenspel-label">{say('Wat er zou moeten gebeuren', 'What should be done')}</p>
          <Words of={wish} />
        </>
      )}
      <p class="samenspel-quiet">
        {capitalised(raiser)}, {dayInWords(raised.at, language)}
        {dueAt !== undefined &&
          say(`; antwoord voor ${dayInWords(dueAt, language)}`, `; answer due by ${dayInWords(dueAt, language)}`)}
      </p>
      {answers.map((answer) => (
        <div class="samenspel-answer">
          <p class="samenspel-label">
            {say('Antwoord', 'Answer')}
            {typeof answer.finding === 'string' && `: ${valueCalled('finding', answer.finding, language)}`}
          </p>
          <Words of={answer.words} />
          <p class="samenspel-quiet">
            {capitalised(name(answer.by))}, {dayInWords(answer.at, language)}
          </p>
        </div>
      ))}
      <ChallengeActs challenge={challenge} />
    </section>
  )
}
