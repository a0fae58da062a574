/** People at browsers of their own, at the pages of a town: signed in with one click, and what is wrong with a page that they look at. */
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

export interface Sitting extends AsyncDisposable {
  readonly page: Page
  readonly context: BrowserContext
  /** What the page complained of: a script or style refused by the content policy complains too. */
  readonly complaints: string[]
  /** @param path from the first slash. @returns the status */
  readonly go: (path: string) => Promise<number | undefined>
  readonly text: () => Promise<string>
}

export interface Pages {
  readonly url: string
  readonly sitting: (person: Person, width?: number) => Promise<Sitting>
  readonly close: () => Promise<void>
}

/** Pages at this town, where each of these people can be picked. */
export async function pagesOf(town: Town, people: readonly Person[]): Promise<Pages> {
  keepPeople(
    town.dataDir,
    people.map(({ role, name, id }) => ({
      answers: { role, name, id },
      part: { nl: 'in dit verhaal', en: 'in this story' },
    })),
  )
  const pages = await startPages(town.api)
  const browser = await aBrowser()
  const { url } = pages
  return {
    url,
    sitting: (person, width) => sittingAt(browser, url, person, width),
    close: () => closeAll({ browser: () => browser.close(), pages: () => pages.end('SIGTERM') }),
  }
}

async function sittingAt(browser: Browser, url: string, { name }: Person, width = 1_100): Promise<Sitting> {
  const context = await browser.newContext({ locale: 'nl-NL', viewport: { width, height: 800 } })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', ({ message }) => complaints.push(message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  await page.goto(url)
  await page.click('main button')
  await page.click(`button:has-text("${name}")`)
  await page.waitForURL(`${url}/**`)
  complaints.length = 0
  return {
    page,
    context,
    complaints,
    go: async (path) => (await page.goto(url + path))?.status(),
    text: () => page.locator('main').innerText(),
    [Symbol.asyncDispose]: () => context.close(),
  }
}

/** At the width of a small phone, and with text of twice the size; axe comes into the page though its policy lets no script in. @param names that no title may have */
export async function faultsOf({ page }: Sitting, names: readonly string[]): Promise<readonly string[]> {
  await keepPictures(page, nameOfPage(page.url()))
  await page.evaluate(AXE)
  const found = await page.evaluate<readonly string[]>(
    'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + " " + nodes[0].html))',
  )
  const tooWide = 'document.documentElement.scrollWidth > innerWidth'
  const size = page.viewportSize() ?? { width: 1_100, height: 800 }
  await page.setViewportSize({ width: 320, height: 640 })
  const isTooWide = await page.evaluate<boolean>(tooWide)
  await page.setViewportSize({ width: 640, height: 640 })
  await page.evaluate('document.documentElement.style.fontSize = "200%"')
  const isTooWideInLargeText = await page.evaluate<boolean>(tooWide)
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
