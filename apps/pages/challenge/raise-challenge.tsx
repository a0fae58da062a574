/** Raising a challenge: what is not right, what should be done, who answers and in what time, and who can read it. */
import { planIdOf, type Asked } from '../asked.ts'
import { told, type Schema } from '../asking.ts'
import { byForm } from '../forms/act.tsx'
import { ChoiceField, WordsField } from '../forms/fields.tsx'
import { FormPage } from '../forms/form-page.tsx'
import { AboutItem, planFor, whoseWord, type OfPlan } from '../forms/in-plan.tsx'
import { KeptFrom, withholdIn } from '../forms/kept-from.tsx'
import { useHere, useSay } from '../look/here.ts'
import { capitalised, listed, valueCalled } from '../plan/called.ts'
import { Readers } from './readers.tsx'

type Preview = Schema<'ChallengePreviewAnswer'>

interface Raised extends OfPlan {
  readonly on: { readonly kind: Schema<'ChallengedKind'>; readonly id: string }
  /** What follows, by who hears of it first. */
  readonly previews: Readonly<Record<Schema<'FirstTo'>, Preview>>
  readonly workingDays: number
}

const onIn = ({ params }: Asked) => ({ kind: params['kind'] as Schema<'ChallengedKind'>, id: params['id'] ?? '' })

export const raiseChallenge = byForm<Raised>({
  async read(asked) {
    const { api, form } = asked
    const [of, { challengeWorkingDays: workingDays }] = await Promise.all([planFor(asked), told(api.GET('/terms'))])
    const [first] = whoseWord(of)
    const person = of.isOfTheFamily ? (form['person'] ?? first?.value) : undefined
    const preview = (firstTo: Schema<'FirstTo'>) =>
      told(
        api.POST('/plans/{planId}/challenge-previews', {
          params: { path: { planId: planIdOf(asked) } },
          body: { on: onIn(asked), firstTo, ...(person !== undefined && { person }) },
        }),
      )
    const [addressee, both] = await Promise.all([preview('addressee'), preview('addressee-and-challenged')])
    return { ...of, on: onIn(asked), previews: { addressee, 'addressee-and-challenged': both }, workingDays }
  },
  page: (raised) => <RaisePage {...raised} />,
  send: (asked, { headers, typed }) => {
    const { person, words = '', wish = '', firstTo = '' } = typed
    const challenge = {
      on: onIn(asked),
      words,
      wish,
      firstTo: firstTo as Schema<'FirstTo'>,
      ...(person !== undefined && { person }),
      ...withholdIn(typed),
    }
    const params = { path: { planId: planIdOf(asked) } }
    return told(asked.api.POST('/plans/{planId}/challenges', { params, headers, body: challenge }))
  },
  doneAt: ({ purpose, params }) => `/${purpose}/plans/${params['planId'] ?? ''}#${params['id'] ?? ''}`,
})

function RaisePage({ on, previews, workingDays, ...of }: Raised) {
  const { language } = useHere()
  const say = useSay()
  const { addressee, stepsUpTo } = previews.addressee
  const next = stepsUpTo.map((one) => valueCalled('addressee', one, language))
  return (
    <FormPage
      title={say('Spreek iets tegen', 'Challenge something')}
      lead={<AboutItem plan={of.plan} kind={on.kind} id={on.id} />}
      button={say('Verstuur deze tegenspraak', 'Send this challenge')}
      backTo={`${of.back}#${on.id}`}
    >
      <div class="samenspel-about">
        <p class="utrecht-paragraph">
          {say('Wie antwoordt', 'Who answers')}: <strong>{valueCalled('addressee', addressee, language)}</strong>,{' '}
          {say(`binnen ${String(workingDays)} werkdagen.`, `within ${String(workingDays)} working days.`)}
        </p>
        {next.length > 0 && (
          <p class="utrecht-paragraph">
            {say(
              `Komt er geen antwoord op tijd, of bent u het er niet mee eens? Dan gaat het verder naar: ${listed(next, language)}.`,
              `Is there no answer in time, or do you not agree with it? Then it goes on to: ${listed(next, language)}.`,
            )}
          </p>
        )}
        <p class="utrecht-paragraph">
          {say(
            'Niemand kan uw tegenspraak weghalen. Het is geen bezwaar en geen klacht; lijkt het daarop, dan wordt het doorgestuurd.',
            'Nobody can take your challenge away. It is no legal objection and no complaint; if it looks like one, it is forwarded.',
          )}
        </p>
      </div>
      {of.isOfTheFamily && (
        <ChoiceField
          name="person"
          label={say('Voor wie zegt u dit?', 'For whom do you say this?')}
          options={whoseWord(of)}
          alone
        />
      )}
      <WordsField name="words" label={say('Wat klopt er niet?', 'What is not right?')} />
      <WordsField name="wish" label={say('Wat moet er gebeuren?', 'What should be done?')} />
      <ChoiceField
        name="firstTo"
        label={say('Wie leest dit het eerst?', 'Who reads this first?')}
        options={(['addressee', 'addressee-and-challenged'] as const).map((value) => ({
          value,
          label: capitalised(valueCalled('firstTo', value, language)),
          hint: <Readers readers={previews[value].readers} />,
        }))}
      />
      <KeptFrom of={of} />
    </FormPage>
  )
}
