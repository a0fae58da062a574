/** How signing in fails: the reasons a caller is told, and the errors that carry them. What is told helps to mend a token and names no key, no value and no other user. */

export interface InBothLanguages {
  readonly en: string
  readonly nl: string
}

/** English texts also go into a header (RFC 6750 §3), so they hold no quotes and no backslashes. */
export const SIGN_IN_REASONS = {
  TOKEN_MISSING: {
    en: 'Send an access token: Authorization: Bearer <token>.',
    nl: 'Stuur een toegangstoken mee: Authorization: Bearer <token>.',
  },
  TOKEN_IN_THE_ADDRESS: {
    en: 'A token in an address ends up in logs. Treat this one as lost and send a new one in the Authorization header.',
    nl: 'Een token in een adres belandt in logbestanden. Beschouw dit token als gelekt en stuur een nieuw in de kop Authorization.',
  },
  TOKEN_IS_TOO_LONG: {
    en: 'The access token is longer than is accepted.',
    nl: 'Het toegangstoken is langer dan wordt aangenomen.',
  },
  TOKEN_IS_NOT_READABLE: {
    en: 'The access token is not a signed JWT.',
    nl: 'Het toegangstoken is geen ondertekende JWT.',
  },
  ALGORITHM_IS_NOT_ACCEPTED: {
    en: 'The access token is signed in a way that is not accepted: use PS256, ES256, RS256 or EdDSA.',
    nl: 'Het toegangstoken is ondertekend op een manier die niet wordt aangenomen: gebruik PS256, ES256, RS256 of EdDSA.',
  },
  KEY_IS_UNKNOWN: {
    en: 'The access token is signed with a key that the accepted issuer does not publish; was it issued elsewhere?',
    nl: 'Het toegangstoken is ondertekend met een sleutel die de aanvaarde uitgever niet publiceert; is het elders uitgegeven?',
  },
  SIGNATURE_IS_WRONG: {
    en: 'The signature of the access token is not right.',
    nl: 'De ondertekening van het toegangstoken klopt niet.',
  },
  TYPE_IS_NOT_ACCEPTED: {
    en: 'Not an access token: its type is not at+jwt (RFC 9068).',
    nl: 'Geen toegangstoken: het type is niet at+jwt (RFC 9068).',
  },
  ISSUER_IS_NOT_ACCEPTED: {
    en: 'The access token comes from an issuer that is not accepted.',
    nl: 'Het toegangstoken komt van een uitgever die niet wordt aanvaard.',
  },
  TOKEN_IS_FOR_ANOTHER_AUDIENCE: {
    en: 'The access token is meant for another service.',
    nl: 'Het toegangstoken is voor een andere dienst bedoeld.',
  },
  TOKEN_HAS_EXPIRED: {
    en: 'The access token has expired.',
    nl: 'Het toegangstoken is verlopen.',
  },
  TOKEN_IS_NOT_VALID_YET: {
    en: 'The access token is not valid yet; compare the clocks.',
    nl: 'Het toegangstoken is nog niet geldig; vergelijk de klokken.',
  },
  TOKEN_IS_BOUND_TO_A_KEY: {
    en: 'The access token is bound to a key of its holder (cnf), which cannot be checked here: ask for a bearer token.',
    nl: 'Het toegangstoken is gebonden aan een sleutel van de houder (cnf), wat hier niet te controleren is: vraag een bearer-token.',
  },
  CLAIMS_ARE_NOT_ACCEPTED: {
    en: 'The access token does not say what is needed:',
    nl: 'Het toegangstoken zegt niet wat nodig is:',
  },
} as const satisfies Record<string, InBothLanguages>

export type SignInReason = keyof typeof SIGN_IN_REASONS

/** What each claim must be. Every one that is wrong is named at once. */
export const CLAIMS = {
  iss: { en: 'the issuer', nl: 'de uitgever' },
  aud: { en: 'the audience', nl: 'de dienst waarvoor het bedoeld is' },
  exp: { en: 'when it expires', nl: 'wanneer het verloopt' },
  nbf: { en: 'from when it is valid, as a number', nl: 'vanaf wanneer het geldt, als getal' },
  iat: { en: 'when it was issued, not in the future', nl: 'wanneer het is uitgegeven, niet in de toekomst' },
  jti: { en: 'its own id', nl: 'het eigen kenmerk' },
  sub: { en: 'a UUID in lower case', nl: 'een UUID in kleine letters' },
  role: { en: 'exactly one role from the published list', nl: 'precies één rol uit de gepubliceerde lijst' },
  organisation: {
    en: 'an OIN of 20 digits, required for everybody but family members and representatives',
    nl: 'een OIN van 20 cijfers, verplicht voor iedereen behalve gezinsleden en vertegenwoordigers',
  },
  name: { en: 'text of 200 characters at most', nl: 'tekst van hooguit 200 tekens' },
  team: { en: 'text of 200 characters at most', nl: 'tekst van hooguit 200 tekens' },
} as const satisfies Record<string, InBothLanguages>

export type Claim = keyof typeof CLAIMS

/** Nobody is signed in by what was sent. Becomes one 401 problem, with `challenge` as its `WWW-Authenticate`. */
export class SignInRefused extends Error {
  readonly status = 401
  readonly reason: SignInReason
  readonly claims: readonly Claim[]

  constructor(reason: SignInReason, claims: readonly Claim[] = []) {
    super(reason)
    this.name = 'SignInRefused'
    this.reason = reason
    this.claims = claims
  }

  detail(language: keyof InBothLanguages): string {
    const claims = this.claims.map((claim) => `${claim} (${CLAIMS[claim][language]})`)
    return [SIGN_IN_REASONS[this.reason][language], claims.join(', ')].join(' ').trim()
  }

  /** RFC 6750 §3.1: without a token no error is named, only how to sign in. */
  get challenge(): string {
    const realm = 'Bearer realm="samenspel"'
    return this.reason === 'TOKEN_MISSING'
      ? realm
      : `${realm}, error="invalid_token", error_description="${this.detail('en')}"`
  }
}

/** The issuer's keys cannot be had now, so nothing can be said about a token: a 503, to be tried again. The cause is for the log only. */
export class IssuerUnreachable extends Error {
  readonly status = 503
  readonly retryAfterSeconds = 5

  constructor(cause: unknown) {
    super('The keys of the accepted issuer cannot be fetched', { cause })
    this.name = 'IssuerUnreachable'
  }
}
