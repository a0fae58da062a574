/** How it turned out: as its maker looks back on it, and as the family does. */
import type { Schema } from '../asking.ts'
import { dayInWords } from '../dates.ts'
import { useHere, useSay } from '../look/here.ts'
import { Words } from '../look/words.tsx'
import { capitalised, valueCalled } from '../plan/called.ts'
import { useName } from '../plan/in-plan.ts'
import { By, Part, Section } from './parts.tsx'

type Deviation = Schema<'Deviation'>

export function Evaluations({ deviation }: { readonly deviation: Deviation }) {
  const { language } = useHere()
  const say = useSay()
  const { evaluation, familyEvaluations = [], due, dueAt } = deviation
  const isDue = due === 'evaluation' && dueAt !== undefined && evaluation === undefined
  return (
    <Section id="evaluation" label={say('Hoe het is gegaan', 'How it turned out')}>
      {evaluation === undefined ? (
        <p class="utrecht-paragraph samenspel-quiet">
          {say('Er is nog niet op teruggekeken.', 'Nobody has looked back on it yet.')}
          {isDue &&
            say(` Dat moet voor ${dayInWords(dueAt, language)}.`, ` That is due by ${dayInWords(dueAt, language)}.`)}
        </p>
      ) : (
        <Evaluation evaluation={evaluation} />
      )}
      {familyEvaluations.map((one) => (
        <OfTheFamily evaluation={one} />
      ))}
    </Section>
  )
}

export function Evaluation({ evaluation }: { readonly evaluation: NonNullable<Deviation['evaluation']> }) {
  const say = useSay()
  const { outcome, words, lesson, by, at } = evaluation
  return (
    <>
      <Outcome outcome={outcome} />
      {words !== undefined && <Words of={words} />}
      {lesson !== undefined && (
        <>
          <p class="samenspel-label">{say('De les', 'The lesson')}</p>
          <Words of={lesson} />
        </>
      )}
      <By by={by} at={at} />
    </>
  )
}

function Outcome({ outcome }: { readonly outcome: NonNullable<Deviation['evaluation']>['outcome'] | undefined }) {
  const { language } = useHere()
  if (typeof outcome !== 'string') return null
  return (
    <p class="utrecht-paragraph">
      <strong>{capitalised(valueCalled('outcome', outcome, language))}</strong>
    </p>
  )
}

type FamilysOwn = NonNullable<Deviation['familyEvaluations']>[number]

function OfTheFamily({ evaluation: { person, voice, at, outcome, words } }: { readonly evaluation: FamilysOwn }) {
  const { language } = useHere()
  const say = useSay()
  const name = useName()
  return (
    <Part label={say(`Wat ${name(person)} ervan vindt`, `What ${name(person)} thinks of it`)}>
      <Outcome outcome={outcome} />
      {words !== undefined && <Words of={words} />}
      <p class="samenspel-quiet">
        {capitalised(valueCalled('voice', voice, language))}, {dayInWords(at, language)}
      </p>
    </Part>
  )
}
