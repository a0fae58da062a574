/** What somebody left: a step of a protocol, shown among its neighbours as they stood then, or a priority of the plan. */
import type { Schema } from '../asking.ts'
import { dayInWords } from '../dates.ts'
import { useHere, useSay } from '../look/here.ts'
import { Words } from '../look/words.tsx'
import { valueCalled } from '../plan/called.ts'
import { WhatGoesFirst } from '../plan/priorities.tsx'

type From = Schema<'Deviation'>['from']

/** In a few words. */
export function Left({ from }: { readonly from: From }) {
  const say = useSay()
  if (from.kind === 'priority')
    return <>{say('Afgeweken van een prioriteit van het plan', 'A priority of the plan was left')}</>
  return (
    <>
      {say('Afgeweken van', 'Left')} {from.protocol} ({say('versie', 'version')} {from.version}): {from.step}
    </>
  )
}

export function WhatWasLeft({ dossier }: { readonly dossier: Schema<'DossierAnswer'> }) {
  const { protocolThen, priorities, deviation } = dossier
  if (protocolThen !== undefined) return <Protocol protocol={protocolThen} rule={deviation.from} />
  return (
    <>
      {priorities.map((priority) => (
        <Priority priority={priority} />
      ))}
      {priorities.length === 0 && (
        <p class="utrecht-paragraph">
          <Left from={deviation.from} />
        </p>
      )}
    </>
  )
}

interface OfProtocol {
  readonly protocol: NonNullable<Schema<'DossierAnswer'>['protocolThen']>
  readonly rule: From
}

function Protocol({ protocol: { title, version, inForceFrom, steps = [], stepLeft }, rule }: OfProtocol) {
  const { language } = useHere()
  const say = useSay()
  return (
    <>
      <p class="utrecht-paragraph">
        {title}
        {version !== undefined && say(`, versie ${String(version)}`, `, version ${String(version)}`)}
        {inForceFrom !== undefined &&
          say(
            ` (geldt sinds ${dayInWords(inForceFrom, language)})`,
            ` (in force since ${dayInWords(inForceFrom, language)})`,
          )}
      </p>
      <ol class="samenspel-protocol">
        {steps.map(({ step, title: called, rule: may }) => (
          <li class={step === stepLeft ? 'samenspel-left' : ''}>
            {step === stepLeft ? <strong>{called}</strong> : called}
            <span class="samenspel-quiet">
              {step === stepLeft && say('Deze stap is losgelaten; ', 'This step was left; ')}
              {valueCalled('rule', step === stepLeft && rule.kind === 'step' ? rule.rule : may, language)}
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}

function Priority({ priority }: { readonly priority: Schema<'Priority'> }) {
  const { language } = useHere()
  const say = useSay()
  const { reason, set } = priority
  return (
    <>
      <p class="utrecht-paragraph">
        {say('Een prioriteit van het plan: ', 'A priority of the plan: ')}
        <strong>
          <WhatGoesFirst priority={priority} />
        </strong>
        {say(`, vastgesteld ${dayInWords(set.at, language)}`, `, set ${dayInWords(set.at, language)}`)}
      </p>
      {reason !== undefined && <Words of={reason} />}
    </>
  )
}
