/** What a view can be on. */
export const VIEWED_KINDS = ['goal', 'action', 'priority', 'deviation', 'coordinator', 'own-plan'] as const
export type ViewedKind = (typeof VIEWED_KINDS)[number]

/** The item a view is about. */
export interface Viewed {
  readonly kind: ViewedKind
  readonly id: string
}
