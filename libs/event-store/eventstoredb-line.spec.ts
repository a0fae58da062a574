/** A line whose clients are made here: what becomes of it where no other can be made. With real connections: `eventstoredb-unanswered.spec.ts`. */
import { setImmediate as aTurn } from 'node:timers/promises'
import { afterEach, expect, it } from '@jest/globals'
import { Engine } from '../telemetry/engines.ts'
import { Unanswered } from './eventstoredb-faults.ts'
import { Line, type Clients } from './eventstoredb-line.ts'

interface Numbered {
  readonly number: number
}

let line: Line<Numbered> | undefined

afterEach(() => {
  line?.close()
})

it('goes on with the client in use where no other can be made, and tries again until one can', async () => {
  const made: number[] = []
  const clients: Clients<Numbered> = {
    make(number) {
      made.push(number)
      if (number === 1) throw new Error('ENOENT: the file of the CA is gone')
      return { number }
    },
    ask: ({ number }) => (number === 0 ? Promise.reject(new Unanswered('nobody is there')) : Promise.resolve()),
    drop: () => undefined,
  }
  line = new Line(clients, new Engine('EventStoreDB, of this test'))
  const unanswered = ({ number }: Numbered) =>
    number === 0 ? Promise.reject(new Unanswered('nobody is there')) : Promise.resolve(number)
  let answered: number | undefined
  while (answered === undefined) {
    answered = await line.use(unanswered).catch(() => undefined)
    await aTurn()
  }
  expect(answered).toBe(2)
  expect(made).toEqual([0, 1, 2])
}, 20_000)
