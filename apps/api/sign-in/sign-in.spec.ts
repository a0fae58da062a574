import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Catch, Controller, Get, Module, Req, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { readConfiguration } from '../../../libs/installation/configuration.ts'
import { developmentIssuer, personNamed } from './development-issuer.ts'
import { SignInRefused } from './sign-in-refused.ts'
import { Public, signedIn } from './sign-in.guard.ts'
import { SignInModule } from './sign-in.module.ts'
import type { SignedIn } from './signed-in.ts'

@Controller()
class WhoIsThere {
  @Get('who')
  who(@Req() request: FastifyRequest): SignedIn {
    return signedIn(request)
  }

  @Public()
  @Get('open')
  open(): string {
    return 'come in'
  }

  @Public()
  @Get('mistaken')
  mistaken(@Req() request: FastifyRequest): SignedIn {
    return signedIn(request)
  }
}

@Catch(SignInRefused)
class Refusing implements ExceptionFilter<SignInRefused> {
  catch(refused: SignInRefused, host: ArgumentsHost) {
    const reply = host.switchToHttp().getResponse<FastifyReply>()
    void reply
      .status(refused.status)
      .header('www-authenticate', refused.challenge)
      .send({ reason: refused.reason, claims: refused.claims })
  }
}

const dataDir = mkdtempSync(join(tmpdir(), 'samenspel-sign-in-'))
const configuration = readConfiguration({ SAMENSPEL_DATA_DIR: dataDir })
let app: NestFastifyApplication
let port: number
let url: string

beforeAll(async () => {
  @Module({ imports: [await SignInModule.for(configuration)], controllers: [WhoIsThere] })
  class Testing {}
  app = await NestFactory.create<NestFastifyApplication>(Testing, new FastifyAdapter(), { logger: false })
  app.useGlobalFilters(new Refusing())
  await app.listen(0, '127.0.0.1')
  url = await app.getUrl()
  port = Number(new URL(url).port)
})

afterAll(async () => {
  await app.close()
  rmSync(dataDir, { recursive: true })
})

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })

async function refusal(path: string, init?: RequestInit) {
  const answer = await fetch(url + path, init)
  const body: unknown = await answer.json()
  return { status: answer.status, challenge: answer.headers.get('www-authenticate'), body }
}

describe('the door', () => {
  it('lets in whoever has a good token, and knows who they are', async () => {
    const token = await (
      await developmentIssuer(configuration)
    ).issue({
      role: 'coordinator',
      name: 'Amina',
      lifetimeSeconds: 60,
    })
    for (const scheme of ['Bearer', 'bearer']) {
      const answer = await fetch(`${url}/who`, { headers: { authorization: `${scheme} ${token}` } })
      expect(await answer.json()).toMatchObject({
        issuer: 'urn:samenspel:development-issuer',
        subject: personNamed('coordinator', 'Amina'),
        role: 'coordinator',
        name: 'Amina',
        organisation: configuration.oin,
      })
    }
  })

  it('lets nobody in without one, and says how to sign in', async () => {
    for (const authorization of ['', 'Bearer', 'Basic YTpi', 'Bearer a b']) {
      expect(await refusal('/who', { headers: { authorization } })).toEqual({
        status: 401,
        challenge: 'Bearer realm="samenspel"',
        body: { reason: 'TOKEN_MISSING', claims: [] },
      })
    }
    expect(await refusal('/who')).toMatchObject({ status: 401 })
  })

  it('lets nobody in with a bad one, and says what is wrong with it', async () => {
    expect(await refusal('/who', bearer('not-a-token'))).toEqual({
      status: 401,
      challenge:
        'Bearer realm="samenspel", error="invalid_token", error_description="The access token is not a signed JWT."',
      body: { reason: 'TOKEN_IS_NOT_READABLE', claims: [] },
    })
  })

  it('takes no token from an address, not even beside a good one', async () => {
    const token = await (
      await developmentIssuer(configuration)
    ).issue({ role: 'auditor', name: 'Bart', lifetimeSeconds: 60 })
    for (const init of [undefined, bearer(token)]) {
      expect(await refusal(`/who?access_token=${token}`, init)).toMatchObject({
        status: 401,
        body: { reason: 'TOKEN_IN_THE_ADDRESS' },
      })
    }
  })

  it('takes no token of another installation, though it names the same issuer', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'samenspel-elsewhere-'))
    const stranger = await developmentIssuer(readConfiguration({ SAMENSPEL_DATA_DIR: elsewhere }))
    rmSync(elsewhere, { recursive: true })
    const token = await stranger.issue({ role: 'auditor', name: 'Bart', lifetimeSeconds: 60 })
    expect(await refusal('/who', bearer(token))).toMatchObject({ status: 401, body: { reason: 'KEY_IS_UNKNOWN' } })
  })

  it('stands open where a route says so, and knows nobody there', async () => {
    expect(await (await fetch(`${url}/open`)).text()).toBe('come in')
    expect((await fetch(`${url}/mistaken`)).status).toBe(500)
  })
})

describe('the page of the development issuer', () => {
  const post = (form: Record<string, string>) =>
    fetch(`${url}/sign-in`, { method: 'POST', body: new URLSearchParams(form) })
  const areaOf = (id: string, page: string) =>
    new RegExp(`<textarea id="${id}"[^>]*>([^<]*)</textarea>`).exec(page)?.[1]

  it('asks in Dutch and English who you want to be, under a banner that warns, with nothing from elsewhere', async () => {
    const answer = await fetch(`${url}/sign-in`)
    const page = await answer.text()
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const [, style] = /<style>([^<]*)<\/style>/.exec(page) ?? []
    const hash = createHash('sha256').update(String(style)).digest('base64')
    expect(answer.headers.get('content-security-policy')).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    )
    for (const text of [
      'Alleen voor ontwikkeling',
      'For development only',
      'coördinator / coordinator',
      'Naam',
      'Name',
    ])
      expect(page).toContain(text)
    for (const forbidden of ['<script', 'src=', '<link', 'style="', ' on']) {
      expect(page.replace(/>[^<]*</g, '><')).not.toContain(forbidden)
    }
    const controls = [...page.matchAll(/<(?:input|select|textarea)\s+id="([^"]+)"/g)].map(([, id]) => String(id))
    expect(controls).toEqual(['role', 'name', 'id', 'organisation', 'team', 'hours'])
    for (const id of controls) expect(page).toContain(`<label for="${id}">`)
  })

  it('gives a token that lets you in, and a line for the command line', async () => {
    const subject = '0b54cd6b-5a4b-4f7e-9f3e-3a6e1f1d2c01'
    const form = {
      role: 'professional',
      name: 'Bart',
      // As it may be copied from elsewhere.
      id: subject.toUpperCase(),
      organisation: '00000099000000000002',
      team: 'Noord',
      hours: '1',
    }
    const answer = await post(form)
    const page = await answer.text()
    expect(answer.status).toBe(200)
    const token = areaOf('token', page)
    assert.ok(token !== undefined)
    expect(areaOf('curl', page)).toContain(`Bearer ${token}`)
    expect(areaOf('curl', page)).toContain(`http://127.0.0.1:${String(port)}/v1/`)
    const person: unknown = await (await fetch(`${url}/who`, bearer(token))).json()
    expect(person).toMatchObject({
      subject,
      role: 'professional',
      name: 'Bart',
      organisation: '00000099000000000002',
      team: 'Noord',
    })
  })

  it('names everything that is wrong with the answers at once, and keeps them', async () => {
    const answer = await post({
      role: 'mayor',
      name: ' ',
      id: 'amina',
      organisation: '12',
      team: 'x'.repeat(201),
      hours: '25',
    })
    const page = await answer.text()
    expect(answer.status).toBe(400)
    expect(areaOf('token', page)).toBeUndefined()
    expect([...page.matchAll(/<li><a href="#(\w+)"/g)].map(([, question]) => question)).toEqual([
      'role',
      'id',
      'organisation',
      'team',
      'hours',
      'name',
    ])
    expect(page).toContain('value="amina"')
    expect(page.match(/(?<!\[)aria-invalid="true"/g)).toHaveLength(6)
  })

  it('shows what was answered as text, never as HTML', async () => {
    const evil = `"><script>alert('x')</script>&`
    for (const form of [
      { role: 'auditor', name: evil },
      { role: evil, name: evil, team: evil },
    ]) {
      const page = await (await post(form)).text()
      expect(page).not.toContain('<script')
      expect(page).toContain('value="&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;"')
    }
  })

  it('takes a form, in whatever shape it comes, without failing', async () => {
    const bodies = ['', 'role=auditor&role=coordinator&name=A', '__proto__=x', 'role[]=auditor&name[x]=y']
    for (const body of bodies) {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      expect((await fetch(`${url}/sign-in`, { method: 'POST', body, headers })).status).toBe(400)
    }
  })

  function statusWith(headers: Record<string, string>, method: 'GET' | 'POST' = 'POST'): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      const type = { 'content-type': 'application/x-www-form-urlencoded' }
      httpRequest({ port, host: '127.0.0.1', path: '/sign-in', method, headers: { ...type, ...headers } }, (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      })
        .on('error', reject)
        .end(method === 'POST' ? 'role=auditor&name=Amina' : undefined)
    })
  }

  it.each([
    ['under a name that was made to point here', { host: 'evil.example.com' }],
    ['under a name that only begins like ours', { host: '127.0.0.1.example.com:8080' }],
    ['under a name with somebody in front of it', { host: 'evil@127.0.0.1' }],
    ['from another site in a browser here', { 'sec-fetch-site': 'cross-site' }],
    ['from another port in a browser here', { 'sec-fetch-site': 'same-site' }],
    ['through a proxy', { 'x-forwarded-for': '203.0.113.7' }],
    ['through a proxy that says so the standard way', { forwarded: 'for=203.0.113.7' }],
  ])('answers nobody who comes %s', async (_how, headers) => {
    expect(await statusWith(headers)).toBe(403)
    expect(await statusWith(headers, 'GET')).toBe(403)
  })

  it.each([
    { host: 'localhost' },
    { host: '[::1]:8080' },
    { 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'none' },
  ])('answers this machine itself: %p', async (headers) => {
    expect(await statusWith(headers)).toBe(200)
  })

  it('is not there when people sign in elsewhere', async () => {
    const outside = readConfiguration({ SAMENSPEL_OIDC_ISSUER: 'http://127.0.0.1:9' })
    const other = await NestFactory.create<NestFastifyApplication>(
      await SignInModule.for(outside),
      new FastifyAdapter(),
      {
        logger: false,
      },
    )
    await other.listen(0, '127.0.0.1')
    const answer = await fetch(`${await other.getUrl()}/sign-in`)
    await other.close()
    expect(answer.status).toBe(404)
  })
})
