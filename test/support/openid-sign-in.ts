/** A real OpenID provider (`oidc-provider`) at which people sign in at a browser: authorisation code with PKCE (RFC 7636), for a public client, with access tokens of the API (RFC 9068, RFC 8707). */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'
import { signingKey } from './openid-provider.ts'

export interface SigningInAt {
  /** Its issuer. */
  readonly url: string
  /** What it was asked for: path and query, in order. */
  readonly asked: readonly string[]
  readonly close: () => Promise<void>
}

export interface Signs {
  readonly clientId: string
  /** Of the pages, and known only once they listen. */
  readonly comesBackTo: () => string
  /** What its access tokens say beside whom, for whom and how long. */
  readonly claims: Readonly<Record<string, string>>
  readonly lastsSeconds: () => number
}

export async function aProvider({ clientId, comesBackTo, claims, lastsSeconds }: Signs): Promise<SigningInAt> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
  const asked: string[] = []
  const key = await signingKey('one', 'ES256')
  let provider: Provider | undefined
  server.on('request', (request, reply) => {
    asked.push(request.url ?? '')
    // Made when it is first asked: it takes no client without saying where that comes back to.
    provider ??= new Provider(url, {
      jwks: { keys: [key] },
      clients: [
        {
          client_id: clientId,
          token_endpoint_auth_method: 'none',
          grant_types: ['authorization_code'],
          response_types: ['code'],
          redirect_uris: [comesBackTo()],
          id_token_signed_response_alg: 'ES256',
        },
      ],
      enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
      cookies: { keys: ['of this test'] },
      features: {
        devInteractions: { enabled: true },
        resourceIndicators: {
          enabled: true,
          getResourceServerInfo: (_context, resource) => ({
            scope: '',
            audience: resource,
            accessTokenTTL: lastsSeconds(),
            accessTokenFormat: 'jwt',
            jwt: { sign: { alg: 'ES256' } },
          }),
        },
      },
      extraTokenClaims: () => claims,
    })
    provider
      .callback()(request, reply)
      .catch(() => reply.destroy())
  })
  return { url, asked, close: () => closed(server) }
}

async function closed(server: Server): Promise<void> {
  const ended = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeAllConnections()
  await ended
}
