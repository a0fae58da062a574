/** Permitting somebody to read what is about oneself, or recording that someone did; and taking that back. */
import { planIdOf, type Asked } from '../asked.ts'
import { told, type Schema } from '../asking.ts'
import { dayInWords } from '../dates.ts'
import { byForm } from '../forms/act.tsx'
import { ChoiceField, DayField, SeveralField, WordsField, type Option } from '../forms/fields.tsx'
import { FormPage } from '../forms/form-page.tsx'
import { notThere, planFor, useNameOf, whoseWord, type OfPlan } from '../forms/in-plan.tsx'
import { everyOf, wordsIn } from '../forms/sent.ts'
import { useHere, useSay } from '../look/here.ts'
import { Words } from '../look/words.tsx'
import { LAWS } from '../plan/acts.tsx'
import { capitalised, listed, valueCalled } from '../plan/called.ts'
import { inSight } from '../plan/in-plan.ts'

type Permission = Schema<'Permission'>

export const permit = byForm<OfPlan>({
  read: planFor,
  page: (of) => <PermitPage {...of} />,
  send: (asked, { headers, typed }) => {
    const { person = '', to = '', how = '' } = typed
    const until = wordsIn(typed, 'until')
    const [kind = '', id] = to.split(':')
    const permission = {
      person,
      // Who works here records what somebody said for themselves.
      by: asked.purpose === 'own-file' ? asked.session.subject : person,
      to: { kind: kind as Schema<'RecipientKind'>, ...(id !== undefined && { id }) },
      domains: everyOf(typed, 'domains').map((one) => one as Schema<'LegalDomain'>),
      until: until === undefined ? '' : `${until}T12:00:00Z`,
      how,
    }
    const params = { path: { planId: planIdOf(asked) } }
    return told(asked.api.POST('/plans/{planId}/permissions', { params, headers, body: permission }))
  },
  doneAt: ({ path }) => path,
})

/** Of the plan as its reader has it: whoever works here with a name, and the coordination as a whole. */
function recipients({ plan, me }: OfPlan, coordination: string): readonly Option[] {
  const helpers = inSight(plan.professionals).shown.flatMap(({ professional, name, domain, left }) =>
    typeof name === 'string' && left === undefined && professional !== me
      ? [{ value: `professional:${professional}`, label: name, domain }]
      : [],
  )
  return [{ value: 'coordination', label: coordination }, ...helpers.map(({ value, label }) => ({ value, label }))]
}

function PermitPage(of: OfPlan) {
  const { language } = useHere()
  const say = useSay()
  const given = inSight(of.plan.permissions).shown.filter(({ state }) => state === 'given')
  return (
    <FormPage
      title={say('Laat iemand meelezen', 'Let somebody read along')}
      lead={given.length > 0 && <Given of={of} given={given} />}
      button={say('Geef toestemming', 'Give permission')}
      backTo={of.back}
    >
      <p class="utrecht-paragraph">
        {say(
          'U kiest zelf, en u kunt het altijd terugnemen. Nee zeggen heeft geen gevolgen voor de hulp.',
          'You choose, and you can always take it back. Saying no changes nothing about the help.',
        )}
      </p>
      <ChoiceField name="person" label={say('Over wie gaat het?', 'Whom is it about?')} options={whoseWord(of)} alone />
      <ChoiceField
        name="to"
        label={say('Wie mag meelezen?', 'Who may read along?')}
        options={recipients(of, say('Wie de regie heeft', 'Whoever coordinates'))}
      />
      <SeveralField
        name="domains"
        label={say('Wat mag die lezen?', 'What may they read?')}
        options={LAWS.map((value) => ({
          value,
          label: say(
            `Alles over de hulp onder ${valueCalled('domain', value, language)}`,
            `All about the help under ${valueCalled('domain', value, language)}`,
          ),
        }))}
      />
      <DayField
        name="until"
        label={say('Tot wanneer?', 'Until when?')}
        hint={say('Ten hoogste een jaar.', 'At most a year.')}
      />
      <WordsField name="how" label={say('Hoe is dit gezegd, of waarom?', 'How was this said, or why?')} rows={2} />
    </FormPage>
  )
}

function Given({ of, given }: { readonly of: OfPlan; readonly given: readonly Permission[] }) {
  const say = useSay()
  return (
    <section aria-labelledby="given">
      <h2 class="utrecht-heading-2" id="given">
        {say('Wat al mag', 'What is permitted already')}
      </h2>
      {given.map((permission) => (
        <article class="samenspel-item">
          <What of={of} permission={permission} />
          <p class="samenspel-acts">
            <a class="utrecht-link" href={`${of.back}/permissions/${permission.id}/withdrawal`}>
              {say('Neem dit terug', 'Take this back')}
            </a>
          </p>
        </article>
      ))}
    </section>
  )
}

function What({ of, permission }: { readonly of: OfPlan; readonly permission: Permission }) {
  const { language } = useHere()
  const say = useSay()
  const name = useNameOf(of)
  const { person, to, domain, until, how, items } = permission
  const who = to.kind === 'professional' ? name(to.id ?? '') : valueCalled('kind', to.kind, language)
  const what =
    items === undefined
      ? valueCalled('domain', domain, language)
      : listed(
          items.map(({ kind }) => valueCalled('kind', kind, language)),
          language,
        )
  return (
    <>
      <p class="samenspel-kind">{capitalised(who)}</p>
      <p class="utrecht-paragraph">
        {say(
          `leest mee over ${name(person)}: ${what}, tot ${dayInWords(until, language)}`,
          `reads along about ${name(person)}: ${what}, until ${dayInWords(until, language)}`,
        )}
      </p>
      {how !== undefined && <Words of={how} />}
    </>
  )
}

interface Withdrawn extends OfPlan {
  readonly permission: Permission
}

export const withdrawPermission = byForm<Withdrawn>({
  async read(asked) {
    const of = await planFor(asked)
    const permission = inSight(of.plan.permissions).shown.find(({ id }) => id === asked.params['id'])
    if (permission === undefined) throw notThere(asked)
    return { ...of, permission }
  },
  page: (of) => <WithdrawPage {...of} />,
  send: (asked: Asked, { headers }) => {
    const params = { path: { planId: planIdOf(asked), id: asked.params['id'] ?? '' } }
    return told(asked.api.POST('/plans/{planId}/permissions/{id}/withdrawal', { params, headers }))
  },
  doneAt: ({ path }) => path.replace(/\/permissions\/.*$/, '/permit'),
})

function WithdrawPage({ permission, ...of }: Withdrawn) {
  const say = useSay()
  return (
    <FormPage
      title={say('Neem toestemming terug', 'Take permission back')}
      lead={<What of={of} permission={permission} />}
      button={say('Neem terug', 'Take it back')}
      backTo={`${of.back}/permit`}
    >
      <p class="utrecht-paragraph">
        {say('Vanaf dan leest die het niet meer.', 'From then on they do not read it any more.')}
      </p>
    </FormPage>
  )
}
