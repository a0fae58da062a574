/** The fields of forms: each with its name, what is wrong with it beside it, and what was typed in it, however often it is shown again. */
import type { Child } from 'hono/jsx'
import { useSay } from '../look/here.ts'
import { faultsIn, pointsAt } from '../look/faults.tsx'
import { useWriting } from './writing.ts'

interface Named {
  /** As a pointer into the body names it, with dots: `account.weighing.return`. */
  readonly name: string
  readonly label: string
  readonly hint?: string | undefined
}

interface State {
  readonly wrong: readonly string[]
  /** What a field says of itself to who hears it. */
  readonly aria: Readonly<Record<string, string>>
}

/** Where what is missing in a part of the body is told by its path alone, that part (`/account`). */
export const useFaults = () => {
  const { problem } = useWriting()
  const say = useSay()
  const under = problem?.code === 'ACCOUNT_IS_INCOMPLETE' ? '/account' : ''
  return faultsIn(problem, {
    missing: say('Dit ontbreekt nog, of het kan niet.', 'This is missing, or cannot be.'),
    under,
  })
}

function useState({ name, hint }: Pick<Named, 'name' | 'hint'>): State {
  const wrong = useFaults().flatMap((fault) => (pointsAt(name, fault) ? [fault.detail] : []))
  const describedBy = [
    ...(hint === undefined ? [] : [`${name}-hint`]),
    ...(wrong.length === 0 ? [] : [`${name}-fault`]),
  ]
  return {
    wrong: [...new Set(wrong)],
    aria: {
      ...(describedBy.length > 0 && { 'aria-describedby': describedBy.join(' ') }),
      ...(wrong.length > 0 && { 'aria-invalid': 'true' }),
    },
  }
}

const Hint = ({ name, hint }: Pick<Named, 'name' | 'hint'>) =>
  hint === undefined ? null : (
    <p class="utrecht-form-field-description" id={`${name}-hint`}>
      {hint}
    </p>
  )

const Wrong = ({ name, wrong }: { readonly name: string; readonly wrong: readonly string[] }) =>
  wrong.length === 0 ? null : (
    <p class="utrecht-form-field-error-message" id={`${name}-fault`}>
      {wrong.join('; ')}
    </p>
  )

/** What is wrong, what is meant and what is asked, above the one field in which it is answered. */
function Field({
  name,
  label,
  hint,
  children,
}: Named & { readonly children: (aria: State['aria'], typed: string | undefined) => Child }) {
  const { typed } = useWriting()
  const { wrong, aria } = useState({ name, hint })
  return (
    <div class="utrecht-form-field samenspel-field">
      <label class="utrecht-form-label" for={name}>
        {label}
      </label>
      <Hint name={name} hint={hint} />
      <Wrong name={name} wrong={wrong} />
      {children(aria, typed[name])}
    </div>
  )
}

export function WordsField({ rows = 4, ...named }: Named & { readonly rows?: number }) {
  const { name } = named
  return (
    <Field {...named}>
      {(aria, typed) => (
        <textarea class="utrecht-textarea" id={name} name={name} rows={rows} {...aria}>
          {/* The parser takes the first line end away (HTML §13.2.6.4.7). */}
          {`\n${typed ?? ''}`}
        </textarea>
      )}
    </Field>
  )
}

export function DayField(named: Named) {
  const { name } = named
  return (
    <Field {...named}>
      {(aria, typed) => (
        <input class="utrecht-textbox" type="date" id={name} name={name} value={typed ?? ''} {...aria} />
      )}
    </Field>
  )
}

export interface Option {
  readonly value: string
  readonly label: string
  readonly hint?: Child
}

interface Chosen extends Named {
  readonly options: readonly Option[]
}

function Group({ name, label, hint, children }: Named & { readonly children: Child }) {
  const { wrong, aria } = useState({ name, hint })
  const { 'aria-describedby': describedBy } = aria
  return (
    <fieldset
      class="utrecht-form-fieldset__fieldset samenspel-field"
      {...(describedBy && { 'aria-describedby': describedBy })}
    >
      <legend class="utrecht-form-label" id={name} tabindex={-1}>
        {label}
      </legend>
      <Hint name={name} hint={hint} />
      <Wrong name={name} wrong={wrong} />
      {children}
    </fieldset>
  )
}

/** Fields that belong together. What is wrong with them as a whole stands here, and with each of them beside it. */
export function Together({ name, label, hint, children }: Named & { readonly children: Child }) {
  const wrong = useFaults().flatMap(({ pointer, detail }) =>
    pointer === `/${name.replaceAll('.', '/')}` ? [detail] : [],
  )
  return (
    <fieldset class="utrecht-form-fieldset__fieldset samenspel-together">
      <legend class="utrecht-form-label" id={name} tabindex={-1}>
        {label}
      </legend>
      <Hint name={name} hint={hint} />
      <Wrong name={name} wrong={wrong} />
      {children}
    </fieldset>
  )
}

/** One of many. */
export function SelectField({ options, ...named }: Chosen) {
  const { name } = named
  const say = useSay()
  return (
    <Field {...named}>
      {(aria, typed) => (
        <select class="utrecht-select" id={name} name={name} {...aria}>
          <option value="">{say('Kies', 'Choose')}</option>
          {options.map((option) => (
            <option value={option.value} selected={typed === option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

/** One of some. @param alone whether it is chosen where there is only one */
export function ChoiceField({ options, alone = false, ...named }: Chosen & { readonly alone?: boolean }) {
  const { typed } = useWriting()
  const only = alone && options.length === 1 ? options[0]?.value : undefined
  return (
    <Group {...named}>
      {options.map(({ value, label, hint }) => (
        <Tick
          type="radio"
          name={named.name}
          value={value}
          label={label}
          hint={hint}
          isOn={(typed[named.name] ?? only) === value}
        />
      ))}
    </Group>
  )
}

/** Any of some, each under a name of its own: `about.0`, `about.1`. */
export function SeveralField({ options, ...named }: Chosen) {
  const { typed } = useWriting()
  return (
    <Group {...named}>
      {options.map(({ value, label, hint }, at) => {
        const name = `${named.name}.${String(at)}`
        return <Tick type="checkbox" name={name} value={value} label={label} hint={hint} isOn={typed[name] === value} />
      })}
    </Group>
  )
}

/** Yes, or nothing. */
export function YesField({ name, label, hint }: Named) {
  const { typed } = useWriting()
  const { wrong } = useState({ name })
  return (
    <div class="samenspel-field">
      <Wrong name={name} wrong={wrong} />
      <Tick type="checkbox" name={name} value="yes" label={label} hint={hint} isOn={typed[name] === 'yes'} />
    </div>
  )
}

interface Ticked {
  readonly type: 'radio' | 'checkbox'
  readonly name: string
  readonly value: string
  readonly label: string
  readonly hint?: Child | undefined
  readonly isOn: boolean
}

function Tick({ type, name, value, label, hint, isOn }: Ticked) {
  const id = type === 'radio' ? `${name}.${value}` : name
  return (
    <div class="samenspel-tick-row">
      <label class="samenspel-choice" for={id}>
        <input
          class={type === 'radio' ? 'utrecht-radio-button' : 'utrecht-checkbox'}
          type={type}
          id={id}
          name={name}
          value={value}
          checked={isOn}
          {...(hint !== undefined && { 'aria-describedby': `${id}-more` })}
        />{' '}
        {label}
      </label>
      {hint !== undefined && (
        <div class="samenspel-quiet samenspel-more" id={`${id}-more`}>
          {hint}
        </div>
      )}
    </div>
  )
}
