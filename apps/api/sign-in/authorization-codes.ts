/** The codes of the development issuer: given for an identity, changed for a token once, by whoever began (RFC 6749 §4.1, RFC 7636 §4.6). */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Identity } from './identity-asked.ts'

/** What a client asks a browser to bring. */
export interface AuthorizationAsked {
  readonly clientId: string
  readonly redirectUri: string
  readonly challenge: string
  readonly state: string
  readonly nonce: string | undefined
}

interface Given extends AuthorizationAsked {
  readonly identity: Identity
  readonly untilMs: number
}

const CODES_LAST_MS = 60_000
/** Who asks for more without changing any is not waited for. */
const CODES_AT_MOST = 1_000

/** The one place on this machine where pages of ours come back to. */
const REDIRECT = /^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\]):\d{1,5}\/sign-in\/callback$/
const CLIENT = /^[\w-]{1,60}$/
const CHALLENGE = /^[\w-]{43}$/
const OPAQUE = /^[\w\-.~]{1,500}$/

/** What is asked for, or undefined where it is not what a page of this machine asks. */
export function authorizationAsked(sent: Readonly<Record<string, unknown>>): AuthorizationAsked | undefined {
  const text = (name: string, form: RegExp) => {
    const value = sent[name]
    return typeof value === 'string' && form.test(value) ? value : undefined
  }
  const [clientId, redirectUri] = [text('client_id', CLIENT), text('redirect_uri', REDIRECT)]
  const [challenge, state] = [text('code_challenge', CHALLENGE), text('state', OPAQUE)]
  const isCodeWithPkce = sent['response_type'] === 'code' && sent['code_challenge_method'] === 'S256'
  if (!isCodeWithPkce || !clientId || !redirectUri || !challenge || !state) return undefined
  return { clientId, redirectUri, challenge, state, nonce: text('nonce', OPAQUE) }
}

export class AuthorizationCodes {
  readonly #given = new Map<string, Given>()

  give(asked: AuthorizationAsked, identity: Identity, nowMs: number): string {
    const [oldest] = this.#given.keys()
    if (this.#given.size >= CODES_AT_MOST && oldest !== undefined) this.#given.delete(oldest)
    const code = randomBytes(32).toString('base64url')
    this.#given.set(code, { ...asked, identity, untilMs: nowMs + CODES_LAST_MS })
    return code
  }

  /** Whoever it was given for, and what they asked with; undefined, and the code gone, where anything does not agree. */
  change(sent: Readonly<Record<string, unknown>>, nowMs: number): Given | undefined {
    const { code, code_verifier: verifier, redirect_uri: redirectUri, client_id: clientId } = sent
    if (typeof code !== 'string' || typeof verifier !== 'string') return undefined
    const given = this.#given.get(code)
    this.#given.delete(code)
    if (given === undefined || given.untilMs < nowMs) return undefined
    const agrees = given.redirectUri === redirectUri && given.clientId === clientId && proves(verifier, given.challenge)
    return agrees ? given : undefined
  }
}

function proves(verifier: string, challenge: string): boolean {
  const hashed = createHash('sha256').update(verifier).digest('base64url')
  return hashed.length === challenge.length && timingSafeEqual(Buffer.from(hashed), Buffer.from(challenge))
}
