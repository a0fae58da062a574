/** A file that is removed or put back under a process that has it open: nothing more is acknowledged that would stand in no file that anybody finds. */
import { createSecretKey, randomBytes, randomUUID } from 'node:crypto'
import { cpSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { openSqliteEventStore } from '../event-store/sqlite.ts'
import { openSqliteSealedValues } from '../event-store/sqlite-sealed-values.ts'
import { eventNamed } from '../event-store/testing/events.ts'
import { openSqliteVault } from '../sealing/sqlite-vault.ts'

interface Opened {
  readonly write: () => Promise<unknown>
  readonly mustTakeWrites: () => Promise<void>
  readonly close: () => Promise<void>
}

const directory = mkdtempSync(join(tmpdir(), 'put-back-'))
afterAll(() => {
  rmSync(directory, { recursive: true })
})

const STORES: Readonly<Record<string, (file: string) => Promise<Opened>>> = {
  'the events': async (file) => {
    const store = await openSqliteEventStore({ file })
    const write = () => store.append(randomUUID(), 'no-stream', [{ ...eventNamed('one'), id: randomUUID() }])
    return { write, mustTakeWrites: () => store.mustTakeWrites?.() ?? Promise.resolve(), close: () => store.close() }
  },
  'the sealed values': (file) => {
    const values = openSqliteSealedValues(file)
    const write = () => values.put(new Map([[randomUUID(), 'sealed']]))
    return Promise.resolve({ write, mustTakeWrites: () => values.mustTakeWrites(), close: () => values.close() })
  },
  'the vault': (file) => {
    const vault = openSqliteVault({ file, rootKey: createSecretKey(randomBytes(32)) })
    const write = () => vault.keysFor([{ owner: randomUUID(), domain: 'youth' }])
    return Promise.resolve({ write, mustTakeWrites: () => vault.mustTakeWrites(), close: () => vault.close() })
  },
}

describe.each(Object.entries(STORES))('%s', (name, open) => {
  it.each(['put back', 'removed'])('%s under a process take nothing more there, and it says why', async (how) => {
    const file = join(directory, `${name} ${how}.db`)
    const opened = await open(file)
    await opened.write()
    if (how === 'removed') rmSync(file)
    else {
      cpSync(file, `${file}.backup`)
      renameSync(`${file}.backup`, file)
    }
    await expect(opened.write()).rejects.toThrow('which must be started again')
    await expect(opened.mustTakeWrites()).rejects.toThrow('which must be started again')
    await opened.close()
  })
})
