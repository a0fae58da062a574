/** The pages people look at, in a real browser: the sign-in of development, and the documentation. Needs a Chromium: where `CHROMIUM` says, or where its package puts it. */
import { afterAll, beforeAll, expect } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { aBrowser, NO_BROWSER } from './support/browser.ts'
import { closeAll } from './support/closing.ts'
import { needs } from './support/needs.ts'
import { until } from './support/partners.ts'
import { aTown, type Town } from './support/story.ts'

const { describe, it } = needs('a browser', NO_BROWSER)

describe('in a browser', () => {
  let town: Town
  let browser: Browser

  beforeAll(async () => {
    if (NO_BROWSER !== undefined) return
    town = await aTown('2026-03-02T09:00:00.000Z')
    browser = await aBrowser()
  }, 60_000)

  afterAll(async () => {
    if (NO_BROWSER !== undefined) return
    await closeAll({
      browser: () => browser.close(),
      town: () => town.close(),
    })
  })

  /** A page, and everything it complained of: a script refused by the content policy complains too. */
  async function opened(path: string): Promise<{ readonly page: Page; readonly complaints: readonly string[] }> {
    const page = await browser.newPage()
    const complaints: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(new URL(path, town.api).href)
    return { page, complaints }
  }

  it('someone signs in by role and name, and the token they are given opens the API', async () => {
    const { page, complaints } = await opened('/sign-in')
    await page.selectOption('#role', 'coordinator')
    await page.fill('#name', 'Noor')
    await page.fill('#team', 'noord')
    await page.click('button')
    const token = await page.inputValue('#token')
    const headers = { authorization: `Bearer ${token}`, 'processing-activity': 'plan-coordination' }
    expect((await fetch(`${town.api}/caseload`, { headers })).status).toBe(200)
    expect(complaints).toEqual([])
  }, 60_000)

  it('a mistake on the sign-in page is named at its field, and what was typed stays', async () => {
    const { page } = await opened('/sign-in')
    await page.fill('#name', 'Noor')
    await page.fill('#organisation', '123')
    await page.click('button')
    expect(await page.getAttribute('#organisation', 'aria-invalid')).toBe('true')
    expect(await page.inputValue('#name')).toBe('Noor')
  }, 60_000)

  it('the documentation lists every operation of the API’s document, and complains of nothing', async () => {
    const { page, complaints } = await opened('/v1/docs')
    const { paths } = (await (await fetch(`${town.api}/openapi.json`)).json()) as { paths: Record<string, object> }
    const operations = Object.entries(paths).flatMap(([path, of]) =>
      Object.keys(of)
        .filter((key) => METHODS.has(key))
        .map((method) => `${method.toUpperCase()} ${path}`),
    )
    const shown = page.locator('.opblock')
    await shown.first().waitFor({ timeout: 100_000 })
    // Of a long document the page draws what is in sight, and the rest as it is scrolled to.
    const seen = new Set<string>()
    const isAtTheEnd = () => page.evaluate('innerHeight + scrollY >= document.documentElement.scrollHeight - 1')
    const lookRound = async () => {
      for (const one of await page.evaluate<readonly string[]>(IN_SIGHT)) seen.add(one)
      return seen.size === operations.length
    }
    await until(async () => {
      if (await lookRound()) return true
      const ended = await isAtTheEnd()
      await page.evaluate(ended === true ? 'scrollTo(0, 0)' : 'scrollBy(0, innerHeight / 2)')
      return false
    }, 100_000)
    expect([...seen].sort()).toEqual(operations.sort())
    expect(complaints).toEqual([])
  }, 240_000)
})

/** Run in the page, whose types are not ours. */
const IN_SIGHT = `[...document.querySelectorAll('.opblock')].map((one) =>
  one.querySelector('.opblock-summary-method').textContent + ' ' + one.querySelector('[data-path]').dataset.path)`
const METHODS = new Set(['get', 'post', 'put', 'delete', 'patch'])
