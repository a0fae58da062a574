/** Reporting that a step or a priority was left: a fact, with its account at once or within the term. */
import { planIdOf, type Asked } from '../asked.ts'
import { told, type Schema } from '../asking.ts'
import { byForm, toPlan } from '../forms/act.tsx'
import { ChoiceField, DayField, SeveralField, WordsField, YesField, type Option } from '../forms/fields.tsx'
import { FormPage } from '../forms/form-page.tsx'
import { membersIn, planFor, type OfPlan } from '../forms/in-plan.tsx'
import { chosenIn, wordsIn } from '../forms/sent.ts'
import type { Typed } from '../forms/writing.ts'
import { sayIn, useSay } from '../look/here.ts'
import { valueCalled } from '../plan/called.ts'
import { inSight } from '../plan/in-plan.ts'
import { LAW_OF } from '../plan/acts.tsx'
import { accountIn, AccountFields, beginsAccount } from './account-fields.tsx'

const PROTOCOLS_AT_MOST = 20

interface Left extends OfPlan {
  /** What can be left: a step (`law/protocol/step`), or a priority of the plan (its id). */
  readonly from: readonly Option[]
}

export const reportDeviation = byForm<Left>({
  async read(asked) {
    const [of, steps] = await Promise.all([planFor(asked), stepsFor(asked)])
    return { ...of, from: [...steps, ...prioritiesFor(of, asked)] }
  },
  page: (left) => <ReportPage {...left} />,
  send: (asked, { headers, seen, typed }) => {
    const { insteadDone = '', situation = '' } = typed
    const day = wordsIn(typed, 'happenedAt')
    const report = {
      ...whatWasLeft(asked, typed),
      ...chosenIn(typed, 'about'),
      insteadDone,
      situation,
      ...(typed['acute'] === 'yes' && { acute: true }),
      ...(day !== undefined && { happenedAt: `${day}T00:00:00+01:00` }),
      ...(beginsAccount(typed) && { account: accountIn(typed), basedOn: seen }),
    }
    const params = { path: { planId: planIdOf(asked) } }
    return told(asked.api.POST('/plans/{planId}/deviations', { params, headers, body: report }))
  },
  doneAt: (asked) => `${toPlan(asked)}#deviations`,
})

/** The steps in force of the protocols of the law that they work under; of every law for who coordinates or leads. */
async function stepsFor({ api, purpose, language }: Asked): Promise<readonly Option[]> {
  const law = LAW_OF[purpose]
  const query = { limit: PROTOCOLS_AT_MOST, ...(law !== undefined && { domain: law }) }
  const { items } = await told(api.GET('/protocols', { params: { query } }))
  const whole = await Promise.all(
    items
      .filter(({ versionInForce }) => versionInForce !== undefined)
      .map(async ({ protocol, versionInForce }) => {
        const params = { path: { protocolId: protocol } }
        const { versions, ...rest } = await told(api.GET('/protocols/{protocolId}', { params }))
        return { ...rest, steps: versions.find(({ version }) => version === versionInForce)?.steps ?? [] }
      }),
  )
  return whole.flatMap(({ protocol, title, domain, steps }) =>
    steps.map(({ step, title: does, rule }) => ({
      value: `${domain}/${protocol}/${step}`,
      label: `${title}: ${does}`,
      hint: valueCalled('rule', rule, language),
    })),
  )
}

/** A priority is left by who works under a law: it is theirs that goes second. */
function prioritiesFor({ plan }: OfPlan, { purpose, language }: Asked): readonly Option[] {
  const law = LAW_OF[purpose]
  if (law === undefined) return []
  return inSight(plan.priorities)
    .shown.filter(({ inForce }) => inForce)
    .map(({ id, concern }) => ({
      value: id,
      label: `${sayIn(language)('Wat in het plan voorgaat', 'What goes first in the plan')}: ${valueCalled('lifeArea', concern.lifeArea, language)}`,
    }))
}

function whatWasLeft({ purpose }: Asked, { step: from = '' }: Typed) {
  const [domain, protocol = '', step] = from.split('/')
  const law = LAW_OF[purpose]
  if (step !== undefined) return { domain: domain as Schema<'LegalDomain'>, protocol, step }
  // Nothing chosen is said as that, so that the API names the field.
  return { domain: law ?? ('' as Schema<'LegalDomain'>), ...(from === '' ? { step: '' } : { priority: from }) }
}

function ReportPage({ from, ...of }: Left) {
  const say = useSay()
  return (
    <FormPage
      title={say('Meld dat u ergens van afweek', 'Report that you left something')}
      button={say('Meld dit', 'Report this')}
      backTo={of.back}
    >
      <ChoiceField name="step" label={say('Waarvan week u af?', 'What did you leave?')} options={from} />
      <SeveralField name="about" label={say('Over wie gaat het?', 'Whom is it about?')} options={membersIn(of)} />
      <WordsField name="insteadDone" label={say('Wat deed u in plaats daarvan?', 'What did you do instead?')} />
      <WordsField name="situation" label={say('Wat was de situatie?', 'What was the situation?')} />
      <DayField name="happenedAt" label={say('Wanneer?', 'When?')} hint={say('Leeg: vandaag.', 'Empty: today.')} />
      <YesField name="acute" label={say('Er was acuut gevaar', 'There was acute danger')} />
      <h2 class="utrecht-heading-2">{say('De verantwoording', 'The account')}</h2>
      <p class="utrecht-paragraph">
        {say(
          'Liefst meteen. Laat alles leeg om het later te doen; tot dan is de afwijking niet verantwoord.',
          'At once, if you can. Leave it all empty to do it later; until then the deviation is not accounted for.',
        )}
      </p>
      <AccountFields />
    </FormPage>
  )
}
