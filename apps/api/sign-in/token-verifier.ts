/** Whether an access token is genuine, meant for us and says enough: OAuth NL GOV and RFC 9068. Leaves out where the issuer's keys come from. */
import { hash } from 'node:crypto'
import { errors, jwtVerify, type JWTVerifyGetKey } from 'jose'
import { SignInRefused, type Claim, type SignInReason } from './sign-in-refused.ts'
import { signedInFrom, type SignedIn } from './signed-in.ts'

/** Asymmetric ones only: with a shared secret, whoever can check a token can also make one. OIDC NL GOV asks for RS256 and PS256; ES256 and Ed25519 are their successors. */
export const ALGORITHMS = ['PS256', 'ES256', 'RS256', 'EdDSA', 'Ed25519']

const CLOCK_TOLERANCE_SECONDS = 5
const LONGEST_TOKEN = 8_192
/** A withdrawn key stops counting after this time, however long the tokens made with it would have run. */
const VERDICT_LASTS_MS = 10 * 60_000

export interface TokenVerifier {
  /** @throws SignInRefused when the token is not good; IssuerUnreachable when that cannot be known now */
  verify(token: string): Promise<SignedIn>
  /** Who it is of, where it was found good and still is; without looking at it again. */
  known(token: string): SignedIn | undefined
}

export interface AcceptedTokens {
  readonly issuer: string
  readonly audience: string
  readonly keys: JWTVerifyGetKey
  /** Milliseconds since 1970. */
  readonly now?: () => number
  /** How many verdicts are remembered; the one unused for longest makes room. */
  readonly verdictsKept?: number
}

interface Verdict {
  readonly signedIn: SignedIn
  readonly untilMs: number
}

/** Checking a signature costs as much as the rest of a request, so a good verdict is remembered by the token's hash. A bad one is not: it can become good (a new key), and would push good ones out. */
export function tokenVerifier(accepted: AcceptedTokens): TokenVerifier {
  const { now = Date.now, verdictsKept = 10_000 } = accepted
  // A Map keeps the order of insertion, so that its first key is the one unused for longest.
  const verdicts = new Map<string, Verdict>()

  const known = (key: string): SignedIn | undefined => {
    const verdict = verdicts.get(key)
    verdicts.delete(key)
    if (verdict === undefined || now() >= verdict.untilMs) return undefined
    verdicts.set(key, verdict)
    return verdict.signedIn
  }

  return {
    known: (token) => (token.length > LONGEST_TOKEN ? undefined : known(keyOf(token))),
    async verify(token) {
      if (token.length > LONGEST_TOKEN) throw new SignInRefused('TOKEN_IS_TOO_LONG')
      const key = keyOf(token)
      const before = known(key)
      if (before !== undefined) return before
      const signedIn = await check(token, accepted, now())
      const untilMs = Math.min(Date.parse(signedIn.expiresAt), now() + VERDICT_LASTS_MS)
      verdicts.set(key, { signedIn, untilMs })
      for (const oldest of verdicts.keys()) {
        if (verdicts.size <= verdictsKept) break
        verdicts.delete(oldest)
      }
      return signedIn
    },
  }
}

const keyOf = (token: string): string => hash('sha256', token, 'base64')

async function check(token: string, { issuer, audience, keys }: AcceptedTokens, nowMs: number): Promise<SignedIn> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      algorithms: ALGORITHMS,
      issuer,
      audience,
      typ: 'at+jwt',
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      currentDate: new Date(nowMs),
    })
    // RFC 9449 §7.1 and RFC 8705 §3: a token bound to a key is worth nothing to whoever merely holds it.
    if (payload['cnf'] !== undefined) throw new SignInRefused('TOKEN_IS_BOUND_TO_A_KEY')
    return Object.freeze(signedInFrom(payload, nowMs / 1000 + CLOCK_TOLERANCE_SECONDS))
  } catch (error) {
    throw error instanceof errors.JOSEError ? refusalOf(error) : error
  }
}

function refusalOf(error: errors.JOSEError): SignInRefused {
  if (error instanceof errors.JOSEAlgNotAllowed) return new SignInRefused('ALGORITHM_IS_NOT_ACCEPTED')
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys)
    return new SignInRefused('KEY_IS_UNKNOWN')
  if (error instanceof errors.JWSSignatureVerificationFailed) return new SignInRefused('SIGNATURE_IS_WRONG')
  if (error instanceof errors.JWTExpired) return new SignInRefused('TOKEN_HAS_EXPIRED')
  if (error instanceof errors.JWTClaimValidationFailed) return refusalOfClaim(error)
  return new SignInRefused('TOKEN_IS_NOT_READABLE')
}

const REFUSED_CLAIMS: Readonly<Record<string, SignInReason>> = {
  typ: 'TYPE_IS_NOT_ACCEPTED',
  iss: 'ISSUER_IS_NOT_ACCEPTED',
  aud: 'TOKEN_IS_FOR_ANOTHER_AUDIENCE',
  nbf: 'TOKEN_IS_NOT_VALID_YET',
}

const READ_BY_JOSE: readonly Claim[] = ['iss', 'aud', 'exp', 'nbf', 'iat']

function refusalOfClaim({ claim, reason }: errors.JWTClaimValidationFailed): SignInRefused {
  const named = REFUSED_CLAIMS[claim]
  if (named !== undefined && reason === 'check_failed') return new SignInRefused(named)
  return new SignInRefused(
    'CLAIMS_ARE_NOT_ACCEPTED',
    READ_BY_JOSE.filter((known) => known === claim),
  )
}
