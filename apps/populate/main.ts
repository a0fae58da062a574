/** `npm run populate -- --families N`: fills a data directory with a made-up municipality. */
import 'reflect-metadata'
import { parseArgs } from 'node:util'
import { NestApplicationContextOptions } from '@nestjs/common/interfaces/nest-application-context-options.interface.js'
import { NestFactory } from '@nestjs/core'
import { AppModule } from '../api/app.module.ts'
import { ConfigurationFaults, readConfiguration, type Configuration } from '../api/configuration.ts'
import { openSystem } from '../api/system.ts'
import { closingTable } from './closing-table.ts'
import { holdsPlans } from './held-plans.ts'
import { Populating, ToldBefore } from './populate.ts'
import { progressOf } from './progress.ts'

const USAGE = 'Usage: npm run populate -- --families N [--seed TEXT] [--data-dir DIR] [--add]'
const FAMILIES_AT_MOST = 500_000

class NotDone extends Error {}

interface Asked {
  readonly families: number
  readonly seed: string
  readonly mayAdd: boolean
  readonly configuration: Configuration
}

/** @throws NotDone with everything that is wrong with what was asked */
function asked(): Asked {
  try {
    const { values } = parseArgs({
      options: {
        families: { type: 'string' },
        seed: { type: 'string', default: '1' },
        'data-dir': { type: 'string' },
        add: { type: 'boolean', default: false },
      },
    })
    const { families = '', seed, add: mayAdd, 'data-dir': dataDir } = values
    if (!/^[1-9]\d{0,5}$/.test(families) || Number(families) > FAMILIES_AT_MOST)
      throw new NotDone(`--families: expected a whole number from 1 to ${String(FAMILIES_AT_MOST)}\n${USAGE}`)
    if (!/^[\w.-]{1,40}$/.test(seed)) throw new NotDone(`--seed: expected 1 to 40 letters, digits, - _ .\n${USAGE}`)
    const configuration = readConfiguration({ ...process.env, ...(dataDir && { SAMENSPEL_DATA_DIR: dataDir }) })
    if (configuration.production)
      throw new NotDone('These people are made up: populate never runs with NODE_ENV=production')
    return { families: Number(families), seed, mayAdd, configuration }
  } catch (fault) {
    if (fault instanceof ConfigurationFaults) throw new NotDone(fault.message)
    if (fault instanceof TypeError && 'code' in fault) throw new NotDone(`${fault.message}\n${USAGE}`)
    throw fault
  }
}

async function populate({ families, seed, mayAdd, configuration }: Asked): Promise<void> {
  const outside = () => new Date().toISOString()
  const populating = new Populating()
  const system = await openSystem(configuration, populating.clock(outside))
  try {
    if (!mayAdd && (await holdsPlans(system.store)))
      throw new NotDone(
        `${configuration.dataDir} holds plans already; add to them with --add, or name another --data-dir`,
      )
    const options = Object.assign(new NestApplicationContextOptions(), {
      logger: ['error', 'warn'],
      abortOnError: false,
    })
    const app = await NestFactory.createApplicationContext(await AppModule.for(configuration, system), options)
    const progress = progressOf('families', families)
    const startedAt = performance.now()
    try {
      const onProgress = (written: number) => {
        progress.at(written)
      }
      const population = await populating.populate(app, outside(), { families, seed, onProgress })
      progress.end()
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
      process.stdout.write(`\n${closingTable(population)}\n`)
      process.stdout.write(`${String(families)} families in ${configuration.dataDir}, in ${seconds} s\n`)
    } catch (fault) {
      progress.end()
      throw fault instanceof ToldBefore ? new NotDone(fault.message) : fault
    } finally {
      await app.close()
    }
  } finally {
    await system.close()
  }
}

try {
  await populate(asked())
} catch (fault) {
  process.stderr.write(
    `${fault instanceof NotDone ? fault.message : String(fault instanceof Error ? fault.stack : fault)}\n`,
  )
  process.exitCode = fault instanceof NotDone ? 2 : 1
}
