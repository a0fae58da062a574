/** The file in which the state of webhook deliveries is kept: beside the read store and not in it, because it does not follow from the events and cannot be made anew. */
import { DatabaseSync } from 'node:sqlite'
import { Kysely } from 'kysely'
import { StoreUnavailable } from '../event-store/port.ts'
import { NodeSqliteDialect } from '../read-store/node-sqlite.ts'
import { WebhookDeliveries } from './webhook-deliveries.ts'
import { createWebhookTables, type WebhookTables } from './webhook-tables.ts'

/** "SMWH" in the file's header says whose file it is, the user version in which format. */
const APPLICATION_ID = 0x534d5748
const FORMAT = 1
const NOTHING = 0

/** Opens the file, or makes it. @throws StoreUnavailable for a file that is something else, left as it was; SQLite's own errors */
export async function openSqliteWebhookDeliveries(
  file: string,
  { lockTimeoutMs = 5000 } = {},
): Promise<WebhookDeliveries> {
  const database = new DatabaseSync(file, { timeout: lockTimeoutMs })
  const db = new Kysely<WebhookTables>({
    dialect: new NodeSqliteDialect(database, { begin: 'immediate', lockTimeoutMs }),
  })
  try {
    const application = numberFrom(database, 'PRAGMA application_id')
    const format = numberFrom(database, 'PRAGMA user_version')
    const isOther = application !== NOTHING && application !== APPLICATION_ID
    const isUnmarked = application === NOTHING && numberFrom(database, 'SELECT count(*) FROM sqlite_schema') > 0
    if (isOther || isUnmarked) throw new StoreUnavailable('not-a-store', `${file} holds no webhook deliveries`)
    if (format > FORMAT) throw new StoreUnavailable('newer-format', `${file} was written by a newer version`)
    // A power cut may take the last acknowledgements: what they were for is delivered again, with the same ids.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
    await db.transaction().execute(async (transaction) => {
      database.exec(`PRAGMA application_id = ${String(APPLICATION_ID)}; PRAGMA user_version = ${String(FORMAT)}`)
      await createWebhookTables(transaction)
    })
    return new WebhookDeliveries(db)
  } catch (fault) {
    await db.destroy()
    if (database.isOpen) database.close()
    throw fault
  }
}

const numberFrom = (db: DatabaseSync, sql: string): number => Number(Object.values(db.prepare(sql).get() ?? {})[0])
