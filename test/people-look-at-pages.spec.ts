/** The pages people look at, in a real browser, from a process of their own: who signs in sees what the API gives them and nothing else, and what they write is there. */
import { afterAll, beforeAll, expect } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { aHelpedFamily, type HelpedFamily } from './support/a-helped-family.ts'
import { aBrowser, NO_BROWSER } from './support/browser.ts'
import { closeAll } from './support/closing.ts'
import { needs } from './support/needs.ts'
import { startPages, type PagesProcess } from './support/pages-process.ts'
import { axeIn, isWiderThanItsWindow, keepCast, signedIn } from './support/sitting.ts'
import { aTown, type Person, type Town } from './support/story.ts'

const { describe, it } = needs('a browser', NO_BROWSER)

const HOSTILE = `<script>globalThis.broken = 1</script>"><img src=x onerror="globalThis.broken = 1">{{1+1}}`
const SLOWEST_MS = 240_000

describe('people look at pages', () => {
  let town: Town
  let family: HelpedFamily
  let pages: PagesProcess
  let browser: Browser
  let goal: string
  let plan: string

  beforeAll(async () => {
    if (NO_BROWSER !== undefined) return
    town = await aTown()
    family = await aHelpedFamily(town)
    const { planId, youthWorker, incomeWorker, parent, child } = family
    plan = `/plans/${planId}`
    const yara = town.as(youthWorker)
    const made = await yara.post(`${plan}/goals`, {
      domain: 'youth',
      about: [parent.id, child.id],
      lifeArea: 'domestic-relations',
      words: `Kim slaapt weer ${HOSTILE}`,
    })
    goal = made.id
    keepCast(town, [youthWorker, incomeWorker, parent, child])
    pages = await startPages(town.api)
    browser = await aBrowser()
  }, SLOWEST_MS)

  afterAll(async () => {
    if (NO_BROWSER !== undefined) return
    await closeAll({ browser: () => browser.close(), pages: () => pages.end('SIGTERM'), town: () => town.close() })
  })

  const sitting = (person: Person) =>
    signedIn(browser, pages.url, person, undefined, (said) => said.includes('favicon'))

  const go = (page: Page, purpose: string, path = plan) => page.goto(`${pages.url}/${purpose}${path}`)
  const textOf = (page: Page) => page.locator('main').innerText()

  it(
    'a youth worker sees the plan, and a text in it is never more than text',
    async () => {
      await using joke = await sitting(family.youthWorker)
      await go(joke.page, 'youth-support')
      const shown = await textOf(joke.page)
      expect(shown).toContain(`Kim slaapt weer ${HOSTILE}`)
      expect(shown).toContain('Mirjam de Vries')
      expect(await joke.page.evaluate('globalThis.broken')).toBeUndefined()
      expect(joke.complaints).toEqual([])
    },
    SLOWEST_MS,
  )

  it(
    'who helps under another law sees nothing of it, and asks in vain for a purpose of others',
    async () => {
      await using pim = await sitting(family.incomeWorker)
      await go(pim.page, 'participation-support')
      expect(await textOf(pim.page)).not.toContain('Kim slaapt')
      expect((await go(pim.page, 'youth-support'))?.status()).toBe(404)
      expect((await go(pim.page, 'own-file'))?.status()).toBe(404)
      expect(await textOf(pim.page)).not.toContain('Kim slaapt')
    },
    SLOWEST_MS,
  )

  it(
    'a mother gives her view: what is wrong with it stands beside its field and what she typed stays; mended, it is there once',
    async () => {
      await using mirjam = await sitting(family.parent)
      const { page } = mirjam
      await go(page, 'own-file', `${plan}/goals/${goal}/view`)
      await page.check(`input[name=person][value="${family.parent.id}"]`)
      await page.check('input[name=stance][value=agrees]')
      await page.fill('#words', `${'Ja, '.repeat(3_000)}graag`)
      await page.click('main form button')
      expect(await page.locator('#words-fault').innerText()).not.toBe('')
      expect(await page.inputValue('#words')).toContain('graag')
      await page.fill('#words', 'Als het Kim helpt')
      await page.click('main form button')
      await page.waitForURL(`${pages.url}/own-file${plan}#${goal}`)
      expect((await textOf(page)).split('Als het Kim helpt')).toHaveLength(2)
    },
    SLOWEST_MS,
  )

  it(
    'nothing that was typed is lost where a session ended meanwhile',
    async () => {
      await using mirjam = await sitting(family.parent)
      const { page, context } = mirjam
      await go(page, 'own-file', `${plan}/goals/${goal}/view`)
      await page.check(`input[name=person][value="${family.parent.id}"]`)
      await page.check('input[name=stance][value=has-doubts]')
      await page.fill('#words', 'Ik weet het niet meer')
      await context.clearCookies()
      await page.click('main form button')
      expect(await textOf(page)).toContain('niet meer aangemeld')
      const [other] = await Promise.all([
        context.waitForEvent('page'),
        page.click('text=Meld aan in een nieuw tabblad'),
      ])
      await other.click(`button:has-text("${family.parent.name}")`)
      await other.waitForURL(`${pages.url}/**`)
      await page.click('text=Verstuur opnieuw')
      await page.waitForURL(`${pages.url}/own-file${plan}#${goal}`)
      expect(await textOf(page)).toContain('Ik weet het niet meer')
    },
    SLOWEST_MS,
  )

  it(
    'a slider goes through the history by arrow keys: the plan as it stood, what happened, who did it and on what ground',
    async () => {
      await using joke = await sitting(family.youthWorker)
      const { page } = joke
      await go(page, 'youth-support', `${plan}/history`)
      await page.focus('#revision')
      await page.keyboard.press('Home')
      await page.locator('#happened', { hasText: 'Het plan is geopend' }).waitFor()
      expect(await page.locator('#plan-then').innerText()).not.toContain('Kim slaapt')
      await page.keyboard.press('End')
      await page.locator('#plan-then', { hasText: 'Kim slaapt' }).waitFor()
      expect(await page.locator('#happened-then').innerText()).toContain('Jeugdwet')
      expect(joke.complaints).toEqual([])
    },
    SLOWEST_MS,
  )

  it(
    'a mother sees who looked',
    async () => {
      await using mirjam = await sitting(family.parent)
      await go(mirjam.page, 'own-file', `${plan}/who-looked`)
      expect(await mirjam.page.locator('tbody tr').count()).toBeGreaterThan(0)
      expect(await textOf(mirjam.page)).not.toContain('Yara')
    },
    SLOWEST_MS,
  )

  it(
    'no page has a fault of accessibility, is wider than a small phone, or names anyone in its title',
    async () => {
      const asked: readonly (readonly [Person, readonly string[]])[] = [
        [
          family.youthWorker,
          ['/', '/youth-support', `/youth-support${plan}`, `/youth-support${plan}/history`, '/nowhere'],
        ],
        [family.parent, [`/own-file${plan}`, `/own-file${plan}/who-looked`, `/own-file${plan}/goals/${goal}/view`]],
      ]
      const faults: string[] = []
      for (const [person, paths] of asked) {
        await using at = await sitting(person)
        await at.page.setViewportSize({ width: 320, height: 640 })
        for (const path of paths) {
          await at.page.goto(pages.url + path)
          faults.push(...(await faultsOf(at.page, path)))
        }
      }
      expect(faults).toEqual([])
    },
    SLOWEST_MS,
  )

  it(
    'no script reads the token, no other site can send a form, and a policy lets nothing in',
    async () => {
      await using joke = await sitting(family.youthWorker)
      const [session] = (await joke.context.cookies()).filter(({ name }) => name === '__Host-samenspel')
      expect(session).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax' })
      expect(await joke.page.evaluate('document.cookie + JSON.stringify({ ...localStorage, ...sessionStorage })')).toBe(
        '{}',
      )
      const elsewhere = {
        method: 'POST',
        redirect: 'manual',
        headers: { origin: 'https://elsewhere.example' },
      } as const
      expect((await fetch(`${pages.url}/sign-out`, elsewhere)).status).toBe(403)
      const { headers } = await fetch(pages.url)
      expect(headers.get('content-security-policy')).toContain(
        "default-src 'none'; script-src 'self'; style-src 'self'",
      )
      expect(headers.get('content-security-policy')).not.toContain('unsafe')
    },
    SLOWEST_MS,
  )
})

async function faultsOf(page: Page, path: string): Promise<readonly string[]> {
  const found = await axeIn(page)
  const isTooWide = await isWiderThanItsWindow(page)
  const title = await page.title()
  const names = ['Mirjam', 'Kim', 'Yara'].filter((name) => title.includes(name))
  return [...found, ...(isTooWide ? ['wider than the phone'] : []), ...names].map((fault) => `${path}: ${fault}`)
}
