/** The process that keeps the towns of one Jest worker: the API as compiled, loaded once, opened and closed as tests ask. It ends when its worker ends, however that ends. */
import { readFileSync, rmSync } from 'node:fs'
import type * as Configuring from '../../../libs/installation/configuration.ts'
import type * as Issuing from '../../../apps/api/sign-in/development-issuer.ts'
import type * as Starting from '../../../apps/api/start.ts'
import { UNHURRIED } from '../unhurried.ts'
import { clockOf, dataDirOf, type Answered, type Asked, type Fault, type Numbered } from './protocol.ts'

const compiled = (file: string): Promise<unknown> =>
  import(new URL(`../../../dist/${file}`, import.meta.url).href) as Promise<unknown>

const loaded = Promise.all([
  compiled('apps/api/start.js') as Promise<typeof Starting>,
  compiled('libs/installation/configuration.js') as Promise<typeof Configuring>,
  compiled('apps/api/sign-in/development-issuer.js') as Promise<typeof Issuing>,
])

interface Kept {
  readonly running: Starting.Running
  readonly issuer: Issuing.DevelopmentIssuer
}
const towns = new Map<string, Kept>()

process.on('message', (asked: Numbered) => {
  answer(asked).then(
    (value) => {
      send({ number: asked.number, value })
    },
    (fault: unknown) => {
      send({ number: asked.number, fault: told(fault) })
    },
  )
})
process.on('disconnect', () => {
  for (const home of towns.keys()) rmSync(home, { recursive: true, force: true })
  process.exit()
})
// Whoever ends the run by a key ends its workers; this one then still takes its files with it.
process.on('SIGINT', () => undefined)

function send(answered: Answered): void {
  process.send?.(answered, (fault: Error | null) => {
    if (fault === null || !process.connected) return
    process.send?.({ number: answered.number, fault: told(fault) })
  })
}

function told(fault: unknown): Fault {
  if (!(fault instanceof Error)) return { message: String(fault) }
  const details = Object.fromEntries(Object.entries(fault).filter(([, detail]) => !(detail instanceof Object)))
  return { ...details, name: fault.name, message: fault.message, stack: fault.stack }
}

async function answer(asked: Asked): Promise<unknown> {
  if (asked.what === 'open') return open(asked.home, asked.settings)
  const town = towns.get(asked.home)
  if (town === undefined) throw new Error(`no town is open at ${asked.home}`)
  switch (asked.what) {
    case 'token':
      return town.issuer.issue(asked.identity)
    case 'routes':
      return town.running.app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false })
    case 'call':
      return called(town.running.system, asked.path, asked.args)
    case 'close':
      towns.delete(asked.home)
      return town.running.stop()
  }
}

/** @returns where its API listens */
async function open(home: string, settings: NodeJS.ProcessEnv = {}): Promise<string> {
  const [{ start }, { readConfiguration }, { developmentIssuer }] = await loaded
  const clock = clockOf(home)
  // A file, because a moment is set for whoever asks next, over whatever way.
  const now = () => readFileSync(clock, 'utf8') || new Date().toISOString()
  const configuration = readConfiguration({
    ...UNHURRIED,
    SAMENSPEL_DATA_DIR: dataDirOf(home),
    SAMENSPEL_PORT: '0',
    ...settings,
  })
  const running = await start(configuration, now)
  towns.set(home, { running, issuer: await developmentIssuer(configuration) })
  return running.url
}

function called(system: unknown, path: readonly string[], args: readonly unknown[]): unknown {
  const name = path.at(-1) ?? ''
  const owner = path.slice(0, -1).reduce((part: unknown, each) => (part as Record<string, unknown>)[each], system)
  const method = (owner as Record<string, unknown>)[name]
  if (typeof method !== 'function') throw new Error(`a town has no ${path.join('.')} that could be called`)
  return Reflect.apply(method, owner, args)
}
