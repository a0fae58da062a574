/** Another process on the same vault, for the tests: it takes its orders from standard input and answers line by line. Run by plain Node. */
import { randomUUID } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { PostgresPlace } from '../postgres/place.ts'
import { Plain } from './plain.ts'
import { openPostgresVault } from './postgres-vault.ts'
import { readOrCreateRootKey } from './root-key.ts'
import { Sealing } from './sealing.ts'
import { openSqliteVault } from './sqlite-vault.ts'

/** Where the vault is, when it is not in a file of the directory. */
export interface OnPostgres {
  readonly place: PostgresPlace
  readonly schema: string
}

/** `race`: ask for each key and person in turn, and say what came. `seal`: seal for ever new people, writing each record down, until killed. */
export type Order =
  | {
      readonly do: 'race'
      readonly directory: string
      readonly postgres?: OnPostgres | undefined
      readonly owners: readonly string[]
      readonly bsns: readonly string[]
    }
  | { readonly do: 'seal'; readonly directory: string; readonly postgres?: OnPostgres | undefined }

export interface RaceOutcome {
  readonly rootKey: string
  readonly keys: readonly (readonly [id: string, bytes: string])[]
  readonly people: readonly { readonly personId: string; readonly isNew: boolean }[]
}

const say = (line: unknown) => process.stdout.write(`${JSON.stringify(line)}\n`)

async function carryOut(order: Order): Promise<void> {
  const rootKey = readOrCreateRootKey(`${order.directory}/root.key`)
  const vault =
    order.postgres === undefined
      ? openSqliteVault({ file: `${order.directory}/vault.db`, rootKey })
      : await openPostgresVault({ ...order.postgres, rootKey, mayBeMade: true })
  if (order.do === 'race') {
    const keys: [string, string][] = []
    for (const owner of order.owners) {
      const [key] = await vault.keysFor([{ owner, domain: 'youth' }])
      if (key !== undefined) keys.push([key.id, key.key.export().toString('base64url')])
    }
    const people = []
    for (const bsn of order.bsns) people.push(await vault.personFor(bsn, randomUUID()))
    await vault.close()
    say({ rootKey: rootKey.export().toString('base64url'), keys, people } satisfies RaceOutcome)
    return
  }
  const sealing = new Sealing(vault)
  for (;;) {
    const personId = randomUUID()
    const context = {
      tenant: '0363',
      stream: 'plan-1',
      commandId: randomUUID(),
      domain: 'youth',
      contentOwner: 'plan:1',
    }
    const sealed = await sealing.seal({ name: new Plain(`name of ${personId}`) }, { ...context, subjects: [personId] })
    appendFileSync(`${order.directory}/sealed.jsonl`, `${JSON.stringify({ personId, ...sealed })}\n`)
    say('sealed')
  }
}

say('ready')
for await (const line of createInterface({ input: process.stdin })) {
  await carryOut(JSON.parse(line) as Order)
  break
}
