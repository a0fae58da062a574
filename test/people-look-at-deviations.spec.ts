/** Why a protocol was left, on a page of its own: whole for who may read it, without names for its second reader, and not there for anybody else. */
import { afterAll, beforeAll, expect } from '@jest/globals'
import { aDeviationRead, aHelpedFamily, PROTOCOL, STEP, type HelpedFamily } from './support/a-helped-family.ts'
import { NO_BROWSER } from './support/browser.ts'
import { closeAll } from './support/closing.ts'
import { needs } from './support/needs.ts'
import { faultsOf, pagesOf, type Pages } from './support/sitting.ts'
import { aTown, type Person, type Town } from './support/story.ts'

const { describe, it } = needs('a browser', NO_BROWSER)

const SLOWEST_MS = 240_000
const NAMES = ['Mirjam', 'Kim', 'Yara', 'Vries']
const HOSTILE = '<img src=x onerror="globalThis.broken = 1">'

describe('people look at why a protocol was left', () => {
  let town: Town
  let family: HelpedFamily
  let pages: Pages
  let reader: Person
  let at: string

  beforeAll(async () => {
    if (NO_BROWSER !== undefined) return
    town = await aTown()
    family = await aHelpedFamily(town)
    const read = await aDeviationRead(town, family)
    reader = read.reader
    at = `/plans/${family.planId}/deviations/${read.deviation}`
    await town.as(family.child).post(`${at}/views`, {
      person: family.child.id,
      stance: 'has-doubts',
      words: `Ik kan dit ${HOSTILE}`,
    })
    const { youthWorker, incomeWorker, child } = family
    pages = await pagesOf(town, [youthWorker, incomeWorker, child, reader])
  }, SLOWEST_MS)

  afterAll(async () => {
    if (NO_BROWSER !== undefined) return
    await closeAll({ pages: () => pages.close(), town: () => town.close() })
  })

  it(
    'who wrote it finds from the plan what was left, why, how it was read, what the family thought and what was known',
    async () => {
      await using yara = await pages.sitting(family.youthWorker)
      await yara.go(`/youth-support/plans/${family.planId}`)
      await yara.page.click('text=Waarom, wie meelas en hoe het ging')
      await yara.page.waitForURL(`${pages.url}/youth-support${at}`)
      const shown = await yara.text()
      for (const said of [
        'Meldcode jeugd, versie 1',
        'Meld binnen een dag',
        'Praat met het gezin',
        'Eerst drie gesprekken met Kim gevoerd',
        'Vertrouwen gaat voor',
        'De weging is zorgvuldig',
        'Ik wil eerst zelf met mama praten',
        'Bij de verantwoording',
        HOSTILE,
      ])
        expect(shown).toContain(said)
      expect(await yara.page.evaluate('globalThis.broken')).toBeUndefined()
      await yara.page.focus('details summary')
      await yara.page.keyboard.press('Enter')
      expect(await yara.text()).toContain('De toezichthouder trekt het lot opnieuw')
      expect(yara.complaints).toEqual([])
      expect(await faultsOf(yara, NAMES)).toEqual([])
    },
    SLOWEST_MS,
  )

  it(
    'who was drawn reads what is asked of them and no name',
    async () => {
      await using drawn = await pages.sitting(reader)
      expect(await drawn.go(`/second-reading${at}`)).toBe(200)
      const shown = await drawn.text()
      expect(shown).toContain('Wat van u wordt gevraagd')
      expect(shown).toContain('Vertrouwen gaat voor')
      expect(shown).toMatch(/Professional \d/)
      for (const name of NAMES) expect(await drawn.page.content()).not.toContain(name)
      expect(await faultsOf(drawn, NAMES)).toEqual([])
    },
    SLOWEST_MS,
  )

  it(
    'who helps under another law is answered as where nothing is',
    async () => {
      await using pim = await pages.sitting(family.incomeWorker)
      expect(await pim.go(`/participation-support${at}`)).toBe(404)
      const shown = await pim.text()
      expect(await pim.go(`/participation-support/plans/${family.planId}/deviations/${family.planId}`)).toBe(404)
      expect(await pim.text()).toBe(shown)
      await pim.go(`/participation-support/plans/${family.planId}`)
      for (const told of [PROTOCOL, STEP, 'afgeweken']) expect(await pim.text()).not.toContain(told)
    },
    SLOWEST_MS,
  )

  it(
    'whom it is about reads it too, on a phone',
    async () => {
      await using kim = await pages.sitting(family.child, 360)
      expect(await kim.go(`/own-file${at}`)).toBe(200)
      expect(await kim.text()).toContain('Moeder is het ermee eens')
      expect(await faultsOf(kim, NAMES)).toEqual([])
    },
    SLOWEST_MS,
  )
})
