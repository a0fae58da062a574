/**
 * Withholding what stands in the plan from someone. A member says only from whom, and that they ask; who works here gives reasons, whom they consulted and
 * when it is looked at again. Completing what a member asked takes the same.
 */
import { planIdOf, type Asked } from '../asked.ts'
import { told, type Schema } from '../asking.ts'
import { byForm, toItem, toPlan } from '../forms/act.tsx'
import { ChoiceField, DayField, WordsField, type Option } from '../forms/fields.tsx'
import { FormPage } from '../forms/form-page.tsx'
import { AboutItem, keptFrom, membersIn, notThere, planFor, type OfPlan } from '../forms/in-plan.tsx'
import { filledIn } from '../forms/sent.ts'
import { sayIn, useHere, useSay } from '../look/here.ts'
import { inSight } from '../plan/in-plan.ts'

interface Kept extends OfPlan {
  readonly kind: Schema<'ItemKind'>
  readonly id: string
  readonly colleagues: readonly Option[]
}

const KINDS: readonly Schema<'ItemKind'>[] = ['goal', 'action', 'deviation', 'challenge', 'view']

export const withhold = byForm<Kept>({
  async read(asked) {
    const kind = KINDS.find((one) => one === asked.params['kind'])
    if (kind === undefined) throw notThere(asked)
    const of = await planFor(asked)
    return { ...of, kind, id: asked.params['id'] ?? '', colleagues: await consultable(of, asked) }
  },
  page: (kept) => <WithholdPage {...kept} />,
  send: (asked, { headers, typed }) => {
    const { from = '', ground = asked.purpose === 'own-file' ? 'child-asked' : '' } = typed
    const items = [{ kind: asked.params['kind'] as Schema<'ItemKind'>, id: asked.params['id'] ?? '' }]
    const body = { items, from, ground: ground as Schema<'WithholdingGround'>, ...reasonsIn(typed) }
    const params = { path: { planId: planIdOf(asked) } }
    return told(asked.api.POST('/plans/{planId}/withholdings', { params, headers, body }))
  },
  doneAt: toItem('id'),
})

interface Completed extends OfPlan {
  readonly withholding: Schema<'Withholding'>
  readonly colleagues: readonly Option[]
}

export const completeWithholding = byForm<Completed>({
  async read(asked) {
    const of = await planFor(asked)
    const withholding = of.plan.withholdings.find(({ id }) => id === asked.params['id'])
    if (withholding === undefined) throw notThere(asked)
    return { ...of, withholding, colleagues: await consultable(of, asked) }
  },
  page: (completed) => <CompletePage {...completed} />,
  send: (asked, { headers, typed }) => {
    const params = { path: { planId: planIdOf(asked), id: asked.params['id'] ?? '' } }
    return told(
      asked.api.POST('/plans/{planId}/withholdings/{id}/completion', { params, headers, body: reasonsIn(typed) }),
    )
  },
  doneAt: toPlan,
})

const reasonsIn = (typed: Readonly<Record<string, string>>) => {
  const { mode, ...said } = filledIn(typed, 'reason', 'consulted', 'reviewDate', 'mode')
  return { ...said, ...(mode !== undefined && { mode: mode as Schema<'WithholdingMode'> }) }
}

/** Colleagues here, and readers of the pool, whose names nobody reads here. */
async function consultable({ plan, me, isOfTheFamily }: OfPlan, { api, language }: Asked): Promise<readonly Option[]> {
  if (isOfTheFamily) return []
  const { readers } = await told(api.GET('/second-readers'))
  const say = sayIn(language)
  const colleagues = inSight(plan.professionals).shown.flatMap(({ professional, name, left }) =>
    typeof name === 'string' && left === undefined && professional !== me ? [{ value: professional, label: name }] : [],
  )
  const pool = readers.map(({ reader }, at) => ({
    value: reader,
    label: say(`Tweede lezer ${String(at + 1)} van de gemeente`, `Second reader ${String(at + 1)} of the municipality`),
  }))
  return [...colleagues, ...pool]
}

/** Whom it can be kept from: whoever is known here, but oneself. */
function others(of: OfPlan, language: 'nl' | 'en'): readonly Option[] {
  const { plan, me, isOfTheFamily } = of
  if (isOfTheFamily) return keptFrom(of, language)
  const people = [
    ...membersIn(of),
    ...inSight(plan.representatives).shown.flatMap(({ representative, name, ended }) =>
      typeof name === 'string' && ended === undefined ? [{ value: representative, label: name }] : [],
    ),
    ...inSight(plan.professionals).shown.flatMap(({ professional, name, left }) =>
      typeof name === 'string' && left === undefined ? [{ value: professional, label: name }] : [],
    ),
  ]
  return [...new Map(people.map((one) => [one.value, one])).values()].filter(({ value }) => value !== me)
}

function WithholdPage({ kind, id, colleagues, ...of }: Kept) {
  const { language } = useHere()
  const say = useSay()
  return (
    <FormPage
      title={say('Laat iemand dit niet lezen', 'Keep this from someone')}
      lead={<AboutItem plan={of.plan} kind={kind} id={id} />}
      button={say('Verberg dit', 'Withhold this')}
      backTo={`${of.back}#${id}`}
    >
      <ChoiceField
        name="from"
        label={say('Wie mag dit niet lezen?', 'Who may not read this?')}
        options={others(of, language)}
      />
      {of.isOfTheFamily ? (
        <p class="utrecht-paragraph">
          {say(
            'Die ziet dit dan meteen niet meer, en ook niet dat het er is. U hoeft niet te zeggen waarom. Iemand die met u werkt, praat er met u over.',
            'They then do not see this any more, at once, nor that it is there. You need not say why. Somebody who works with you talks with you about it.',
          )}
        </p>
      ) : (
        <>
          <ChoiceField name="ground" label={say('Waarom mag dat?', 'On what ground?')} options={useGrounds()} />
          <Reasons colleagues={colleagues} />
        </>
      )}
    </FormPage>
  )
}

function useGrounds(): readonly Option[] {
  const say = useSay()
  return [
    { value: 'safety', label: say('Voor iemands veiligheid', 'For somebody’s safety') },
    { value: 'child-asked', label: say('Een kind vroeg erom', 'A child asked') },
    { value: 'good-care', label: say('Voor goede hulp', 'For good care') },
    { value: 'others-privacy', label: say('Voor de privacy van een ander', 'For the privacy of another') },
  ]
}

function Reasons({ colleagues }: { readonly colleagues: readonly Option[] }) {
  const say = useSay()
  return (
    <>
      <WordsField name="reason" label={say('Waarom is het nodig?', 'Why is it needed?')} />
      <ChoiceField
        name="consulted"
        label={say('Met wie hebt u overlegd?', 'Whom did you consult?')}
        options={colleagues}
      />
      <DayField name="reviewDate" label={say('Wanneer kijkt u opnieuw?', 'When do you look again?')} />
      <ChoiceField
        name="mode"
        label={say('Ziet die dat er iets verborgen is?', 'Do they see that something is withheld?')}
        options={[
          {
            value: 'told',
            label: say(
              'Ja: op deze plaats staat dat er iets verborgen is',
              'Yes: in its place stands that something is withheld',
            ),
          },
          {
            value: 'silent',
            label: say('Nee, niets', 'No, nothing'),
            hint: say(
              'Alleen voor veiligheid, of omdat een kind erom vroeg. Een tweede persoon bevestigt het.',
              'Only for safety, or because a child asked. A second person confirms it.',
            ),
          },
        ]}
      />
    </>
  )
}

function CompletePage({ withholding: { items, from }, colleagues, names, plan, back }: Completed) {
  const say = useSay()
  return (
    <FormPage
      title={say('Vul aan wat iemand verborgen wil houden', 'Complete what someone asked to withhold')}
      lead={
        <>
          {items.map(({ kind, id }) => (
            <AboutItem plan={plan} kind={kind} id={id} />
          ))}
          <p class="utrecht-paragraph">
            {say('Verborgen voor', 'Withheld from')}: {names.get(from) ?? say('iemand', 'someone')}
          </p>
        </>
      }
      button={say('Vul aan', 'Complete it')}
      backTo={back}
    >
      <Reasons colleagues={colleagues} />
    </FormPage>
  )
}
