/** The API as it was built, on a clock that it is told: an installation that can be had twice, since what it makes up follows from what it is asked. */
import { createHash } from 'node:crypto'
import { v5 as uuidFrom } from 'uuid'
import type { decideAgain as Decides, DecidedAgain } from '../../apps/api/access-records/decide-again.ts'
import type { readConfiguration as Reads } from '../../libs/installation/configuration.ts'
import type { developmentIssuer as Issues } from '../../apps/api/sign-in/development-issuer.ts'
import type { start as Starts } from '../../apps/api/start.ts'
import type { openSystem as Opens, planStream as Names, System } from '../../libs/installation/system.ts'
import { CommandBus } from '@nestjs/cqrs'
import type { StepUpHandler as Handles } from '../../apps/api/plans/terms/step-up.ts'
import type { tick as Ticks } from '../../apps/api/ticking/ticker.ts'
import type { whatIsDue as Due } from '../../libs/plan/lists/what-is-due.ts'
import { built } from '../bench/work/built.ts'
import type { AskedOfProcess } from './installation.ts'

const { readConfiguration } = await built<{ readonly readConfiguration: typeof Reads }>(
  'libs/installation/configuration.js',
)
const { start } = await built<{ readonly start: typeof Starts }>('apps/api/start.js')
const { openSystem, planStream } = await built<{
  readonly openSystem: typeof Opens
  readonly planStream: typeof Names
}>('libs/installation/system.js')
const { developmentIssuer } = await built<{ readonly developmentIssuer: typeof Issues }>(
  'apps/api/sign-in/development-issuer.js',
)

const { decideAgain } = await built<{ readonly decideAgain: typeof Decides }>('apps/api/access-records/decide-again.js')

const { tick } = await built<{ readonly tick: typeof Ticks }>('apps/api/ticking/ticker.js')
const { StepUpHandler } = await built<{ readonly StepUpHandler: typeof Handles }>('apps/api/plans/terms/step-up.js')
const { whatIsDue } = await built<{ readonly whatIsDue: typeof Due }>('libs/plan/lists/what-is-due.js')

let moment = process.env['PROVE_MOMENT'] ?? ''
/** Of the second that ticks: its own folds, on the same files. */
let beside: System | undefined
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

/** Two tick at once, once the rows know all that was written. */
async function ticked(): Promise<void> {
  const { store, readStore } = system
  beside ??= await openSystem(configuration, () => moment)
  if (!(await readStore.caughtUpTo(whatIsDue, (await store.head()) ?? '', 60_000)))
    throw new Error('the rows are behind')
  const log = { error: (...told: readonly unknown[]) => void process.stderr.write(`${JSON.stringify(told)}\n`) }
  const never = new AbortController().signal
  const door = new StepUpHandler(beside)
  const execute = (command: object) => door.execute(command as Parameters<typeof door.execute>[0]) as Promise<never>
  await Promise.all([
    tick({ system, commands: running.app.get(CommandBus), log }, never),
    tick({ system: beside, commands: { execute }, log }, never),
  ])
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
    case 'tick':
      return ticked()
    case 'stop':
      await beside?.close()
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
