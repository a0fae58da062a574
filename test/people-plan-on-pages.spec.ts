/** People plan on pages: a goal is proposed, an action planned, accepted and done; something is kept from someone, and someone is let in. Each act once, by whose it is. */
import { afterAll, beforeAll, expect } from '@jest/globals'
import { atPages, faultsOn, HOSTILE, SLOWEST_MS, type AtPages, type Sitting } from './support/at-pages.ts'
import { NO_BROWSER } from './support/browser.ts'
import { needs } from './support/needs.ts'

const { describe, it } = needs('a browser', NO_BROWSER)

describe('people plan on pages', () => {
  let at: AtPages
  let goal: string

  beforeAll(async () => {
    if (NO_BROWSER !== undefined) return
    at = await atPages()
    const { parent, child, coordinator } = at.family
    await at.town.as(coordinator).post(`${at.plan}/care-team/representatives`, {
      ...{ representative: parent.id, name: parent.name, represents: child.id, kind: 'parental-authority' },
      ...{ from: '2026-01-01T00:00:00Z', proof: { kind: 'brp', date: '2026-02-01' } },
    })
  }, SLOWEST_MS)

  afterAll(async () => {
    if (NO_BROWSER !== undefined) return
    await at.close()
  })

  const read = async (part: string, as = at.family.youthWorker) =>
    (await at.town.as(as).get(`${at.plan}/${part}`))[part] as readonly Record<string, unknown>[]

  const follow = async ({ page }: Sitting, link: string) => {
    await page.click(`main a:text-is("${link}")`)
    expect(await faultsOn(page)).toEqual([])
  }

  it(
    'a youth worker proposes a goal: what is wrong stands beside its field, and it is there once',
    async () => {
      await using yara = await at.sitting(at.family.youthWorker)
      const { page } = yara
      await yara.go(at.plan)
      await follow(yara, 'Stel een doel voor')
      await yara.send()
      for (const name of ['words', 'about', 'lifeArea'])
        expect(await page.locator(`[id="${name}-fault"]`).innerText()).not.toBe('')
      await page.fill('#words', `Kim slaapt weer ${HOSTILE}`)
      for (const one of [at.family.parent, at.family.child]) await page.check(`[name^="about."][value="${one.id}"]`)
      await page.selectOption('#lifeArea', 'domestic-relations')
      await page.dblclick('main form button')
      await page.waitForURL('**#goals')
      expect(await yara.text()).toContain(HOSTILE)
      expect(await page.evaluate('globalThis.broken')).toBeUndefined()
      const goals = await read('goals')
      expect(goals).toHaveLength(1)
      goal = goals[0]?.['id'] as string
    },
    SLOWEST_MS,
  )

  it(
    'a mother plans an action for a professional, who accepts it and says that it is done',
    async () => {
      {
        await using mirjam = await at.sitting(at.family.parent)
        await mirjam.go(at.plan)
        await follow(mirjam, 'Spreek iets af')
        await mirjam.page.fill('#words', 'Elke week langskomen')
        await mirjam.page.check(`[name=owner][value="${at.family.youthWorker.id}"]`)
        await mirjam.send()
        expect(await mirjam.text()).toContain('Elke week langskomen')
      }
      await using yara = await at.sitting(at.family.youthWorker)
      for (const [link, state] of [
        ['Neem dit aan', 'active'],
        ['Het is gedaan', 'done'],
      ] as const) {
        await yara.go(at.plan)
        await follow(yara, link)
        await yara.send()
        expect(await yara.text()).toContain('Het is verstuurd')
        expect(await read('actions')).toMatchObject([{ state }])
      }
    },
    SLOWEST_MS,
  )

  it(
    'a daughter asks that something is not shown to her mother: she chooses it herself, and her mother finds nothing of it',
    async () => {
      {
        await using kim = await at.sitting(at.family.child)
        const { page } = kim
        await kim.go(`${at.plan}/goals/${goal}/view`)
        expect(await page.locator('[name^="withhold."]:checked').count()).toBe(0)
        await page.check('[name=stance][value=has-doubts]')
        await page.fill('#words', 'Ik slaap liever bij oma')
        await page.check(`[name^="withhold."][value="${at.family.parent.id}"]`)
        await kim.send()
        expect(await kim.text()).toContain('Ik slaap liever bij oma')
      }
      await using mirjam = await at.sitting(at.family.parent)
      await mirjam.go(at.plan)
      expect(await mirjam.text()).not.toContain('oma')
      expect(await mirjam.text()).not.toContain('verborgen wordt gehouden')
      // She is in nobody's care: nobody speaks for her, and nothing offers her to keep something from her daughter.
      await mirjam.go(`${at.plan}/goals/${goal}/view`)
      expect(await mirjam.page.locator('[name^="withhold."]').count()).toBe(0)
    },
    SLOWEST_MS,
  )

  it(
    'what a daughter asked is completed by who works with her, from their day',
    async () => {
      await using yara = await at.sitting(at.family.youthWorker)
      const { page } = yara
      await yara.due('Aanvullen wat iemand verborgen wil houden')
      await yara.send()
      for (const name of ['reason', 'consulted', 'reviewDate', 'mode'])
        expect(await page.locator(`[id="${name}-fault"]`).innerText()).not.toBe('')
      expect(await faultsOn(page)).toEqual([])
      await page.fill('#reason', 'Kim vertelt anders niets')
      await page.check(`[name=consulted][value="${at.family.readers[0]!.id}"]`)
      await page.fill('#reviewDate', new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10))
      await page.check('[name=mode][value=silent]')
      await yara.send()
      expect(await read('withholdings')).toMatchObject([{ state: 'made', reason: 'Kim vertelt anders niets' }])
    },
    SLOWEST_MS,
  )

  it(
    'a mother asks what is withheld from her, and is told when she is answered and nothing else',
    async () => {
      await using mirjam = await at.sitting(at.family.parent)
      await mirjam.go(at.plan)
      await follow(mirjam, 'Vraag wat voor u verborgen is')
      await mirjam.page.check(`[name=person][value="${at.family.parent.id}"]`)
      await mirjam.page.dblclick('main form button')
      await mirjam.page.locator('text=U krijgt antwoord voor').first().waitFor()
      expect(await mirjam.page.locator('main article, main section.samenspel-item').count()).toBe(1)
      expect(await mirjam.text()).not.toContain('oma')
    },
    SLOWEST_MS,
  )

  it(
    'she lets somebody read along, and takes it back',
    async () => {
      await using mirjam = await at.sitting(at.family.parent)
      const { page } = mirjam
      await mirjam.go(at.plan)
      await follow(mirjam, 'Laat iemand meelezen')
      await mirjam.send()
      expect(await page.locator('[id="how-fault"]').innerText()).not.toBe('')
      await page.check(`[name=person][value="${at.family.parent.id}"]`)
      await page.check(`[name=to][value="professional:${at.family.incomeWorker.id}"]`)
      await page.check('[name^="domains."][value=youth]')
      await page.fill('#until', new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10))
      await page.fill('#how', 'Op deze pagina')
      await mirjam.send()
      expect(await read('permissions', at.family.parent)).toMatchObject([{ state: 'given' }])
      await follow(mirjam, 'Neem dit terug')
      await mirjam.send()
      expect(await read('permissions', at.family.parent)).toMatchObject([{ state: 'withdrawn' }])
    },
    SLOWEST_MS,
  )

  it(
    'a youth worker keeps the goal from someone with her reasons, and evaluating one that is not adopted is refused with its words kept',
    async () => {
      await using yara = await at.sitting(at.family.youthWorker)
      const { page } = yara
      await yara.go(at.plan)
      await follow(yara, 'Laat iemand dit niet lezen')
      await page.check(`[name=from][value="${at.family.parent.id}"]`)
      await page.check('[name=ground][value=good-care]')
      await page.fill('#reason', 'Eerst zelf met Kim praten')
      await page.check(`[name=consulted][value="${at.family.readers[0]!.id}"]`)
      await page.fill('#reviewDate', new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10))
      await page.check('[name=mode][value=told]')
      await yara.send()
      expect(await read('goals', at.family.parent)).toMatchObject([{ withheld: 'good-care' }])
      await yara.go(`${at.plan}/goals/${goal}/evaluation`)
      await page.check('[name=outcome][value=reached]')
      await page.fill('#words', 'Het gaat beter')
      await yara.send()
      expect(await page.locator('#problem').innerText()).not.toBe('')
      expect(await page.inputValue('#words')).toBe('Het gaat beter')
    },
    SLOWEST_MS,
  )
})
