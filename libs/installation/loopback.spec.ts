import { describe, expect, it } from '@jest/globals'
import { isFromThisMachine, isLoopback } from './loopback.ts'

describe('this machine', () => {
  it.each(['127.0.0.1', '127.200.0.9', '::1', '[::1]', '::ffff:127.0.0.1', 'localhost', 'LocalHost'])(
    'is %s',
    (host) => {
      expect(isLoopback(host)).toBe(true)
    },
  )

  it.each([
    '',
    '0.0.0.0',
    '::',
    '10.0.0.1',
    '128.0.0.1',
    '::ffff:10.0.0.1',
    'localhost.example.nl',
    '127.example.nl',
    '127.1',
  ])('is not %p', (host) => {
    expect(isLoopback(host)).toBe(false)
  })

  it('did not ask when the peer is another machine, whatever the headers say', () => {
    const headers = { host: '127.0.0.1:8080' }
    expect(isFromThisMachine({ headers, socket: { remoteAddress: '::ffff:127.0.0.1' } })).toBe(true)
    expect(isFromThisMachine({ headers, socket: { remoteAddress: '192.168.1.20' } })).toBe(false)
    expect(isFromThisMachine({ headers, socket: {} })).toBe(false)
    expect(isFromThisMachine({ headers: {}, socket: { remoteAddress: '127.0.0.1' } })).toBe(false)
  })
})
