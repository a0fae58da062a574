/** The pages beside an OpenID provider that is none of ours, in a real browser: authorisation code with PKCE, a token that the API takes, and what happens where it is over or the code is another's. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { aBrowser, NO_BROWSER } from './support/browser.ts'
import { closeAll } from './support/closing.ts'
import { needs } from './support/needs.ts'
import { aProvider, type SigningInAt } from './support/openid-sign-in.ts'
import { startPages, type PagesProcess } from './support/pages-process.ts'
import { aTown, type Town } from './support/story.ts'

const { describe, it } = needs('a browser', NO_BROWSER)

const SLOWEST_MS = 240_000
const YARA = randomUUID()
const CLIENT = 'samenspel-pages'

describe('people sign in at a real provider', () => {
  let provider: SigningInAt
  let town: Town
  let pages: PagesProcess
  let browser: Browser
  let lasts = 600

  beforeAll(async () => {
    if (NO_BROWSER !== undefined) return
    provider = await aProvider({
      clientId: CLIENT,
      comesBackTo: () => `${pages.url}/sign-in/callback`,
      claims: { role: 'professional', name: 'Yara van elders', organisation: '00000099000000000002' },
      lastsSeconds: () => lasts,
    })
    const issuer = { SAMENSPEL_OIDC_ISSUER: provider.url }
    town = await aTown(undefined, issuer, { bases: false })
    pages = await startPages(town.api, { ...issuer, SAMENSPEL_PAGES_CLIENT_ID: CLIENT })
    browser = await aBrowser()
  }, SLOWEST_MS)

  afterAll(async () => {
    if (NO_BROWSER !== undefined) return
    await closeAll({
      browser: () => browser.close(),
      pages: () => pages.end('SIGTERM'),
      town: () => town.close(),
      provider: () => provider.close(),
    })
  })

  async function arriving(path: string): Promise<Page> {
    const page = await (await browser.newContext({ locale: 'nl-NL' })).newPage()
    await page.goto(pages.url + path)
    await page.click('main button')
    await page.fill('input[name=login]', YARA)
    await page.fill('input[name=password]', 'whatever it takes')
    await page.click('button[type=submit]')
    return page
  }

  it(
    'by code and PKCE, back at the page they asked for, with a token that the API takes',
    async () => {
      const page = await arriving('/youth-support/municipality')
      await page.click('button[type=submit]')
      await page.waitForURL(`${pages.url}/youth-support/municipality`)
      expect(await page.locator('header').innerText()).toContain('Yara van elders (professional)')
      expect(await page.locator('main').innerText()).toContain('Wmo 2015 2.3.2(2)')
      const [left = ''] = provider.asked.filter((path) => path.startsWith('/auth?'))
      const query = new URLSearchParams(left.split('?')[1])
      expect(Object.fromEntries(query)).toMatchObject({
        response_type: 'code',
        code_challenge_method: 'S256',
        resource: 'urn:samenspel:api',
        client_id: CLIENT,
      })
      expect(query.get('state')).not.toBe('')
      expect(query.get('nonce')).not.toBe('')
    },
    SLOWEST_MS,
  )

  it(
    'not by a code that came back to another browser, nor by none',
    async () => {
      const { page, other } = { page: await arriving('/'), other: await browser.newContext() }
      const [back] = await Promise.all([
        page.waitForRequest((request) => request.url().startsWith(`${pages.url}/sign-in/callback`)),
        page.click('button[type=submit]'),
      ])
      const stolen = await other.newPage()
      await stolen.goto(back.url())
      expect(await stolen.locator('main').innerText()).toContain('Meld u aan')
      expect((await other.cookies()).map(({ name }) => name)).not.toContain('__Host-samenspel')
      expect((await fetch(`${pages.url}/sign-in/callback?error=access_denied`, { redirect: 'manual' })).status).toBe(
        303,
      )
    },
    SLOWEST_MS,
  )

  it(
    'and are asked again once their token is over',
    async () => {
      lasts = 2
      const page = await arriving('/youth-support')
      await page.click('button[type=submit]')
      await page.waitForURL(`${pages.url}/youth-support`)
      await page.waitForFunction(
        'fetch("/youth-support").then((answer) => answer.text()).then((text) => text.includes("Meld u"))',
        undefined,
        { timeout: 60_000, polling: 500 },
      )
      lasts = 600
    },
    SLOWEST_MS,
  )
})
