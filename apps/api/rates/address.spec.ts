import { expect, it } from '@jest/globals'
import ipaddr from 'ipaddr.js'
import { addressOf } from './address.ts'

const PROXIES = ['10.0.0.0/8', '127.0.0.1/32', 'fd00::/8'].map((range) => ipaddr.parseCIDR(range))

const from = (remoteAddress: string | undefined, passed?: string | string[], trusted = PROXIES) =>
  addressOf(
    { headers: passed === undefined ? {} : { 'x-forwarded-for': passed }, socket: { remoteAddress } } as never,
    trusted,
  )

it.each([
  ['a connection', '192.0.2.7', undefined, '192.0.2.7'],
  ['IPv4 inside IPv6', '::ffff:192.0.2.7', undefined, '192.0.2.7'],
  ['a network of IPv6', '2001:db8:1:2:3:4:5:6', undefined, from('2001:db8:1:2::1')],
  ['a header of nobody we trust', '192.0.2.7', '198.51.100.1', '192.0.2.7'],
  ['a proxy that says whom it asks for', '10.0.0.1', '198.51.100.1', '198.51.100.1'],
  ['two proxies', '10.0.0.1', '198.51.100.1, 10.9.9.9', '198.51.100.1'],
  ['what was written before the proxy saw it', '10.0.0.1', '203.0.113.9, 198.51.100.1', '198.51.100.1'],
  ['a header in two parts', '10.0.0.1', ['203.0.113.9', '198.51.100.1'], '198.51.100.1'],
  ['a proxy of IPv6 inside IPv4', '::ffff:10.0.0.1', '198.51.100.1', '198.51.100.1'],
  ['a proxy that says nothing', '10.0.0.1', undefined, '10.0.0.1'],
  ['a proxy that says nonsense', '10.0.0.1', 'unknown', '10.0.0.1'],
  ['proxies only', '10.0.0.1', '10.0.0.2', '10.0.0.2'],
  ['no connection any more', undefined, '198.51.100.1', 'nowhere'],
])('where a request is from: %s', (_what, remote, passed, address) => {
  expect(from(remote, passed)).toBe(address)
})

it('is one network for each /64, and another for the next', () => {
  expect(from('2001:db8:1:2:ffff:4:5:6')).toBe(from('2001:db8:1:2::9'))
  expect(from('2001:db8:1:2::1')).not.toBe(from('2001:db8:1:3::1'))
})

it('believes nobody where nobody is trusted', () => {
  expect(from('10.0.0.1', '198.51.100.1', [])).toBe('10.0.0.1')
})
