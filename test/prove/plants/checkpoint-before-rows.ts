/** A planted fault: how far the rows know is stored in a transaction of its own, before the rows are. Loaded before a program, never by one. */
import { sql } from 'kysely'
import type { StoredEvent } from '../../../libs/event-store/port.ts'
import { Advance, type Generation, type StoreTables, type Writing } from '../../../libs/read-store/generations.ts'

const advance = Advance.prototype
const by = Reflect.get(advance, 'by')

advance.by = async function (
  this: Advance,
  transaction: Writing,
  now: Pick<Generation, 'position'>,
  events: readonly StoredEvent[],
): Promise<Generation['position']> {
  const position = events.at(-1)?.position ?? ''
  if (position > now.position) {
    await transaction
      .$extendTables<StoreTables>()
      .updateTable('generations')
      .set({ position })
      .where('position', '=', now.position)
      .execute()
    await sql`commit`.execute(transaction)
    await sql`begin immediate`.execute(transaction)
  }
  return by.call(this, transaction, now, events)
}
