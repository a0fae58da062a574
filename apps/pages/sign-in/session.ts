/**
 * Who is signed in at the pages: their token, encrypted, in a cookie that no script reads (`HttpOnly`) and no other site sends along with a form
 * (`SameSite=Lax`, and the origin of each form is looked at). Nothing is kept on the server, so any process with the key goes on with it.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { decodeJwt, EncryptJWT, jwtDecrypt } from 'jose'
import { isRole, type Role } from '../../../libs/deciding/decider.ts'

export interface Session {
  /** What the API is asked with. */
  readonly token: string
  readonly subject: string
  readonly name: string
  readonly role: Role
  /** Milliseconds since 1970: from then on the token opens nothing. */
  readonly untilMs: number
}

/** While somebody is away at the issuer. */
export interface SigningIn {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  /** Where they wanted to be: a path of ours. */
  readonly back: string
}

/** A cookie of this host alone, over a connection that nobody reads along (RFC 6265bis §4.1.3.2). */
export const SESSION_COOKIE = '__Host-samenspel'
export const SIGNING_IN_COOKIE = '__Host-samenspel-signing-in'

const ATTRIBUTES = { path: '/', httpOnly: true, secure: true, sameSite: 'lax' } as const
const SIGNING_IN_SECONDS = 600
/** Browsers drop a cookie that is larger, without a word. */
const COOKIE_BYTES_AT_MOST = 4_000

export class TokenTooLarge extends Error {}

const sealed = (claims: Record<string, unknown>, key: Uint8Array, untilMs: number) =>
  new EncryptJWT(claims)
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .setExpirationTime(Math.floor(untilMs / 1_000))
    .encrypt(key)

/** Undefined for one that is absent, over, or not of this key. */
async function opened(text: string | undefined, key: Uint8Array): Promise<Record<string, unknown> | undefined> {
  if (text === undefined) return undefined
  try {
    const { payload } = await jwtDecrypt(text, key, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    })
    return payload
  } catch {
    return undefined
  }
}

/** Of an access token of the API (RFC 9068). Shown and used to choose pages only: what they may do, the API says. @throws TypeError where it says no role */
export function sessionOf(token: string): Session {
  const { sub, role, roles, name, exp } = decodeJwt(token)
  const [said] = [role, roles].flat().filter((one) => one !== undefined)
  if (!isRole(said) || exp === undefined || sub === undefined)
    throw new TypeError('the token names no role that is known here')
  return { token, subject: sub, role: said, name: typeof name === 'string' ? name : '', untilMs: exp * 1_000 }
}

/** @throws TokenTooLarge */
export async function keepSession(reply: FastifyReply, { token, untilMs }: Session, key: Uint8Array): Promise<void> {
  const value = await sealed({ token }, key, untilMs)
  if (value.length > COOKIE_BYTES_AT_MOST) throw new TokenTooLarge()
  void reply.setCookie(SESSION_COOKIE, value, { ...ATTRIBUTES, expires: new Date(untilMs) })
}

export async function sessionIn({ cookies }: FastifyRequest, key: Uint8Array): Promise<Session | undefined> {
  const kept = await opened(cookies[SESSION_COOKIE], key)
  return typeof kept?.['token'] === 'string' ? sessionOf(kept['token']) : undefined
}

export async function keepSigningIn(reply: FastifyReply, signingIn: SigningIn, key: Uint8Array, nowMs: number) {
  const value = await sealed({ ...signingIn }, key, nowMs + SIGNING_IN_SECONDS * 1_000)
  void reply.setCookie(SIGNING_IN_COOKIE, value, { ...ATTRIBUTES, maxAge: SIGNING_IN_SECONDS })
}

export async function signingInOf({ cookies }: FastifyRequest, key: Uint8Array): Promise<SigningIn | undefined> {
  const kept = await opened(cookies[SIGNING_IN_COOKIE], key)
  const { state, nonce, verifier, back } = kept ?? {}
  const areTexts = [state, nonce, verifier, back].every((one) => typeof one === 'string')
  return areTexts ? ({ state, nonce, verifier, back } as SigningIn) : undefined
}

export function forget(reply: FastifyReply, ...cookies: readonly string[]): void {
  for (const cookie of cookies) void reply.clearCookie(cookie, ATTRIBUTES)
}
