import { afterAll, expect, it } from '@jest/globals'
import { needs } from '../../test/support/needs.ts'
import { realPostgres } from '../../test/support/postgres-server.ts'
import { openPostgresVault } from './postgres-vault.ts'
import { anna, keyOf, plan, rootKey, vaultContract } from './vault.contract.ts'

const postgres = await realPostgres()
afterAll(async () => {
  if (typeof postgres !== 'string') await postgres.stop()
})

const server = () => {
  if (typeof postgres === 'string') throw new Error(postgres)
  return postgres
}

const fresh = () => ({ place: server().place, schema: server().freshSchema(), rootKey, mayBeMade: true })

const HARMS = [
  "update key_encryption_key set wrapped = decode(repeat('00', length(wrapped)), 'hex')",
  "update secret set wrapped = substr(wrapped, 2) where name = 'bsn-index'",
  "delete from secret where name = 'derivation'",
  'delete from vault',
]

needs('PostgreSQL', typeof postgres === 'string' ? postgres : undefined).describe('the vault on PostgreSQL', () => {
  vaultContract('PostgreSQL', () => {
    const at = fresh()
    return Promise.resolve({
      open: (key) => openPostgresVault({ ...at, rootKey: key }),
      behindItsBack: (statement) => server().behindItsBack(at.schema, statement),
      harms: HARMS,
      newerFormat: 'insert into migration values (99, now())',
    })
  })

  it('is not begun anew where one should be', async () => {
    const at = fresh()
    await expect(openPostgresVault({ ...at, mayBeMade: false })).rejects.toMatchObject({ reason: 'missing' })
    await (await openPostgresVault(at)).close()
    await (await openPostgresVault({ ...at, mayBeMade: false })).close()
  })

  it('is one for all that begin at once', async () => {
    const at = fresh()
    const vaults = await Promise.all([1, 2, 3, 4].map(() => openPostgresVault(at)))
    const keys = vaults.map((vault) => vault.deriveKey('x').export().toString('hex'))
    for (const vault of vaults) await vault.close()
    expect(new Set(keys).size).toBe(1)
  })

  it('holds no key and no BSN in clear', async () => {
    const at = fresh()
    const vault = await openPostgresVault(at)
    const keys = await vault.keysFor([anna, plan])
    await vault.personFor('111222333', 'p1')
    await vault.close()
    const rows = await server().behindItsBack(
      at.schema,
      `select row_to_json(one)::text as said from data_key one union all select row_to_json(one)::text from bsn one
       union all select row_to_json(one)::text from secret one union all select row_to_json(one)::text from key_encryption_key one`,
    )
    const said = JSON.stringify(rows)
    expect(rows).toHaveLength(2 + 1 + 2 + 1)
    for (const { key } of [...keys, { key: rootKey }]) expect(said).not.toContain(key.export().toString('hex'))
    for (const bsn of ['111222333', Buffer.from('111222333').toString('hex')]) expect(said).not.toContain(bsn)
  })

  it('says why it cannot serve: nobody listens, the password is wrong, another writes', async () => {
    const at = fresh()
    const nowhere = { ...at.place, url: at.place.url.replace(/:\d+\//, ':1/') }
    await expect(openPostgresVault({ ...at, place: nowhere })).rejects.toMatchObject({ reason: 'unreachable' })
    const stranger = { ...at.place, url: at.place.url.replace(/\/\/[^@]*@/, '//somebody@') }
    await expect(openPostgresVault({ ...at, place: stranger })).rejects.toMatchObject({ reason: 'denied' })

    const vault = await openPostgresVault({ ...at, lockTimeoutMs: 50 })
    const { id } = await keyOf(vault, anna)
    const held = server().behindItsBack(
      at.schema,
      'begin; lock table data_key in exclusive mode; select pg_sleep(1); rollback',
    )
    let refused: unknown
    while (refused === undefined)
      refused = await keyOf(vault, { owner: `p${String(performance.now())}`, domain: 'wmo' }).then(
        () => undefined,
        (fault: unknown) => fault,
      )
    expect(refused).toMatchObject({ reason: 'locked' })
    expect((await keyOf(vault, anna)).id).toBe(id)
    await held
    await vault.close()
  })
})
