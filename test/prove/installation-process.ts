/** The API as it was built, on a clock that it is told: an installation that can be had twice, since what it makes up follows from what it is asked. */
import { createHash } from 'node:crypto'
import { v5 as uuidFrom } from 'uuid'
import type { decideAgain as Decides, DecidedAgain } from '../../apps/api/access-records/decide-again.ts'
import type { readConfiguration as Reads } from '../../libs/installation/configuration.ts'
import type { developmentIssuer as Issues } from '../../apps/api/sign-in/development-issuer.ts'
import type { start as Starts } from '../../apps/api/start.ts'
import type { planStream as Names } from '../../libs/installation/system.ts'
import { built } from '../bench/work/built.ts'
import type { AskedOfProcess } from './installation.ts'

const { readConfiguration } = await built<{ readonly readConfiguration: typeof Reads }>(
  'libs/installation/configuration.js',
)
const { start } = await built<{ readonly start: typeof Starts }>('apps/api/start.js')
const { planStream } = await built<{ readonly planStream: typeof Names }>('libs/installation/system.js')
const { developmentIssuer } = await built<{ readonly developmentIssuer: typeof Issues }>(
  'apps/api/sign-in/development-issuer.js',
)

const { decideAgain } = await built<{ readonly decideAgain: typeof Decides }>('apps/api/access-records/decide-again.js')

let moment = ''
let decidedUpTo: string | undefined
const configuration = readConfiguration(process.env)
const issuer = await developmentIssuer(configuration)
const running = await start(configuration, () => moment)
const { url, system } = running
// Chance that two installations have in common, and that no command changes for another.
Object.assign(system, {
  newPersonId: (commandId: string) => uuidFrom('person', commandId),
  newSeed: (commandId: string) => createHash('sha256').update(`seed ${commandId}`).digest('hex'),
})

async function decidedAgain(): Promise<DecidedAgain> {
  const all = { compared: 0, differing: 0, byOtherTables: 0 }
  const stored = await system.access.store.readAll(decidedUpTo, Number.MAX_SAFE_INTEGER)
  for (const one of stored) {
    if (one.position === decidedUpTo) continue
    const again = await decideAgain(system, one)
    for (const what of Object.keys(all) as (keyof DecidedAgain)[]) all[what] += again[what]
  }
  decidedUpTo = stored.at(-1)?.position ?? decidedUpTo
  return all
}

async function answerTo(asked: AskedOfProcess): Promise<unknown> {
  switch (asked.what) {
    case 'it-is':
      moment = asked.moment
      return undefined
    case 'token':
      return issuer.issue(asked.identity)
    case 'recorded':
      return (await system.store.read(planStream(asked.planId), asked.from)).map(({ body }) => body)
    case 'plant':
      Reflect.set(globalThis, 'planted', asked.fault)
      return undefined
    case 'decide-again':
      return decidedAgain()
    case 'position':
      return system.positions.token((await system.store.head()) ?? '')
    case 'stop':
      await running.stop()
      setImmediate(() => {
        process.disconnect()
      })
      return undefined
  }
}

process.on('message', ({ number, asked }: { readonly number: number; readonly asked: AskedOfProcess }) => {
  answerTo(asked).then(
    (answer) => process.send?.({ number, answer }),
    (fault: unknown) => {
      process.stderr.write(`${String(fault)}\n`)
      process.exit(1)
    },
  )
})
// Whoever started it has gone.
process.once('disconnect', () => process.exit())
process.send?.({ number: 0, answer: url })
