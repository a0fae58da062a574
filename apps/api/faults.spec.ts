import { describe, expect, it } from '@jest/globals'
import { StoreUnavailable, StreamDamaged } from '../../libs/event-store/port.ts'
import { EventUnreadable } from '../../libs/event-store/recorded.ts'
import { VaultUnavailable } from '../../libs/sealing/vault.ts'
import { faultInWords, lastingIn } from './faults.ts'

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

describe('a store or a vault that cannot serve', () => {
  const FULL = [
    ['STORE_IS_UNAVAILABLE', new StoreUnavailable('disk-full', 'no room left')],
    ['VAULT_IS_UNAVAILABLE', new VaultUnavailable('disk-full', 'no room left')],
  ] as const

  it.each(FULL)('promises nothing that nobody can keep, and says when to come again: %s', (code, fault) => {
    for (const language of ['nl', 'en'] as const) {
      const told = faultInWords(fault, language)
      expect(told).toMatchObject({ status: 503, code, headers: { 'retry-after': '60' } })
      expect(told?.title).not.toMatch(/moment|ogenblik|straks|soon/)
      expect(JSON.stringify(told)).not.toContain('room')
    }
  })

  it('is over sooner where another only holds it, or it is away', () => {
    for (const reason of ['locked', 'unreachable'] as const)
      expect(faultInWords(new VaultUnavailable(reason, ''), 'en')?.headers).toEqual({ 'retry-after': '5' })
  })

  it.each(FULL)('is told to the log with its part and reason, and as what it is: %s', (_, fault) => {
    expect(lastingIn(fault)).toMatchObject({ reason: 'disk-full', fault: 'no room left' })
  })

  it('is told by others where it is an engine that is away', () => {
    expect(lastingIn(new StoreUnavailable('unreachable', 'no answer'))).toBeUndefined()
    expect(lastingIn(new VaultUnavailable('unreachable', 'no answer'))).toBeUndefined()
  })
})
