import { afterAll, expect, it } from '@jest/globals'
import { needs } from '../../test/support/needs.ts'
import { realPostgres } from '../../test/support/postgres-server.ts'
import { deliveryContract } from './deliver-webhooks.contract.ts'
import { openPostgresWebhookDeliveries } from './postgres-webhook-deliveries.ts'

const postgres = await realPostgres()
afterAll(async () => {
  if (typeof postgres !== 'string') await postgres.stop()
})

const fresh = () => {
  if (typeof postgres === 'string') throw new Error(postgres)
  return { place: postgres.place, schema: postgres.freshSchema() }
}

needs('PostgreSQL', typeof postgres === 'string' ? postgres : undefined).describe('webhooks on PostgreSQL', () => {
  deliveryContract('PostgreSQL', () => openPostgresWebhookDeliveries(fresh()))

  it('are known to every process, and after a restart', async () => {
    const at = fresh()
    const [one, other] = await Promise.all([openPostgresWebhookDeliveries(at), openPostgresWebhookDeliveries(at)])
    await one.begin('endpoint', 'first', undefined)
    const event = { position: '0000000000000001', subject: 'plan-1', event: 'event-1' }
    expect(await one.take('endpoint', 'first', event.position, [event], 1_000)).toBe(true)
    await one.close()
    expect(await other.stateOf('endpoint')).toMatchObject({
      reached: event.position,
      waiting: 1,
      waitingSinceMs: 1_000,
    })
    await other.close()
  })
})
