/** The keys of an issuer outside: found by OpenID Connect Discovery 1.0, fetched when first needed, again when a token names a new one. */
import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose'
import { isLoopback } from '../../../libs/installation/loopback.ts'
import { IssuerUnreachable } from './sign-in-refused.ts'

const TIMEOUT_MS = 5_000
const LARGEST_DOCUMENT = 65_536

export interface OutsideIssuer {
  readonly issuer: string
  /** Where the keys are; found by discovery when absent. */
  readonly jwksUrl?: string | undefined
  /** How long an unknown key's name does not make the keys be fetched again: an invented name must not become load on the issuer. */
  readonly refetchAfterMs?: number
}

/** @returns a key by a token's header; throws IssuerUnreachable, and JWKSNoMatchingKey (jose) for a key that the issuer does not publish. The next call tries again. */
export function keysOfIssuer({ issuer, jwksUrl, refetchAfterMs = 30_000 }: OutsideIssuer): JWTVerifyGetKey {
  let keys: Promise<JWTVerifyGetKey> | undefined

  const find = async () => {
    const url = jwksUrl === undefined ? await discoverKeys(issuer) : new URL(jwksUrl)
    return createRemoteJWKSet(url, { timeoutDuration: TIMEOUT_MS, cooldownDuration: refetchAfterMs })
  }
  const found = () => {
    keys ??= find().catch((cause: unknown) => {
      keys = undefined
      throw cause
    })
    return keys
  }

  return async (header, token) => {
    try {
      const keyFor = await found()
      return await keyFor(header, token)
    } catch (cause) {
      throw saysSomethingOfTheToken(cause) ? cause : new IssuerUnreachable(cause)
    }
  }
}

const saysSomethingOfTheToken = (cause: unknown) =>
  cause instanceof errors.JWKSNoMatchingKey ||
  cause instanceof errors.JWKSMultipleMatchingKeys ||
  cause instanceof errors.JOSENotSupported

/** Discovery §4: the document must name the very issuer that was asked, or another could answer in its place. */
async function discoverKeys(issuer: string): Promise<URL> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  const answer = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) })
  if (!answer.ok) throw new Error(`Discovery answered ${String(answer.status)}`)
  const text = await answer.text()
  if (text.length > LARGEST_DOCUMENT) throw new Error('The discovery document is too large')
  const document: unknown = JSON.parse(text)
  if (!isDiscovery(document)) throw new Error('The discovery document names no issuer or no keys')
  if (document.issuer !== issuer) throw new Error('The discovery document names another issuer')
  const url = URL.parse(document.jwks_uri)
  if (url === null || !(url.protocol === 'https:' || isLoopback(url.hostname)))
    throw new Error('The discovery document names no https address of keys')
  return url
}

const isDiscovery = (document: unknown): document is { readonly issuer: string; readonly jwks_uri: string } =>
  typeof document === 'object' &&
  document !== null &&
  'issuer' in document &&
  typeof document.issuer === 'string' &&
  'jwks_uri' in document &&
  typeof document.jwks_uri === 'string'
