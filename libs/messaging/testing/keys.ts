/** Keys of a partner of a test: the product derives its own from the vault. */
import { randomBytes } from 'node:crypto'
import { privateKeyFrom, publicKeyOf } from '../standard-webhooks.ts'

/** A new secret for `v1`, as it is shown to the partner: `whsec_…`. */
export const newSymmetricKey = (): string => `whsec_${randomBytes(32).toString('base64')}`

/** A new pair for `v1a`: `whsk_…`, which never leaves, and `whpk_…`, which the partner verifies with. */
export function newKeyPair(): { readonly privateKey: string; readonly publicKey: string } {
  const privateKey = privateKeyFrom(randomBytes(32))
  return { privateKey, publicKey: publicKeyOf(privateKey) }
}
