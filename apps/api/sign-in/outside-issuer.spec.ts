import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from '@jest/globals'
import type { JWK } from 'jose'
import { openIdProvider, signingKey, type SignedWith } from '../../../test/support/openid-provider.ts'
import { keysOfIssuer } from './outside-issuer.ts'
import { IssuerUnreachable } from './sign-in-refused.ts'
import { tokenVerifier } from './token-verifier.ts'

const audience = 'urn:samenspel:api'
const AMINA = '0b54cd6b-5a4b-4f7e-9f3e-3a6e1f1d2c01'
const SECRET = 'a-secret-of-a-client-that-only-lives-in-this-test'

const servers: Server[] = []

afterEach(async () => {
  for (const server of servers.splice(0)) await closed(server)
})

async function listening(server: Server, port = 0): Promise<number> {
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

const closed = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => {
      resolve()
    })
    server.closeAllConnections()
  })

async function freePort(): Promise<number> {
  const server = createServer()
  const port = await listening(server)
  await closed(server)
  return port
}

/** The client's id is the person, as client credentials know no other subject. */
const amina = {
  id: AMINA,
  secret: SECRET,
  claims: { role: 'coordinator', name: 'Amina', organisation: '00000099000000000001' },
}

async function startProvider(port: number, key: JWK, alg: SignedWith = 'ES256'): Promise<Server> {
  const server = createServer(openIdProvider(port, { client: amina, key, alg }))
  await listening(server, port)
  return server
}

async function tokenFrom(port: number, resource = audience): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${String(port)}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${AMINA}:${SECRET}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', resource }),
  })
  const body: unknown = await answer.json()
  assert.ok(typeof body === 'object' && body !== null && 'access_token' in body, JSON.stringify(body))
  return String(body.access_token)
}

const verifierOf = (port: number, more: { jwksUrl?: string; refetchAfterMs?: number } = {}) => {
  const issuer = `http://127.0.0.1:${String(port)}`
  return tokenVerifier({ issuer, audience, keys: keysOfIssuer({ issuer, ...more }) })
}

describe('an issuer outside', () => {
  it.each(['ES256', 'PS256', 'RS256', 'EdDSA'] as const)(
    'signs people in with %s, its keys found by discovery',
    async (alg) => {
      const port = await freePort()
      await startProvider(port, await signingKey('one', alg), alg)
      expect(await verifierOf(port).verify(await tokenFrom(port))).toMatchObject({
        issuer: `http://127.0.0.1:${String(port)}`,
        subject: AMINA,
        role: 'coordinator',
        name: 'Amina',
        organisation: '00000099000000000001',
      })
    },
  )

  it('signs people in with keys from where the configuration says', async () => {
    const port = await freePort()
    await startProvider(port, await signingKey('one', 'ES256'))
    const verifier = verifierOf(port, { jwksUrl: `http://127.0.0.1:${String(port)}/jwks` })
    expect(await verifier.verify(await tokenFrom(port))).toMatchObject({ subject: AMINA })
  })

  it('signs nobody in with a token for another audience', async () => {
    const port = await freePort()
    await startProvider(port, await signingKey('one', 'ES256'))
    await assert.rejects(verifierOf(port).verify(await tokenFrom(port, 'urn:other:api')), {
      reason: 'TOKEN_IS_FOR_ANOTHER_AUDIENCE',
    })
  })

  it('may change its key: the new one is fetched, the old one counts no more', async () => {
    const port = await freePort()
    const before = await startProvider(port, await signingKey('one', 'ES256'))
    const verifier = verifierOf(port, { refetchAfterMs: 0 })
    const [used, unused] = [await tokenFrom(port), await tokenFrom(port)]
    await verifier.verify(used)

    await closed(before)
    await startProvider(port, await signingKey('two', 'ES256'))
    expect(await verifier.verify(await tokenFrom(port))).toMatchObject({ subject: AMINA })
    await assert.rejects(verifier.verify(unused), { reason: 'KEY_IS_UNKNOWN' })
  })

  it('is not asked for its keys again by every token that names an invented one', async () => {
    const port = await freePort()
    const server = await startProvider(port, await signingKey('one', 'ES256'))
    const asked: (string | undefined)[] = []
    server.on('request', ({ url }) => asked.push(url))
    const verifier = verifierOf(port)
    const good = await tokenFrom(port)
    await verifier.verify(good)
    const [, payload, signature] = good.split('.')
    for (let kid = 0; kid < 20; kid++) {
      const header = Buffer.from(JSON.stringify({ alg: 'ES256', typ: 'at+jwt', kid: String(kid) })).toString(
        'base64url',
      )
      await assert.rejects(verifier.verify([header, payload, signature].join('.')), { reason: 'KEY_IS_UNKNOWN' })
    }
    expect(asked.filter((url) => url === '/jwks')).toHaveLength(1)
  })

  it('that is down makes a token neither good nor bad, and is asked again by the next one', async () => {
    const port = await freePort()
    const verifier = verifierOf(port)
    const key = await signingKey('one', 'ES256')
    const before = await startProvider(port, key)
    const token = await tokenFrom(port)
    await closed(before)

    await assert.rejects(verifier.verify(token), { name: 'IssuerUnreachable', status: 503 })
    await startProvider(port, key)
    expect(await verifier.verify(token)).toMatchObject({ subject: AMINA })
  })

  it('that is down still signs people in with the keys it published before', async () => {
    const port = await freePort()
    const server = await startProvider(port, await signingKey('one', 'ES256'))
    const verifier = verifierOf(port)
    const [first, second] = [await tokenFrom(port), await tokenFrom(port)]
    await verifier.verify(first)
    await closed(server)
    expect(await verifier.verify(second)).toMatchObject({ subject: AMINA })
  })

  it.each([
    [
      'names another issuer',
      'The discovery document names another issuer',
      (here: string) => ({ issuer: 'https://elsewhere.example.nl', jwks_uri: `${here}/jwks` }),
    ],
    [
      'names keys over plain http elsewhere',
      'The discovery document names no https address of keys',
      (here: string) => ({ issuer: here, jwks_uri: 'http://keys.example.nl/jwks' }),
    ],
    ['names no keys', 'The discovery document names no issuer or no keys', (here: string) => ({ issuer: here })],
  ])('whose discovery document %s is not believed', async (_what, why, documentOf) => {
    const asked: (string | undefined)[] = []
    const port = await listening(
      createServer(({ url, headers }, answer) => {
        asked.push(url)
        answer.setHeader('content-type', 'application/json')
        answer.end(JSON.stringify(url === '/jwks' ? { keys: [] } : documentOf(`http://${String(headers.host)}`)))
      }),
    )
    const header = Buffer.from(JSON.stringify({ alg: 'ES256', typ: 'at+jwt', kid: 'one' })).toString('base64url')
    await assert.rejects(verifierOf(port).verify(`${header}.e30.AAAA`), (error) => {
      assert.ok(error instanceof IssuerUnreachable)
      expect(error.cause).toMatchObject({ message: why })
      return true
    })
    expect(asked).toEqual(['/.well-known/openid-configuration'])
  })
})
