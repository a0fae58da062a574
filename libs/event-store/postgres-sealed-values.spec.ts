import { afterAll, beforeEach, expect, it } from '@jest/globals'
import { needs } from '../../test/support/needs.ts'
import { realPostgres } from '../../test/support/postgres-server.ts'
import { openPostgresSealedValues } from './postgres-sealed-values.ts'
import { sealedValuesContract } from './sealed-values.contract.ts'

const postgres = await realPostgres()
afterAll(async () => {
  if (typeof postgres !== 'string') await postgres.stop()
})

const server = () => {
  if (typeof postgres === 'string') throw new Error(postgres)
  return postgres
}

needs('PostgreSQL', typeof postgres === 'string' ? postgres : undefined).describe('sealed values on PostgreSQL', () => {
  let schema: string
  const open = () => openPostgresSealedValues({ place: server().place, schema })

  beforeEach(() => {
    schema = server().freshSchema()
  })

  sealedValuesContract('PostgreSQL', open)

  it('are put by several processes at once, the same and others, and none waits for ever', async () => {
    const nodes = await Promise.all([1, 2, 3, 4].map(open))
    const refs = Array.from({ length: 200 }, (_, index) => `ref-${String(index)}`)
    const ofAll = new Map(refs.map((ref) => [ref, '{}']))
    const backwards = new Map([...ofAll].reverse())
    await Promise.all(nodes.flatMap((node, turn) => [node.put(turn % 2 === 0 ? ofAll : backwards)]))
    expect((await nodes[0]?.get(refs))?.size).toBe(200)
    for (const node of nodes) await node.close()
  })

  it('refuses all that come together when one of them cannot be written, and tells each', async () => {
    const values = await open()
    await server().behindItsBack(schema, "alter table sealed_value add constraint planted check (ref <> 'bad')")
    const put = (ref: string) => values.put(new Map([[ref, '{}']]))
    const outcomes = await Promise.allSettled([put('good'), put('bad')])
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await values.get(['good', 'bad'])).toEqual(new Map())
    await put('good')
    expect(await values.get(['good'])).toEqual(new Map([['good', '{}']]))
    await values.close()
  })

  it('say why they cannot serve: nobody listens, a newer format', async () => {
    const nowhere = { ...server().place, url: server().place.url.replace(/:\d+\//, ':1/') }
    await expect(openPostgresSealedValues({ place: nowhere, schema })).rejects.toMatchObject({ reason: 'unreachable' })
    await (await open()).close()
    await server().behindItsBack(schema, 'insert into migration values (99, now())')
    await expect(open()).rejects.toMatchObject({ reason: 'newer-format' })
  })
})
