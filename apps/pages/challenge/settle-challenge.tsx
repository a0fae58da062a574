/** What whoever raised a challenge does with it: accept the answer, let it step up, or withdraw it. */
import { planIdOf, type Asked } from '../asked.ts'
import { told } from '../asking.ts'
import { byForm, toItem } from '../forms/act.tsx'
import { WordsField } from '../forms/fields.tsx'
import { FormPage } from '../forms/form-page.tsx'
import { filledIn } from '../forms/sent.ts'
import { useSay } from '../look/here.ts'
import { AboutChallenge, challengeFor, type OfChallenge } from './one-challenge.tsx'

const paramsOf = (asked: Asked) => ({ path: { planId: planIdOf(asked), id: asked.params['id'] ?? '' } })

export const acceptAnswer = byForm<OfChallenge>({
  read: challengeFor,
  page: (of) => <AcceptPage {...of} />,
  send: (asked, { headers }) =>
    told(asked.api.POST('/plans/{planId}/challenges/{id}/acceptance', { params: paramsOf(asked), headers })),
  doneAt: toItem('id'),
})

export const rejectAnswer = byForm<OfChallenge>({
  read: challengeFor,
  page: (of) => <RejectPage {...of} />,
  send: (asked, { headers, typed }) =>
    told(
      asked.api.POST('/plans/{planId}/challenges/{id}/rejection', {
        params: paramsOf(asked),
        headers,
        body: filledIn(typed, 'words'),
      }),
    ),
  doneAt: toItem('id'),
})

export const withdrawChallenge = byForm<OfChallenge>({
  read: challengeFor,
  page: (of) => <WithdrawPage {...of} />,
  send: (asked, { headers, typed }) =>
    told(
      asked.api.POST('/plans/{planId}/challenges/{id}/withdrawal', {
        params: paramsOf(asked),
        headers,
        body: filledIn(typed, 'reason'),
      }),
    ),
  doneAt: toItem('id'),
})

function AcceptPage({ challenge, back }: OfChallenge) {
  const say = useSay()
  return (
    <FormPage
      title={say('Neem het antwoord aan', 'Accept the answer')}
      lead={<AboutChallenge challenge={challenge} />}
      button={say('Ik neem dit antwoord aan', 'I accept this answer')}
      backTo={`${back}#${challenge.id}`}
    >
      <p class="utrecht-paragraph">
        {say('Dan is het afgerond. Wat u zei, blijft staan.', 'Then it is settled. What you said stays.')}
      </p>
    </FormPage>
  )
}

function RejectPage({ challenge, back }: OfChallenge) {
  const say = useSay()
  return (
    <FormPage
      title={say('Niet eens met het antwoord', 'Not agreed with the answer')}
      lead={<AboutChallenge challenge={challenge} />}
      button={say('Ik ben het er niet mee eens', 'I do not agree')}
      backTo={`${back}#${challenge.id}`}
    >
      <p class="utrecht-paragraph">
        {say(
          'Dan gaat het naar wie daarna antwoordt, als er nog iemand is.',
          'Then it goes to who answers next, if anyone is left.',
        )}
      </p>
      <WordsField
        name="words"
        label={say('Waarom niet?', 'Why not?')}
        hint={say('Dat hoeft niet.', 'You need not say.')}
      />
    </FormPage>
  )
}

function WithdrawPage({ challenge, back }: OfChallenge) {
  const say = useSay()
  return (
    <FormPage
      title={say('Trek de tegenspraak in', 'Withdraw the challenge')}
      lead={<AboutChallenge challenge={challenge} />}
      button={say('Trek in', 'Withdraw')}
      backTo={`${back}#${challenge.id}`}
    >
      <p class="utrecht-paragraph">{say('Ze blijft staan, als ingetrokken.', 'It stays, as withdrawn.')}</p>
      <WordsField name="reason" label={say('Waarom?', 'Why?')} hint={say('Dat hoeft niet.', 'You need not say.')} />
    </FormPage>
  )
}
