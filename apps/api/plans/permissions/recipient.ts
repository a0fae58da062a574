/** Who reads by what somebody else opens to them, as a body names them. */
import { Refusal } from '../../../../libs/deciding/decider.ts'
import { isOin } from '../../../../libs/installation/setting-rules.ts'
import type { Recipient } from '../../../../libs/plan/permissions/permission.ts'

export type RecipientRefusal = 'RECIPIENT_IS_OF_ANOTHER_KIND'

/** @throws Refusal where the id is not one of that kind */
export function recipientOf({ kind, id }: { readonly kind: Recipient['kind']; readonly id?: string }): Recipient {
  if (kind === 'coordination' && id === undefined) return { kind }
  if (kind !== 'coordination' && id !== undefined && isOin(id) === (kind === 'organisation')) return { kind, id }
  throw new Refusal<RecipientRefusal>('RECIPIENT_IS_OF_ANOTHER_KIND')
}
