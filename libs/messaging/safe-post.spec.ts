import { AsyncLocalStorage } from 'node:async_hooks'
import { channel } from 'node:diagnostics_channel'
import { createServer, type Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { EndpointRefused, type EndpointRules } from './safe-address.ts'
import { ANSWER_BYTES_AT_MOST, NoAnswer, SafePost, type PostingOptions } from './safe-post.ts'
import { answering, ownCertificate, receiver, type Certificate, type Receiver } from './testing/receiver.ts'
import { addressed, REFUSED_NAMES, REFUSED_URLS } from './testing/refused-endpoints.ts'

/** Every attempt to connect anywhere that follows from a post here, as Node announces them: `address:port`. Another spec's client may still be trying in this process. */
const attempts: string[] = []
const posts = new AsyncLocalStorage<'ours'>()
const watched = ({ socket }: { socket: Socket }) => {
  if (posts.getStore() === undefined) return
  socket.on('connectionAttempt', (address: string, port: number) => attempts.push(`${address}:${String(port)}`))
}
const sockets = channel('net.client.socket')

let certificate: Certificate
const open: { close(): unknown }[] = []
beforeAll(async () => {
  sockets.subscribe(watched as (message: unknown) => void)
  certificate = await ownCertificate()
})
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
  attempts.length = 0
})
afterAll(() => {
  sockets.unsubscribe(watched as (message: unknown) => void)
})

const posting = (options: PostingOptions): SafePost => {
  const post = new SafePost(options)
  open.push(post)
  return post
}
const listening = async (options: Parameters<typeof receiver>[0] = {}): Promise<Receiver> => {
  const one = await receiver(options)
  open.push(one)
  return one
}
const outcomeOf = async (post: SafePost, url: string): Promise<string> => {
  try {
    return await posts.run('ours', async () => String((await post.post(url, {}, '{}')).status))
  } catch (fault) {
    if (fault instanceof EndpointRefused || fault instanceof NoAnswer) return fault.because
    throw fault
  }
}

describe('an endpoint that leads into our own network', () => {
  it(`is not connected to, in any of the ways to write it`, async () => {
    const everywhere = await listening({ host: '::', certificate })
    const rules = { morePorts: [everywhere.port] }
    const strict = posting({
      rules,
      timeoutMs: 2000,
      resolve: (name) => Promise.resolve(addressed(REFUSED_NAMES[name] ?? [])),
    })
    const expected = [
      ...Object.entries(REFUSED_URLS).flatMap(([because, urls]) => urls.map((url) => [url, because])),
      ...Object.keys(REFUSED_NAMES).map((name) => [`https://${name}:PORT/`, 'address-not-allowed']),
      ['https://nobody.test:PORT/', 'name-not-found'],
    ] as const
    const outcomes: [string, string][] = []
    for (const [url] of expected)
      outcomes.push([url, await outcomeOf(strict, url.replace('PORT', String(everywhere.port)))])
    expect(outcomes).toEqual(expected)
    expect(outcomes.length).toBeGreaterThanOrEqual(60)
    expect({ attempts, connections: everywhere.connections() }).toEqual({ attempts: [], connections: 0 })

    // What counts the attempts does count them.
    const lenient = posting({ rules: { ...rules, allowedRanges: ['127.0.0.0/8'] }, ca: [certificate.cert] })
    expect(await outcomeOf(lenient, `https://127.0.0.1:${String(everywhere.port)}/`)).toBe('204')
    expect({ attempts, connections: everywhere.connections() }).toEqual({
      attempts: [`127.0.0.1:${String(everywhere.port)}`],
      connections: 1,
    })
  })

  it('is not connected to by the names that this machine gives itself', async () => {
    const here = await listening({ certificate })
    const strict = posting({ rules: { morePorts: [here.port] } })
    for (const name of ['localhost', 'LOCALHOST', 'localhost.', 'a.localhost'])
      expect(['address-not-allowed', 'name-not-found']).toContain(
        await outcomeOf(strict, `https://${name}:${String(here.port)}/`),
      )
    expect({ attempts, connections: here.connections() }).toEqual({ attempts: [], connections: 0 })
  })

  it('is not reached by a name that resolves to another address the second time', async () => {
    const allowed = await listening({ host: '127.0.0.2', certificate })
    const inside = await listening({ host: '127.0.0.1', port: allowed.port, certificate })
    let asked = 0
    const post = posting({
      rules: { morePorts: [allowed.port], allowedRanges: ['127.0.0.2/32'] },
      ca: [certificate.cert],
      resolve: () => Promise.resolve(addressed([asked++ === 0 ? '127.0.0.2' : '127.0.0.1'])),
    })
    const url = `https://receiver.test:${String(allowed.port)}/`
    expect(await outcomeOf(post, url)).toBe('204')
    expect({ asked, attempts }).toEqual({ asked: 1, attempts: [`127.0.0.2:${String(allowed.port)}`] })
    await allowed.close()
    expect(await outcomeOf(post, url)).toBe('address-not-allowed')
    expect({ inside: inside.connections(), attempts: attempts.length }).toEqual({ inside: 0, attempts: 1 })
  })

  it('is not reached by a redirect', async () => {
    const inside = await listening({ certificate })
    const outside = await listening({ host: '127.0.0.2', certificate })
    const post = posting({
      rules: { morePorts: [inside.port, outside.port], allowedRanges: ['127.0.0.2/32'] },
      ca: [certificate.cert],
    })
    for (const status of [301, 302, 303, 307, 308]) {
      outside.answer = answering(status, { location: inside.url })
      expect(await outcomeOf(post, outside.url)).toBe(String(status))
    }
    expect(inside.connections()).toBe(0)
  })

  it('stays closed where it is metadata, whatever is configured, and by http wherever it is not this machine', async () => {
    const rules: EndpointRules = { allowsLoopback: true, allowedRanges: ['0.0.0.0/0', '::/0'] }
    const post = posting({ rules, resolve: () => Promise.resolve(addressed(['10.1.2.3'])) })
    for (const host of ['169.254.169.254', '[fd00:ec2::254]', '168.63.129.16', '100.100.100.200'])
      expect(await outcomeOf(post, `https://${host}/`)).toBe('address-not-allowed')
    for (const url of ['http://10.1.2.3/', 'http://93.184.215.14/', 'http://named.test/'])
      expect(await outcomeOf(post, url)).toBe('address-not-allowed')
    expect(attempts).toEqual([])
    expect(() => new SafePost({ rules: { allowedRanges: ['10.0.0.0'] } })).toThrow(RangeError)
  })
})

describe('an endpoint that is allowed', () => {
  const rules: EndpointRules = { allowsLoopback: true }

  it('gets what is sent, over a connection that is kept', async () => {
    const partner = await listening({ certificate })
    const post = posting({ rules, ca: [certificate.cert] })
    for (const n of [1, 2, 3]) await post.post(`${partner.url}?a=1`, { 'x-number': String(n) }, `{"n":"é${String(n)}"}`)
    expect(partner.received.map(({ path, headers, body }) => [path, headers['x-number'], body])).toEqual([
      ['/hooks?a=1', '1', '{"n":"é1"}'],
      ['/hooks?a=1', '2', '{"n":"é2"}'],
      ['/hooks?a=1', '3', '{"n":"é3"}'],
    ])
    expect(partner.connections()).toBe(1)
  })

  it('must show a certificate of an authority that is trusted', async () => {
    const partner = await listening({ certificate })
    expect(await outcomeOf(posting({ rules }), partner.url)).toBe('DEPTH_ZERO_SELF_SIGNED_CERT')
    const other = posting({ rules, ca: [(await ownCertificate()).cert] })
    expect(await outcomeOf(other, partner.url)).not.toBe('204')
    const misnamed = posting({
      rules,
      ca: [certificate.cert],
      resolve: () => Promise.resolve(addressed(['127.0.0.1'])),
    })
    expect(await outcomeOf(misnamed, `https://other.test:${String(partner.port)}/`)).toBe(
      'ERR_TLS_CERT_ALTNAME_INVALID',
    )
    expect(partner.received).toEqual([])
  })

  it('has a time to answer in, however it fills it', async () => {
    const DRIPS = 500
    const silent = await listening({ answer: () => undefined })
    let drips = 0
    const dripping = await listening({
      answer: (_, response) => {
        const drip = setInterval(() => {
          // Whoever waited for as long as something comes would have an answer in the end.
          if ((drips += 1) < DRIPS) response.writeProcessing()
          else response.writeHead(204).end()
        }, 20)
        response.on('close', () => {
          clearInterval(drip)
        })
      },
    })
    const deaf = createServer((socket) => open.push({ close: () => socket.destroy() }))
    await new Promise<void>((resolve) => deaf.listen(0, '127.0.0.1', resolve))
    open.push({ close: () => deaf.close() })
    const post = posting({ rules, timeoutMs: 200 })
    const { port } = deaf.address() as { port: number }
    for (const url of [silent.url, dripping.url, `https://127.0.0.1:${String(port)}/`]) {
      expect(await outcomeOf(post, url)).toBe('TIMEOUT')
    }
    expect(drips).toBeLessThan(DRIPS)
  })

  it('answers as much as it likes: no more is read than is allowed', async () => {
    let written = 0
    const talking = await listening({
      answer: (_, response) => {
        response.writeHead(200)
        const chunk = Buffer.alloc(65_536, 'a')
        const more = () => {
          do written += chunk.length
          while (!response.destroyed && response.write(chunk))
        }
        response.on('drain', more)
        more()
      },
    })
    const { status, body } = await posting({ rules }).post(talking.url, {}, '{}')
    expect({ status, bytes: body.length }).toEqual({ status: 200, bytes: ANSWER_BYTES_AT_MOST })
    expect(written).toBeLessThan(20_000_000)
  })

  it('counts by its status, though the rest of its answer never comes', async () => {
    const stalling = await listening({
      answer: (_, response) => {
        response.writeHead(200, { 'content-length': '10' }).write('a')
      },
    })
    expect((await posting({ rules, timeoutMs: 200 }).post(stalling.url, {}, '{}')).status).toBe(200)
  })

  it('that says no HTTP, too many headers, or nothing, gave no answer', async () => {
    const saying = async (text: string) => {
      const server = createServer((socket) => {
        socket.on('error', () => undefined)
        socket.once('data', () => socket.end(text))
      })
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      open.push({ close: () => server.close() })
      return `http://127.0.0.1:${String((server.address() as { port: number }).port)}/`
    }
    const post = posting({ rules, timeoutMs: 2000 })
    expect(await outcomeOf(post, await saying('SSH-2.0-OpenSSH\r\n'))).toMatch(/^HPE_/)
    expect(await outcomeOf(post, await saying(`HTTP/1.1 200 OK\r\nx: ${'a'.repeat(9000)}\r\n\r\n`))).toBe(
      'HPE_HEADER_OVERFLOW',
    )
    expect(
      await outcomeOf(
        post,
        await saying('HTTP/1.1 101 Switching Protocols\r\nupgrade: a\r\nconnection: upgrade\r\n\r\n'),
      ),
    ).toMatch(/^(ECONNRESET|CLOSED)$/)
    expect(await outcomeOf(post, await saying(''))).toBe('ECONNRESET')
    expect(await outcomeOf(post, 'http://127.0.0.1:1/')).toBe('ECONNREFUSED')
  })

  it('is tried once more at once where only the kept connection was gone', async () => {
    let requests = 0
    const forgetful = await listening({
      answer: (_, response) => {
        requests++
        if (requests === 2) response.socket?.destroy()
        else response.writeHead(204).end()
      },
    })
    const post = posting({ rules })
    expect(await outcomeOf(post, forgetful.url)).toBe('204')
    expect(await outcomeOf(post, forgetful.url)).toBe('204')
    expect({ requests, connections: forgetful.connections() }).toEqual({ requests: 3, connections: 2 })
  })
})
