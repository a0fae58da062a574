/** A protocol with all its versions, latest first: its steps, and which of them may be left. */
import type { Schema } from '../asking.ts'
import { dayInWords } from '../dates.ts'
import { Document } from '../look/document.tsx'
import { useHere, useSay } from '../look/here.ts'
import { capitalised, valueCalled } from '../plan/called.ts'

export function ProtocolPage({ title, owner, domain, versions }: Schema<'ProtocolAnswer'>) {
  const { language, now, purpose } = useHere()
  const say = useSay()
  const inForce = versions.findLast(({ inForceFrom }) => Date.parse(inForceFrom) <= now)
  return (
    <Document title={say('Protocol', 'Protocol')}>
      <h1 class="utrecht-heading-1">{title}</h1>
      <p class="samenspel-quiet">
        {capitalised(valueCalled('domain', domain, language))}; {say('van organisatie (OIN)', 'of organisation (OIN)')}{' '}
        {owner}
      </p>
      <nav aria-label={say('Verder', 'Further')} class="samenspel-ways">
        <a class="utrecht-link" href={`/${purpose?.id ?? ''}/municipality`}>
          {say('Terug naar de gemeente', 'Back to the municipality')}
        </a>
      </nav>
      {versions.toReversed().map(({ version, inForceFrom, steps }) => (
        <section aria-labelledby={`version-${String(version)}`}>
          <h2 class="utrecht-heading-2" id={`version-${String(version)}`}>
            {say('Versie', 'Version')} {version}
          </h2>
          <p class="samenspel-quiet">
            {version === inForce?.version
              ? say('Deze geldt nu, sinds ', 'This one is in force, since ')
              : say('Vanaf ', 'From ')}
            {dayInWords(inForceFrom, language)}
          </p>
          <ol class="samenspel-protocol">
            {steps.map(({ title: called, rule }) => (
              <li>
                {called}
                <span class="samenspel-quiet">{capitalised(valueCalled('rule', rule, language))}</span>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </Document>
  )
}
