/** What came of a goal, as the team finds. */
import { planIdOf } from '../asked.ts'
import { told, type Schema } from '../asking.ts'
import { byForm, toItem } from '../forms/act.tsx'
import { ChoiceField, WordsField } from '../forms/fields.tsx'
import { FormPage } from '../forms/form-page.tsx'
import { AboutItem, itemIn, notThere, planFor, type OfPlan } from '../forms/in-plan.tsx'
import { filledIn } from '../forms/sent.ts'
import { useHere, useSay } from '../look/here.ts'
import { capitalised, valueCalled } from '../plan/called.ts'

export const GOAL_OUTCOMES: readonly Schema<'GoalOutcome'>[] = ['reached', 'partly-reached', 'not-reached']

interface OfGoal extends OfPlan {
  readonly goal: string
}

export const evaluateGoal = byForm<OfGoal>({
  async read(asked) {
    const of = await planFor(asked)
    const goal = itemIn(of.plan, 'goals', asked.params['id'])
    if (goal === undefined) throw notThere(asked)
    return { ...of, goal: goal.id }
  },
  page: (of) => <EvaluatePage {...of} />,
  send: (asked, { headers, seen, typed }) => {
    const params = { path: { planId: planIdOf(asked), id: asked.params['id'] ?? '' } }
    const outcome = (typed['outcome'] ?? '') as Schema<'GoalOutcome'>
    const evaluation = { outcome, ...filledIn(typed, 'words'), basedOn: seen }
    return told(asked.api.POST('/plans/{planId}/goals/{id}/evaluation', { params, headers, body: evaluation }))
  },
  doneAt: toItem('id'),
})

function EvaluatePage({ plan, goal, back }: OfGoal) {
  const { language } = useHere()
  const say = useSay()
  return (
    <FormPage
      title={say('Evalueer het doel', 'Evaluate the goal')}
      lead={<AboutItem plan={plan} kind="goal" id={goal} />}
      button={say('Leg vast', 'Record this')}
      backTo={`${back}#${goal}`}
    >
      <ChoiceField
        name="outcome"
        label={say('Is het doel bereikt?', 'Was the goal reached?')}
        options={GOAL_OUTCOMES.map((value) => ({ value, label: capitalised(valueCalled('outcome', value, language)) }))}
      />
      <WordsField name="words" label={say('Wat zag u?', 'What did you see?')} />
    </FormPage>
  )
}
