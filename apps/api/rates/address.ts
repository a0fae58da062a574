/** From which address a request comes: of its connection, or where that is a proxy we trust, what it says of whom it asks for. */
import type { FastifyRequest } from 'fastify'
import ipaddr from 'ipaddr.js'

export type Range = ReturnType<typeof ipaddr.parseCIDR>
type Arrival = Pick<FastifyRequest, 'headers' | 'socket'>

const NOWHERE = 'nowhere'
/** What one household or office has of IPv6. */
const NETWORK_PARTS = 4

/** @param trusted proxies whose `X-Forwarded-For` is believed; of all others anyone can write it */
export function addressOf({ headers, socket }: Arrival, trusted: readonly Range[]): string {
  const said = headers['x-forwarded-for']
  const passed = (Array.isArray(said) ? said.join(',') : (said ?? '')).split(',').map((text) => text.trim())
  // The last is from who asked the proxy nearest to us.
  let text = socket.remoteAddress ?? ''
  for (let from = text; isTrusted(from, trusted);) {
    from = passed.pop() ?? ''
    if (!ipaddr.isValid(from)) break
    text = from
  }
  return networkOf(text)
}

function isTrusted(text: string, trusted: readonly Range[]): boolean {
  if (trusted.length === 0 || !ipaddr.isValid(text)) return false
  const address = ipaddr.process(text)
  return trusted.some(([range, bits]) => address.kind() === range.kind() && address.match([range, bits] as never))
}

/** One address of IPv4, or the /64 of one of IPv6: who has one of those has them all. */
function networkOf(text: string): string {
  if (!ipaddr.isValid(text)) return NOWHERE
  const address = ipaddr.process(text)
  return address instanceof ipaddr.IPv6 ? address.parts.slice(0, NETWORK_PARTS).join(':') : address.toString()
}
