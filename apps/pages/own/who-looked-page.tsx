/** Who looked at somebody of the family, or at whom they represent: the day, from where, in what function and at what. */
import type { Schema } from '../asking.ts'
import { dayInWords } from '../dates.ts'
import { Document } from '../look/document.tsx'
import { useHere, useSay, useWords } from '../look/here.ts'
import { capitalised } from '../plan/called.ts'

export interface WhoLooked {
  readonly looks: Schema<'AccessRecordsPage'>['items']
  readonly isWhole: boolean
  readonly plan: string
}

export function WhoLookedPage({ looks, isWhole, plan }: WhoLooked) {
  const { language } = useHere()
  const say = useSay()
  const words = useWords()
  return (
    <Document title={say('Wie er keek', 'Who looked')}>
      <h1 class="utrecht-heading-1">{say('Wie er naar u keek', 'Who looked at you')}</h1>
      <p class="utrecht-paragraph">
        {say(
          'U ziet de functie en de organisatie, niet de naam.',
          'You see the function and the organisation, not the name.',
        )}{' '}
        <a class="utrecht-link" href={plan}>
          {say('Terug naar het plan', 'Back to the plan')}
        </a>
      </p>
      {!isWhole && <p class="utrecht-paragraph">{say('Dit zijn de laatste keren.', 'These are the latest.')}</p>}
      <div class="samenspel-scrolls" role="region" aria-label={say('Wie er keek', 'Who looked')} tabindex={0}>
        <table class="utrecht-table">
          <thead class="utrecht-table__header">
            <tr class="utrecht-table__row">
              {[
                say('Dag', 'Day'),
                say('Functie', 'Function'),
                say('Waarnaar', 'At what'),
                say('Organisatie (OIN)', 'Organisation (OIN)'),
              ].map((head) => (
                <th class="utrecht-table__header-cell" scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody class="utrecht-table__body">
            {looks.map((look) => (
              <tr class="utrecht-table__row">
                <td class="utrecht-table__cell">{dayInWords(look.date, language)}</td>
                <td class="utrecht-table__cell">{capitalised(words(look.function))}</td>
                <td class="utrecht-table__cell">
                  {capitalised(words(look.words))}
                  {look.outcome === 'refused' && say(' (geweigerd)', ' (refused)')}
                  {look.closed === true && say(' (niets van gelezen)', ' (nothing of it was read)')}
                </td>
                <td class="utrecht-table__cell">{look.organisation ?? ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Document>
  )
}
