/** What somebody who left a protocol or a priority answers for it, part by part. */
import type { Schema } from '../asking.ts'
import { dayInWords } from '../dates.ts'
import { useHere, useSay } from '../look/here.ts'
import { Words } from '../look/words.tsx'

type Given = NonNullable<Schema<'Deviation'>['account']>

export function Account({ account }: { readonly account: Given }) {
  const { language } = useHere()
  const say = useSay()
  const { weighing, alternatives, reviewDate } = account
  const parts: readonly (readonly [string, Schema<'Words'> | undefined])[] = [
    [say('Wat hier anders is', 'What is different here'), account.different],
    [say('Wat de wet ervan vindt', 'What the law says of it'), weighing?.legitimacy],
    [say('Blijft iedereen aan tafel', 'Does everyone stay involved'), weighing?.involvement],
    [say('Wat het oplevert', 'What it returns'), weighing?.return],
    [say('Het belang van het kind', 'The interest of the child'), weighing?.interestOfTheChild],
    ...(alternatives ?? []).map(
      (words) => [say('Wat ook had gekund', 'What else could have been done'), words] as const,
    ),
    [say('Met wie is overlegd', 'Who was consulted'), account.consulted],
    [say('Wat het gezin ervan vindt', 'What the family thinks of it'), account.familyView],
    [say('Waarom het gezin niet is gehoord', 'Why the family was not heard'), account.familyNotHeardBecause],
    [say('Wat ervan wordt verwacht', 'What is expected of it'), account.expectedEffect],
  ]
  return (
    <dl class="samenspel-facts">
      {parts
        .filter(([, words]) => words !== undefined)
        .map(([label, words]) => (
          <div>
            <dt>{label}</dt>
            <dd>
              <Words of={words} />
            </dd>
          </div>
        ))}
      {reviewDate !== undefined && (
        <div>
          <dt>{say('Wanneer ernaar wordt teruggekeken', 'When it is looked back on')}</dt>
          <dd>{dayInWords(reviewDate, language)}</dd>
        </div>
      )}
    </dl>
  )
}
