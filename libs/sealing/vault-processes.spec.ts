import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { Sealed } from '../deciding/decider.ts'
import { needs } from '../../test/support/needs.ts'
import { realPostgres } from '../../test/support/postgres-server.ts'
import { isBsn } from './bsn.ts'
import { openPostgresVault } from './postgres-vault.ts'
import { readRootKey } from './root-key.ts'
import { Sealing, type SealedCommand } from './sealing.ts'
import { openSqliteVault } from './sqlite-vault.ts'
import type { OnPostgres, Order, RaceOutcome } from './vault-process.contract.ts'

const server = await realPostgres()
afterAll(async () => {
  if (typeof server !== 'string') await server.stop()
})

const script = fileURLToPath(new URL('./vault-process.contract.ts', import.meta.url))
let directory: string
let children: ChildProcessByStdio<Writable, Readable, null>[]

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'vault-processes-'))
  children = []
})
afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(directory, { recursive: true })
})

/** A real process, started and waiting for its order; `answers` are its lines. */
async function anotherProcess() {
  const child = spawn(process.execPath, [script], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  children.push(child)
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  expect(await answers.next()).toMatchObject({ value: '"ready"' })
  return { child, answers, order: (order: Order) => child.stdin.write(`${JSON.stringify(order)}\n`) }
}

const bsns = Array.from({ length: 2_000 }, (_, number) => String(200_000_000 + number))
  .filter(isBsn)
  .slice(0, 100)
const owners = Array.from({ length: 100 }, (_, number) => `person-${String(number)}`)

function processesOn(
  engine: string,
  { times, kills, at }: { times: readonly number[]; kills: readonly number[]; at: () => OnPostgres | undefined },
): void {
  describe(`two processes on one vault: ${engine}`, () => {
    it.each(times)('that begin with nothing get one root key, one key an owner, one person a BSN (%d)', async () => {
      const postgres = at()
      const both = await Promise.all([anotherProcess(), anotherProcess()])
      for (const { order } of both) order({ do: 'race', directory, postgres, owners, bsns })
      const [one, other] = await Promise.all(
        both.map(async ({ answers }) => JSON.parse(String((await answers.next()).value)) as RaceOutcome),
      )
      expect(one?.keys).toHaveLength(100)
      expect(one?.keys).toEqual(other?.keys)
      expect(one?.rootKey).toBe(other?.rootKey)
      expect(new Set(one?.keys.map(([id]) => id)).size).toBe(100)
      expect(one?.people.map(({ personId }) => personId)).toEqual(other?.people.map(({ personId }) => personId))
      const madeTwice = one?.people.filter(({ isNew }, place) => isNew === other?.people[place]?.isNew)
      expect(madeTwice).toEqual([])
    })
  })

  describe(`a process killed while it seals: ${engine}`, () => {
    it.each(kills)('leaves no value whose key is absent (after %d)', async (values) => {
      const postgres = at()
      const { child, answers, order } = await anotherProcess()
      order({ do: 'seal', directory, postgres })
      for (let seen = 0; seen < values; seen += 1) await answers.next()
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone

      const rootKey = readRootKey(join(directory, 'root.key'))
      const vault =
        postgres === undefined
          ? openSqliteVault({ file: join(directory, 'vault.db'), rootKey })
          : await openPostgresVault({ ...postgres, rootKey, mayBeMade: false })
      const sealing = new Sealing(vault)
      const lines = readFileSync(join(directory, 'sealed.jsonl'), 'utf8').split('\n').slice(0, -1)
      expect(lines.length).toBeGreaterThanOrEqual(values)
      for (const line of lines) {
        const written = JSON.parse(line) as SealedCommand<{ name: Sealed }> & { personId: string }
        expect(await sealing.unsealAll(written.command, written.values)).toEqual({
          name: `name of ${written.personId}`,
        })
      }
      await vault.close()
    })
  })
}

processesOn('SQLite', { times: [1, 2], kills: [1, 3, 8, 21, 89], at: () => undefined })

needs('PostgreSQL', typeof server === 'string' ? server : undefined).describe('on a server', () => {
  processesOn('PostgreSQL', {
    times: [1, 2],
    kills: [1, 5, 21],
    at: () => {
      if (typeof server === 'string') throw new Error(server)
      return { place: server.place, schema: server.freshSchema() }
    },
  })
})
