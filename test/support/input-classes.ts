/** Every class that a body, query or path of the API is judged by, found by the handlers of one that runs. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfiguration } from '../../libs/installation/configuration.ts'
import { start } from '../../apps/api/start.ts'
import type { BodyClass } from '../../libs/http/class-metadata.ts'
import { handlersOf } from '../../libs/http/handlers.ts'

export async function inputClasses(): Promise<readonly BodyClass[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'samenspel-inputs-'))
  const running = await start(readConfiguration({ SAMENSPEL_DATA_DIR: dataDir, SAMENSPEL_PORT: '0' }))
  const inputs = handlersOf(running.app).flatMap(({ body, query, path }) => [body, query, path])
  await running.stop()
  rmSync(dataDir, { recursive: true })
  return [...new Set(inputs.filter((input) => input !== undefined))]
}
