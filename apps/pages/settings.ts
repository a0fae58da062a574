/** What the pages are served with. */

export interface PagesSettings {
  /** Where the API is, with its `/v1`. */
  readonly api: string
  /** Where browsers reach the pages: an origin, without a slash at the end. Without one, where they listen. */
  readonly url?: string | undefined
  readonly issuer: IssuerOfPages
  /** 256 bits: what cookies are encrypted with. Every process of one address has the same. */
  readonly key: Uint8Array
}

export interface IssuerOfPages {
  /** URL of an issuer that is found by OpenID Connect Discovery, or the origin of the API's development issuer. */
  readonly at: string
  readonly isForDevelopment: boolean
  readonly clientId: string
  /** A public client has none: PKCE (RFC 7636) is always used. */
  readonly clientSecret?: string | undefined
  /** The API, as the issuer names it in a token's `aud` (RFC 8707). */
  readonly audience: string
}
