/** Answering a challenge, as who is addressed; and letting whoever is challenged know of it, as who raised it. */
import { planIdOf } from '../asked.ts'
import { told, type Schema } from '../asking.ts'
import { byForm, toItem } from '../forms/act.tsx'
import { ChoiceField, WordsField } from '../forms/fields.tsx'
import { FormPage } from '../forms/form-page.tsx'
import { filledIn } from '../forms/sent.ts'
import { useHere, useSay } from '../look/here.ts'
import { capitalised, valueCalled } from '../plan/called.ts'
import { AboutChallenge, challengeFor, type OfChallenge } from './one-challenge.tsx'

export const answerChallenge = byForm<OfChallenge>({
  read: challengeFor,
  page: (of) => <AnswerPage {...of} />,
  send: (asked, { headers, typed }) => {
    const { finding = '', words = '', heard } = typed
    const answer = {
      finding: finding as Schema<'ChallengeFinding'>,
      words,
      ...filledIn(typed, 'changes', 'notHeardBecause'),
      // Neither is said by saying nothing.
      ...(heard === 'yes' || heard === 'no' ? { heard: heard === 'yes' } : {}),
    } as Schema<'AnswerChallengeBody'>
    const params = { path: { planId: planIdOf(asked), id: asked.params['id'] ?? '' } }
    return told(asked.api.POST('/plans/{planId}/challenges/{id}/answers', { params, headers, body: answer }))
  },
  // Whoever answers need not see the plan that it is in.
  doneAt: ({ purpose, path }) =>
    (purpose === 'plan-coordination' ? path : `/${purpose}`).replace(/\/challenges\/(.*)\/answer$/, '#$1'),
})

const FINDINGS: readonly Schema<'ChallengeFinding'>[] = ['upheld', 'partly', 'not']

function AnswerPage({ challenge, back }: OfChallenge) {
  const { language } = useHere()
  const say = useSay()
  return (
    <FormPage
      title={say('Antwoord op een tegenspraak', 'Answer a challenge')}
      lead={<AboutChallenge challenge={challenge} />}
      button={say('Geef dit antwoord', 'Give this answer')}
      backTo={`${back}#${challenge.id}`}
    >
      <ChoiceField
        name="finding"
        label={say('Klopt de tegenspraak?', 'Is the challenge right?')}
        options={FINDINGS.map((value) => ({ value, label: capitalised(valueCalled('finding', value, language)) }))}
      />
      <WordsField name="words" label={say('Uw antwoord', 'Your answer')} />
      <WordsField
        name="changes"
        label={say('Wat er verandert', 'What changes')}
        hint={say('Als er iets verandert.', 'If anything does.')}
      />
      <ChoiceField
        name="heard"
        label={say('Hebt u gehoord wie wordt tegengesproken?', 'Did you hear whoever is challenged?')}
        hint={say(
          'Wie u hoorde, kan deze tegenspraak vanaf nu lezen. Anderen niet.',
          'Whoever you heard can read this challenge from now on. Others cannot.',
        )}
        options={[
          { value: 'yes', label: say('Ja', 'Yes') },
          { value: 'no', label: say('Nee', 'No') },
        ]}
      />
      <WordsField
        name="notHeardBecause"
        label={say('Waarom niet?', 'Why not?')}
        hint={say('Alleen als u nee koos.', 'Only if you chose no.')}
        rows={2}
      />
    </FormPage>
  )
}

/** Once opened, it is not closed again: who can read it then is said before. */
export const openChallenge = byForm<OfChallenge>({
  read: challengeFor,
  page: (of) => <OpenPage {...of} />,
  send: (asked, { headers }) => {
    const params = { path: { planId: planIdOf(asked), id: asked.params['id'] ?? '' } }
    return told(asked.api.POST('/plans/{planId}/challenges/{id}/opening', { params, headers }))
  },
  doneAt: toItem('id'),
})

function OpenPage({ challenge, back }: OfChallenge) {
  const say = useSay()
  return (
    <FormPage
      title={say('Laat het iedereen lezen die het aangaat', 'Let everyone whom it concerns read it')}
      lead={<AboutChallenge challenge={challenge} />}
      button={say('Laat het lezen', 'Let them read it')}
      backTo={`${back}#${challenge.id}`}
    >
      <p class="utrecht-paragraph">
        {say(
          'Wie u tegenspreekt, en ieder die mag lezen waar het over gaat, kan het dan lezen. U kunt dat niet terugdraaien.',
          'Whoever you challenge, and everyone who may read what it is about, can read it then. You cannot undo that.',
        )}
      </p>
    </FormPage>
  )
}
