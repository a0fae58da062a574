/** Where in a plan what is due is done. What has no form here is shown, and is no link: it is done with other clients. */
import type { Schema } from '../asking.ts'

type Due = Schema<'DuePage'>['items'][number]

/** @returns the path below the plan */
export function formFor({ what, item: { kind, id } }: Pick<Due, 'what' | 'item'>): string | undefined {
  switch (what) {
    case 'view':
      return kind === 'goal' ? `goals/${id}/view` : undefined
    case 'account':
      return `deviations/${id}/account`
    case 'reading':
    case 'acute-reading':
      return `deviations/${id}/reading`
    case 'evaluation':
      return kind === 'goal' ? `goals/${id}/evaluation` : `deviations/${id}/evaluation`
    case 'action':
      return `actions/${id}/completion`
    case 'challenge':
      return `challenges/${id}/answer`
    case 'withholding-completion':
      return `withholdings/${id}/completion`
    default:
      return undefined
  }
}
