/** The demo on the cluster profile: engines, two API processes, projector, relay and sample partner, each a process; the same story, told to either node in turn. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readConfiguration } from '../../libs/installation/configuration.ts'
import { developmentIssuer } from '../api/sign-in/development-issuer.ts'
import { onceCaughtUp } from './caught-up.ts'
import { aTown, tellStory, type DemoAsked } from './demo.ts'
import { peopleAt } from './people.ts'
import { Narration, summaryOf, type Promised } from './promises.ts'
import { started, type Started } from './started.ts'
import { StoryTime, toldIn } from './story-time.ts'
import { whatThePartnerSaw } from './what-the-partner-saw.ts'

/** Engines come with the tests: what runs for real is somebody's own. */
const ENGINES = 'test/support/cluster-engines.ts'

const built = (program: string) => fileURLToPath(new URL(`../${program}`, import.meta.url))

type Settings = Readonly<Record<string, string>>

export interface ClusterPlayed {
  readonly promised: readonly Promised[]
  readonly apis: readonly string[]
  stop(): Promise<void>
}

export type ClusterAsked = Omit<DemoAsked, 'configuration'>

/** @throws Error where an engine is missing without which nothing can be played; StoryBroken */
export async function playInCluster(asked: ClusterAsked): Promise<ClusterPlayed> {
  const home = mkdtempSync(join(tmpdir(), 'samenspel-demo-'))
  const parts: Started[] = []
  const begin = (name: string, program: readonly string[], env: NodeJS.ProcessEnv) => {
    const part = started(name, program, env)
    parts.push(part)
    return part
  }
  async function stop() {
    for (const part of parts.reverse()) await part.stop()
    rmSync(home, { recursive: true, force: true })
  }
  try {
    return { ...(await play(asked, home, begin)), stop }
  } catch (fault) {
    await stop()
    throw fault
  }
}

type Begin = (name: string, program: readonly string[], env: NodeJS.ProcessEnv) => Started

async function play(asked: ClusterAsked, home: string, begin: Begin): Promise<Omit<ClusterPlayed, 'stop'>> {
  const { say } = asked
  say('The cluster profile, each of its parts a process. Its engines:')
  const { settings, engines } = await enginesOf(begin)
  for (const engine of engines) say(`  ${engine}`)

  const ports = [await freePort(), await freePort()]
  const common = { ...settings, SAMENSPEL_PUBLIC_URL: `http://127.0.0.1:${String(ports[0])}` }
  const configuration = readConfiguration(common)
  const present = new Date().toISOString()
  const town = await aTown({ ...asked, configuration }, present)

  const clockFile = join(home, 'clock')
  const told = toldIn(clockFile)
  told('')
  const nodes = ports.map((port, at) =>
    begin(`API ${String(at + 1)}`, [built('demo/node.js'), clockFile], { ...common, SAMENSPEL_PORT: String(port) }),
  )
  const projector = begin('the projector', [built('projector/main.js')], { ...common, SAMENSPEL_LOG_LEVEL: 'info' })
  await Promise.all([...nodes.map((node) => node.says('open at')), projector.says('"projecting"')])
  const apis = ports.map((port) => `http://127.0.0.1:${String(port)}/v1`)

  const issuer = await developmentIssuer(configuration)
  const organisation = town.staff.professionals.youth[0]?.organisation ?? ''
  const person = peopleAt(apis, issuer)
  const partner = await person('partner', 'Systeem van de jeugdhulp', { activity: 'partner-information', organisation })
  const hasKafka = 'SAMENSPEL_KAFKA_BROKERS' in settings
  if (hasKafka)
    await onceCaughtUp('POST /subscriptions', () =>
      partner.asks('POST', '/subscriptions', { body: { channel: 'kafka' } }),
    )
  const token = await issuer.issue({ role: 'partner', name: partner.name, organisation, lifetimeSeconds: 8 * 3_600 })
  const samplePartner = hasKafka ? await partnerOn({ settings: common, home, token, organisation, begin }) : undefined

  say(`The dilemma of trust and fraud, over HTTP at ${apis.join(' and ')} in turn, each with a token of their own\n`)
  const narration = new Narration(say)
  const time = new StoryTime(present, told)
  try {
    const { planId = '' } = await tellStory({ ...asked, configuration }, { apis, town, time, present, narration })
    time.itIsNow()
    if (samplePartner === undefined)
      say('\n  Without Kafka nothing reached the sample partner: that part was not played.')
    else await whatThePartnerSaw({ api: apis[1] ?? '', token, name: partner.name, planId, samplePartner }, narration)
  } finally {
    time.itIsNow()
  }
  say(`\n${summaryOf(narration.promised)}`)
  return { promised: narration.promised, apis }
}

async function enginesOf(begin: Begin): Promise<{ settings: Settings; engines: readonly string[] }> {
  const { HOME, PATH, XDG_CACHE_HOME, POSTGRES_URL, KAFKA_URL, EVENTSTORE_URL, EVENTSTORE_CREDENTIALS_FILE } =
    process.env
  const env = { HOME, PATH, XDG_CACHE_HOME, POSTGRES_URL, KAFKA_URL, EVENTSTORE_URL, EVENTSTORE_CREDENTIALS_FILE }
  const line = await begin('the engines', [ENGINES], env).says('{"')
  const { settings, engines, missing } = JSON.parse(line) as {
    readonly settings?: Settings
    readonly engines?: readonly string[]
    readonly missing?: string
  }
  if (settings === undefined || engines === undefined)
    throw new Error(`the cluster profile cannot be played here: ${missing ?? line}`)
  return { settings, engines }
}

async function partnerOn({
  settings,
  home,
  token,
  organisation,
  begin,
}: {
  readonly settings: Settings
  readonly home: string
  readonly token: string
  readonly organisation: string
  readonly begin: Begin
}): Promise<Started> {
  const topics = begin('the topics command', [built('relay/topics.js'), '--partner', organisation], settings)
  await topics.says('samenspel.partner.')
  const relay = begin('the relay', [built('relay/main.js')], { ...settings, SAMENSPEL_LOG_LEVEL: 'info' })
  await relay.says('"relaying"')
  const tokenFile = join(home, 'token')
  writeFileSync(tokenFile, token, { mode: 0o600 })
  const samplePartner = begin('the sample partner', [built('sample-partner/main.js')], {
    PARTNER_OIN: organisation,
    PARTNER_API: `${settings['SAMENSPEL_PUBLIC_URL'] ?? ''}/v1`,
    PARTNER_KAFKA_BROKERS: settings['SAMENSPEL_KAFKA_BROKERS'],
    PARTNER_TOKEN_FILE: tokenFile,
    PARTNER_STATE_FILE: join(home, 'partner.db'),
  })
  await samplePartner.says('taking what comes in')
  return samplePartner
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
