/** What becomes of an action: its owner accepts it, it is done, or it stalls. */
import { planIdOf, type Asked } from '../asked.ts'
import { told } from '../asking.ts'
import { byForm } from '../forms/act.tsx'
import { WordsField } from '../forms/fields.tsx'
import { FormPage } from '../forms/form-page.tsx'
import { AboutItem, itemIn, notThere, planFor, type OfPlan } from '../forms/in-plan.tsx'
import { filledIn } from '../forms/sent.ts'
import { useSay } from '../look/here.ts'

interface OfAction extends OfPlan {
  readonly id: string
  readonly goal: string
}

async function actionFor(asked: Asked): Promise<OfAction> {
  const of = await planFor(asked)
  const action = itemIn(of.plan, 'actions', asked.params['id'])
  if (action === undefined) throw notThere(asked)
  return { ...of, id: action.id, goal: action.goal }
}

const paramsOf = (asked: Asked) => ({ path: { planId: planIdOf(asked), id: asked.params['id'] ?? '' } })
const doneAt = (asked: Asked) => asked.path.replace(/\/actions\/([^/]*)\/.*$/, '#$1')

export const acceptAction = byForm<OfAction>({
  read: actionFor,
  page: (of) => <AcceptPage {...of} />,
  send: (asked, { headers }) =>
    told(asked.api.POST('/plans/{planId}/actions/{id}/acceptance', { params: paramsOf(asked), headers })),
  doneAt,
})

export const finishAction = byForm<OfAction>({
  read: actionFor,
  page: (of) => <FinishPage {...of} />,
  send: (asked, { headers, typed }) =>
    told(
      asked.api.POST('/plans/{planId}/actions/{id}/completion', {
        params: paramsOf(asked),
        headers,
        body: filledIn(typed, 'words'),
      }),
    ),
  doneAt,
})

export const stallAction = byForm<OfAction>({
  read: actionFor,
  page: (of) => <StallPage {...of} />,
  send: (asked, { headers, typed: { reason = '' } }) =>
    told(asked.api.POST('/plans/{planId}/actions/{id}/stalls', { params: paramsOf(asked), headers, body: { reason } })),
  doneAt,
})

function AcceptPage({ plan, id, back }: OfAction) {
  const say = useSay()
  return (
    <FormPage
      title={say('Neem een actie aan', 'Accept an action')}
      lead={<AboutItem plan={plan} kind="action" id={id} />}
      button={say('Ik ga dit doen', 'I will do this')}
      backTo={`${back}#${id}`}
    />
  )
}

function FinishPage({ plan, id, back }: OfAction) {
  const say = useSay()
  return (
    <FormPage
      title={say('Een actie is gedaan', 'An action is done')}
      lead={<AboutItem plan={plan} kind="action" id={id} />}
      button={say('Het is gedaan', 'It is done')}
      backTo={`${back}#${id}`}
    >
      <WordsField
        name="words"
        label={say('Hoe ging het?', 'How did it go?')}
        hint={say('Dat hoeft niet.', 'You need not say.')}
      />
    </FormPage>
  )
}

function StallPage({ plan, id, back }: OfAction) {
  const say = useSay()
  return (
    <FormPage
      title={say('Een actie stokt', 'An action has stalled')}
      lead={<AboutItem plan={plan} kind="action" id={id} />}
      button={say('Meld dit', 'Report this')}
      backTo={`${back}#${id}`}
    >
      <WordsField name="reason" label={say('Waardoor?', 'Why?')} />
    </FormPage>
  )
}
