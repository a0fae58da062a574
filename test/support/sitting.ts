/** People at browsers of their own, at the pages of a town: signed in with one click, and what is wrong with a page that they look at. What writes on pages sits by `at-pages.ts`. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { keepPeople } from '../../apps/api/sign-in/development-people.ts'
import { aBrowser } from './browser.ts'
import { closeAll } from './closing.ts'
import { startPages } from './pages-process.ts'
import { keepPictures, nameOfPage } from './screenshots.ts'
import type { Person, Town } from './story.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export interface AtABrowser extends AsyncDisposable {
  readonly page: Page
  readonly context: BrowserContext
  /** What the page complained of: a script or style refused by the content policy complains too. */
  readonly complaints: string[]
  readonly text: () => Promise<string>
}

export interface Sitting extends AtABrowser {
  /** @param path from the first slash. @returns the status */
  readonly go: (path: string) => Promise<number | undefined>
}

export interface Pages {
  readonly url: string
  readonly sitting: (person: Person, width?: number) => Promise<Sitting>
  readonly close: () => Promise<void>
}

/** Pages at this town, where each of these people can be picked. */
export async function pagesOf(town: Town, people: readonly Person[]): Promise<Pages> {
  keepCast(town, people)
  const pages = await startPages(town.api)
  const browser = await aBrowser()
  const { url } = pages
  return {
    url,
    sitting: (person, width) => sittingAt(browser, url, person, width),
    close: () => closeAll({ browser: () => browser.close(), pages: () => pages.end('SIGTERM') }),
  }
}

async function sittingAt(browser: Browser, url: string, person: Person, width = 1_100): Promise<Sitting> {
  const sitting = await signedIn(browser, url, person, { width, height: 800 })
  return { ...sitting, go: async (path) => (await sitting.page.goto(url + path))?.status() }
}

/** Whom one can be at the pages of a town, with a click. @param more what else a person is */
export function keepCast(town: Town, people: readonly Person[], more: (person: Person) => object = () => ({})): void {
  keepPeople(
    town.dataDir,
    people.map((person) => {
      const { role, name, id } = person
      return { answers: { role, name, id, ...more(person) }, part: { nl: 'in dit verhaal', en: 'in this story' } }
    }),
  )
}

/** Somebody at a browser of their own, signed in with one click. @param isNone what a page may say that is no complaint */
export async function signedIn(
  browser: Browser,
  url: string,
  { name }: Person,
  viewport?: { readonly width: number; readonly height: number },
  isNone: (said: string) => boolean = () => false,
): Promise<AtABrowser> {
  const context = await browser.newContext({ locale: 'nl-NL', ...(viewport && { viewport }) })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', ({ message }) => complaints.push(message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !isNone(message.text())) complaints.push(message.text())
  })
  await page.goto(url)
  await page.click('main button')
  await page.click(`button:has-text("${name}")`)
  await page.waitForURL(`${url}/**`)
  complaints.length = 0
  const text = () => page.locator('main').innerText()
  return { page, context, complaints, text, [Symbol.asyncDispose]: () => context.close() }
}

/** What axe finds in the page: the test brings it, though the page's policy lets no script in. */
export async function axeIn(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE)
  return page.evaluate<readonly string[]>(
    'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + " " + nodes[0].html))',
  )
}

export const isWiderThanItsWindow = (page: Page): Promise<boolean> =>
  page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth')

/** With axe, at the width of a small phone, and with text of twice the size. @param names that no title may have */
export async function faultsOf({ page }: Sitting, names: readonly string[]): Promise<readonly string[]> {
  await keepPictures(page, nameOfPage(page.url()))
  const found = await axeIn(page)
  const size = page.viewportSize() ?? { width: 1_100, height: 800 }
  await page.setViewportSize({ width: 320, height: 640 })
  const isTooWide = await isWiderThanItsWindow(page)
  await page.setViewportSize({ width: 640, height: 640 })
  await page.evaluate('document.documentElement.style.fontSize = "200%"')
  const isTooWideInLargeText = await isWiderThanItsWindow(page)
  await page.evaluate('document.documentElement.style.fontSize = ""')
  await page.setViewportSize(size)
  const said = (await page.title()) + page.url()
  return [
    ...found,
    ...(isTooWide ? ['wider than a phone'] : []),
    ...(isTooWideInLargeText ? ['wider than its window in large text'] : []),
    ...names.filter((name) => said.includes(name)).map((name) => `its title or address names ${name}`),
  ].map((fault) => `${page.url()}: ${fault}`)
}
