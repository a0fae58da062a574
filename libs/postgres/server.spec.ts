/** Whether a server is back is looked for as long as somebody may ask it, and no longer. */
import { once } from 'node:events'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { afterEach, expect, it } from '@jest/globals'
import { sql } from 'kysely'
import { until } from '../../test/support/partners.ts'
import { openSchema } from './database.ts'

const open: Server[] = []
afterEach(() => {
  for (const server of open.splice(0)) server.close()
})

/** Ends whoever comes, when it is told to. */
async function aServerThatServesNobody() {
  let came = 0
  let isRefusing = false
  const waiting: (() => void)[] = []
  const server = createServer((socket) => {
    came += 1
    socket.on('error', () => undefined)
    const end = () => socket.destroy()
    if (isRefusing) end()
    else waiting.push(end)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  open.push(server)
  const { port } = server.address() as AddressInfo
  const url = `postgres://u@127.0.0.1:${String(port)}/d?sslmode=disable`
  return {
    came: () => came,
    asked: () => openSchema<unknown>({ url }, { schema: 'public', connections: 1 }),
    refuses() {
      isRefusing = true
      for (const end of waiting) end()
    },
  }
}

const ask = (db: ReturnType<typeof openSchema<unknown>>) => sql`select 1`.execute(db)

it('a server is looked for where somebody may ask it, and not where the last who might is closed before they hear that it is missing', async () => {
  const [left, kept] = [await aServerThatServesNobody(), await aServerThatServesNobody()]
  const [leaving, staying] = [left.asked(), kept.asked()]
  const asked = [ask(leaving), ask(staying)]
  await until(() => left.came() === 1 && kept.came() === 1)
  const heard = Promise.all(asked.map((one) => expect(one).rejects.toThrow()))
  const closed = leaving.destroy()
  left.refuses()
  kept.refuses()
  await heard
  await closed
  const before = kept.came()
  await until(() => kept.came() >= before + 2)
  expect(left.came()).toBe(1)
  await staying.destroy()
}, 30_000)
