/** What it costs to answer what is due of 10,000 plans over HTTP: of those that somebody coordinates, and of those of a whole team. */
import fc from 'fast-check'
import { v5 as uuidFrom } from 'uuid'
import type { developmentIssuer as Issues } from '../../../apps/api/sign-in/development-issuer.ts'
import type { Identity } from '../../../apps/api/sign-in/identity-asked.ts'
import type { start as Starts } from '../../../apps/api/start.ts'
import type { readConfiguration as Reads } from '../../../libs/installation/configuration.ts'
import type { whatIsDue as Due } from '../../../libs/plan/lists/what-is-due.ts'
import { planStream } from '../../../libs/plan/plan-stream.ts'
import { eventsOf, histories, type Recorded } from '../../../libs/plan/testing/histories.ts'
import { UNHURRIED } from '../../support/unhurried.ts'
import type { Row } from '../results.ts'
import { spreadOf } from '../rounds.ts'
import { built } from '../work/built.ts'
import { ownDirectory } from '../work/directories.ts'
import { storedIn } from '../work/lives.ts'
import { sized } from '../work/size.ts'

const PLANS = sized(10_000, 500)
const LIVES = sized(100, 10)
const ATTEMPTS = 30
/** As many as somebody coordinates, and as many as a team has. */
const OF_A_COORDINATOR = 25
const OF_A_TEAM = 250
const ASKED_A_ROUND = 20
const AT_ONCE = 100
const AT_MOST_MS = 20
const NAMESPACE = '3c2f8b6e-0d4a-4a57-9f3b-7b1e6a5d2c44'
const NOW = '2031-03-03T09:00:00.000Z'

/** The same life in another family, with who coordinates and their team as that family has them. */
function livedIn(life: readonly Recorded[], place: number): readonly Recorded[] {
  const text = JSON.stringify(life)
    .replaceAll('"coordinator-1"', `"${coordinatorOf(place)}"`)
    .replaceAll('"team-1"', `"team-${String(Math.floor(place / OF_A_TEAM))}"`)
  return JSON.parse(text) as readonly Recorded[]
}

const coordinatorOf = (place: number): string =>
  uuidFrom(`coordinator ${String(Math.floor(place / OF_A_COORDINATOR))}`, NAMESPACE)

export async function due(rounds: number): Promise<readonly Row[]> {
  const { readConfiguration } = await built<{ readonly readConfiguration: typeof Reads }>(
    'libs/installation/configuration.js',
  )
  const { start } = await built<{ readonly start: typeof Starts }>('apps/api/start.js')
  const { developmentIssuer } = await built<{ readonly developmentIssuer: typeof Issues }>(
    'apps/api/sign-in/development-issuer.js',
  )
  const { whatIsDue } = await built<{ readonly whatIsDue: typeof Due }>('libs/plan/lists/what-is-due.js')
  const directory = ownDirectory()
  const settings = { ...UNHURRIED, SAMENSPEL_DATA_DIR: directory.file('data'), SAMENSPEL_PORT: '0' }
  const configuration = readConfiguration({ ...settings, SAMENSPEL_LOG_LEVEL: 'silent' })
  const issuer = await developmentIssuer(configuration)
  const running = await start(configuration, () => NOW)
  try {
    const { store, readStore } = running.system
    const lives = fc.sample(histories(ATTEMPTS), { numRuns: LIVES, seed: 16 }).map(eventsOf)
    for (let first = 0; first < PLANS; first += AT_ONCE)
      await Promise.all(
        Array.from({ length: AT_ONCE }, async (_, behind) => {
          const place = first + behind
          const stream = planStream(uuidFrom(`plan ${String(place)}`, NAMESPACE))
          await store.append(stream, 'no-stream', storedIn(stream, livedIn(lives[place % LIVES] ?? [], place)))
        }),
      )
    await readStore.caughtUpTo(whatIsDue, (await store.head()) ?? '', 1_800_000)

    const asks = async (who: Omit<Identity, 'lifetimeSeconds' | 'name'>) => {
      const token = await issuer.issue({ ...who, name: 'Noor', lifetimeSeconds: 3_600 })
      const headers = { authorization: `Bearer ${token}`, 'processing-activity': 'plan-coordination' }
      return async (): Promise<number> => {
        const answer = await fetch(`${running.url}/v1/due?limit=50`, { headers })
        const { items } = (await answer.json()) as { readonly items?: readonly unknown[] }
        if (items === undefined || items.length === 0) throw new Error(`nothing was due: ${String(answer.status)}`)
        return items.length
      }
    }
    const rows: Row[] = []
    for (const [what, whoAt] of [
      [
        `of the ${String(OF_A_COORDINATOR)} that somebody coordinates`,
        (place: number) => ({ subject: coordinatorOf(place * OF_A_COORDINATOR), role: 'coordinator' as const }),
      ],
      [
        `of the ${String(OF_A_TEAM)} of a team, for who leads it`,
        (place: number) => ({
          subject: uuidFrom('lead', NAMESPACE),
          role: 'team-lead' as const,
          team: `team-${String(place)}`,
        }),
      ],
    ] as const) {
      const [first, again]: [number[], number[]] = [[], []]
      for (let round = 0; round <= rounds; round += 1) {
        const ask = await asks(whoAt(round))
        const once = await millisOf(ask, 1)
        const often = await millisOf(ask, ASKED_A_ROUND)
        if (round === 0) continue
        first.push(once)
        again.push(often)
      }
      const row = (which: string, figures: readonly number[], goal: Row['goal']): Row => {
        const { min, median, max } = spreadOf(figures)
        const against = `processor time (${min.toPrecision(2)} to ${max.toPrecision(2)} ms)`
        const said = `what is due of ${String(PLANS)} plans, over HTTP: ${what}${which}`
        return { what: said, against, value: median, unit: 'ms', ratio: null, goal }
      }
      rows.push(row('', again, { atMost: AT_MOST_MS }), row(', none of them read before', first, null))
    }
    return rows
  } finally {
    await running.stop()
    directory.remove()
  }
}

/** Of one request, its asking counted too. */
async function millisOf(ask: () => Promise<number>, times: number): Promise<number> {
  const before = process.cpuUsage()
  for (let asked = 0; asked < times; asked += 1) await ask()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000 / times
}
