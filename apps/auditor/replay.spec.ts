import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import {
  aDeviationRead,
  aHelpedFamily,
  anInspectionIsOpened,
  type HelpedFamily,
} from '../../test/support/a-helped-family.ts'
import { aTown, type Town } from '../../test/support/story.ts'
import type { Change } from '../../libs/plan/changes.ts'
import type { Entry, HistoryPage, PlanThen } from './answers.ts'
import { inBetween } from './testing/in-between.ts'
import { until, watching, type Watched, type Watcher, type Watching } from './testing/watched.ts'

const MORNING = '2026-03-02T09:00:00.000Z'
const NEXT_DAY = '2026-03-03T09:00:00.000Z'

let town: Town
let family: HelpedFamily
let last: number

beforeAll(async () => {
  town = await aTown(MORNING)
  family = await aHelpedFamily(town)
  town.itIs(NEXT_DAY)
  await aDeviationRead(town, family)
  const { auditor, planId } = family
  await anInspectionIsOpened(town, family)
  last = Number((await town.as(auditor).get(`/plans/${planId}`)).revision)
})

afterAll(() => town.close())

/** Replays the family's plan; by the way of someone in between, if there is one. */
function replaying(args: readonly string[], { api = town.api, ...watcher }: Watcher & { api?: string } = {}): Watching {
  const env = { SAMENSPEL_TOKEN: family.auditor.token }
  return watching(['replay', family.planId, '--api', api, ...args], { env, ...watcher })
}

const replayed = (...args: readonly string[]): Promise<Watched> => replaying(args).ended

const jsonLines = ({ lines }: Watched) => lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>)

const eventsIn = (watched: Watched) =>
  jsonLines(watched).filter((line): line is { event: Entry; changes: Change[] } => 'event' in line)

describe('a replay', () => {
  it('shows each event with its revision, moment, who, on what ground, in words, and what it changed', async () => {
    const { status, lines } = await replayed()
    const at = lines.findIndex((line) => line.startsWith('Er is afgeweken'))
    expect(lines[at]).toBe('Er is afgeweken (jeugd; van meldcode v1, report-within-a-day)')
    expect(lines.slice(at - 1, at + 6)).toEqual([
      `── ${String(last - 6)} ── ${NEXT_DAY} ──`,
      lines[at],
      expect.stringMatching(/^ {2}wie: professional [0-9a-f]{8} \(OIN 00000099000000000001\)$/),
      '  grond: youth-support — Jeugdwet 2.3, 4.1.1',
      expect.stringMatching(/^ {2}betreft: [0-9a-f]{8}$/),
      '  te volgen: verantwoording, uiterlijk 2026-03-10T22:59:59.999Z',
      expect.stringMatching(/^ {2}\+ afwijking [0-9a-f]{8}$/),
    ])
    const people = Object.values(family).flatMap((one: unknown) => (one as { id?: string }).id ?? [])
    expect(people.filter((id) => lines.some((line) => line.includes(id.slice(0, 8))))).toEqual([])
    expect(lines.filter((line) => line.startsWith('── '))).toHaveLength(last + 1)
    expect(lines.at(-1)).toBe(`= Opnieuw opgeteld is dit het plan dat de API toont op revisie ${String(last)}.`)
    expect(status).toBe(0)
  })

  it('says what stays sealed by the beginning of its hash, and opens nothing', async () => {
    const { out } = await replayed('--lang', 'en')
    const { members } = (await town.as(family.auditor).get(`/plans/${family.planId}`)).plan as {
      members: { name: { sha256: string } }[]
    }
    expect(members).toHaveLength(2)
    for (const { name } of members) expect(out).toContain(`name: [sealed ${name.sha256.slice(0, 8)}…]`)
    expect(out).not.toMatch(/Mirjam|Kim|Yara|gesprekken/)
  })

  it('shows content under an inspection, of its law and no other', async () => {
    const { out, status } = await replayed('--activity', 'inspection-youth')
    expect(out).toContain('wat in plaats daarvan is gedaan: Eerst drie gesprekken met Kim gevoerd')
    expect(out).toContain('belang van het kind: Vertrouwen gaat voor')
    expect(out).not.toContain('participation-support')
    expect(status).toBe(0)
  })

  it('stops at a revision, and shows the plan as it was', async () => {
    const { lines, status } = await replayed('--revision', '4', '--lang', 'en')
    expect(lines.filter((line) => line.startsWith('── '))).toHaveLength(5)
    const plan = lines.slice(lines.findIndex((line) => line.startsWith('The plan as it was at revision 4 (')))
    expect(plan).toContain("  the family's own plan:")
    expect(plan).toContain('    state: not invited')
    expect(plan.filter((line) => /^ {4}member [0-9a-f]{8}$/.test(line)).length).toBeGreaterThan(0)
    expect(plan).toContain('      state: is a member')
    expect(plan.join()).not.toContain('deviation')
    expect(status).toBe(0)
  })

  it('stops at a moment, and shows the plan as it was then', async () => {
    const then = jsonLines(await replayed('--at', '2026-03-02T10:00:30+01:00', '--json')).at(-1) as { plan: PlanThen }
    const asked = await town.as(family.auditor).get(`/plans/${family.planId}?at=2026-03-02T09:00:30Z`)
    expect(then.plan).toEqual({ planId: family.planId, revision: last - 7, at: asked['at'], plan: asked.plan })
    expect(then.plan.plan.deviations).toEqual([])
  })

  it('tells as JSON lines what each event changed, as the API says it between any two points', async () => {
    const events = eventsIn(await replayed('--json'))
    expect(events.map(({ event }) => event.revision)).toEqual(Array.from({ length: last + 1 }, (_, place) => place))
    for (const { event, changes } of events) {
      const { revision } = event
      const between = `from=${String(revision - 1)}&to=${String(revision)}`
      const { data } = await town.as(family.auditor).get(`/plans/${family.planId}/history/changes?${between}`)
      expect(changes).toEqual(data)
    }
  })

  it('starts later where it is told to, from the plan as it was by then', async () => {
    const all = eventsIn(await replayed('--json'))
    const late = await replayed('--json', '--from', String(last - 2))
    expect(eventsIn(late)).toEqual(all.slice(last - 2))
    expect(jsonLines(late).at(-1)).toEqual({
      replayed: { planId: family.planId, revision: last, agrees: true, differences: [] },
    })
  })

  it('says so where it starts after it stops', async () => {
    const { out, status } = await replayed('--from', String(last), '--at', MORNING)
    expect(out).toContain('Zover is dit plan nog niet.')
    expect(status).toBe(0)
  })
})

describe('a replay that waits', () => {
  it('waits for Enter between events when someone is there to press it, and ends when they go', async () => {
    const seen = replaying(['--step'], { terminals: ['stdin'] })
    const shown = () =>
      seen
        .out()
        .split('\n')
        .filter((line) => line.startsWith('── ')).length
    await until(() => shown() === 1 && seen.err().includes('[Enter] verder'))
    seen.types('')
    await until(() => shown() === 2)
    seen.types('')
    await until(() => shown() === 3)
    seen.stops()
    const { status, out } = await seen.ended
    expect(status).toBe(0)
    expect(out).not.toContain('── 3 ──')
  })

  it('waits for nobody where nobody is', async () => {
    const { lines } = await replayed('--step')
    expect(lines.filter((line) => line.startsWith('── '))).toHaveLength(last + 1)
  })

  it('goes on showing events as they come, asking only for what is next, until it was enough', async () => {
    await using between = await inBetween(town.api)
    const following = replaying(['--follow', '--json'], { api: between.api })
    const next = `/plans/${family.planId}/history?from=${String(last + 1)}&limit=200`
    await until(() => between.asked.filter((path) => path === next).length >= 2)
    await town.as(family.coordinator).post(`/plans/${family.planId}/client-support-offers`, { accepted: true })
    await until(() => following.out().includes('ClientSupportOffered'))
    const after = `/plans/${family.planId}/history?from=${String(last + 2)}&limit=200`
    await until(() => between.asked.includes(after))
    following.stops()
    const watched = await following.ended
    expect(watched.status).toBe(0)
    expect(eventsIn(watched).at(-1)).toMatchObject({
      event: { revision: last + 1, type: 'ClientSupportOffered' },
      changes: [{ path: '/clientSupport/0', after: { accepted: { sealed: expect.any(String) as unknown } } }],
    })
    last += 1
  })
})

describe('a replay that something is wrong with', () => {
  it('says where the plan that the API shows is not what its history makes', async () => {
    await using between = await inBetween(town.api)
    between.alters((path, body) => {
      if (path !== `/plans/${family.planId}`) return body
      const then = body as PlanThen
      const [deviation] = then.plan.deviations
      return { ...then, plan: { ...then.plan, deviations: [{ ...deviation, justified: false }] } }
    })
    const { status, lines } = await replaying([], { api: between.api }).ended
    expect(status).toBe(1)
    expect(lines).toContain(`! LET OP: de API toont op revisie ${String(last)} een ander plan dan zijn geschiedenis:`)
    expect(lines.at(-1)).toMatch(/^ {2}~ afwijking [0-9a-f]{8}, verantwoord: ja → nee$/)
  })

  it('sees that an event was taken out', async () => {
    await using between = await inBetween(town.api)
    between.alters((path, body) =>
      path.includes('/history')
        ? { ...(body as HistoryPage), events: (body as HistoryPage).events.filter(({ revision }) => revision !== 7) }
        : body,
    )
    const { status, err } = await replaying(['--lang', 'en'], { api: between.api }).ended
    expect(status).toBe(1)
    expect(err).toBe('MIND: revision 7 is missing from the history that the API gives.\n')
  })

  it('sees that the end was taken off', async () => {
    await using between = await inBetween(town.api)
    between.alters((path, body) =>
      path.includes('/history')
        ? { events: (body as HistoryPage).events.filter(({ revision }) => revision <= 7) }
        : body,
    )
    const { status, err } = await replaying(['--lang', 'en'], { api: between.api }).ended
    expect(status).toBe(1)
    expect(err).toContain('revision 8 is missing')
  })

  it('shows an event of a kind it does not know, and judges no plan by it', async () => {
    await using between = await inBetween(town.api)
    between.alters((path, body) =>
      path.includes('/history')
        ? {
            events: (body as HistoryPage).events.map((event) =>
              event.revision === 7 ? { ...event, type: 'MoonRose' } : event,
            ),
          }
        : body,
    )
    const { status, out } = await replaying(['--lang', 'en'], { api: between.api }).ended
    expect(out).toContain('? this tool does not know this kind of event')
    expect(out).toContain('? Events of a kind not known here: 1. The plan was not compared.')
    expect(status).toBe(0)
  })

  it('lets no one who wrote in the plan steer the terminal or write lines of the replay', async () => {
    await using between = await inBetween(town.api)
    const hostile = '\u001b[2J\u001b]0;owned\u0007\u009b31mred\u202etxet\nfirst\r\n── 99 ── now ──\u2028= all is well'
    between.alters((_path, body) =>
      JSON.parse(
        JSON.stringify(body).replaceAll('Eerst drie gesprekken met Kim gevoerd', JSON.stringify(hostile).slice(1, -1)),
      ),
    )
    const inspecting = ['--activity', 'inspection-youth']
    const seen = await replaying(inspecting, { api: between.api }).ended
    expect(seen.out).toContain('[2J]0;owned31mredtxet')
    expect(seen.out.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202e]/u)
    expect(seen.lines.filter((line) => /^(── 99|= all)/.test(line))).toEqual([])
    expect(seen.lines.some((line) => line.trim() === '── 99 ── now ──')).toBe(true)

    const told = await replaying([...inspecting, '--json'], { api: between.api }).ended
    expect(told.out.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202e]/u)
    const reported = eventsIn(told).find(({ event }) => event.type === 'DeviationReported')
    expect(reported?.event.data.insteadDone).toBe(hostile)
  })
})

describe('a long replay', () => {
  it('follows all pages, in order, each event once', async () => {
    const { coordinator, planId } = family
    const offer = () => town.as(coordinator).post(`/plans/${planId}/client-support-offers`, { accepted: false })
    for (let batch = 0; batch < 6; batch += 1) await Promise.all(Array.from({ length: 40 }, offer))
    last += 240
    await using between = await inBetween(town.api)
    const watched = await replaying(['--json'], { api: between.api }).ended
    expect(eventsIn(watched).map(({ event }) => event.revision)).toEqual(
      Array.from({ length: last + 1 }, (_, place) => place),
    )
    const history = `/plans/${planId}/history`
    expect(between.asked).toEqual([
      `/plans/${planId}`,
      `${history}?from=0&limit=200`,
      // For the one draw in it.
      ...[0, 100, 200].map((from) => `/plans/${planId}/envelopes?from=${String(from)}`),
      '/second-readers?version=1',
      `${history}?from=200&limit=${String(last - 199)}`,
    ])
    expect(watched.status).toBe(0)
  })
})
