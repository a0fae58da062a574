/** A town in the process of the test itself, for what needs the parts it stands on at hand. It loads the whole API: every other story asks `aTown`. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { start } from '../../apps/api/start.ts'
import type { Moment } from '../../libs/deciding/decider.ts'
import { readConfiguration } from '../../libs/installation/configuration.ts'
import type { System } from '../../libs/installation/system.ts'
import { closeAll, PART_OF_A_TOWN } from './closing.ts'
import { peopleAt, whoCoordinatesReadsAll, type Town } from './story.ts'
import { UNHURRIED } from './unhurried.ts'

export interface TownHere extends Town {
  readonly system: System
}

/**
 * @param from the moment it is there; without one, time passes as it does outside
 * @param settings beside those of every town
 */
export async function aTownHere(from?: Moment, settings: NodeJS.ProcessEnv = {}): Promise<TownHere> {
  const dataDir = mkdtempSync(join(tmpdir(), 'samenspel-town-'))
  const places = { SAMENSPEL_DATA_DIR: dataDir, SAMENSPEL_PORT: '0' }
  const configuration = readConfiguration({ ...UNHURRIED, ...places, ...settings })
  let said = from
  const now = () => said ?? new Date().toISOString()
  const running = await start(configuration, now)

  const close = () =>
    closeAll(
      {
        api: () => running.stop(),
        files: () => {
          rmSync(dataDir, { recursive: true })
        },
      },
      PART_OF_A_TOWN,
    )

  const people = await peopleAt(`${running.url}/v1`, configuration)
  await whoCoordinatesReadsAll(people)
  return {
    ...people,
    dataDir,
    system: running.system,
    itIs(moment) {
      said = moment
    },
    now,
    close,
    [Symbol.asyncDispose]: close,
  }
}
