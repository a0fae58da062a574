/** Sign-in by OpenID Connect: authorisation code with PKCE (RFC 7636), state and nonce, through a kept client. */
import * as oidc from 'openid-client'
import type { IssuerOfPages } from '../settings.ts'
import { sessionOf, type Session, type SigningIn } from './session.ts'

export const CALLBACK_PATH = '/sign-in/callback'

/** Of the API's development issuer: told here, since nothing but this machine may ask it. */
export const DEVELOPMENT_ENDPOINTS = { authorization: '/sign-in/authorization', token: '/sign-in/token' }
const DEVELOPMENT_ISSUER = 'urn:samenspel:development-issuer'

export class IssuerUnreachable extends Error {}
/** The issuer, or whoever was there, did not let them in. */
export class NotSignedIn extends Error {}

export class Issuer {
  readonly #issuer: IssuerOfPages
  readonly #url: () => string
  #found: Promise<oidc.Configuration> | undefined

  /** @param url where browsers reach the pages */
  constructor(issuer: IssuerOfPages, url: () => string) {
    this.#issuer = issuer
    this.#url = url
  }

  /** Where a browser is sent, and what is to be remembered until it is back. @throws IssuerUnreachable */
  async leave(back: string): Promise<{ readonly to: string; readonly signingIn: SigningIn }> {
    const configuration = await this.#configuration()
    const [verifier, state, nonce] = [oidc.randomPKCECodeVerifier(), oidc.randomState(), oidc.randomNonce()]
    const to = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: this.#url() + CALLBACK_PATH,
      scope: 'openid',
      resource: this.#issuer.audience,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    })
    return { to: to.href, signingIn: { state, nonce, verifier, back } }
  }

  /** @param path what the browser came back with: the callback's path and query. @throws IssuerUnreachable or NotSignedIn */
  async arrive(path: string, { state, nonce, verifier }: SigningIn): Promise<Session> {
    const configuration = await this.#configuration()
    const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier }
    const resource = this.#issuer.audience
    const url = new URL(path, this.#url())
    try {
      const { access_token: token } = await oidc.authorizationCodeGrant(configuration, url, checks, { resource })
      return sessionOf(token)
    } catch (cause) {
      throw new NotSignedIn('the issuer let nobody in', { cause })
    }
  }

  /** Found once, and again where it could not be. */
  async #configuration(): Promise<oidc.Configuration> {
    this.#found ??= configurationOf(this.#issuer)
    try {
      return await this.#found
    } catch (cause) {
      this.#found = undefined
      throw new IssuerUnreachable('the issuer cannot be reached', { cause })
    }
  }
}

/** For an issuer on this machine: the settings refuse one elsewhere without TLS. */
// eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so by the library only to be noticed
const withoutTls: (found: oidc.Configuration) => void = oidc.allowInsecureRequests

async function configurationOf(issuer: IssuerOfPages): Promise<oidc.Configuration> {
  const { at, clientId, clientSecret, isForDevelopment } = issuer
  const authentication = clientSecret === undefined ? oidc.None() : oidc.ClientSecretBasic(clientSecret)
  if (!isForDevelopment) {
    const isOfThisMachine = new URL(at).protocol === 'http:'
    const options = isOfThisMachine ? { execute: [withoutTls] } : {}
    return oidc.discovery(new URL(at), clientId, {}, authentication, options)
  }
  const found = new oidc.Configuration(
    {
      issuer: DEVELOPMENT_ISSUER,
      authorization_endpoint: at + DEVELOPMENT_ENDPOINTS.authorization,
      token_endpoint: at + DEVELOPMENT_ENDPOINTS.token,
      id_token_signing_alg_values_supported: ['ES256'],
    },
    clientId,
    { id_token_signed_response_alg: 'ES256' },
    authentication,
  )
  withoutTls(found)
  return found
}
