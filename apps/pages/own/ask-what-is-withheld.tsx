/** Asking what is withheld from oneself, and the answers: the one text there is, whether nothing or something unsaid is. */
import { planIdOf } from '../asked.ts'
import { told, type Schema } from '../asking.ts'
import { dayInWords } from '../dates.ts'
import { byForm } from '../forms/act.tsx'
import { ChoiceField } from '../forms/fields.tsx'
import { FormPage } from '../forms/form-page.tsx'
import { planFor, whoseWord, type OfPlan } from '../forms/in-plan.tsx'
import { filledIn } from '../forms/sent.ts'
import { useHere, useSay, useWords } from '../look/here.ts'

interface AsksWhat extends OfPlan {
  readonly requests: Schema<'WithholdingRequestsAnswer'>['withheldRequests']
}

export const askWhatIsWithheld = byForm<AsksWhat>({
  async read(asked) {
    const params = { path: { planId: planIdOf(asked) } }
    const [of, { withheldRequests: requests }] = await Promise.all([
      planFor(asked),
      told(asked.api.GET('/plans/{planId}/withholding-requests', { params })),
    ])
    return { ...of, requests }
  },
  page: (asks) => <AskPage {...asks} />,
  send: (asked, { headers, typed }) =>
    told(
      asked.api.POST('/plans/{planId}/withholding-requests', {
        params: { path: { planId: planIdOf(asked) } },
        headers,
        body: filledIn(typed, 'person'),
      }),
    ),
  doneAt: ({ path }) => path,
})

function AskPage({ requests, ...of }: AsksWhat) {
  const { language } = useHere()
  const say = useSay()
  return (
    <FormPage
      title={say('Wat is voor mij verborgen?', 'What is withheld from me?')}
      lead={requests.map((one) => (
        <Request request={one} />
      ))}
      button={say('Vraag dit', 'Ask this')}
      backTo={of.back}
    >
      <p class="utrecht-paragraph">
        {say(
          'Een mens antwoordt. Iedereen die dit vraagt, krijgt hetzelfde antwoord, ook als er niets verborgen is.',
          'A human answers. Everyone who asks gets the same answer, also where nothing is withheld.',
        )}
      </p>
      <ChoiceField
        name="person"
        label={say('Voor wie vraagt u dit?', 'For whom do you ask this?')}
        options={whoseWord(of)}
        alone
      />
      {requests.length > 0 && (
        <p class="samenspel-quiet">
          {say('U vroeg dit het laatst op', 'You last asked this on')}{' '}
          {dayInWords(requests.at(-1)?.asked.at ?? '', language)}.
        </p>
      )}
    </FormPage>
  )
}

function Request({ request }: { readonly request: AsksWhat['requests'][number] }) {
  const { language } = useHere()
  const say = useSay()
  const words = useWords()
  const { asked, dueAt, answer } = request
  return (
    <section class="samenspel-item">
      <p class="samenspel-kind">
        {say('Gevraagd op', 'Asked on')} {dayInWords(asked.at, language)}
      </p>
      {answer === undefined ? (
        <p class="utrecht-paragraph">
          {say(
            `U krijgt antwoord voor ${dayInWords(dueAt, language)}.`,
            `You get an answer before ${dayInWords(dueAt, language)}.`,
          )}
        </p>
      ) : (
        <>
          <p class="utrecht-paragraph">{words(answer.words)}</p>
          <ul class="utrecht-unordered-list">
            {answer.remedies.map((one) => (
              <li class="utrecht-unordered-list__item">
                {words(one.words)} <span class="samenspel-law">({one.law})</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
