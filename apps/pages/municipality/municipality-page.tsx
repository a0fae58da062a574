/** What a municipality decided for everyone: its protocols, its terms and where each comes from, and why it may process anything of anybody. There is no person in any of it. */
import { dayInWords } from '../dates.ts'
import { Document } from '../look/document.tsx'
import { Table } from '../look/table.tsx'
import { useHere, useSay, useWords } from '../look/here.ts'
import { capitalised, listed, valueCalled } from '../plan/called.ts'
import type { Municipality } from './municipality.ts'
import { TERM_WORDS, UNIT_WORDS, type TermName } from './term-words.ts'
import { ROLE_WORDS } from '../../../libs/plan/words/labels.ts'

export function MunicipalityPage({ protocols, isWhole, terms, register }: Municipality) {
  const say = useSay()
  return (
    <Document title={say('De gemeente', 'The municipality')}>
      <h1 class="utrecht-heading-1">{say('Wat de gemeente heeft afgesproken', 'What the municipality decided')}</h1>
      <p class="utrecht-paragraph">
        {say('Dit geldt voor iedereen. Er staat niemand in.', 'This holds for everyone. There is nobody in it.')}
      </p>
      <Protocols protocols={protocols} isWhole={isWhole} />
      <Terms terms={terms} />
      <Register register={register} />
    </Document>
  )
}

function Protocols({ protocols, isWhole }: Pick<Municipality, 'protocols' | 'isWhole'>) {
  const { language, purpose } = useHere()
  const say = useSay()
  return (
    <section aria-labelledby="protocols">
      <h2 class="utrecht-heading-2" id="protocols">
        {say('Protocollen', 'Protocols')}
      </h2>
      {!isWhole && (
        <p class="utrecht-paragraph">{say('Er zijn er meer dan hier staan.', 'There are more than these.')}</p>
      )}
      {protocols.length === 0 && <p class="utrecht-paragraph samenspel-quiet">{say('Geen.', 'None.')}</p>}
      <ul class="samenspel-families">
        {protocols.map(({ protocol, title, domain, versionInForce, inForceFrom }) => (
          <li>
            <a class="utrecht-link" href={`/${purpose?.id ?? ''}/municipality/protocols/${protocol}`}>
              {title}
            </a>
            <span class="samenspel-quiet">
              {capitalised(valueCalled('domain', domain, language))};{' '}
              {versionInForce === undefined || inForceFrom === undefined
                ? say('geldt nog niet', 'not in force yet')
                : say(
                    `versie ${String(versionInForce)} geldt sinds ${dayInWords(inForceFrom, language)}`,
                    `version ${String(versionInForce)} in force since ${dayInWords(inForceFrom, language)}`,
                  )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Terms({ terms }: Pick<Municipality, 'terms'>) {
  const say = useSay()
  const words = useWords()
  return (
    <section aria-labelledby="terms">
      <h2 class="utrecht-heading-2" id="terms">
        {say('Termijnen', 'Terms')}
      </h2>
      <Table
        label={say('Tabel van termijnen', 'Table of terms')}
        heads={[
          say('Wat', 'What'),
          say('Binnen', 'Within'),
          say('Waar het vandaan komt', 'Where it comes from'),
          say('Zelf vastgesteld', 'Set by itself'),
        ]}
        rows={terms.table.map(({ term, unit, source, article, confirmed }) => {
          const number = terms[term as TermName]
          return [
            words(TERM_WORDS[term as TermName]),
            `${String(number)} ${words(UNIT_WORDS[unit][number === 1 ? 'one' : 'more'])}`,
            `${source === 'law' ? say('Wet', 'Law') : say('Regel van de gemeente', 'Rule of the municipality')}${article === undefined ? '' : ` (${article})`}`,
            confirmed ? say('ja', 'yes') : say('nee', 'no'),
          ]
        })}
      />
    </section>
  )
}

function Register({ register }: Pick<Municipality, 'register'>) {
  const { language } = useHere()
  const say = useSay()
  const words = useWords()
  return (
    <section aria-labelledby="register">
      <h2 class="utrecht-heading-2" id="register">
        {say('Register van verwerkingen', 'Register of processing activities')}
      </h2>
      <Table
        label={say('Tabel van verwerkingen', 'Table of processing activities')}
        heads={[
          say('Waarvoor', 'What for'),
          say('Welke wet', 'Which law'),
          say('Wie', 'Who'),
          say('Van wat', 'Of what'),
        ]}
        rows={register.map(({ task, law, roles, domains }) => [
          words(task),
          law,
          capitalised(
            listed(
              roles.map((role) => words(ROLE_WORDS[role])),
              language,
            ),
          ),
          capitalised(
            listed(
              domains.map((domain) => valueCalled('domain', domain, language)),
              language,
            ),
          ),
        ])}
      />
    </section>
  )
}
