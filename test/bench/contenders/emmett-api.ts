/** Emmett's own way to an API, as its documentation shows it: Express, a command handler, its PostgreSQL store. Settings: `url` of the database, and `told` as ours has it. */
import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { MakeContender } from '../contender.ts'
import { peer } from '../work/peers.ts'
import type { Told } from './our-api.ts'

const CARTS = 200

interface ProductItemAdded {
  readonly type: 'ProductItemAdded'
  readonly data: {
    readonly productId: string
    readonly quantity: number
    readonly note: string
    readonly addedAt: string
  }
}
interface Store {
  close(): Promise<void>
}
interface Emmett {
  readonly CommandHandler: (
    options: object,
  ) => (store: Store, id: string, decide: (state: unknown) => ProductItemAdded) => Promise<object>
}
interface EmmettExpress {
  readonly getApplication: (options: { apis: ((router: Router) => void)[] }) => RequestListener
  readonly on: (handle: (request: ExpressRequest) => Promise<unknown>) => unknown
  readonly NoContent: (options?: object) => unknown
}
interface Router {
  post(path: string, handle: unknown): void
}
interface ExpressRequest {
  readonly params: Readonly<Record<string, string>>
  readonly body: { readonly productId: string; readonly quantity: number; readonly note: string }
}
interface EmmettPostgresql {
  readonly getPostgreSQLEventStore: (url: string, options: object) => Store
}
interface Pg {
  default: { Pool: new (options: object) => { on(what: 'error', hear: () => void): void; end(): Promise<void> } }
}

export const contender: MakeContender = async ({ url, told, pool: max }) => {
  const { CommandHandler } = await peer<Emmett>('@event-driven-io/emmett')
  const { getApplication, on, NoContent } = await peer<EmmettExpress>('@event-driven-io/emmett-expressjs')
  const { getPostgreSQLEventStore } = await peer<EmmettPostgresql>('@event-driven-io/emmett-postgresql')
  const { default: pg } = await peer<Pg>('pg')
  const pool = new pg.Pool({ connectionString: url, max })
  // A connection that breaks while it rests is not asked anything any more: unheard, its error would end the process.
  pool.on('error', () => undefined)
  const store = getPostgreSQLEventStore(String(url), { connectionOptions: { pool } })
  const handle = CommandHandler({ evolve: (count: number) => count + 1, initialState: () => 0 })
  const carts = (router: Router) => {
    const add = on(async ({ params, body: { productId, quantity, note } }) => {
      const data = { productId, quantity, note, addedAt: new Date().toISOString() }
      await handle(store, `shopping_cart-${params['cart'] ?? ''}`, () => ({ type: 'ProductItemAdded', data }))
      return NoContent({})
    })
    router.post('/carts/:cart/product-items', add)
  }
  const server = createServer(getApplication({ apis: [carts] }))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const requests = Array.from({ length: CARTS }, () => ({
    method: 'POST' as const,
    path: `/carts/${randomUUID()}/product-items`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      productId: randomUUID(),
      quantity: 2,
      note: 'Eerst drie gesprekken met Kim gevoerd, en dan verder',
    }),
  }))
  writeFileSync(String(told), JSON.stringify({ url: `http://127.0.0.1:${String(port)}`, requests } satisfies Told))
  return {
    work: () => Promise.reject(new Error('work is asked of it over HTTP')),
    close: async () => {
      server.closeAllConnections()
      server.close()
      await store.close()
      await pool.end()
    },
  }
}
