/** The parts that pages of a deviation are made of. */
import type { Child } from 'hono/jsx'
import type { Schema } from '../asking.ts'
import { dayInWords } from '../dates.ts'
import { useHere, useSay } from '../look/here.ts'
import { Words } from '../look/words.tsx'
import { capitalised } from '../plan/called.ts'
import { useName } from '../plan/in-plan.ts'

interface Labelled {
  readonly label: string
  readonly children: Child
}

export const Part = ({ label, children }: Labelled) => (
  <div class="samenspel-part">
    <h3 class="utrecht-heading-4">{label}</h3>
    {children}
  </div>
)

/** A part of a page about one deviation alone. */
export const Section = ({ id, label, children }: Labelled & { readonly id: string }) => (
  <section aria-labelledby={id}>
    <h2 class="utrecht-heading-2" id={id}>
      {label}
    </h2>
    {children}
  </section>
)

/** Who did something, and on what day. */
export function By({ by, at }: { readonly by: string; readonly at: string }) {
  const { language } = useHere()
  const name = useName()
  return (
    <p class="samenspel-quiet">
      {capitalised(name(by))}, {dayInWords(at, language)}
    </p>
  )
}

/** What was done instead of what was left, and how things stood. */
export function WhatWasDone({
  deviation: { insteadDone, situation },
}: {
  readonly deviation: Pick<Schema<'Deviation'>, 'insteadDone' | 'situation'>
}) {
  const say = useSay()
  return (
    <>
      <Part label={say('Wat er in plaats daarvan is gedaan', 'What was done instead')}>
        <Words of={insteadDone} />
      </Part>
      <Part label={say('De situatie', 'The situation')}>
        <Words of={situation} />
      </Part>
    </>
  )
}
