import { describe, expect, it } from '@jest/globals'
import { StoreUnavailable, StreamDamaged } from '../../libs/event-store/port.ts'
import { EventUnreadable } from '../../libs/event-store/recorded.ts'
import { faultInWords } from './faults.ts'

describe('a record that cannot be read', () => {
  it.each([
    ['of which an event cannot be read', new EventUnreadable({ position: '0000000000000007' }, 'damaged')],
    ['whose stream shows less than was written', new StreamDamaged('plan-1', 'it was deleted softly in EventStoreDB')],
  ])('is not told as a store that serves nobody: one %s', (_, fault) => {
    expect(faultInWords(fault, 'en')).toMatchObject({ status: 503, code: 'RECORD_CANNOT_BE_READ' })
  })

  it('is told from a store that is damaged as a whole', () => {
    const fault = new StoreUnavailable('corrupt', 'the file is damaged')
    expect(faultInWords(fault, 'en')).toMatchObject({ status: 503, code: 'STORE_IS_UNAVAILABLE' })
  })
})
