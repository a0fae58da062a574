/** Giving the second reading: what its reader finds of a deviation that they read without names, and on what conditions. */
import { pathOfPlan, planIdOf, type Asked } from '../asked.ts'
import { told, type Schema } from '../asking.ts'
import { byForm } from '../forms/act.tsx'
import { ChoiceField, DayField, Together, WordsField } from '../forms/fields.tsx'
import { FormPage } from '../forms/form-page.tsx'
import { About, notThere } from '../forms/in-plan.tsx'
import { wordsIn } from '../forms/sent.ts'
import type { Typed } from '../forms/writing.ts'
import { useHere, useSay } from '../look/here.ts'
import { Words } from '../look/words.tsx'
import { capitalised, valueCalled } from '../plan/called.ts'

interface Read {
  readonly etag: string
  readonly deviation: Schema<'OneDeviation'>
  readonly back: string
  /** The page with all that was drawn for them to read. */
  readonly whole: string
}

const paramsOf = (asked: Asked) => ({ path: { planId: planIdOf(asked), id: asked.params['id'] ?? '' } })

export const giveReading = byForm<Read>({
  async read(asked) {
    const deviation = await told(asked.api.GET('/plans/{planId}/deviations/{id}', { params: paramsOf(asked) }))
    if ('withheld' in deviation) throw notThere(asked)
    const whole = `${pathOfPlan(asked)}/deviations/${deviation.id}`
    return { etag: deviation.etag, deviation, back: `/${asked.purpose}`, whole }
  },
  page: (read) => <ReadingPage {...read} />,
  send: (asked, { headers, seen, typed }) => {
    const { finding = '', words = '' } = typed
    const conditions = conditionsIn(typed)
    const reading = {
      finding: finding as Schema<'Finding'>,
      words,
      ...(conditions.length > 0 && { conditions: [...conditions] }),
      basedOn: seen,
    }
    return told(
      asked.api.POST('/plans/{planId}/deviations/{id}/readings', { params: paramsOf(asked), headers, body: reading }),
    )
  },
  doneAt: ({ purpose }) => `/${purpose}`,
})

const ROWS = [0, 1, 2] as const

/** Each with its day, where either was filled in: what is missing of it the API names. */
const conditionsIn = (typed: Typed) =>
  ROWS.flatMap((at) => {
    const words = wordsIn(typed, `conditions.${String(at)}.words`)
    const until = wordsIn(typed, `conditions.${String(at)}.until`)
    return words === undefined && until === undefined ? [] : [{ words: words ?? '', until: until ?? '' }]
  })

const FINDINGS: readonly Schema<'Finding'>[] = ['supports', 'supports-with-conditions', 'objects', 'asks']

function ReadingPage({ deviation, back, whole }: Read) {
  const { language } = useHere()
  const say = useSay()
  return (
    <FormPage
      title={say('Geef uw tweede lezing', 'Give your second reading')}
      lead={<WhatIsRead deviation={deviation} whole={whole} />}
      button={say('Geef deze lezing', 'Give this reading')}
      backTo={back}
    >
      <ChoiceField
        name="finding"
        label={say('Wat vindt u?', 'What do you find?')}
        options={FINDINGS.map((value) => ({ value, label: capitalised(valueCalled('finding', value, language)) }))}
      />
      <WordsField name="words" label={say('Waarom?', 'Why?')} rows={6} />
      <Together
        name="conditions"
        label={say('Voorwaarden', 'Conditions')}
        hint={say('Alleen als u onder voorwaarden steunt.', 'Only if you support with conditions.')}
      >
        {ROWS.map((at) => (
          <>
            <WordsField
              name={`conditions.${String(at)}.words`}
              label={say(`Voorwaarde ${String(at + 1)}`, `Condition ${String(at + 1)}`)}
              rows={2}
            />
            <DayField name={`conditions.${String(at)}.until`} label={say('Vervuld voor', 'Met before')} />
          </>
        ))}
      </Together>
    </FormPage>
  )
}

function WhatIsRead({
  deviation: { from, insteadDone, situation, readings, answers },
  whole,
}: Pick<Read, 'deviation' | 'whole'>) {
  const say = useSay()
  return (
    <>
      <p>
        <a class="utrecht-link" href={whole}>
          {say('Lees eerst alles, met de verantwoording', 'Read all of it first, with the account')}
        </a>
      </p>
      {from.kind === 'step' && (
        <p class="samenspel-quiet">
          {from.protocol} ({say('versie', 'version')} {from.version}): {from.step}
        </p>
      )}
      <About label={say('Wat er in plaats daarvan is gedaan', 'What was done instead')}>
        <Words of={insteadDone} />
      </About>
      <About label={say('De situatie', 'The situation')}>
        <Words of={situation} />
      </About>
      {readings.map(({ words }) => (
        <About label={say('Wat u eerder vroeg', 'What you asked before')}>
          <Words of={words} />
        </About>
      ))}
      {answers.map(({ words }) => (
        <About label={say('Het antwoord', 'The answer')}>
          <Words of={words} />
        </About>
      ))}
    </>
  )
}
