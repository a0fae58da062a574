/** A real OpenID provider (`oidc-provider`) that gives signed access tokens to clients which it knows (RFC 6749 §4.4, RFC 9068). */
import type { RequestListener } from 'node:http'
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import { Provider, type Adapter } from 'oidc-provider'

export type SignedWith = 'ES256' | 'PS256' | 'RS256' | 'EdDSA'

export interface OpenIdClient {
  readonly id: string
  readonly secret: string
  /** What its tokens say beside who it is, when it runs out and for whom. */
  readonly claims: Readonly<Record<string, string>>
}

export async function signingKey(kid: string, alg: SignedWith): Promise<JWK> {
  const { privateKey } = await generateKeyPair(alg, { extractable: true })
  return { ...(await exportJWK(privateKey)), kid, alg, use: 'sig' }
}

/** Signed tokens and fixed clients are all there is, so the provider has nothing to keep. */
class NothingToKeep implements Adapter {
  upsert = () => Promise.resolve(undefined)
  find = () => Promise.resolve(undefined)
  findByUserCode = () => Promise.resolve(undefined)
  findByUid = () => Promise.resolve(undefined)
  consume = () => Promise.resolve(undefined)
  destroy = () => Promise.resolve(undefined)
  revokeByGrantId = () => Promise.resolve(undefined)
}

/** What answers at `http://127.0.0.1:{port}`, its issuer. */
export function openIdProvider(
  port: number,
  { client, key, alg = 'ES256' }: { readonly client: OpenIdClient; readonly key: JWK; readonly alg?: SignedWith },
): RequestListener {
  const provider = new Provider(`http://127.0.0.1:${String(port)}`, {
    adapter: NothingToKeep,
    ttl: { ClientCredentials: 600 },
    jwks: { keys: [key] },
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        grant_types: ['client_credentials'],
        response_types: [],
        redirect_uris: [],
        id_token_signed_response_alg: alg,
      },
    ],
    enabledJWA: { idTokenSigningAlgValues: ['ES256', 'PS256', 'RS256', 'EdDSA'] },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (_context, resource) => ({
          scope: '',
          audience: resource,
          accessTokenTTL: 600,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg } },
        }),
      },
    },
    extraTokenClaims: () => client.claims,
  })
  const answer = provider.callback()
  return (request, reply) => {
    answer(request, reply).catch(() => {
      reply.destroy()
    })
  }
}
