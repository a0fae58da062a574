/** A story at the pages: a family that is helped, the pages from a process of their own, and people at browsers, each signed in with one click. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Moment } from '../../libs/deciding/decider.ts'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { keepPeople } from '../../apps/api/sign-in/development-people.ts'
import { aHelpedFamily, type HelpedFamily } from './a-helped-family.ts'
import { aBrowser } from './browser.ts'
import { closeAll } from './closing.ts'
import { until } from './partners.ts'
import { startPages } from './pages-process.ts'
import { aTown, type Person, type Town } from './story.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export const HOSTILE = `<script>globalThis.broken = 1</script>"><img src=x onerror="globalThis.broken = 1">{{1+1}}`
export const SLOWEST_MS = 240_000

/** Of the family's coordinator, and of who leads them. */
export const TEAM = 'noord'
const WITH_A_TEAM: readonly Person['role'][] = ['coordinator', 'team-lead']

export interface Sitting extends AsyncDisposable {
  readonly page: Page
  readonly context: BrowserContext
  /** What the page complained of: a script or style refused by the content policy complains too. */
  readonly complaints: string[]
  /** To a page for their purpose. */
  go(path: string): Promise<number | undefined>
  /** Opens what is due to them, once it is on their day. */
  due(what: string): Promise<void>
  /** Sends the form of the page, and waits for what comes of it. */
  send(): Promise<void>
  /** What the page says. */
  text(): Promise<string>
}

export interface AtPages {
  readonly town: Town
  readonly family: HelpedFamily
  readonly url: string
  /** The path of the family's plan. */
  readonly plan: string
  readonly browser: Browser
  sitting(person: Person): Promise<Sitting>
  close(): Promise<void>
}

/**
 * @param others who else can sign in
 * @param via where the pages find the API, if not where it is
 */
export async function atPages(
  others: (town: Town, family: HelpedFamily) => Promise<readonly Person[]> = () => Promise.resolve([]),
  via: (api: string) => Promise<string> = (api) => Promise.resolve(api),
  from?: Moment,
): Promise<AtPages> {
  const town = await aTown(from)
  const family = await aHelpedFamily(town)
  const { coordinator, youthWorker, incomeWorker, parent, child, readers } = family
  const known = [coordinator, youthWorker, incomeWorker, parent, child, ...readers, ...(await others(town, family))]
  keepPeople(
    town.dataDir,
    known.map(({ role, name, id }) => ({
      answers: { role, name, id, ...(WITH_A_TEAM.includes(role) && { team: TEAM }) },
      part: { nl: 'in dit verhaal', en: 'in this story' },
    })),
  )
  const pages = await startPages(await via(town.api))
  const browser = await aBrowser()
  const plan = `/plans/${family.planId}`
  return {
    ...{ town, family, url: pages.url, plan, browser },
    sitting: (person) => sittingAt(browser, pages.url, person),
    close: () =>
      closeAll({ browser: () => browser.close(), pages: () => pages.end('SIGTERM'), town: () => town.close() }),
  }
}

async function sittingAt(browser: Browser, url: string, person: Person): Promise<Sitting> {
  const context = await browser.newContext({ locale: 'nl-NL', viewport: { width: 320, height: 640 } })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', ({ message }) => complaints.push(message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('status of')) complaints.push(message.text())
  })
  await page.goto(url)
  await page.click('main button')
  await page.click(`button:has-text("${person.name}")`)
  await page.waitForURL(`${url}/**`)
  complaints.length = 0
  return {
    ...{ page, context, complaints },
    go: async (path) => (await page.goto(`${url}/${person.activity}${path}`))?.status(),
    async due(what) {
      const link = page.locator(`main a:text-is("${what}")`)
      await until(async () => {
        await page.goto(`${url}/${person.activity}`)
        return (await link.count()) > 0
      }, 60_000)
      await link.first().click()
    },
    send: async () => {
      await Promise.all([page.waitForEvent('load'), page.click('main form button')])
    },
    text: () => page.locator('main').innerText(),
    [Symbol.asyncDispose]: () => context.close(),
  }
}

/** Axe in the page, though its policy lets no script in: the test brings it. And whether it is wider than a small phone. */
export async function faultsOn(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE)
  const found = await page.evaluate<readonly string[]>(
    'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => `${id} ${nodes[0].html.slice(0, 80)}`))',
  )
  const isTooWide = await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth')
  return [...found, ...(isTooWide ? ['wider than the phone'] : [])]
}
