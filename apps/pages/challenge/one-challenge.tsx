/** A challenge, above the forms by which it is answered and settled: what was raised, the answers, and until when the next is due. */
import { pathOfPlan, planIdOf, type Asked } from '../asked.ts'
import { told, type Schema } from '../asking.ts'
import { dayInWords } from '../dates.ts'
import { About, notThere } from '../forms/in-plan.tsx'
import { useHere, useSay } from '../look/here.ts'
import { Words } from '../look/words.tsx'
import { capitalised, valueCalled } from '../plan/called.ts'

export interface OfChallenge {
  readonly etag: string
  readonly challenge: Schema<'OneChallenge'>
  readonly back: string
}

/** @throws Refused where it is not there for whoever asks */
export async function challengeFor(asked: Asked): Promise<OfChallenge> {
  const path = { planId: planIdOf(asked), id: asked.params['id'] ?? '' }
  const challenge = await told(asked.api.GET('/plans/{planId}/challenges/{id}', { params: { path } }))
  if ('withheld' in challenge) throw notThere(asked)
  return { etag: challenge.etag, challenge, back: pathOfPlan(asked) }
}

export function AboutChallenge({ challenge }: { readonly challenge: Schema<'OneChallenge'> }) {
  const { language } = useHere()
  const say = useSay()
  const { on, words, wish, answers, dueAt, addressee } = challenge
  return (
    <>
      <About label={say('Wat niet klopt', 'What is not right')}>
        <p class="samenspel-quiet">{capitalised(valueCalled('kind', on.kind, language))}</p>
        <Words of={words} />
      </About>
      <About label={say('Wat er moet gebeuren', 'What should be done')}>
        <Words of={wish} />
      </About>
      {answers.map((answer) => (
        <About
          label={`${say('Antwoord', 'Answer')}${typeof answer.finding === 'string' ? `: ${valueCalled('finding', answer.finding, language)}` : ''}`}
        >
          <Words of={answer.words} />
          {answer.changes !== undefined && <Words of={answer.changes} />}
        </About>
      ))}
      {dueAt !== undefined && addressee !== undefined && (
        <p class="utrecht-paragraph">
          {say(
            `De ${valueCalled('addressee', addressee, language)} antwoordt uiterlijk ${dayInWords(dueAt, language)}.`,
            `The ${valueCalled('addressee', addressee, language)} answers by ${dayInWords(dueAt, language)}.`,
          )}
        </p>
      )}
    </>
  )
}
