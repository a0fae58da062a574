import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { openIdProvider, signingKey } from '../../test/support/openid-provider.ts'
import { keysOfIssuer } from '../api/sign-in/outside-issuer.ts'
import { tokenVerifier } from '../api/sign-in/token-verifier.ts'
import { NoToken, tokensFrom } from './token.ts'

const audience = 'urn:samenspel:api'
const OIN = '00000099000000000002'
/** Its secret has what a form must encode (RFC 6749 §2.3.1). */
const DE_BRUG = {
  id: '5f1f7c35-3f0e-4f1b-9a55-8c1d2b7e4a02',
  secret: 'a+b%c & d=e',
  claims: { role: 'partner', name: 'De Brug', organisation: OIN },
}

let directory: string
let server: Server
let asked: number
let answering: RequestListener

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'partner-token-'))
  asked = 0
  server = createServer((request, reply) => {
    if (request.url === '/token') asked += 1
    answering(request, reply)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  answering = openIdProvider(port, { client: DE_BRUG, key: await signingKey('one', 'ES256') })
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  rmSync(directory, { recursive: true })
})

const issuer = () => `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`

function tokens(secret = DE_BRUG.secret) {
  const clientSecretFile = join(directory, 'secret')
  writeFileSync(clientSecretFile, `${secret}\n`)
  return tokensFrom({ url: `${issuer()}/token`, clientId: DE_BRUG.id, clientSecretFile, resource: audience })
}

describe('a token by client credentials, of a real OpenID provider', () => {
  it('opens the API as the organisation it is for', async () => {
    const verifier = tokenVerifier({ issuer: issuer(), audience, keys: keysOfIssuer({ issuer: issuer() }) })
    expect(await verifier.verify(await tokens().now())).toMatchObject({ role: 'partner', organisation: OIN })
  })

  it('is kept until it runs out, or is refused', async () => {
    const own = tokens()
    const first = await own.now()
    expect([await own.now(), asked]).toEqual([first, 1])
    own.refused()
    await own.now()
    expect(asked).toBe(2)
  })

  it('is not given for another secret, and what is said of it holds none', async () => {
    const fault = await tokens('another')
      .now()
      .catch((why: unknown) => why)
    expect(fault).toBeInstanceOf(NoToken)
    expect(String(fault)).toContain('invalid_client')
    expect(String(fault)).not.toContain('another')
  })
})
