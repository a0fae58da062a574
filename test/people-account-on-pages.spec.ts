/** People account on pages for what they left: what is missing is named beside its field, a reader gives what they find, and it is evaluated by who did it and by the family. */
import { afterAll, beforeAll, expect } from '@jest/globals'
import { PROTOCOL, STEP } from './support/a-helped-family.ts'
import { atPages, faultsOn, HOSTILE, SLOWEST_MS, type AtPages, type Sitting } from './support/at-pages.ts'
import { NO_BROWSER } from './support/browser.ts'
import { needs } from './support/needs.ts'

const { describe, it } = needs('a browser', NO_BROWSER)

const DAY_MS = 86_400_000

describe('people account on pages', () => {
  let at: AtPages
  let deviation: string

  beforeAll(async () => {
    if (NO_BROWSER !== undefined) return
    at = await atPages()
  }, SLOWEST_MS)

  afterAll(async () => {
    if (NO_BROWSER !== undefined) return
    await at.close()
  })

  const plan = async () => {
    const { deviations } = await at.town.as(at.family.youthWorker).get(`${at.plan}/deviations`)
    return deviations as readonly Record<string, unknown>[]
  }
  const inDays = (days: number) => new Date(Date.parse(at.town.now()) + days * DAY_MS).toISOString().slice(0, 10)

  const fill = async ({ page }: Sitting, words: Readonly<Record<string, string>>) => {
    for (const [name, text] of Object.entries(words)) await page.fill(`[name="${name}"]`, text)
  }

  const fault = ({ page }: Sitting, name: string) => page.locator(`[id="${name}-fault"]`).innerText()

  it(
    'a youth worker reports what she left: nothing filled in, everything is named; then it is there, and is not accounted for',
    async () => {
      await using yara = await at.sitting(at.family.youthWorker)
      const { page } = yara
      await yara.go(at.plan)
      await page.click('text=Meld dat u ergens van afweek')
      await yara.send()
      for (const name of ['step', 'about', 'insteadDone', 'situation']) expect(await fault(yara, name)).not.toBe('')
      expect(await faultsOn(page)).toEqual([])
      await page.check(`[name=step][value="youth/${PROTOCOL}/${STEP}"]`)
      await page.check(`[name^="about."][value="${at.family.child.id}"]`)
      await fill(yara, { insteadDone: `Eerst gepraat ${HOSTILE}`, situation: 'Kim vertrouwt iemand' })
      await yara.send()
      expect(page.url()).toContain('#deviations')
      expect(await yara.text()).toContain(HOSTILE)
      const [made, ...more] = await plan()
      expect(more).toEqual([])
      expect(made).toMatchObject({ justified: false })
      deviation = made?.['id'] as string
    },
    SLOWEST_MS,
  )

  it(
    'from her day she accounts for it: each part that is missing is named beside its field and stays so until it is there',
    async () => {
      await using yara = await at.sitting(at.family.youthWorker)
      const { page } = yara
      await yara.due('Verantwoording')
      await fill(yara, { 'account.different': HOSTILE, 'account.alternatives.1': 'Meteen melden' })
      await yara.send()
      expect(await fault(yara, 'account.weighing.interestOfTheChild')).not.toBe('')
      for (const name of [
        'weighing.legitimacy',
        'weighing.return',
        'consulted',
        'familyView',
        'expectedEffect',
        'reviewDate',
      ])
        expect(await fault(yara, `account.${name}`)).not.toBe('')
      expect(await page.locator('[id="account.different-fault"]').count()).toBe(0)
      expect(await page.inputValue('[name="account.different"]')).toBe(HOSTILE)
      expect(await page.inputValue('[name="account.alternatives.1"]')).toBe('Meteen melden')
      expect(await faultsOn(page)).toEqual([])
      const weighing = ['legitimacy', 'involvement', 'return', 'interestOfTheChild']
      await fill(yara, {
        ...Object.fromEntries(weighing.map((name) => [`account.weighing.${name}`, `Gewogen: ${name}`])),
        'account.consulted': 'De aandachtsfunctionaris',
        'account.familyView': 'Moeder is het eens',
        'account.expectedEffect': 'Kim praat',
        'account.reviewDate': inDays(60),
      })
      await yara.send()
      expect(page.url()).toContain(`#${deviation}`)
      await yara.go(`${at.plan}/deviations/${deviation}`)
      expect(await yara.text()).toContain('Gewogen: interestOfTheChild')
    },
    SLOWEST_MS,
  )

  it(
    'the drawn reader gives what they find, with a condition, and reads no name',
    async () => {
      const [made] = await plan()
      const { reader: drawn } = made?.['reader'] as { reader: string }
      const reader = at.family.readers.find(({ id }) => id === drawn)!
      await using sem = await at.sitting(reader)
      const { page } = sem
      await sem.due('Tweede lezing')
      await page.click('text=Lees eerst alles')
      expect(await sem.text()).toContain('Gewogen: interestOfTheChild')
      expect(await sem.text()).not.toContain('Kim')
      await page.click('text=Geef uw tweede lezing')
      expect(await sem.text()).not.toContain('Kim')
      await page.check('[name=finding][value=supports-with-conditions]')
      await fill(sem, { words: 'De weging is zorgvuldig', 'conditions.0.words': 'Praat met school' })
      await sem.send()
      expect(await fault(sem, 'conditions.0.until')).not.toBe('')
      expect(await page.inputValue('[name="conditions.0.words"]')).toBe('Praat met school')
      expect(await faultsOn(page)).toEqual([])
      await fill(sem, { 'conditions.0.until': inDays(20) })
      await sem.send()
      const [read] = await plan()
      expect(read?.['readings']).toMatchObject([{ finding: 'supports-with-conditions' }])
      // Whoever read it has nothing left to give.
      await sem.go(`${at.plan}/deviations/${deviation}/reading`)
      await page.check('[name=finding][value=objects]')
      await fill(sem, { words: 'Bij nader inzien' })
      await sem.send()
      expect(await page.locator('#problem').innerText()).not.toBe('')
      expect(await page.inputValue('#words')).toBe('Bij nader inzien')
    },
    SLOWEST_MS,
  )

  it(
    'a daughter says what came of it, and after its review date so does who left it, once however often it is sent',
    async () => {
      {
        await using kim = await at.sitting(at.family.child)
        await kim.go(at.plan)
        await kim.page.click('text=Zeg wat ervan is gekomen')
        await kim.page.check('[name=outcome][value=worked]')
        await fill(kim, { words: `Ik durf weer ${HOSTILE}` })
        expect(await faultsOn(kim.page)).toEqual([])
        await kim.send()
      }
      at.town.itIs(new Date(Date.parse(at.town.now()) + 61 * DAY_MS).toISOString())
      await using yara = await at.sitting(at.family.youthWorker)
      await yara.go(`${at.plan}/deviations/${deviation}/evaluation`)
      await yara.page.check('[name=outcome][value=worked]')
      await fill(yara, { words: 'Kim doet zelf het woord', lesson: 'Eerst praten helpt' })
      await yara.page.dblclick('main form button')
      await yara.page.waitForURL(`**#${deviation}`)
      const [evaluated] = await plan()
      expect(evaluated).toMatchObject({
        evaluation: { outcome: 'worked' },
        familyEvaluations: [{ outcome: 'worked', words: `Ik durf weer ${HOSTILE}` }],
      })
    },
    SLOWEST_MS,
  )

  it(
    'who may not do it is offered nothing, and is told no more than the API tells',
    async () => {
      await using pim = await at.sitting(at.family.incomeWorker)
      for (const form of ['account', 'evaluation', 'view', 'came-of-it', 'reading'])
        expect(await pim.go(`${at.plan}/deviations/${deviation}/${form}`)).toBe(404)
      await pim.go(at.plan)
      expect(await pim.page.locator(`a[href*="${deviation}"]`).count()).toBe(0)
    },
    SLOWEST_MS,
  )
})
