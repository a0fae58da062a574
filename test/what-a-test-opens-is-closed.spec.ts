/** A test that ends closes all it opened: also what stands behind a part that fails, or that never ends. */
import { describe, expect, it } from '@jest/globals'
import { aRestartableTown } from './support/restartable-town.ts'
import { aHelpedFamily } from './support/a-helped-family.ts'
import { closeAll } from './support/closing.ts'
import { aPartner, DE_STAM, until } from './support/partners.ts'

describe('closing all that was opened', () => {
  it('goes on behind what fails and what never ends, and names each', async () => {
    const closed: string[] = []
    const never = Promise.withResolvers<undefined>()
    const parts = {
      first: () => closed.push('first'),
      absent: () => {
        throw new TypeError('it was never opened')
      },
      late: () => Promise.reject(new Error('it was closed already')),
      endless: () => never.promise,
      last: async () => {
        await Promise.resolve()
        closed.push('last')
      },
    }
    await expect(closeAll(parts, { atMostMs: 50 })).rejects.toThrow(
      'not closed: absent (TypeError: it was never opened), late (Error: it was closed already), ' +
        'endless (Error: it took longer than 50 ms)',
    )
    expect(closed).toEqual(['first', 'last'])
  })

  it('says nothing where all is well', async () => {
    await expect(closeAll({ one: () => undefined, other: () => Promise.resolve() })).resolves.toBeUndefined()
  })
})

describe('a town', () => {
  it('is closed where its broker never answers', async () => {
    const silence = Promise.withResolvers<undefined>()
    let handedOver = 0
    const town = await aRestartableTown(() => {
      handedOver += 1
      return silence.promise
    })
    try {
      const family = await aHelpedFamily(town)
      await town.as(family.coordinator).post(`/plans/${family.planId}/referrals`, {
        to: DE_STAM,
        domain: 'wmo',
        about: [family.child.id],
        words: 'Hulp in huis',
        until: '2031-01-01T00:00:00Z',
      })
      const stam = town.as(await aPartner(town, DE_STAM))
      await stam.post('/subscriptions', { channel: 'kafka', since: '2020-01-01T00:00:00Z' })
      await until(() => handedOver > 0)
    } finally {
      await town.close()
    }
    await expect(fetch(`${town.api}/openapi.json`)).rejects.toThrow('fetch failed')
  }, 60_000)
})
