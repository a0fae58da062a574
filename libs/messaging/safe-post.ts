/** One POST to an endpoint of somebody else's: to an address that was looked at, within a time, and no more read of the answer than is allowed. Redirects are not followed. */
import type { LookupAddress, LookupOptions } from 'node:dns'
import { lookup as resolveByTheSystem } from 'node:dns/promises'
import { Agent as HttpAgent, request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { rootCertificates } from 'node:tls'
import { checkedRules, endpointUrl, EndpointRefused, isAllowedAddress, type EndpointRules } from './safe-address.ts'

export interface PostingOptions {
  readonly rules: EndpointRules
  /** From the first byte to the last, names and handshakes included (Standard Webhooks 1.0: 15 to 30 s). */
  readonly timeoutMs?: number
  /** Certificates, PEM, that are trusted besides those of public authorities. */
  readonly ca?: readonly string[]
  /** All addresses of a name. */
  readonly resolve?: (hostname: string) => Promise<readonly LookupAddress[]>
}

export interface Answer {
  readonly status: number
  readonly retryAfter: string | undefined
  /** At most `ANSWER_BYTES_AT_MOST` of it. */
  readonly body: string
}

/** There was no answer: no connection, no trust, not in time, or not HTTP. `because` is for machines, such as ECONNREFUSED. */
export class NoAnswer extends Error {
  readonly because: string

  constructor(because: string, options?: ErrorOptions) {
    super(`no answer: ${because}`, options)
    this.because = because
  }
}

export const TIMEOUT_MS = 15_000
export const ANSWER_BYTES_AT_MOST = 4096
const HEADER_BYTES_AT_MOST = 8192
const IDLE_SOCKETS_AT_MOST = 32
const IDLE_MS = 4000

/** Connections are kept open between messages; each was made to an address that is allowed. */
export class SafePost {
  /** How long an answer is waited for. */
  readonly timeoutMs: number
  readonly #rules: EndpointRules
  readonly #resolve: (hostname: string) => Promise<readonly LookupAddress[]>
  readonly #http: HttpAgent
  readonly #https: HttpsAgent

  /** @throws RangeError for rules that are none */
  constructor({ rules, timeoutMs = TIMEOUT_MS, ca, resolve = allAddresses }: PostingOptions) {
    this.#rules = checkedRules(rules)
    this.timeoutMs = timeoutMs
    this.#resolve = resolve
    const kept = { keepAlive: true, maxFreeSockets: IDLE_SOCKETS_AT_MOST, timeout: Math.max(timeoutMs, IDLE_MS) }
    this.#http = new HttpAgent({ ...kept, lookup: this.#lookupFor('http:') })
    this.#https = new HttpsAgent({
      ...kept,
      lookup: this.#lookupFor('https:'),
      rejectUnauthorized: true,
      minVersion: 'TLSv1.2',
      ...(ca !== undefined && { ca: [...rootCertificates, ...ca] }),
    })
  }

  /**
   * @throws EndpointRefused before anything is connected to; NoAnswer. Both at once, and saying why: who tells others of it waits first (`silence.ts`).
   */
  async post(
    to: string,
    headers: Readonly<Record<string, string>>,
    body: string,
    { signal, withinMs = this.timeoutMs }: { readonly signal?: AbortSignal; readonly withinMs?: number } = {},
  ): Promise<Answer> {
    const url = endpointUrl(to, this.#rules)
    const timeLeft = AbortSignal.timeout(withinMs)
    const until = signal === undefined ? timeLeft : AbortSignal.any([timeLeft, signal])
    try {
      const first = this.#sent(url, headers, body, until)
      return await first.answer.catch((fault: unknown) => {
        // A kept connection that the other side had closed meanwhile says nothing of the other side.
        if (!first.request.reusedSocket || !['ECONNRESET', 'EPIPE'].includes(codeOf(fault))) throw fault
        return this.#sent(url, headers, body, until).answer
      })
    } catch (fault) {
      if (fault instanceof EndpointRefused || fault instanceof NoAnswer) throw fault
      if (timeLeft.aborted) throw new NoAnswer('TIMEOUT', { cause: fault })
      throw new NoAnswer(codeOf(fault), { cause: fault })
    }
  }

  /** Lets go of connections that wait for a next message; those in use end by themselves. */
  close(): void {
    this.#http.destroy()
    this.#https.destroy()
  }

  #sent(
    url: URL,
    headers: Readonly<Record<string, string>>,
    body: string,
    signal: AbortSignal,
  ): { readonly request: ClientRequest; readonly answer: Promise<Answer> } {
    const options = {
      method: 'POST',
      headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
      maxHeaderSize: HEADER_BYTES_AT_MOST,
      signal,
    }
    const request =
      url.protocol === 'https:'
        ? httpsRequest(url, { ...options, agent: this.#https })
        : httpRequest(url, { ...options, agent: this.#http })
    const answer = new Promise<Answer>((resolve, reject) => {
      let isAnswered = false
      const fail = (fault: Error) => {
        if (!isAnswered) reject(fault)
      }
      request.on('error', fail)
      request.on('close', () => {
        if (!isAnswered) reject(new NoAnswer('CLOSED'))
      })
      request.on('response', (response) => {
        isAnswered = true
        bodyOf(response).then((text) => {
          resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'], body: text })
        }, reject)
      })
    })
    request.end(body)
    return { request, answer }
  }

  /** What connects gets these addresses, and asks no name server again: an answer that changes in between changes nothing. */
  #lookupFor(protocol: string) {
    return (
      hostname: string,
      { all }: LookupOptions,
      found: (fault: Error | null, addresses: string | LookupAddress[], family?: number) => void,
    ): void => {
      this.#allowedAddresses(hostname, protocol).then(
        ([first, ...others]) => {
          if (all === true) found(null, [first, ...others])
          else found(null, first.address, first.family)
        },
        (fault: unknown) => {
          found(fault instanceof Error ? fault : new EndpointRefused('name-not-found', { cause: fault }), [])
        },
      )
    }
  }

  /** All must be allowed: a name with one foot in our network is not there by accident. */
  async #allowedAddresses(hostname: string, protocol: string): Promise<[LookupAddress, ...LookupAddress[]]> {
    const [first, ...others] = await this.#resolve(hostname).catch((cause: unknown) => {
      throw new EndpointRefused('name-not-found', { cause })
    })
    if (first === undefined) throw new EndpointRefused('name-not-found')
    for (const { address } of [first, ...others])
      if (!isAllowedAddress(address, this.#rules, protocol)) throw new EndpointRefused('address-not-allowed')
    return [first, ...others]
  }
}

const allAddresses = (hostname: string): Promise<LookupAddress[]> => resolveByTheSystem(hostname, { all: true })

/** As much of it as is allowed; of what has more, the connection is dropped. A status that came counts, whatever becomes of the rest. */
function bodyOf(response: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let bytes = 0
    const finish = () => {
      resolve(Buffer.concat(chunks).subarray(0, ANSWER_BYTES_AT_MOST).toString())
    }
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      bytes += chunk.length
      if (bytes > ANSWER_BYTES_AT_MOST) response.destroy()
    })
    response.on('error', finish)
    response.on('close', finish)
    response.on('end', finish)
  })
}

const codeOf = (fault: unknown): string =>
  typeof fault === 'object' && fault !== null && 'code' in fault && typeof fault.code === 'string'
    ? fault.code
    : 'UNKNOWN'
