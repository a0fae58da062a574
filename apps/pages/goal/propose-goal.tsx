/** Proposing a goal: for whom, of what part of life, in what words. */
import { planIdOf } from '../asked.ts'
import { told, type Schema } from '../asking.ts'
import { byForm, toPlan } from '../forms/act.tsx'
import { ChoiceField, SelectField, SeveralField, WordsField } from '../forms/fields.tsx'
import { FormPage } from '../forms/form-page.tsx'
import { membersIn, planFor, type OfPlan } from '../forms/in-plan.tsx'
import { KeptFrom, withholdIn } from '../forms/kept-from.tsx'
import { chosenIn, filledIn } from '../forms/sent.ts'
import { useHere, useSay } from '../look/here.ts'
import { LAW_OF, LAWS, useActor } from '../plan/acts.tsx'
import { capitalised, valueCalled } from '../plan/called.ts'
import { LIFE_AREA_WORDS } from '../../../libs/plan/words/labels.ts'

export const proposeGoal = byForm<OfPlan>({
  read: planFor,
  page: (of) => <ProposePage {...of} />,
  send: (asked, { headers, typed }) => {
    const { domain = LAW_OF[asked.purpose] ?? '', lifeArea = '', words = '' } = typed
    const goal = {
      domain: domain as Schema<'LegalDomain'>,
      lifeArea: lifeArea as Schema<'LifeArea'>,
      ...chosenIn(typed, 'about'),
      words,
      ...filledIn(typed, 'danger'),
      ...withholdIn(typed),
    }
    const params = { path: { planId: planIdOf(asked) } }
    return told(asked.api.POST('/plans/{planId}/goals', { params, headers, body: goal }))
  },
  doneAt: (asked) => `${toPlan(asked)}#goals`,
})

function ProposePage(of: OfPlan) {
  const { language } = useHere()
  const say = useSay()
  const { law, isOfTheFamily } = useActor()
  return (
    <FormPage
      title={say('Stel een doel voor', 'Propose a goal')}
      button={say('Stel dit voor', 'Propose this')}
      backTo={of.back}
    >
      <WordsField name="words" label={say('Wat is het doel?', 'What is the goal?')} />
      <SeveralField name="about" label={say('Voor wie?', 'For whom?')} options={membersIn(of)} />
      <SelectField
        name="lifeArea"
        label={say('Waar gaat het over?', 'What is it about?')}
        options={Object.entries(LIFE_AREA_WORDS).map(([value, words]) => ({
          value,
          label: capitalised(words[language]),
        }))}
      />
      {law === undefined && (
        <ChoiceField
          name="domain"
          label={say('Onder welke wet valt de hulp?', 'Under which law is the help?')}
          options={LAWS.map((value) => ({ value, label: capitalised(valueCalled('domain', value, language)) }))}
        />
      )}
      {!isOfTheFamily && (
        <WordsField
          name="danger"
          label={say('Is er gevaar, zodat dit niet kan wachten?', 'Is there danger, so that this cannot wait?')}
          hint={say(
            'Alleen dan kan een doel er zijn voordat het gezin zelf een plan kon maken. Zeg waarom.',
            'Only then can a goal be there before the family could make a plan of its own. Say why.',
          )}
          rows={2}
        />
      )}
      <KeptFrom of={of} />
    </FormPage>
  )
}
