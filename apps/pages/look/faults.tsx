/** What the API refused, as it said it: in whole at the top, and each fault beside the field that it points at. */
import type { Fault, Problem } from '../asking.ts'
import { useSay } from './here.ts'

/** What is said where something is missing that only its path tells of. */
export interface SaidOfParts {
  readonly missing: string
  /** Where these paths begin in what was sent (`/account`). */
  readonly under: string
}

/** The faults of a problem, and the parts that it says are missing, alike. */
export function faultsIn(problem: Problem | undefined, said: SaidOfParts): readonly Fault[] {
  const missing = Array.isArray(problem?.['missing']) ? problem['missing'] : []
  const parts = missing.filter((part) => typeof part === 'string')
  return [
    ...(problem?.errors ?? []),
    ...parts.map((part) => ({ pointer: `${said.under}/${part}`, detail: said.missing })),
  ]
}

/** A field is named as a pointer into the body is, with dots: `account.weighing.return`. */
export const pointsAt = (name: string, { pointer }: Fault): boolean =>
  `${pointer}/`.startsWith(`/${name.replaceAll('.', '/')}/`)

export function Alert({ problem }: { readonly problem: Problem }) {
  const { title, detail } = problem
  return (
    <div class="utrecht-alert utrecht-alert--error" role="alert" id="problem">
      <div class="utrecht-alert__content">
        <p class="utrecht-paragraph">
          <strong>{title}</strong>
        </p>
        {detail !== undefined && detail !== title && <p class="utrecht-paragraph">{detail}</p>}
      </div>
    </div>
  )
}

/** Where a page cannot be shown. */
export function Problematic({ title, detail }: { readonly title: string; readonly detail?: string | undefined }) {
  const say = useSay()
  return (
    <>
      <h1 class="utrecht-heading-1">{title}</h1>
      {detail !== undefined && detail !== title && <p class="utrecht-paragraph">{detail}</p>}
      <p class="utrecht-paragraph">
        <a class="utrecht-link" href="/">
          {say('Naar het begin', 'To the beginning')}
        </a>
      </p>
    </>
  )
}
