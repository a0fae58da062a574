/** A cluster profile on this machine, as processes: a stand-in for EventStoreDB, a real PostgreSQL with a database for each purpose, and whatever processes of Samenspel a test starts on them. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EventStoreDbStandIn } from './eventstoredb-stand-in/stand-in.ts'
import { realPostgres } from './postgres-server.ts'
import { UNHURRIED } from './unhurried.ts'

export interface Cluster extends AsyncDisposable {
  /** The same for every process. */
  readonly settings: Readonly<Record<string, string>>
  readonly standIn: EventStoreDbStandIn
}

/** Started; or the reason why it cannot be. */
export async function aCluster(): Promise<Cluster | string> {
  const postgres = await realPostgres()
  if (typeof postgres === 'string') return postgres
  const standIn = await EventStoreDbStandIn.start()
  const directory = mkdtempSync(join(tmpdir(), 'samenspel-cluster-'))
  const rootKeyFile = join(directory, 'root.key')
  writeFileSync(rootKeyFile, randomBytes(32), { mode: 0o600 })
  const mark = randomBytes(4).toString('hex')
  const settings: Record<string, string> = {
    SAMENSPEL_PROFILE: 'cluster',
    SAMENSPEL_DATA_DIR: join(directory, 'data'),
    SAMENSPEL_PORT: '0',
    ...UNHURRIED,
    SAMENSPEL_LOG_LEVEL: 'warn',
    SAMENSPEL_EVENT_STORE: standIn.url,
    SAMENSPEL_ROOT_KEY_FILE: rootKeyFile,
  }
  const databases: string[] = []
  for (const purpose of ['READS', 'VAULT', 'SEALED_VALUES']) {
    const database = `samenspel_${purpose.toLowerCase()}_${mark}`
    await postgres.behindItsBack('public', `create database ${database}`)
    databases.push(database)
    const url = new URL(postgres.place.url)
    url.pathname = `/${database}`
    settings[`SAMENSPEL_${purpose}_POSTGRES`] = url.href
    if (postgres.place.passwordFile !== undefined)
      settings[`SAMENSPEL_${purpose}_POSTGRES_PASSWORD_FILE`] = postgres.place.passwordFile
  }
  return {
    settings,
    standIn,
    async [Symbol.asyncDispose]() {
      standIn.stop()
      for (const database of postgres.isOurs ? [] : databases)
        await postgres.behindItsBack('public', `drop database if exists ${database} with (force)`)
      await postgres.stop()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
