/** The parts that pages of a deviation are made of. */
import type { Child } from 'hono/jsx'
import { dayInWords } from '../dates.ts'
import { useHere } from '../look/here.ts'
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
