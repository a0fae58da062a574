/** Who looked at somebody of the family, or at whom they represent: the day, from where, in what function and at what. */
import type { Schema } from '../asking.ts'
import { dayInWords } from '../dates.ts'
import { Document } from '../look/document.tsx'
import { Table } from '../look/table.tsx'
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
      <Table
        label={say('Wie er keek', 'Who looked')}
        heads={[
          say('Dag', 'Day'),
          say('Functie', 'Function'),
          say('Waarnaar', 'At what'),
          say('Organisatie (OIN)', 'Organisation (OIN)'),
        ]}
        rows={looks.map((look) => [
          dayInWords(look.date, language),
          capitalised(words(look.function)),
          <>
            {capitalised(words(look.words))}
            {look.outcome === 'refused' && say(' (geweigerd)', ' (refused)')}
            {look.closed === true && say(' (niets van gelezen)', ' (nothing of it was read)')}
          </>,
          look.organisation ?? '',
        ])}
      />
    </Document>
  )
}
