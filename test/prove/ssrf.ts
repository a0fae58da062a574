/** Endpoints that lead into our own network, in every way there is to write them, or to get there later: none is connected to. A trial is a message that is sent to one. */
import { channel } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'
import ipaddr from 'ipaddr.js'
import { EndpointRefused } from '../../libs/messaging/safe-address.ts'
import { NoAnswer, SafePost } from '../../libs/messaging/safe-post.ts'
import { answering, ownCertificate, receiver, type Receiver } from '../../libs/messaging/testing/receiver.ts'
import { addressed, REFUSED_NAMES, REFUSED_URLS } from '../../libs/messaging/testing/refused-endpoints.ts'
import { progress, type Asked, type Proof } from './proof.ts'

const TIMEOUT_MS = 2_000
/** Of this machine too, and allowed: a partner whose endpoint turns out to be something else. */
const OUTSIDE = '127.0.0.2'
const REDIRECTS = [301, 302, 303, 307, 308]

interface Case {
  readonly url: string
  readonly addresses?: readonly string[]
}

export async function proveSsrf({ trials, planted, say }: Asked): Promise<Proof> {
  const certificate = await ownCertificate()
  const inside = await receiver({ host: '::', certificate })
  const outside = await receiver({ host: OUTSIDE, certificate, answer: answering(307, { location: inside.url }) })
  const cases = casesAt(inside.port).filter((one) => !planted || leadsHere(one))
  const tried = attempts(outside.port)
  const putBack = planted ? withoutTheCheck() : () => undefined
  say(`${String(trials)} messages, to ${String(cases.length)} endpoints in turn, with redirects and names that move`)
  const done = progress(trials, say)
  let sent = 0
  try {
    for (; sent < trials; sent += 1) {
      const one = cases[sent % cases.length]
      if (one !== undefined) await sendTo(one, inside.port, certificate.cert)
      if (sent % cases.length === 0) await redirectedAndMoved(sent, inside, outside, certificate.cert)
      done()
    }
  } finally {
    putBack()
    tried.stop()
    await inside.close()
    await outside.close()
  }
  return {
    promise: 'no endpoint that leads into our own network is connected to',
    trials: sent,
    failures: Math.max(tried.count(), inside.connections()),
    details: { endpoints: cases.length, connections: inside.connections(), attempts: tried.count() },
  }
}

const casesAt = (port: number): readonly Case[] => [
  ...Object.values(REFUSED_URLS)
    .flat()
    .map((url) => ({ url: url.replace('PORT', String(port)) })),
  ...Object.entries(REFUSED_NAMES).map(([name, addresses]) => ({ url: `https://${name}:${String(port)}/`, addresses })),
  ...['localhost', 'LOCALHOST', 'localhost.', 'a.localhost'].map((name) => ({
    url: `https://${name}:${String(port)}/`,
  })),
]

async function sendTo({ url, addresses }: Case, port: number, ca: string): Promise<void> {
  const resolve = addresses && (() => Promise.resolve(addressed(addresses)))
  const post = new SafePost({
    rules: { morePorts: [port] },
    timeoutMs: TIMEOUT_MS,
    ca: [ca],
    ...(resolve && { resolve }),
  })
  await outcomeOf(post, url)
  post.close()
}

/** An endpoint that is allowed answers that it is elsewhere; then its name does. */
async function redirectedAndMoved(turn: number, inside: Receiver, outside: Receiver, ca: string): Promise<void> {
  const rules = { morePorts: [inside.port, outside.port], allowedRanges: [`${OUTSIDE}/32`] }
  let address = OUTSIDE
  const resolve = () => Promise.resolve(addressed([address]))
  const post = new SafePost({ rules, timeoutMs: TIMEOUT_MS, ca: [ca], resolve })
  outside.answer = answering(REDIRECTS[turn % REDIRECTS.length] ?? 307, { location: inside.url })
  await outcomeOf(post, `https://receiver.test:${String(outside.port)}/`)
  post.close()
  address = '127.0.0.1'
  await outcomeOf(post, `https://receiver.test:${String(inside.port)}/`)
  post.close()
}

/** What is thrown otherwise is no answer to a message, and ends the proof. */
async function outcomeOf(post: SafePost, url: string): Promise<void> {
  try {
    await post.post(url, {}, '{}')
  } catch (fault) {
    if (!(fault instanceof EndpointRefused || fault instanceof NoAnswer)) throw fault
  }
}

/** Every attempt of this process to connect anywhere, as Node announces them, but to the port that is allowed. */
function attempts(allowedPort: number) {
  const sockets = channel('net.client.socket')
  let count = 0
  const watched = (message: unknown) => {
    const { socket } = message as { readonly socket: Socket }
    socket.on('connectionAttempt', (_address: string, port: number) => {
      if (port !== allowedPort) count += 1
    })
  }
  sockets.subscribe(watched)
  const stop = () => {
    sockets.unsubscribe(watched)
  }
  return { count: () => count, stop }
}

/** With the check off a message does go out, so only those that stay on this machine are tried. */
function leadsHere({ url, addresses }: Case): boolean {
  const host = URL.parse(url)?.hostname.replace(/^\[|\]$/g, '') ?? ''
  const all = addresses ?? [host.endsWith('localhost') ? '127.0.0.1' : host]
  return all.every((one) => ipaddr.isValid(one) && ['loopback', 'unspecified'].includes(ipaddr.process(one).range()))
}

/** The planted fault: every address is taken for a public one. @returns what puts the check back */
function withoutTheCheck(): () => void {
  const kinds = [ipaddr.IPv4.prototype, ipaddr.IPv6.prototype]
  const were = kinds.map((kind) => [Reflect.get(kind, 'range'), Reflect.get(kind, 'match')] as const)
  for (const kind of kinds) {
    kind.range = () => 'unicast'
    kind.match = () => true
  }
  return () => {
    kinds.forEach((kind, at) => {
      const [range, match] = were[at] ?? []
      if (range !== undefined) kind.range = range
      if (match !== undefined) kind.match = match
    })
  }
}
