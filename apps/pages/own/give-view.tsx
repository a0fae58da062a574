/** Giving a view: one's own, or that of whom one represents. */
import { planIdOf } from '../asked.ts'
import { told, type Schema } from '../asking.ts'
import { byForm, toItem } from '../forms/act.tsx'
import { ChoiceField, WordsField } from '../forms/fields.tsx'
import { FormPage } from '../forms/form-page.tsx'
import { AboutItem, itemIn, notThere, planFor, whoseWord, type OfPlan } from '../forms/in-plan.tsx'
import { KeptFrom, withholdIn } from '../forms/kept-from.tsx'
import { filledIn } from '../forms/sent.ts'
import { useHere, useSay } from '../look/here.ts'
import { capitalised, valueCalled } from '../plan/called.ts'

interface Viewed extends OfPlan {
  readonly item: string
}

export const giveView = byForm<Viewed>({
  async read(asked) {
    const of = await planFor(asked)
    const item = asked.params['id'] ?? ''
    if (itemIn(of.plan, 'goals', item) === undefined && itemIn(of.plan, 'deviations', item) === undefined)
      throw notThere(asked)
    return { ...of, item }
  },
  page: (viewed) => <ViewPage {...viewed} />,
  send: (asked, { headers, typed }) => {
    const path = { planId: planIdOf(asked), id: asked.params['id'] ?? '' }
    const { person = '', stance = '' } = typed
    const view = { person, stance: stance as Schema<'Stance'>, ...filledIn(typed, 'words'), ...withholdIn(typed) }
    const sent = { params: { path }, headers, body: view }
    return asked.path.includes('/deviations/')
      ? told(asked.api.POST('/plans/{planId}/deviations/{id}/views', sent))
      : told(asked.api.POST('/plans/{planId}/goals/{id}/views', sent))
  },
  doneAt: toItem('id'),
})

/** As `libs/plan/views` has them, in the order in which they are offered. */
const STANCES: readonly Schema<'Stance'>[] = ['agrees', 'disagrees', 'has-doubts', 'no-opinion']

function ViewPage({ item, ...of }: Viewed) {
  const { language } = useHere()
  const say = useSay()
  const title = say('Geef een mening', 'Give a view')
  return (
    <FormPage
      title={title}
      lead={<AboutItem plan={of.plan} kind="viewed" id={item} />}
      button={say('Geef deze mening', 'Give this view')}
      backTo={`${of.back}#${item}`}
    >
      <ChoiceField
        name="person"
        label={say('Van wie is deze mening?', 'Whose view is it?')}
        options={whoseWord(of)}
        alone
      />
      <ChoiceField
        name="stance"
        label={say('Wat is die?', 'What is it?')}
        options={STANCES.map((value) => ({ value, label: capitalised(valueCalled('stance', value, language)) }))}
      />
      <WordsField name="words" label={say('In eigen woorden', 'In their own words')} rows={5} />
      <KeptFrom of={of} />
    </FormPage>
  )
}
