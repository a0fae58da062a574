import { afterAll, expect, it } from '@jest/globals'
import { needs } from '../../test/support/needs.ts'
import { realPostgres } from '../../test/support/postgres-server.ts'
import { deliveryContract } from './deliver-webhooks.contract.ts'
import { openPostgresWebhookDeliveries } from './postgres-webhook-deliveries.ts'

const postgres = await realPostgres()
afterAll(async () => {
  if (typeof postgres !== 'string') await postgres.stop()
})

const server = () => {
  if (typeof postgres === 'string') throw new Error(postgres)
  return postgres
}
const fresh = () => ({ place: server().place, schema: server().freshSchema() })

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

  it('say why they do not serve, and serve again when they can', async () => {
    const at = fresh()
    const url = at.place.url.replace(/:\d+\//, ':1/')
    const nowhere = openPostgresWebhookDeliveries({ ...at, place: { ...at.place, url } })
    await expect(nowhere).rejects.toMatchObject({ reason: 'unreachable' })

    const deliveries = await openPostgresWebhookDeliveries(at)
    const cutOff = deliveries.under(async () => {
      const connections = `pg_stat_activity where application_name = 'samenspel ${at.schema}'`
      await server().behindItsBack('public', `select pg_terminate_backend(pid) from ${connections}`)
    })
    await expect(cutOff.done('endpoint', '0000000000000001')).rejects.toMatchObject({ reason: 'unreachable' })
    expect(await deliveries.stateOf('endpoint')).toBeUndefined()
    await deliveries.close()
  })
})
