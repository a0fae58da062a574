/** What every table of sealed values beside an event store promises, as one suite that each adapter runs. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { StoreUnavailable } from './port.ts'
import type { SealedValues } from './sealed-values.ts'

/** @param open opens the same values anew each time within a test, and others in the next */
export function sealedValuesContract(name: string, open: () => Promise<SealedValues>): void {
  describe(`the contract of sealed values: ${name}`, () => {
    let values: SealedValues

    beforeEach(async () => {
      values = await open()
    })
    afterEach(() => values.close())

    it('gives back what was put, byte for byte, and nothing for what was not', async () => {
      const put = new Map([
        ['ref-1', '{"bytes":"Zoë 🏠"}'],
        ['ref-2', '{"bytes":"' + 'x'.repeat(100_000) + '"}'],
      ])
      await values.put(put)

      expect(await values.get(['ref-2', 'ref-9', 'ref-1'])).toEqual(put)
      expect(await values.get([])).toEqual(new Map())
    })

    it('says whether it takes writes, and is not changed by that', async () => {
      await values.mustTakeWrites()
      expect(await values.get(['tried'])).toEqual(new Map())
    })

    it('keeps what stands at a reference: an append that is tried again puts its values again', async () => {
      await values.put(new Map([['ref-1', '{"first":1}']]))
      await values.put(
        new Map([
          ['ref-1', '{"second":2}'],
          ['ref-2', '{}'],
        ]),
      )

      expect([...(await values.get(['ref-1', 'ref-2'])).values()].sort()).toEqual(['{"first":1}', '{}'])
    })

    it('has what was put after a restart', async () => {
      await values.put(new Map([['ref-1', '{}']]))
      await values.close()
      values = await open()

      expect(await values.get(['ref-1'])).toEqual(new Map([['ref-1', '{}']]))
    })

    it('takes many at once, and gives as many at once', async () => {
      const refs = Array.from({ length: 2_000 }, (_, index) => `ref-${String(index)}`)
      await Promise.all(refs.map((ref) => values.put(new Map([[ref, JSON.stringify({ ref })]]))))

      expect((await values.get(refs)).size).toBe(2_000)
    })

    it('says so when it is closed', async () => {
      await values.close()
      const closed = { constructor: StoreUnavailable, reason: 'closed' }
      await expect(values.put(new Map([['ref-1', '{}']]))).rejects.toMatchObject(closed)
      await expect(values.get(['ref-1'])).rejects.toMatchObject(closed)
    })
  })
}
