/** Planning an action for a goal: what, by whom, and until when. It begins once its owner accepts it. */
import { planIdOf, type Asked } from '../asked.ts'
import { told } from '../asking.ts'
import { byForm } from '../forms/act.tsx'
import { ChoiceField, DayField, WordsField, type Option } from '../forms/fields.tsx'
import { FormPage } from '../forms/form-page.tsx'
import { AboutItem, itemIn, membersIn, notThere, planFor, type OfPlan } from '../forms/in-plan.tsx'
import { KeptFrom, withholdIn } from '../forms/kept-from.tsx'
import { filledIn } from '../forms/sent.ts'
import { useSay } from '../look/here.ts'
import { inSight } from '../plan/in-plan.ts'

interface OfGoal extends OfPlan {
  readonly goal: string
}

const goalIn = ({ params }: Asked) => params['id'] ?? ''

export const planAction = byForm<OfGoal>({
  async read(asked) {
    const of = await planFor(asked)
    if (itemIn(of.plan, 'goals', goalIn(asked)) === undefined) throw notThere(asked)
    return { ...of, goal: goalIn(asked) }
  },
  page: (of) => <PlanActionPage {...of} />,
  send: (asked, { headers, typed }) => {
    const { owner = '', words = '' } = typed
    const action = { goal: goalIn(asked), owner, words, ...filledIn(typed, 'doneByDate'), ...withholdIn(typed) }
    const params = { path: { planId: planIdOf(asked) } }
    return told(asked.api.POST('/plans/{planId}/actions', { params, headers, body: action }))
  },
  doneAt: (asked) => asked.path.replace(/\/goals\/(.*)\/actions$/, '#$1'),
})

/** Whoever can do something here, and whom its writer knows by name: themselves first. */
function owners(of: OfPlan): readonly Option[] {
  const { plan, me } = of
  const helpers = inSight(plan.professionals).shown.flatMap(({ professional, name, left }) =>
    typeof name === 'string' && left === undefined ? [{ value: professional, label: name }] : [],
  )
  const { coordinator } = plan
  const coordinates =
    coordinator !== undefined && typeof coordinator.name === 'string'
      ? [{ value: coordinator.id, label: coordinator.name }]
      : []
  const all = new Map([...membersIn(of), ...helpers, ...coordinates].map((one) => [one.value, one]))
  return [...all.values()].sort((one, other) => Number(other.value === me) - Number(one.value === me))
}

function PlanActionPage({ goal, ...of }: OfGoal) {
  const say = useSay()
  return (
    <FormPage
      title={say('Spreek iets af', 'Plan an action')}
      lead={<AboutItem plan={of.plan} kind="goal" id={goal} />}
      button={say('Spreek dit af', 'Plan this')}
      backTo={`${of.back}#${goal}`}
    >
      <WordsField name="words" label={say('Wat gaat er gebeuren?', 'What will be done?')} />
      <ChoiceField
        name="owner"
        label={say('Wie doet het?', 'Who does it?')}
        hint={say('Het begint als die het aanneemt.', 'It begins when they accept it.')}
        options={owners(of)}
      />
      <DayField
        name="doneByDate"
        label={say('Wanneer is het klaar?', 'By when is it done?')}
        hint={say('Dat hoeft niet.', 'You need not say.')}
      />
      <KeptFrom of={of} />
    </FormPage>
  )
}
