/** The parts of an account, each with a field of its own, so that what is missing of it is named there. */
import type { Schema } from '../asking.ts'
import { DayField, Together, WordsField, YesField } from '../forms/fields.tsx'
import { everyOf, filledIn, wordsIn } from '../forms/sent.ts'
import type { Typed } from '../forms/writing.ts'
import { useSay } from '../look/here.ts'

const WEIGHED = ['legitimacy', 'involvement', 'return', 'interestOfTheChild'] as const
const SAID = ['different', 'consulted', 'familyView', 'familyNotHeardBecause', 'expectedEffect', 'reviewDate'] as const

type Account = Schema<'AccountBody'>

/** What of it was filled in: what is missing, the API names. */
export function accountIn(typed: Typed): Account {
  const within = (part: string, names: readonly string[]) =>
    Object.fromEntries(
      names.flatMap((name) => {
        const words = wordsIn(typed, `account.${part}${name}`)
        return words === undefined ? [] : [[name, words]]
      }),
    )
  const weighing = within('weighing.', WEIGHED)
  const alternatives = everyOf(typed, 'account.alternatives')
  return {
    ...within('', SAID),
    ...(Object.keys(weighing).length > 0 && { weighing }),
    ...(alternatives.length > 0 && { alternatives: [...alternatives] }),
    ...(typed['account.safety'] === 'yes' && { safety: true }),
  }
}

/** Whether anything of an account was begun. */
export const beginsAccount = (typed: Typed): boolean =>
  Object.keys(filledIn(typed, ...Object.keys(typed))).some((name) => name.startsWith('account.'))

export function AccountFields() {
  const say = useSay()
  return (
    <>
      <WordsField name="account.different" label={say('Wat is hier anders?', 'What is different here?')} />
      <Weighing />
      <Together
        name="account.alternatives"
        label={say('Wat had ook gekund?', 'What else could have been done?')}
        hint={say('Noem er ten minste één.', 'Name at least one.')}
      >
        {[0, 1, 2].map((at) => (
          <WordsField
            name={`account.alternatives.${String(at)}`}
            label={say(`Mogelijkheid ${String(at + 1)}`, `Alternative ${String(at + 1)}`)}
            rows={2}
          />
        ))}
      </Together>
      <WordsField name="account.consulted" label={say('Met wie hebt u overlegd?', 'Whom did you consult?')} rows={2} />
      <WordsField
        name="account.familyView"
        label={say('Wat vindt het gezin ervan?', 'What does the family think of it?')}
        rows={3}
      />
      <WordsField
        name="account.familyNotHeardBecause"
        label={say('Of: waarom is het gezin niet gehoord?', 'Or: why was the family not heard?')}
        rows={2}
      />
      <WordsField
        name="account.expectedEffect"
        label={say('Wat verwacht u ervan?', 'What do you expect of it?')}
        rows={3}
      />
      <DayField
        name="account.reviewDate"
        label={say('Wanneer kijkt u of het werkte?', 'When do you look whether it worked?')}
        hint={say('Binnen een half jaar.', 'Within half a year.')}
      />
      <YesField
        name="account.safety"
        label={say('Dit is voor de veiligheid van het kind', 'This is for the safety of the child')}
        hint={say(
          'Wie gezag heeft over het kind, leest deze verantwoording dan niet.',
          'Whoever has authority over the child then does not read this account.',
        )}
      />
    </>
  )
}

function Weighing() {
  const say = useSay()
  return (
    <Together name="account.weighing" label={say('De weging', 'The weighing')}>
      <WordsField
        name="account.weighing.legitimacy"
        label={say('Wat vindt de wet ervan?', 'What does the law say of it?')}
        rows={3}
      />
      <WordsField
        name="account.weighing.involvement"
        label={say('Blijft iedereen aan tafel?', 'Does everyone stay involved?')}
        rows={3}
      />
      <WordsField name="account.weighing.return" label={say('Wat levert het op?', 'What does it return?')} rows={3} />
      <WordsField
        name="account.weighing.interestOfTheChild"
        label={say('Wat is het belang van het kind?', 'What is the interest of the child?')}
        rows={3}
      />
    </Together>
  )
}
