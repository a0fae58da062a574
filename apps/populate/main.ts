/** `npm run populate -- --families N`: fills a data directory with a made-up municipality. */
import 'reflect-metadata'
import { parseArgs } from 'node:util'
import { ConfigurationFaults, readConfiguration } from '../../libs/installation/configuration.ts'
import { closingTable } from './closing-table.ts'
import { NotEmpty, populateIn } from './in-directory.ts'
import { ToldBefore } from './populate.ts'
import { makeOnlyForItsOwner } from '../../libs/installation/data-directory.ts'
import { besideOn, progressOf } from '../../libs/progress/progress.ts'
import { tellingOn, Unwritten } from '../../libs/progress/standard-output.ts'
import type { Configuration } from '../../libs/installation/settings.ts'

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
  makeOnlyForItsOwner()
  const { say, written } = tellingOn()
  const progress = progressOf(besideOn(), 'families', families)
  const startedAt = performance.now()
  const onProgress = (written: number) => {
    progress.at(written)
  }
  const now = new Date().toISOString()
  const population = await populateIn(configuration, { families, seed, mayAdd, now, onProgress }).finally(() => {
    progress.end()
  })
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  say(`\n${closingTable(population)}`)
  say(`${String(families)} families in ${configuration.dataDir}, in ${seconds} s`)
  await written()
}

function said(fault: unknown): string {
  if (fault instanceof NotEmpty) return `${fault.message}: add to them with --add, or name another --data-dir`
  if (fault instanceof NotDone || fault instanceof ToldBefore || fault instanceof Unwritten) return fault.message
  return fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)
}

try {
  await populate(asked())
} catch (fault) {
  const wasRefused = fault instanceof NotDone || fault instanceof NotEmpty || fault instanceof ToldBefore
  process.stderr.write(`${said(fault)}\n`)
  process.exitCode = wasRefused ? 2 : 1
}
