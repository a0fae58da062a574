/** Where messages may go: no URL and no address that leads into our own network (server-side request forgery, OWASP). Connecting is not here. */
import ipaddr from 'ipaddr.js'

export interface EndpointRules {
  /** Besides 443. */
  readonly morePorts?: readonly number[]
  /** CIDR ranges that are allowed though they are not public: partners on a shared government network. */
  readonly allowedRanges?: readonly string[]
  /** For development: endpoints on this machine, by http or https, at any port. */
  readonly allowsLoopback?: boolean
}

export type NotAllowed =
  | 'not-a-url'
  | 'not-https'
  | 'credentials-in-url'
  | 'fragment-in-url'
  | 'port-not-allowed'
  | 'address-not-allowed'
  | 'name-not-found'

/** The endpoint is one that we do not connect to. */
export class EndpointRefused extends Error {
  readonly because: NotAllowed

  constructor(because: NotAllowed, options?: ErrorOptions) {
    super(`the endpoint is refused: ${because}`, options)
    this.because = because
  }
}

export const URL_LENGTH_AT_MOST = 2048
const HTTPS_PORT = 443

/** IANA: what is given out of IPv6 as global unicast. What ipaddr.js knows no name for outside it is not public either. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3')

/** Instance metadata and wire servers of cloud providers (AWS, Azure, Google, Alibaba, Oracle); no configuration opens these. */
const METADATA = [
  '169.254.169.254',
  '169.254.170.2',
  '169.254.170.23',
  '168.63.129.16',
  '100.100.100.200',
  '192.0.0.192',
  'fd00:ec2::254',
  'fd00:ec2::23',
  'fd20:ce::254',
].map((address) => ipaddr.parse(address).toNormalizedString())

/**
 * The URL of an endpoint, as it will be connected to: numbers for a host in decimal, octal or hex become the address they mean (WHATWG URL §4.5).
 * A name is judged when it is connected to, by its addresses at that moment.
 * @throws EndpointRefused
 */
export function endpointUrl(text: string, rules: EndpointRules): URL {
  const url = text.length > URL_LENGTH_AT_MOST ? null : URL.parse(text)
  if (url === null) throw new EndpointRefused('not-a-url')
  const isHttpAllowed = url.protocol === 'http:' && rules.allowsLoopback === true
  if (url.protocol !== 'https:' && !isHttpAllowed) throw new EndpointRefused('not-https')
  if (url.username !== '' || url.password !== '') throw new EndpointRefused('credentials-in-url')
  if (url.hash !== '') throw new EndpointRefused('fragment-in-url')
  if (!isPortAllowed(url, rules)) throw new EndpointRefused('port-not-allowed')
  const address = addressIn(url)
  if (address !== undefined && !isAllowedAddress(address, rules, url.protocol))
    throw new EndpointRefused('address-not-allowed')
  return url
}

/** Whether to connect to an address, however it was come by. @param protocol by `http:` only to this machine */
export function isAllowedAddress(address: string, rules: EndpointRules, protocol: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.parse(address)
  const range = parsed.range()
  if (range === 'loopback' && rules.allowsLoopback === true) return true
  if (protocol !== 'https:' || METADATA.includes(parsed.toNormalizedString())) return false
  if (rules.allowedRanges?.some((one) => isIn(parsed, ipaddr.parseCIDR(one))) === true) return true
  return range === 'unicast' && (parsed.kind() === 'ipv4' || isIn(parsed, GLOBAL_UNICAST))
}

/** @throws RangeError for a range that is none: at start, not at the first delivery */
export function checkedRules(rules: EndpointRules): EndpointRules {
  for (const range of rules.allowedRanges ?? [])
    if (!ipaddr.isValidCIDR(range)) throw new RangeError(`${range} is not a range such as 10.0.0.0/8`)
  return rules
}

/** The address that stands in the URL itself; undefined for a name. */
function addressIn({ hostname }: URL): string | undefined {
  const host = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname
  return ipaddr.isValid(host) ? host : undefined
}

function isPortAllowed({ port, protocol }: URL, { morePorts = [], allowsLoopback }: EndpointRules): boolean {
  if (allowsLoopback === true) return true
  const number = port === '' ? HTTPS_PORT : Number(port)
  return protocol === 'https:' && (number === HTTPS_PORT || morePorts.includes(number))
}

const isIn = (
  address: ipaddr.IPv4 | ipaddr.IPv6,
  [network, bits]: readonly [ipaddr.IPv4 | ipaddr.IPv6, number],
): boolean => address.kind() === network.kind() && address.match(network, bits)
