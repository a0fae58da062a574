/** A planted fault: how far the rows know is stored in a transaction of its own, before the rows are. Loaded before a program, never by one. */
import { sql } from 'kysely'
import type { StoredEvent } from '../../../libs/event-store/port.ts'
import { Advance, type Generation, type StoreTables, type Writing } from '../../../libs/read-store/generations.ts'

const together = Reflect.get(Advance, 'together')

Advance.together = async function (
  this: typeof Advance,
  transaction: Writing,
  all: Parameters<typeof together>[1],
  events: readonly StoredEvent[],
): Promise<readonly Generation['position'][]> {
  const position = events.at(-1)?.position ?? ''
  const behind = all.filter(({ now }) => position > now.position)
  for (const { now } of behind)
    await transaction
      .$extendTables<StoreTables>()
      .updateTable('generations')
      .set({ position })
      .where('position', '=', now.position)
      .execute()
  if (behind.length > 0) {
    await sql`commit`.execute(transaction)
    await sql`begin immediate`.execute(transaction)
  }
  return together.call(this, transaction, all, events)
}
