/** Who can read something in a plan, in what function, and whether they read its words; as far as whoever asks may know. */
import { ROLE_WORDS } from '../../../libs/plan/words/labels.ts'
import type { Schema } from '../asking.ts'
import type { InWords } from '../language.ts'
import { Document } from '../look/document.tsx'
import { useHere, useSay, useWords } from '../look/here.ts'
import { Words } from '../look/words.tsx'
import { capitalised, namesIn, valueCalled } from '../plan/called.ts'
import { PlanContext, useName } from '../plan/in-plan.ts'
import type { ReadersAsked } from './readers.ts'

export function ReadersPage({ plan, planId, readers, withheldFrom, words, back }: ReadersAsked) {
  const say = useSay()
  return (
    <Document title={say('Wie dit kan lezen', 'Who can read this')}>
      <PlanContext.Provider value={{ plan, planId, names: namesIn(plan), isNow: true }}>
        <h1 class="utrecht-heading-1">{say('Wie dit kan lezen', 'Who can read this')}</h1>
        {words !== undefined && <Words of={words} />}
        <nav aria-label={say('Verder', 'Further')} class="samenspel-ways">
          <a class="utrecht-link" href={back}>
            {say('Terug naar het plan', 'Back to the plan')}
          </a>
        </nav>
        {readers === undefined ? (
          <p class="utrecht-paragraph">
            {say(
              'Dat is hier niet te vragen: alleen wie zoiets nu zelf kan opschrijven, hoort wie het kan lezen.',
              'That cannot be asked here: only whoever could write such a thing now is told who can read it.',
            )}
          </p>
        ) : (
          <>
            <p class="utrecht-paragraph">
              {say(
                'Deze mensen lezen iets als dit, voor zover u dat mag weten. Daarnaast leest wie er apart een grond voor heeft: een tweede lezer zonder namen, of een toezichthouder met een onderzoek.',
                'These people read something like this, as far as you may know. Beside them reads whoever has a ground of their own: a second reader without names, or an auditor with an inspection.',
              )}
            </p>
            <ul class="samenspel-families">
              {readers.map((reader) => (
                <OneReader reader={reader} isWithheld={withheldFrom.has(reader.who ?? '')} />
              ))}
            </ul>
          </>
        )}
      </PlanContext.Provider>
    </Document>
  )
}

const FUNCTION_WORDS: Readonly<Record<Schema<'PartInPlan'>, InWords>> = {
  coordinator: ROLE_WORDS.coordinator,
  deputy: { nl: 'vervanger van de regisseur', en: 'deputy of the coordinator' },
  'next-coordinator': { nl: 'volgende regisseur', en: 'next coordinator' },
  'team-lead': ROLE_WORDS['team-lead'],
  professional: ROLE_WORDS.professional,
  member: ROLE_WORDS['family-member'],
  representative: ROLE_WORDS.representative,
  supporter: ROLE_WORDS.supporter,
  'partner-organisation': ROLE_WORDS.partner,
  'safety-officer': ROLE_WORDS['safety-officer'],
  'consulted-colleague': { nl: 'geraadpleegde collega', en: 'consulted colleague' },
}

const SEES_WORDS: Readonly<Record<Schema<'SeenAs'>, InWords>> = {
  whole: { nl: 'leest het', en: 'reads it' },
  closed: { nl: 'ziet dat het er is, en leest er niets van', en: 'sees that it is there, and reads nothing of it' },
  'told-withheld': {
    nl: 'hoort dat er iets verborgen is, en leest er niets van',
    en: 'is told that something is withheld, and reads nothing of it',
  },
}
const WITHHELD: InWords = {
  nl: 'leest dit niet: het wordt voor deze persoon verborgen gehouden',
  en: 'does not read this: it is withheld from this person',
}

interface One {
  readonly reader: Schema<'Reader'>
  readonly isWithheld: boolean
}

function OneReader({ reader, isWithheld }: One) {
  const { language } = useHere()
  const words = useWords()
  const called = capitalised(words(FUNCTION_WORDS[reader.function]))
  return (
    <li>
      <strong>{typeof reader.name === 'string' ? reader.name : called}</strong>
      {': '}
      {words(isWithheld ? WITHHELD : SEES_WORDS[reader.sees])}
      <span class="samenspel-quiet">
        {called}
        <Of reader={reader} />
        {reader.kind !== undefined && `, ${valueCalled('kind', reader.kind, language)}`}
      </span>
    </li>
  )
}

/** For whom they speak, or for which organisation they work. */
function Of({ reader: { represents, organisation } }: { readonly reader: Schema<'Reader'> }) {
  const say = useSay()
  const name = useName()
  if (represents !== undefined) return <> {say(`van ${name(represents)}`, `of ${name(represents)}`)}</>
  return organisation === undefined ? null : <> (OIN {organisation})</>
}
