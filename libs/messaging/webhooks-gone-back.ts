/** Deliveries where the events were put back from a backup: what lay behind the parting is dropped, and who was read for further is told. */
import type { Kysely } from 'kysely'
import type { Position } from '../event-store/port.ts'
import { heldIn, OF_ALL, rightBehind } from './webhook-rows.ts'
import { UNTRIED, type WebhookTables } from './webhook-tables.ts'

/** @param told the id of the event that says so */
export async function goneBack(
  transaction: Kysely<WebhookTables>,
  behind: Position | '',
  { told, nowMs }: { readonly told: string; readonly nowMs: number },
): Promise<void> {
  // What another process that went back has left to be said of the same parting is still to be said.
  const place = rightBehind(behind)
  await transaction
    .deleteFrom('webhook_delivery')
    .where('position', '>', behind)
    .where('position', '!=', place)
    .execute()
  const further = await transaction
    .updateTable('webhook_endpoint')
    .set({ position: behind })
    .where('position', '>', behind)
    .returning('endpoint')
    .execute()
  const said = { ...UNTRIED, subject: OF_ALL, position: place, event: told }
  for (const { endpoint } of further)
    await transaction
      .insertInto('webhook_delivery')
      .values({ ...said, endpoint, taken_at_ms: nowMs, next_attempt_at_ms: nowMs })
      .onConflict((same) => same.columns(['endpoint', 'position']).doUpdateSet({ ...said, next_attempt_at_ms: nowMs }))
      .execute()
  const holding = await transaction
    .selectFrom('webhook_endpoint')
    .select(['endpoint', 'held'])
    .where('held', '!=', '')
    .execute()
  for (const { endpoint, held } of holding) {
    const still = heldIn(held).filter((position) => position <= behind)
    await transaction
      .updateTable('webhook_endpoint')
      .set({ held: still.join(' ') })
      .where('endpoint', '=', endpoint)
      .execute()
  }
}
