/** The issuer for trying things out: makes anyone a token for anybody. Only on loopback and never in production; the configuration refuses everything else. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto'
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  calculateJwkThumbprint,
  createLocalJWKSet,
  exportJWK,
  SignJWT,
  type JWTPayload,
  type JWTVerifyGetKey,
} from 'jose'
import { v5 } from 'uuid'
import type { Role } from '../../../libs/deciding/decider.ts'
import type { Identity } from './identity-asked.ts'
import { needsOrganisation } from './signed-in.ts'
import type { Configuration } from '../../../libs/installation/settings.ts'

export const DEVELOPMENT_ISSUER = 'urn:samenspel:development-issuer'

const KEY_FILE = 'development-issuer.key'
const PEOPLE = 'f7a3c2de-5f0b-4c55-9d0e-6a2b8b1f7c31'

/** The same role and name are the same person, on every machine: stories can be told again. */
export const personNamed = (role: Role, name: string): string =>
  v5(JSON.stringify([role, name.trim().normalize('NFC').toLowerCase()]), PEOPLE)

export interface DevelopmentIssuer {
  readonly issuer: string
  readonly keys: JWTVerifyGetKey
  /** An access token. */
  issue(identity: Identity): Promise<string>
  /** An ID token (OpenID Connect Core §2), for the client that asked. */
  identify(
    identity: Identity,
    asked: { readonly clientId: string; readonly nonce: string | undefined },
  ): Promise<string>
}

interface Signed {
  readonly audience: string
  readonly subject: string
  readonly type: string
  readonly lifetimeSeconds: number
}

type Needed = Pick<Configuration, 'dataDir' | 'oidcAudience' | 'oin' | 'usesDevelopmentIssuer' | 'production'>

/**
 * The issuer of a data directory; its key is made there at first use, so that a token of one installation says nothing to another.
 * @param now milliseconds since 1970
 */
export async function developmentIssuer(
  configuration: Needed,
  now: () => number = Date.now,
): Promise<DevelopmentIssuer> {
  // The configuration refuses this combination; asked again here, where the key is, because everything hangs on it.
  if (configuration.production || !configuration.usesDevelopmentIssuer)
    throw new Error('The development issuer is not for use beside another issuer or in production')
  const key = keyKeptIn(configuration.dataDir)
  const jwk = await exportJWK(createPublicKey(key))
  const kid = await calculateJwkThumbprint(jwk)
  const signed = (claims: JWTPayload, { audience, subject, type, lifetimeSeconds }: Signed) => {
    const nowSeconds = Math.floor(now() / 1000)
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', typ: type, kid })
      .setIssuer(DEVELOPMENT_ISSUER)
      .setAudience(audience)
      .setSubject(subject)
      .setJti(randomUUID())
      .setIssuedAt(nowSeconds)
      .setExpirationTime(nowSeconds + lifetimeSeconds)
      .sign(key)
  }

  return {
    issuer: DEVELOPMENT_ISSUER,
    keys: createLocalJWKSet({ keys: [{ ...jwk, kid, alg: 'ES256', use: 'sig' }] }),

    issue({ role, name, subject = personNamed(role, name), organisation, team, lifetimeSeconds }) {
      const employer = organisation ?? (needsOrganisation(role) ? configuration.oin : undefined)
      const claims = { role, name, organisation: employer, team, client_id: DEVELOPMENT_ISSUER }
      return signed(claims, { audience: configuration.oidcAudience, subject, type: 'at+jwt', lifetimeSeconds })
    },

    identify({ role, name, subject = personNamed(role, name), lifetimeSeconds }, { clientId, nonce }) {
      return signed({ name, nonce }, { audience: clientId, subject, type: 'JWT', lifetimeSeconds })
    },
  }
}

/** For the log at the start, where nobody can overlook it. */
export const developmentIssuerWarning = (signInUrl: string): string =>
  `DEVELOPMENT SIGN-IN IS ON: anyone on this machine can sign in as anybody at ${signInUrl}. Never put real people's data here; set SAMENSPEL_OIDC_ISSUER before you do.`

/** The server and the token command may both be first: whoever links their key into place wins, whole, and the other uses that one. */
function keyKeptIn(dataDir: string): KeyObject {
  const file = join(dataDir, KEY_FILE)
  const kept = readIfThere(file)
  if (kept !== undefined) return privateKeyIn(kept, file)

  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const own = join(dataDir, `.${KEY_FILE}.${randomUUID()}`)
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const descriptor = openSync(own, 'wx', 0o600)
  try {
    writeFileSync(descriptor, privateKey.export({ type: 'pkcs8', format: 'pem' }))
    fsyncSync(descriptor)
    linkSync(own, file)
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error
  } finally {
    closeSync(descriptor)
    rmSync(own)
  }
  return privateKeyIn(readFileSync(file), file)
}

function privateKeyIn(pem: Buffer, file: string): KeyObject {
  try {
    return createPrivateKey(pem)
  } catch (cause) {
    throw new Error(`${file} holds no private key; remove it to have a new one made`, { cause })
  }
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file)
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  }
}

const hasCode = (error: unknown, code: string) =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code
