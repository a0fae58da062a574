/** Giving a view on a goal: one's own, or that of whom one represents. What the API says is wrong stands beside its field, all at once; what was typed stays. */
import type { Problem, Schema } from '../asking.ts'
import { Document } from '../look/document.tsx'
import { Alert, faultsOf, FieldFault } from '../look/faults.tsx'
import { useHere, useSay } from '../look/here.ts'
import { Words } from '../look/words.tsx'
import { capitalised, valueCalled } from '../plan/called.ts'

export interface ViewAsked {
  /** The path of the plan. */
  readonly plan: string
  readonly goal: Schema<'Words'> | undefined
  /** For whom they may speak, or whose words they write down. */
  readonly people: readonly { readonly id: string; readonly name: string }[]
  /** One a form: sent again, it has one effect. */
  readonly form: string
  readonly typed: Readonly<Record<string, string>>
  readonly problem: Problem | undefined
}

export function ViewPage({ plan, goal, people, form, typed, problem }: ViewAsked) {
  const { path } = useHere()
  const say = useSay()
  const faults = faultsOf(problem)
  return (
    <Document title={say('Geef een mening', 'Give a view')}>
      <h1 class="utrecht-heading-1">{say('Geef een mening', 'Give a view')}</h1>
      {problem !== undefined && <Alert problem={problem} />}
      <p class="samenspel-label">{say('Het doel', 'The goal')}</p>
      <Words of={goal} />
      <form method="post" action={path} class="utrecht-form samenspel-form" data-keeps>
        <input type="hidden" name="form" value={form} />
        <fieldset class="utrecht-form-fieldset__fieldset">
          <legend class="utrecht-form-label">{say('Van wie is deze mening?', 'Whose view is it?')}</legend>
          {people.map(({ id, name }) => (
            <Choice name="person" value={id} label={name} typed={typed} />
          ))}
          <FieldFault field="person" faults={faults} />
        </fieldset>
        <Stances typed={typed} />
        <FieldFault field="stance" faults={faults} />
        <label class="utrecht-form-label" for="words">
          {say('In eigen woorden', 'In their own words')}
        </label>
        <textarea class="utrecht-textarea" id="words" name="words" rows={5} aria-describedby="words-fault">
          {typed['words'] ?? ''}
        </textarea>
        <FieldFault field="words" faults={faults} />
        <div class="utrecht-action-group">
          <button class="utrecht-button utrecht-button--primary-action">
            {say('Geef deze mening', 'Give this view')}
          </button>
          <a class="utrecht-link" href={plan}>
            {say('Terug, zonder iets te zeggen', 'Back, without saying anything')}
          </a>
        </div>
      </form>
    </Document>
  )
}

function Stances({ typed }: { readonly typed: Readonly<Record<string, string>> }) {
  const { language } = useHere()
  const say = useSay()
  return (
    <fieldset class="utrecht-form-fieldset__fieldset">
      <legend class="utrecht-form-label">{say('Wat is die?', 'What is it?')}</legend>
      {STANCES.map((stance) => (
        <Choice
          name="stance"
          value={stance}
          label={capitalised(valueCalled('stance', stance, language))}
          typed={typed}
        />
      ))}
    </fieldset>
  )
}

/** As `libs/plan/views` has them, in the order in which they are offered. */
const STANCES: readonly Schema<'Stance'>[] = ['agrees', 'disagrees', 'has-doubts', 'no-opinion']

interface Chosen {
  readonly name: string
  readonly value: string
  readonly label: string
  readonly typed: Readonly<Record<string, string>>
}

const Choice = ({ name, value, label, typed }: Chosen) => (
  <label class="samenspel-choice">
    <input
      class="utrecht-radio-button"
      type="radio"
      name={name}
      value={value}
      checked={typed[name] === value}
      required
    />{' '}
    {label}
  </label>
)
