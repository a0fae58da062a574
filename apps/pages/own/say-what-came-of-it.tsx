/** What came of a goal or a deviation, in the family's own words, beside what the team finds. */
import { planIdOf } from '../asked.ts'
import { told, type Schema } from '../asking.ts'
import { byForm, toItem } from '../forms/act.tsx'
import { ChoiceField, WordsField } from '../forms/fields.tsx'
import { FormPage } from '../forms/form-page.tsx'
import { AboutItem, itemIn, notThere, planFor, whoseWord, type OfPlan } from '../forms/in-plan.tsx'
import { KeptFrom, withholdIn } from '../forms/kept-from.tsx'
import { DEVIATION_OUTCOMES } from '../deviation/account-for-deviation.tsx'
import { GOAL_OUTCOMES } from '../goal/evaluate-goal.tsx'
import { useHere, useSay } from '../look/here.ts'
import { capitalised, valueCalled } from '../plan/called.ts'

interface CameOf extends OfPlan {
  readonly item: string
  readonly outcomes: readonly string[]
}

export const sayWhatCameOfIt = byForm<CameOf>({
  async read(asked) {
    const of = await planFor(asked)
    const item = asked.params['id'] ?? ''
    const isGoal = itemIn(of.plan, 'goals', item) !== undefined
    if (!isGoal && itemIn(of.plan, 'deviations', item) === undefined) throw notThere(asked)
    return { ...of, item, outcomes: isGoal ? GOAL_OUTCOMES : DEVIATION_OUTCOMES }
  },
  page: (cameOf) => <CameOfItPage {...cameOf} />,
  send: (asked, { headers, typed }) => {
    const { person = '', outcome = '', words = '' } = typed
    const params = { path: { planId: planIdOf(asked), id: asked.params['id'] ?? '' } }
    const said = { person, words, ...withholdIn(typed) }
    return asked.path.includes('/goals/')
      ? told(
          asked.api.POST('/plans/{planId}/goals/{id}/family-evaluations', {
            ...{ params, headers },
            body: { ...said, outcome: outcome as Schema<'GoalOutcome'> },
          }),
        )
      : told(
          asked.api.POST('/plans/{planId}/deviations/{id}/family-evaluations', {
            ...{ params, headers },
            body: { ...said, outcome: outcome as Schema<'DeviationOutcome'> },
          }),
        )
  },
  doneAt: toItem('id'),
})

function CameOfItPage({ item, outcomes, ...of }: CameOf) {
  const { language } = useHere()
  const say = useSay()
  return (
    <FormPage
      title={say('Wat is ervan gekomen?', 'What came of it?')}
      lead={<AboutItem plan={of.plan} kind="viewed" id={item} />}
      button={say('Zeg dit', 'Say this')}
      backTo={`${of.back}#${item}`}
    >
      <ChoiceField
        name="person"
        label={say('Voor wie zegt u dit?', 'For whom do you say this?')}
        options={whoseWord(of)}
        alone
      />
      <ChoiceField
        name="outcome"
        label={say('Hoe is het gegaan?', 'How did it turn out?')}
        options={outcomes.map((value) => ({ value, label: capitalised(valueCalled('outcome', value, language)) }))}
      />
      <WordsField name="words" label={say('In eigen woorden', 'In their own words')} />
      <KeptFrom of={of} />
    </FormPage>
  )
}
