/** The file in which the state of webhook deliveries is kept: beside the read store and not in it, because it does not follow from the events and cannot be made anew. */
import { DatabaseSync } from 'node:sqlite'
import { Kysely } from 'kysely'
import { StoreUnavailable } from '../event-store/port.ts'
import { createNoteTable } from '../postgres/notes.ts'
import { NodeSqliteDialect } from '../read-store/node-sqlite.ts'
import { claim } from '../sqlite/claim.ts'
import { fileTroubleOf } from '../sqlite/result-codes.ts'
import { WebhookDeliveries } from './webhook-deliveries.ts'
import { addHeldBack, createSetAsideTable, createWebhookTables, type WebhookTables } from './webhook-tables.ts'

/** "SMWH" in the file's header says whose file it is, the user version in which format. */
const APPLICATION_ID = 0x534d5748
const FORMAT = 1

/** Opens the file, or makes it. @throws StoreUnavailable, for a file that is something else too, which is left as it was; RangeError and the like for a place that cannot be used */
export async function openSqliteWebhookDeliveries(
  file: string,
  { lockTimeoutMs = 5000 } = {},
): Promise<WebhookDeliveries> {
  const inWords = (fault: unknown) => {
    const trouble = fileTroubleOf(fault)
    const said = `the state of webhook deliveries is not to be had (${file}): ${String(fault)}`
    return trouble === undefined ? fault : new StoreUnavailable(trouble, said, { cause: fault })
  }
  const database = new DatabaseSync(file, { timeout: lockTimeoutMs })
  const db = new Kysely<WebhookTables>({
    dialect: new NodeSqliteDialect(database, { begin: 'immediate', lockTimeoutMs }),
  })
  try {
    const until = performance.now() + lockTimeoutMs
    const whose = claim(database, { applicationId: APPLICATION_ID, format: FORMAT, tables: '' }, until)
    if (whose === 'not-a-store') throw new StoreUnavailable(whose, `${file} holds no webhook deliveries`)
    if (whose === 'newer-format') throw new StoreUnavailable(whose, `${file} was written by a newer version`)
    // A power cut may take the last acknowledgements: what they were for is delivered again, with the same ids.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
    await db.transaction().execute(async (transaction) => {
      await createWebhookTables(transaction)
      await createSetAsideTable(transaction)
      await createNoteTable(transaction)
      if (!holdsBack(database)) await addHeldBack(transaction)
    })
    return new WebhookDeliveries({ db, inWords })
  } catch (fault) {
    await db.destroy()
    if (database.isOpen) database.close()
    throw inWords(fault)
  }
}

const holdsBack = (database: DatabaseSync): boolean =>
  database.prepare("SELECT 1 FROM pragma_table_info('webhook_endpoint') WHERE name = 'held'").get() !== undefined
