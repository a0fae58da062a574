/**
 * Somebody who never saw the system is given the address that the demo prints, and finds out by clicking: as Joke why she left the protocol, as Bram
 * that he sees nothing of it, as Petra who looked, and as Odile what was known when. `WRITE_PICTURE=1 npm test -- who-never-saw-it-finds-out` makes
 * the picture that README opens with anew.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { aBrowser, NO_BROWSER } from './support/browser.ts'
import { mustBeCompiled } from './support/compiled.ts'
import { OWN_ENVIRONMENT } from './support/environment.ts'
import { needs } from './support/needs.ts'
import { until } from './support/partners.ts'
import { keepPictures } from './support/screenshots.ts'

const { describe, it } = needs('a browser', NO_BROWSER)

const SLOWEST_MS = 400_000
const WHY = 'Sam is slachtoffer, geen bron'

describe('given only the address that the demo prints', () => {
  let home: string
  let demo: ChildProcess
  let browser: Browser
  let address: string

  beforeAll(async () => {
    if (NO_BROWSER !== undefined) return
    mustBeCompiled()
    home = mkdtempSync(join(tmpdir(), 'samenspel-demo-'))
    const env = { ...OWN_ENVIRONMENT, SAMENSPEL_DATA_DIR: join(home, 'data'), SAMENSPEL_PORT: '0' }
    const asked = ['dist/apps/demo/main.js', '--families', '3']
    demo = spawn(process.execPath, asked, { env, stdio: ['ignore', 'pipe', 'ignore'] })
    process.once('exit', () => demo.kill('SIGKILL'))
    let said = ''
    demo.stdout?.setEncoding('utf8').on('data', (chunk: string) => (said += chunk))
    const printed = /Open this address[\s\S]*?(http:\/\/\S+)/
    await until(() => printed.test(said) || demo.exitCode !== null, SLOWEST_MS - 20_000)
    address = printed.exec(said)?.[1] ?? ''
    browser = await aBrowser()
  }, SLOWEST_MS)

  afterAll(async () => {
    if (NO_BROWSER !== undefined) return
    await browser.close()
    const ended = new Promise((resolve) => demo.once('exit', resolve))
    demo.kill('SIGTERM')
    await ended
    rmSync(home, { recursive: true, force: true })
  }, SLOWEST_MS)

  /** @param why what of several purposes one is there for */
  async function being(name: string, why?: string): Promise<Page> {
    const page = await (await browser.newContext({ locale: 'nl-NL' })).newPage()
    await page.goto(address)
    await page.click('main button')
    await page.click(`button:has-text("${name}")`)
    await page.waitForURL(`${address}/**`)
    if (why !== undefined) await page.click(`main >> text=${why}`)
    return page
  }
  const textOf = (page: Page) => page.locator('main').innerText()

  it(
    'as Joke: why she left the protocol',
    async () => {
      const page = await being('Joke', 'Jeugdhulp verlenen')
      await page.click('#families ~ ul a >> nth=0')
      await page.locator('text=Waarom, wie meelas en hoe het ging').first().click()
      await page.waitForURL('**/deviations/*')
      await keepPictures(page, 'demo-why-joke-left')
      const shown = await textOf(page)
      expect(shown).toContain(WHY)
      expect(shown).toContain('Goed gewogen')
      expect(shown).toContain('Als jij het doorvertelt praat ik nooit meer met iemand')
    },
    SLOWEST_MS,
  )

  it(
    'as Bram: that he sees nothing of it',
    async () => {
      const page = await being('Bram', 'Rechtmatigheid van bijstand')
      for (let at = 0; at < (await page.locator('#families ~ ul a').count()); at += 1) {
        await page.locator('#families ~ ul a').nth(at).click()
        await page.waitForURL('**/plans/*')
        await keepPictures(page, `demo-plan-of-bram-${String(at)}`)
        for (const told of [WHY, 'afgeweken', 'vertrouwen van Sam', 'zwart wordt gewerkt'])
          expect(await textOf(page)).not.toContain(told)
        await page.click('text=Mijn dag')
        await page.waitForURL('**/benefits-enforcement')
      }
      expect(await textOf(page)).toContain('Mijn gezinnen')
    },
    SLOWEST_MS,
  )

  it(
    'as Petra: who looked',
    async () => {
      const page = await being('Petra')
      await page.click('#families ~ ul a >> nth=0')
      await page.click('text=Wie er keek')
      await page.waitForURL('**/who-looked')
      await keepPictures(page, 'demo-who-looked-at-petra')
      const rows = await page.locator('tbody tr').allInnerTexts()
      expect(
        rows.some((row) => row.includes('Rechtmatigheid') || /professional|hulpverlener|regisseur/i.test(row)),
      ).toBe(true)
      expect(rows.join('\n')).not.toContain('Bram')
    },
    SLOWEST_MS,
  )

  it(
    'as Odile: what was known when',
    async () => {
      const page = await being('Odile', 'Toezicht op de jeugdhulp')
      await page.click('#families ~ ul a >> nth=0')
      await page.locator('text=Waarom, wie meelas en hoe het ging').first().click()
      await page.click('#known ~ ul a >> nth=0')
      await page.waitForURL('**/history?revision=*')
      await keepPictures(page, 'demo-what-odile-reads-was-known')
      if (process.env['WRITE_PICTURE'] === '1') await writePicture(page)
      const then = await page.locator('#plan-then').innerText()
      expect(then).toContain('Sam vertelde in vertrouwen')
      expect(then).not.toContain(WHY)
      expect(then).not.toContain('Goed gewogen')
    },
    SLOWEST_MS,
  )
})

/** What README opens with: a plan as it stood when a decision was made. */
async function writePicture(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1_000, height: 900 })
  await page.screenshot({ path: 'docs/history-of-a-plan.png' })
  expect(statSync('docs/history-of-a-plan.png').size).toBeLessThanOrEqual(200_000)
}
