/** People challenge on pages: who answers and in what time is said before; it is answered, steps up and is settled, each by whose it is, from what is due to them. */
import { afterAll, beforeAll, expect } from '@jest/globals'
import { atPages, faultsOn, HOSTILE, SLOWEST_MS, TEAM, type AtPages, type Sitting } from './support/at-pages.ts'
import { NO_BROWSER } from './support/browser.ts'
import { needs } from './support/needs.ts'
import type { Person } from './support/story.ts'

const { describe, it } = needs('a browser', NO_BROWSER)

describe('people challenge on pages', () => {
  let at: AtPages
  let lead: Person
  let goal: string

  beforeAll(async () => {
    if (NO_BROWSER !== undefined) return
    at = await atPages(async (town) => [(lead = await town.person('team-lead', 'Lies', { team: TEAM }))])
    const { youthWorker, child } = at.family
    const { id } = await at.town.as(youthWorker).post(`${at.plan}/goals`, {
      ...{ domain: 'youth', about: [child.id], lifeArea: 'domestic-relations', words: 'Kim slaapt weer' },
    })
    goal = id
  }, SLOWEST_MS)

  afterAll(async () => {
    if (NO_BROWSER !== undefined) return
    await at.close()
  })

  const challenge = async () => {
    const { challenges } = await at.town.as(at.family.child).get(`${at.plan}/challenges`)
    return (challenges as readonly Record<string, unknown>[])[0]
  }

  async function answers(from: Sitting, words: string): Promise<void> {
    const { page } = from
    await from.due('Antwoord op een tegenspraak')
    await from.send()
    for (const name of ['finding', 'words', 'heard'])
      expect(await page.locator(`[id="${name}-fault"]`).innerText()).not.toBe('')
    expect(await faultsOn(page)).toEqual([])
    await page.check('[name=finding][value=partly]')
    await page.fill('#words', words)
    await page.check('[name=heard][value=no]')
    await page.fill('#notHeardBecause', 'Dat is niet nodig')
    await from.send()
    expect(await challenge()).toMatchObject({ state: 'answered' })
  }

  it(
    'a daughter raises one from the goal itself, having read who answers, in what time, who is next and who can read it',
    async () => {
      await using kim = await at.sitting(at.family.child)
      await kim.go(at.plan)
      await kim.page.click(`[id="${goal}"] >> text=Spreek dit tegen`)
      const said = await kim.text()
      for (const one of ['Kim slaapt weer', 'regisseur', 'werkdagen', 'teamleider', 'Noor']) expect(said).toContain(one)
      await kim.page.fill('#words', HOSTILE)
      await kim.page.fill('#wish', 'Vraag het mij eerst')
      await kim.page.check('[name=firstTo][value=addressee-and-challenged]')
      await kim.send()
      expect(await challenge()).toMatchObject({ words: HOSTILE, state: 'raised' })
      expect(await kim.page.locator('a:has-text("Geef antwoord")').count()).toBe(0)
    },
    SLOWEST_MS,
  )

  it(
    'who coordinates answers it; she does not agree, and it steps up; the lead answers, and she accepts that',
    async () => {
      {
        await using noor = await at.sitting(at.family.coordinator)
        await answers(noor, 'We gaan het anders doen')
      }
      {
        await using kim = await at.sitting(at.family.child)
        await kim.go(at.plan)
        await kim.page.click('text=Niet mee eens')
        expect(await kim.text()).toContain('We gaan het anders doen')
        expect(await faultsOn(kim.page)).toEqual([])
        await kim.page.fill('#words', 'Dat zei u vorige keer ook')
        await kim.page.dblclick('main form button')
        await kim.page.waitForURL(`**${at.plan}#*`)
        expect(await challenge()).toMatchObject({ state: 'raised', addressee: 'team-lead' })
      }
      {
        await using lies = await at.sitting(lead)
        await answers(lies, 'Kim wordt eerst gevraagd')
      }
      await using kim = await at.sitting(at.family.child)
      await kim.go(at.plan)
      await kim.page.click('text=Neem het antwoord aan')
      expect(await faultsOn(kim.page)).toEqual([])
      await kim.send()
      expect(await challenge()).toMatchObject({ state: 'accepted' })
    },
    SLOWEST_MS,
  )

  it(
    'who works here challenges in their own name, lets it be read, and withdraws it; it stands as withdrawn',
    async () => {
      await using yara = await at.sitting(at.family.youthWorker)
      const { page } = yara
      await yara.go(`${at.plan}/challenge/goal/${goal}`)
      expect(await page.locator('[name=person]').count()).toBe(0)
      await page.fill('#words', 'Dit doel is te groot')
      await page.fill('#wish', 'Maak het kleiner')
      await page.check('[name=firstTo][value=addressee]')
      await yara.send()
      for (const link of ['Laat het iedereen lezen die het aangaat', 'Trek in']) {
        await page.click(`main a:text-is("${link}")`)
        expect(await faultsOn(page)).toEqual([])
        await yara.send()
        expect(await yara.text()).toContain('Het is verstuurd')
      }
      expect(await yara.text()).toContain('ingetrokken')
      await yara.go(`${at.plan}/challenges/${String((await challenge())?.['id'])}/acceptance`)
      await yara.send()
      expect(await page.locator('#problem').innerText()).not.toBe('')
    },
    SLOWEST_MS,
  )
})
