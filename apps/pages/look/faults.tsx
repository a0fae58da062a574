/** What the API refused, as it said it: in whole at the top, and each fault beside the field that it points at. */
import type { Fault, Problem } from '../asking.ts'
import { useSay } from './here.ts'

/** By the first member that each points at. */
export function faultsOf(problem: Problem | undefined): ReadonlyMap<string, readonly string[]> {
  const byField = Map.groupBy(problem?.errors ?? [], ({ pointer }: Fault) => pointer.split('/')[1] ?? '')
  return new Map([...byField].map(([field, faults]) => [field, faults.map(({ detail }) => detail)]))
}

export function Alert({ problem }: { readonly problem: Problem }) {
  const { title, detail, errors = [] } = problem
  return (
    <div class="utrecht-alert utrecht-alert--error" role="alert" id="problem">
      <div class="utrecht-alert__content">
        <p class="utrecht-paragraph">
          <strong>{title}</strong>
        </p>
        {detail !== undefined && detail !== title && <p class="utrecht-paragraph">{detail}</p>}
        {errors.length > 0 && (
          <ul class="utrecht-unordered-list">
            {errors.map(({ pointer, detail: what }) => (
              <li class="utrecht-unordered-list__item">
                <a class="utrecht-link" href={`#${pointer.split('/')[1] ?? ''}`}>
                  {what}
                </a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}

interface OfField {
  readonly field: string
  readonly faults: ReadonlyMap<string, readonly string[]>
}

export function FieldFault({ field, faults }: OfField) {
  return (
    <p class="utrecht-form-field-error-message" id={`${field}-fault`}>
      {faults.get(field)?.join('; ') ?? ''}
    </p>
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
