/** A story at the pages: a family that is helped, the pages from a process of their own, and people at browsers, each signed in with one click. */
import type { Moment } from '../../libs/deciding/decider.ts'
import type { Browser, Page } from 'playwright-core'
import { aHelpedFamily, type HelpedFamily } from './a-helped-family.ts'
import { aBrowser } from './browser.ts'
import { closeAll } from './closing.ts'
import { until } from './partners.ts'
import { startPages } from './pages-process.ts'
import { axeIn, isWiderThanItsWindow, keepCast, signedIn, type AtABrowser } from './sitting.ts'
import { aTown, type Person, type Town } from './story.ts'

export const HOSTILE = `<script>globalThis.broken = 1</script>"><img src=x onerror="globalThis.broken = 1">{{1+1}}`
export const SLOWEST_MS = 240_000

/** Of the family's coordinator, and of who leads them. */
export const TEAM = 'noord'
const WITH_A_TEAM: readonly Person['role'][] = ['coordinator', 'team-lead']

export interface Sitting extends AtABrowser {
  /** To a page for their purpose. */
  go(path: string): Promise<number | undefined>
  /** Opens what is due to them, once it is on their day. */
  due(what: string): Promise<void>
  /** Sends the form of the page, and waits for what comes of it. */
  send(): Promise<void>
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
  keepCast(town, known, ({ role }) => (WITH_A_TEAM.includes(role) ? { team: TEAM } : {}))
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
  const phone = { width: 320, height: 640 }
  const sitting = await signedIn(browser, url, person, phone, (said) => said.includes('status of'))
  const { page } = sitting
  return {
    ...sitting,
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
  }
}

/** What axe finds, and whether it is wider than a small phone. */
export async function faultsOn(page: Page): Promise<readonly string[]> {
  return [...(await axeIn(page)), ...((await isWiderThanItsWindow(page)) ? ['wider than the phone'] : [])]
}
