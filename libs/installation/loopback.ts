/** What counts as "this machine itself": the only place where the development issuer may be reached. */
import { isIPv4 } from 'node:net'

const IPV4_INSIDE_IPV6 = '::ffff:'

/** Whether a name or address to bind to, or the host of a URL (IPv6 with or without brackets), is a loopback one. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, '$1')
  const address = name.startsWith(IPV4_INSIDE_IPV6) ? name.slice(IPV4_INSIDE_IPV6.length) : name
  return name === 'localhost' || name === '::1' || (isIPv4(address) && address.startsWith('127.'))
}

/** The parts of a request that tell where it came from; Fastify's request has them all. */
export interface Arrival {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly socket: { readonly remoteAddress?: string | undefined }
}

/** Headers that a proxy adds: behind one, the peer is the proxy and says nothing about who is asking. */
const PROXY_HEADERS = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip']

/**
 * Whether a request was made on this machine, by someone who meant it. The peer's address alone does not tell: a page
 * from elsewhere can make a browser here send requests (`Sec-Fetch-Site`), also under a name of its own that resolves
 * to 127.0.0.1 (DNS rebinding, so the `Host` header counts), and a proxy here passes on the requests of others.
 * @param ledHere whether another server of this machine may have led a browser here: to a page to be looked at, and never to what does something
 */
export function isFromThisMachine({ headers, socket }: Arrival, ledHere = false): boolean {
  const site = headers['sec-fetch-site']
  return (
    isLoopback(socket.remoteAddress ?? '') &&
    isLoopback(hostNameOf(headers['host'])) &&
    (site === undefined || site === 'same-origin' || site === 'none' || (ledHere && site === 'same-site')) &&
    !PROXY_HEADERS.some((name) => headers[name] !== undefined)
  )
}

/** The name in a Host header, without its port; empty when the header is missing or is not a host. */
function hostNameOf(host: Arrival['headers'][string]): string {
  if (typeof host !== 'string' || !/^[a-z0-9.:[\]-]{1,255}$/i.test(host)) return ''
  const url = URL.parse(`http://${host}`)
  return url?.hostname ?? ''
}
