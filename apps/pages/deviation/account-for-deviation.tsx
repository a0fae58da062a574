/** Accounting for what was left: every part, or every missing part named beside its field. */
import { planIdOf, type Asked } from '../asked.ts'
import { told, type Schema } from '../asking.ts'
import { byForm, toItem } from '../forms/act.tsx'
import { ChoiceField, WordsField } from '../forms/fields.tsx'
import { FormPage } from '../forms/form-page.tsx'
import { AboutItem, itemIn, notThere, planFor, type OfPlan } from '../forms/in-plan.tsx'
import { filledIn } from '../forms/sent.ts'
import { useHere, useSay } from '../look/here.ts'
import { capitalised, valueCalled } from '../plan/called.ts'
import { accountIn, AccountFields } from './account-fields.tsx'

interface OfDeviation extends OfPlan {
  readonly id: string
}

async function deviationFor(asked: Asked): Promise<OfDeviation> {
  const of = await planFor(asked)
  const id = asked.params['id'] ?? ''
  if (itemIn(of.plan, 'deviations', id) === undefined) throw notThere(asked)
  return { ...of, id }
}

const paramsOf = (asked: Asked) => ({ path: { planId: planIdOf(asked), id: asked.params['id'] ?? '' } })

export const accountForDeviation = byForm<OfDeviation>({
  read: deviationFor,
  page: (of) => <AccountPage {...of} />,
  send: (asked, { headers, seen, typed }) =>
    told(
      asked.api.POST('/plans/{planId}/deviations/{id}/account', {
        params: paramsOf(asked),
        headers,
        body: { account: accountIn(typed), basedOn: seen },
      }),
    ),
  doneAt: toItem('id'),
})

export const evaluateDeviation = byForm<OfDeviation>({
  read: deviationFor,
  page: (of) => <EvaluatePage {...of} />,
  send: (asked, { headers, seen, typed }) => {
    const { outcome = '', words = '' } = typed
    const evaluation = {
      outcome: outcome as Schema<'DeviationOutcome'>,
      words,
      ...filledIn(typed, 'lesson'),
      basedOn: seen,
    }
    return told(
      asked.api.POST('/plans/{planId}/deviations/{id}/evaluations', {
        params: paramsOf(asked),
        headers,
        body: evaluation,
      }),
    )
  },
  doneAt: toItem('id'),
})

export const DEVIATION_OUTCOMES: readonly Schema<'DeviationOutcome'>[] = ['worked', 'did-not-work', 'unclear']

function AccountPage({ plan, id, back }: OfDeviation) {
  const say = useSay()
  return (
    <FormPage
      title={say('Verantwoord de afwijking', 'Account for the deviation')}
      lead={<AboutItem plan={plan} kind="deviation" id={id} />}
      button={say('Verantwoord', 'Account for it')}
      backTo={`${back}#${id}`}
    >
      <AccountFields />
    </FormPage>
  )
}

function EvaluatePage({ plan, id, back }: OfDeviation) {
  const { language } = useHere()
  const say = useSay()
  return (
    <FormPage
      title={say('Evalueer de afwijking', 'Evaluate the deviation')}
      lead={<AboutItem plan={plan} kind="deviation" id={id} />}
      button={say('Leg vast', 'Record this')}
      backTo={`${back}#${id}`}
    >
      <ChoiceField
        name="outcome"
        label={say('Hoe is het gegaan?', 'How did it turn out?')}
        options={DEVIATION_OUTCOMES.map((value) => ({
          value,
          label: capitalised(valueCalled('outcome', value, language)),
        }))}
      />
      <WordsField name="words" label={say('Wat zag u?', 'What did you see?')} />
      <WordsField
        name="lesson"
        label={say('De les', 'The lesson')}
        hint={say(
          'Zonder namen. Een ander kijkt na of er niemand in te herkennen is, en daarna leest wie het protocol beheert het.',
          'Without names. Somebody else checks that nobody can be recognised in it; then whoever keeps the protocol reads it.',
        )}
      />
    </FormPage>
  )
}
