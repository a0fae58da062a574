/** Who is signed in, as their token says it. What they may do is decided elsewhere, from this and from the facts of a plan. */
import type { JWTPayload } from 'jose'
import { isRole, type Moment, type Role } from '../../../libs/deciding/decider.ts'
import { isName } from '../texts.ts'
import { SignInRefused, type Claim } from './sign-in-refused.ts'

export interface SignedIn {
  readonly issuer: string
  /** An opaque UUID; becomes the actor's id. For family members and representatives it is their person id. */
  readonly subject: string
  readonly role: Role
  readonly name?: string
  /** OIN, 20 digits. Always there, except for family members and representatives, who may act for themselves. */
  readonly organisation?: string
  readonly team?: string
  readonly tokenId: string
  readonly expiresAt: Moment
}

const LAST_MOMENT_SECONDS = 8_640_000_000_000

/** One spelling per person: an upper-case twin of an id would be somebody else to every rule. */
export const isPersonId = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(value)

export const isOin = (value: unknown): value is string => typeof value === 'string' && /^\d{20}$/.test(value)

/** Employees act for an organisation; the family and those who speak for it act for themselves. */
export const needsOrganisation = (role: Role): boolean => role !== 'family-member' && role !== 'representative'

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.trim() !== '' && value.length <= 200

/** Of a person or a team: it goes where names from bodies go, and so must be one. */
export const isNameIn = (value: unknown): value is string => isName(value) && value.length <= 200

const isMoment = (value: unknown, latest: number): value is number => typeof value === 'number' && value <= latest

/** `role` is ours, `roles` is the standard's (RFC 9068 §2.2.3.1); said in both, they must agree. */
function onlyRoleIn({ role, roles }: JWTPayload): unknown {
  const said = new Set([role, roles].flat().filter((one) => one !== undefined))
  return said.size === 1 ? [...said][0] : undefined
}

/**
 * The person that claims speak of, once signature, issuer, audience and times are known to be right.
 * @param now seconds since 1970, with the tolerance for clocks: the latest that the token may have been issued
 * @throws SignInRefused naming every claim that is missing or wrong
 */
export function signedInFrom(claims: JWTPayload, now: number): SignedIn {
  const wrong: Claim[] = []
  const read = <T>(claim: Claim, value: unknown, isRight: (value: unknown) => value is T): T | undefined => {
    if (isRight(value)) return value
    wrong.push(claim)
    return undefined
  }
  const orAbsent =
    <T>(isRight: (value: unknown) => value is T) =>
    (value: unknown): value is T | undefined =>
      value === undefined || isRight(value)

  const issuer = read('iss', claims.iss, isText)
  const exp = read('exp', claims.exp, (value) => isMoment(value, LAST_MOMENT_SECONDS))
  read('iat', claims.iat, (value) => isMoment(value, now))
  const tokenId = read('jti', claims.jti, isText)
  const subject = read('sub', claims.sub, isPersonId)
  const role = read('role', onlyRoleIn(claims), isRole)
  const mayBeAbsent = role === undefined || !needsOrganisation(role)
  const organisation = read('organisation', claims['organisation'], mayBeAbsent ? orAbsent(isOin) : isOin)
  const name = read('name', claims['name'], orAbsent(isNameIn))
  const team = read('team', claims['team'], orAbsent(isNameIn))

  if (wrong.length > 0 || !issuer || !exp || !tokenId || !subject || !role)
    throw new SignInRefused('CLAIMS_ARE_NOT_ACCEPTED', wrong)
  return {
    issuer,
    subject,
    role,
    tokenId,
    expiresAt: new Date(exp * 1000).toISOString(),
    ...(name !== undefined && { name }),
    ...(organisation !== undefined && { organisation }),
    ...(team !== undefined && { team }),
  }
}
