import { expect, it } from '@jest/globals'
import { EventStoreDBClient, NO_STREAM } from '@eventstore/db-client'
import { EventStoreDbStandIn } from './stand-in.ts'
import { within } from '../../../libs/event-store/eventstoredb-faults.ts'
import { withAppendsThatFail } from '../../../libs/event-store/eventstoredb-shut-channels.ts'

interface Inside {
  getChannel(): Promise<{ close(): void }>
}

it('an append over a channel that was closed meanwhile fails, and ends nothing', async () => {
  const server = await EventStoreDbStandIn.start()
  const client = withAppendsThatFail(EventStoreDBClient.connectionString(server.url))
  const how = { credentials: { username: '', password: '' }, expectedRevision: NO_STREAM } as const
  const event = {
    id: '0c3a2f0e-6a0b-4c37-a3d8-2a5c7a3c9f11',
    type: 'a',
    contentType: 'application/octet-stream',
    data: new Uint8Array(1),
    metadata: undefined,
  } as const
  const append = (stream: string) => within(5_000, client.appendToStream(stream, [event], how))
  try {
    expect(await append('plan-1')).toMatchObject({ success: true })
    const channel = await (client as unknown as Inside).getChannel()
    channel.close()
    await expect(append('plan-2')).rejects.toThrow('Channel has been shut down')
  } finally {
    await client.dispose()
    server.stop()
  }
})
