/** What anybody looks up beside a plan, in a real browser: what the municipality decided, who can read an item, and two points of a history. */
import { afterAll, beforeAll, expect } from '@jest/globals'
import { aHelpedFamily, anInspectionIsOpened, PROTOCOL, type HelpedFamily } from './support/a-helped-family.ts'
import { NO_BROWSER } from './support/browser.ts'
import { closeAll } from './support/closing.ts'
import { needs } from './support/needs.ts'
import { faultsOf, pagesOf, type Pages } from './support/sitting.ts'
import { aTown, type Town } from './support/story.ts'

const { describe, it } = needs('a browser', NO_BROWSER)

const SLOWEST_MS = 240_000
const NAMES = ['Mirjam', 'Kim', 'Yara', 'Vries']

describe('people look round', () => {
  let town: Town
  let family: HelpedFamily
  let pages: Pages
  let plan: string
  let goal: string

  beforeAll(async () => {
    if (NO_BROWSER !== undefined) return
    town = await aTown()
    family = await aHelpedFamily(town)
    await anInspectionIsOpened(town, family)
    plan = `/plans/${family.planId}`
    const { youthWorker, incomeWorker, auditor, child } = family
    goal = (
      await town.as(youthWorker).post(`${plan}/goals`, {
        domain: 'youth',
        about: [child.id],
        lifeArea: 'domestic-relations',
        words: 'Kim slaapt weer',
      })
    ).id
    pages = await pagesOf(town, [youthWorker, incomeWorker, auditor])
  }, SLOWEST_MS)

  afterAll(async () => {
    if (NO_BROWSER !== undefined) return
    await closeAll({ pages: () => pages.close(), town: () => town.close() })
  })

  it(
    'what the municipality decided is there for everybody, with nobody in it',
    async () => {
      await using pim = await pages.sitting(family.incomeWorker, 360)
      await pim.go('/participation-support')
      await pim.page.click('text=De gemeente')
      await pim.page.waitForURL('**/municipality')
      const shown = await pim.text()
      expect(shown).toContain('Wmo 2015 2.3.2(2)')
      expect(shown).toContain('7 dagen')
      expect(shown).toContain('Jeugdhulp verlenen en afstemmen')
      expect(await faultsOf(pim, NAMES)).toEqual([])
      await pim.page.click('text=Meldcode jeugd')
      await pim.page.waitForURL(`**/protocols/${PROTOCOL}`)
      expect(await pim.text()).toContain('Afwijken met een tweede lezer')
      for (const name of NAMES) expect(await pim.text()).not.toContain(name)
      expect(await faultsOf(pim, NAMES)).toEqual([])
    },
    SLOWEST_MS,
  )

  it(
    'who can read an item is asked of the API where somebody wants to know, and not before',
    async () => {
      await using yara = await pages.sitting(family.youthWorker)
      await yara.go(`/youth-support${plan}`)
      const looks = async () => JSON.stringify(await town.system.access.store.readAll(undefined, 100_000))
      expect(await looks()).not.toContain('readers-preview')
      await yara.page.click(`#${CSS_ID(goal)} >> text=Wie kan dit lezen?`)
      await yara.page.waitForURL(`**/readers/${goal}`)
      const shown = await yara.text()
      expect(shown).toContain('Kim de Vries: leest het')
      expect(shown).toContain('Kim slaapt weer')
      expect(shown).not.toContain('Pim: leest het')
      expect(await faultsOf(yara, NAMES)).toEqual([])
      await yara.go(`/youth-support${plan}/readers/${family.planId}`)
      expect(await yara.text()).toContain('Dat is hier niet te vragen')
    },
    SLOWEST_MS,
  )

  it(
    'of an item that somebody does not see, who can read it is told as of one that is not there',
    async () => {
      await using pim = await pages.sitting(family.incomeWorker)
      await pim.go(`/participation-support${plan}/readers/${goal}`)
      const shown = await pim.text()
      await pim.go(`/participation-support${plan}/readers/${family.planId}`)
      expect(await pim.text()).toBe(shown)
      expect(shown).not.toContain('Kim slaapt')
    },
    SLOWEST_MS,
  )

  it(
    'two points are compared: what happened in between, and what is different',
    async () => {
      await using odile = await pages.sitting(family.auditor)
      await odile.go(`/inspection-youth${plan}/history`)
      const last = await odile.page.getAttribute('#revision', 'max')
      await odile.page.fill('input[name=from]', last ?? '')
      await odile.page.fill('input[name=to]', '0')
      await odile.page.click('text="Vergelijk"')
      await odile.page.waitForURL('**/compare?*')
      const shown = await odile.text()
      expect(shown).toContain('Een doel is voorgesteld')
      expect(shown).toContain('Een doel kwam erbij')
      expect(shown).toContain('Kim slaapt weer')
      expect(await faultsOf(odile, NAMES)).toEqual([])
    },
    SLOWEST_MS,
  )

  it(
    'a step of the slider asks the API for that step alone',
    async () => {
      await using yara = await pages.sitting(family.youthWorker)
      await yara.go(`/youth-support${plan}/history`)
      const before = (await town.system.access.store.readAll(undefined, 100_000)).length
      await yara.page.focus('#revision')
      await yara.page.keyboard.press('Home')
      await yara.page.locator('#happened', { hasText: 'Het plan is geopend' }).waitFor()
      expect(await yara.page.getAttribute('#revision', 'aria-valuetext')).toMatch(/^stap 0 van \d+$/)
      expect(await yara.page.locator('.samenspel-steps [aria-current=step]').count()).toBe(1)
      expect(await yara.page.locator('circle.samenspel-this').count()).toBe(1)
      expect((await town.system.access.store.readAll(undefined, 100_000)).length - before).toBeLessThanOrEqual(2)
      expect(yara.complaints).toEqual([])
      expect(await faultsOf(yara, NAMES)).toEqual([])
    },
    SLOWEST_MS,
  )
})

/** An id that begins with a digit, as CSS takes it. */
const CSS_ID = (id: string): string => id.replace(/^\d/, (digit) => `\\3${digit} `)
