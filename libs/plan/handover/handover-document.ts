/** What the next coordinator must know before accepting, judged against the plan as it is now. */
import type { Sealed } from '../../deciding/decider.ts'

export interface HandoverDocument {
  readonly safety?: Sealed
  readonly sensitivities?: Sealed
  readonly actions: readonly string[]
  readonly deviations: readonly string[]
  /** Absent where there were none, as in what was written before they stood in it. */
  readonly challenges?: readonly string[]
}

/** What is open in the plan, and so must not be passed on in silence. */
export interface OpenMatters {
  readonly actions: readonly string[]
  readonly deviations: readonly string[]
  readonly challenges?: readonly string[]
}

const WORDS = ['safety', 'sensitivities'] as const
const MATTERS = ['actions', 'deviations', 'challenges'] as const

/** Every part that is missing, not only the first: a coordinator mends a document once. */
export function missingFrom(document: HandoverDocument, open: OpenMatters): readonly string[] {
  const unsaid = WORDS.filter((part) => document[part] === undefined)
  const passedOver = MATTERS.flatMap((kind) =>
    (open[kind] ?? []).filter((id) => document[kind]?.includes(id) !== true).map((id) => `${kind}/${id}`),
  )
  return [...unsaid, ...passedOver]
}

/**
 * Field by field, so that nothing is stored but the document; and of matters, what is open to its writer. Any other id would be read back as long as it is
 * of nothing, and not once it is of what is withheld from them, which tells it.
 */
export const documentAlone = (
  { safety, sensitivities, actions, deviations, challenges = [] }: HandoverDocument,
  open: OpenMatters,
): HandoverDocument => ({
  ...(safety && { safety }),
  ...(sensitivities && { sensitivities }),
  actions: actions.filter((one) => open.actions.includes(one)),
  deviations: deviations.filter((one) => open.deviations.includes(one)),
  ...orNone(challenges.filter((one) => open.challenges?.includes(one) === true)),
})

export const orNone = (challenges: readonly string[] = []) => challenges.length > 0 && { challenges }

/** The document with what was left out at first; what it said already stays, unless it is said anew. */
export const supplemented = (document: HandoverDocument, more: HandoverDocument): HandoverDocument => ({
  ...document,
  ...more,
  actions: [...new Set([...document.actions, ...more.actions])],
  deviations: [...new Set([...document.deviations, ...more.deviations])],
  ...orNone([...new Set([...(document.challenges ?? []), ...(more.challenges ?? [])])]),
})
