/** People write on pages: nothing typed is lost, nothing is sent twice or in another's name, and what is wrong stands beside its field. */
import { createServer, connect, type AddressInfo, type Server } from 'node:net'
import { afterAll, beforeAll, expect } from '@jest/globals'
import { atPages, faultsOn, HOSTILE, SLOWEST_MS, type AtPages } from './support/at-pages.ts'
import { NO_BROWSER } from './support/browser.ts'
import { needs } from './support/needs.ts'

const { describe, it } = needs('a browser', NO_BROWSER)

describe('people write on pages', () => {
  let at: AtPages
  let line: Line
  let goal: string
  let form: string

  beforeAll(async () => {
    if (NO_BROWSER !== undefined) return
    at = await atPages(undefined, async (api) => {
      line = await aLineTo(api)
      return line.url
    })
    const { youthWorker, parent, child, coordinator } = at.family
    const { id } = await at.town.as(youthWorker).post(`${at.plan}/goals`, {
      domain: 'youth',
      about: [parent.id, child.id],
      lifeArea: 'domestic-relations',
      words: 'Kim slaapt weer',
    })
    await at.town.as(coordinator).post(`${at.plan}/care-team/representatives`, {
      representative: parent.id,
      name: parent.name,
      represents: child.id,
      kind: 'parental-authority',
      from: '2026-01-01T00:00:00Z',
      proof: { kind: 'brp', date: '2026-02-01' },
    })
    goal = id
    form = `${at.plan}/challenge/goal/${goal}`
  }, SLOWEST_MS)

  afterAll(async () => {
    if (NO_BROWSER !== undefined) return
    await at.close()
    line.server.close()
  })

  const challengesOf = async () => {
    const { challenges } = await at.town.as(at.family.child).get(`${at.plan}/challenges`)
    return challenges as readonly { readonly words: string; readonly id: string }[]
  }
  const raisedWith = async (words: string) => (await challengesOf()).filter((one) => one.words === words)

  it(
    'what is wrong stands beside its field, all at once, and what was typed stays; by keyboard it is mended, and it is there',
    async () => {
      await using kim = await at.sitting(at.family.child)
      const { page } = kim
      await kim.go(form)
      expect(await kim.text()).toMatch(/regisseur, binnen \d+ werkdagen/)
      expect(await kim.text()).toContain('teamleider')
      expect(await page.locator('[name^="withhold."]:checked').count()).toBe(0)
      await page.fill('#words', HOSTILE)
      await kim.send()
      expect(await page.locator('[id="wish-fault"]').innerText()).not.toBe('')
      expect(await page.locator('[id="firstTo-fault"]').innerText()).not.toBe('')
      expect(await page.inputValue('#words')).toBe(HOSTILE)
      expect(await faultsOn(page)).toEqual([])
      await page.focus('#wish')
      await page.keyboard.type('Vraag het mij eerst')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Space')
      await page.focus('main form button')
      await Promise.all([page.waitForURL(`**${at.plan}#${goal}`), page.keyboard.press('Enter')])
      expect(await kim.text()).toContain(HOSTILE)
      expect(await kim.text()).toContain('Het is verstuurd')
      expect(await page.evaluate('globalThis.broken')).toBeUndefined()
      expect(await faultsOn(page)).toEqual([])
      expect(await raisedWith(HOSTILE)).toHaveLength(1)
      expect(kim.complaints).toEqual([])
    },
    SLOWEST_MS,
  )

  it(
    'sent by a double tap, after going back, and from two tabs with one form, it is there once; what is typed anew is asked about',
    async () => {
      await using kim = await at.sitting(at.family.child)
      const { page, context } = kim
      await kim.go(form)
      const other = await context.newPage()
      await other.goto(page.url())
      for (const tab of [page, other]) {
        await tab.fill('#words', 'Dubbel')
        await tab.fill('#wish', 'Een keer is genoeg')
        await tab.check('[name=firstTo][value=addressee]')
      }
      await page.dblclick('main form button')
      await page.waitForURL(`**${at.plan}#${goal}`)
      await Promise.all([other.waitForEvent('load'), other.click('main form button')])
      expect(await raisedWith('Dubbel')).toHaveLength(1)
      await page.goBack()
      await page.fill('#words', 'Iets anders')
      await page.fill('#wish', 'Een keer is genoeg')
      await page.check('[name=firstTo][value=addressee]')
      await kim.send()
      expect(await kim.text()).toContain('al een keer verstuurd')
      expect(await page.inputValue('#words')).toBe('Iets anders')
      expect(await challengesOf()).toHaveLength(2)
      await kim.send()
      expect(await raisedWith('Iets anders')).toHaveLength(1)
    },
    SLOWEST_MS,
  )

  it(
    'where the plan changed while somebody wrote, they are told what, their words are there, and they send it again',
    async () => {
      await using mirjam = await at.sitting(at.family.parent)
      const { page } = mirjam
      await mirjam.go(`${at.plan}/goals/${goal}/view`)
      await page.check(`[name=person][value="${at.family.parent.id}"]`)
      await page.check('[name=stance][value=agrees]')
      await page.fill('#words', 'Regel een\nregel twee')
      await at.town
        .as(at.family.youthWorker)
        .post(`${at.plan}/goals/${goal}/revisions`, { words: 'Kim slaapt elke nacht' })
      await mirjam.send()
      expect(await page.locator('#changed').innerText()).toContain('Terwijl u schreef')
      expect(await page.locator('section:has(#changed) li').allInnerTexts()).toHaveLength(1)
      expect(await page.inputValue('#words')).toBe('Regel een\nregel twee')
      expect(await mirjam.text()).toContain('Kim slaapt elke nacht')
      expect(await faultsOn(page)).toEqual([])
      await mirjam.send()
      expect(await mirjam.text()).toContain('Regel een\nregel twee')
    },
    SLOWEST_MS,
  )

  it(
    'where the API is away, nothing typed is lost, and it is sent when it is back',
    async () => {
      await using kim = await at.sitting(at.family.child)
      const { page } = kim
      await kim.go(form)
      await page.fill('#words', 'Toen het weg was')
      await page.fill('#wish', 'Kom terug')
      await page.check('[name=firstTo][value=addressee]')
      line.isCut = true
      await kim.send()
      expect(await kim.text()).toContain('even niet te bereiken')
      expect(await faultsOn(page)).toEqual([])
      line.isCut = false
      await kim.send()
      expect(await raisedWith('Toen het weg was')).toHaveLength(1)
    },
    SLOWEST_MS,
  )

  it(
    'what a session ended upon is sent by whoever typed it, and by nobody who signs in after them',
    async () => {
      await using kim = await at.sitting(at.family.child)
      const { page, context } = kim
      await kim.go(form)
      await page.fill('#words', 'Van Kim')
      await page.fill('#wish', 'Niet van mama')
      await page.check('[name=firstTo][value=addressee]')
      await context.clearCookies()
      await kim.send()
      expect(await kim.text()).toContain('niet meer aangemeld')
      const signsIn = async (name: string) => {
        const [tab] = await Promise.all([
          context.waitForEvent('page'),
          context.pages()[0]!.evaluate('window.open("/")'),
        ])
        await tab.click('main button')
        await tab.click(`button:has-text("${name}")`)
        await tab.waitForURL(`${at.url}/**`)
      }
      await signsIn(at.family.parent.name)
      await Promise.all([page.waitForEvent('load'), page.click('text=Verstuur opnieuw')])
      expect(await kim.text()).toContain('Iemand anders begon dit')
      expect(await raisedWith('Van Kim')).toHaveLength(0)
      await context.clearCookies()
      await signsIn(at.family.child.name)
      await kim.send()
      expect(await raisedWith('Van Kim')).toHaveLength(1)
    },
    SLOWEST_MS,
  )

  it(
    'nothing is taken from elsewhere, and no form is there for who may not read what it is about',
    async () => {
      await using pim = await at.sitting(at.family.incomeWorker)
      expect(await pim.go(form)).toBe(404)
      expect(await pim.go(`${at.plan}/goals/${goal}/view`)).toBe(404)
      expect(await pim.text()).not.toContain('Kim slaapt')
      const elsewhere = {
        method: 'POST',
        redirect: 'manual',
        headers: { origin: 'https://elsewhere.example' },
      } as const
      expect((await fetch(`${at.url}/own-file${form}`, elsewhere)).status).toBe(403)
    },
    SLOWEST_MS,
  )
})

interface Line {
  readonly server: Server
  readonly url: string
  isCut: boolean
}

/** To the API, where it is: until it is cut. */
async function aLineTo(api: string): Promise<Line> {
  const { hostname: host, port } = new URL(api)
  const sockets = new Set<{ destroy(): unknown }>()
  const server = createServer((from) => {
    if (line.isCut) return void from.destroy()
    const to = connect(Number(port), host)
    sockets.add(from).add(to)
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const)
      one.pipe(other).on('error', () => one.destroy())
    for (const one of [from, to]) one.on('error', () => from.destroy())
    from.on('close', () => to.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const line = {
    server,
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/v1`,
    get isCut() {
      return cut
    },
    set isCut(is: boolean) {
      cut = is
      if (is) for (const one of sockets) one.destroy()
    },
  }
  let cut = false
  return line
}
