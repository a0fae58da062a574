/** `npm run demo`: fills an empty directory, plays the story, and leaves the server running; with `--once` it ends instead, and its exit status says whether every promise held. */
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { ConfigurationFaults, readConfiguration } from '../../libs/installation/configuration.ts'
import { makeOnlyForItsOwner } from '../../libs/installation/data-directory.ts'
import { developmentIssuerWarning } from '../api/sign-in/development-issuer.ts'
import { SIGN_IN_PATH } from '../api/sign-in/sign-in-page.ts'
import { NotEmpty } from '../populate/in-directory.ts'
import { tellingOn, Unwritten } from '../../libs/progress/standard-output.ts'
import { playInCluster } from './cluster.ts'
import { playDemo } from './demo.ts'
import { StoryBroken } from './people.ts'
import { exitStatusOf } from './promises.ts'
import type { Configuration } from '../../libs/installation/settings.ts'
import { servePages } from '../pages/pages.tsx'
import { portOfPages, settingsOf } from '../pages/settings-of.ts'

const USAGE = 'Usage: npm run demo [-- [--once] [--profile embedded|cluster] [--families N] [--seed TEXT]]'
const DEFAULT_DIRECTORY = './data/demo'

/** How many there are, unless told: on a cluster each write goes over the network, twice. */
const FAMILIES: Readonly<Record<string, string>> = { embedded: '500', cluster: '20' }

class NotDone extends Error {}

interface Asked {
  readonly once: boolean
  readonly families: number
  readonly seed: string
  /** Undefined for a cluster, which is started with settings of its own. */
  readonly configuration: Configuration | undefined
}

/** A directory of its own each time, unless told which. */
function freshDirectory(): string {
  for (let time = 1; ; time += 1) {
    const directory = time === 1 ? DEFAULT_DIRECTORY : `${DEFAULT_DIRECTORY}-${String(time)}`
    if (!existsSync(directory)) return directory
  }
}

/** @throws NotDone with everything that is wrong with what was asked */
function asked(): Asked {
  try {
    const { values } = parseArgs({
      options: {
        once: { type: 'boolean', default: false },
        profile: { type: 'string', default: 'embedded' },
        families: { type: 'string' },
        seed: { type: 'string', default: '1' },
      },
    })
    const { once, profile, seed, families = FAMILIES[profile] ?? '' } = values
    if (!(profile in FAMILIES))
      throw new NotDone(`--profile: expected one of: ${Object.keys(FAMILIES).join(', ')}\n${USAGE}`)
    if (!/^[1-9]\d{0,4}$/.test(families))
      throw new NotDone(`--families: expected a whole number from 1 to 99999\n${USAGE}`)
    if (!/^[\w.-]{1,40}$/.test(seed)) throw new NotDone(`--seed: expected 1 to 40 letters, digits, - _ .\n${USAGE}`)
    if (profile === 'cluster') return { once, families: Number(families), seed, configuration: undefined }
    const { SAMENSPEL_DATA_DIR: dataDir, SAMENSPEL_PORT: port, SAMENSPEL_LOG_LEVEL: logLevel } = process.env
    const configuration = readConfiguration({
      ...process.env,
      SAMENSPEL_DATA_DIR: dataDir || freshDirectory(),
      // Who runs it only for its verdict asks for no port in particular.
      SAMENSPEL_PORT: port || (once ? '0' : '8080'),
      SAMENSPEL_LOG_LEVEL: logLevel || 'warn',
    })
    if (!configuration.usesDevelopmentIssuer)
      throw new NotDone(
        'The people of the demo are made up, and so are their tokens: it runs without SAMENSPEL_OIDC_ISSUER',
      )
    return { once, families: Number(families), seed, configuration }
  } catch (fault) {
    if (fault instanceof ConfigurationFaults) throw new NotDone(fault.message)
    if (fault instanceof TypeError && 'code' in fault) throw new NotDone(`${fault.message}\n${USAGE}`)
    throw fault
  }
}

const { say: print, written } = tellingOn()

async function demo({ once, configuration, ...what }: Asked): Promise<void> {
  if (configuration === undefined) return demoInCluster(once, what)
  makeOnlyForItsOwner()
  const { running, promised, planId = 'PLAN' } = await playDemo({ ...what, configuration, say: print })
  process.exitCode = exitStatusOf(promised)
  if (once) {
    await running.stop()
    return written()
  }
  const signIn = `${running.url}${SIGN_IN_PATH}`
  const where = { port: portOfPages(configuration) ?? 0, host: configuration.host }
  const pages = await servePages(settingsOf(configuration, running.url), where)
  const stop = async () => {
    await pages.stop()
    await running.stop()
  }
  print(whereToGo({ pages: pages.url, url: running.url, planId, dataDir: configuration.dataDir }))
  await written().catch(async (fault: unknown) => {
    await stop()
    throw fault
  })
  process.stderr.write(`${developmentIssuerWarning(signIn)}\n`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      stop().then(() => process.exit(process.exitCode ?? 0), endBadly)
    })
}

async function demoInCluster(once: boolean, what: Pick<Asked, 'families' | 'seed'>): Promise<void> {
  const played = await playInCluster({ ...what, say: print })
  const { promised, apis } = played
  process.exitCode = exitStatusOf(promised)
  if (once) {
    await played.stop()
    return written()
  }
  print(`The processes go on, until Ctrl-C: ${apis.join(' and ')}`)
  await written().catch(async (fault: unknown) => {
    await played.stop()
    throw fault
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      played.stop().then(() => process.exit(process.exitCode ?? 0), endBadly)
    })
}

function endBadly(fault: unknown): never {
  process.stderr.write(`${String(fault)}\n`)
  process.exit(1)
}

interface Where {
  readonly pages: string
  readonly url: string
  readonly planId: string
  readonly dataDir: string
}

function whereToGo({ pages, url, planId, dataDir }: Where): string {
  const token = (who: string) => `TOKEN=$(npm run --silent token -- --data-dir ${dataDir} ${who})`
  const coordinating = `-H "Authorization: Bearer $TOKEN" -H 'Processing-Activity: plan-coordination'`
  return `
The server goes on, until Ctrl-C; the data stay in ${dataDir}. Open this address, and be Amina, Joke, Petra, Sam, Bram, a second reader or
Odile with one click:
  ${pages}
Where else to go from here:
  documentation  ${url}/v1/docs
  sign in        ${url}${SIGN_IN_PATH}
As Amina, who coordinates:
  ${token("--role coordinator --name 'Amina Regie' --team Noord")}
  curl -s ${url}/v1/caseload ${coordinating}
As Odile, who replays:
  ${token("--role auditor --name 'Odile Toezicht'")}
  SAMENSPEL_TOKEN=$TOKEN npm run --silent auditor -- replay ${planId} --api ${url}/v1 --activity inspection-youth --lang en
`
}

function said(fault: unknown): string {
  if (fault instanceof NotDone || fault instanceof Unwritten) return fault.message
  if (fault instanceof NotEmpty)
    return `${fault.message}, and the demo's families are made up: they are not mixed. Name another SAMENSPEL_DATA_DIR, or remove it.`
  if (fault instanceof StoryBroken) return `The story could not go on: ${fault.message}`
  if (fault instanceof Error && 'code' in fault && fault.code === 'EADDRINUSE')
    return `${fault.message}: set SAMENSPEL_PORT to another, or to 0 for any`
  return fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)
}

try {
  await demo(asked())
} catch (fault) {
  process.stderr.write(`${said(fault)}\n`)
  process.exitCode = fault instanceof NotDone || fault instanceof NotEmpty ? 2 : 1
}
