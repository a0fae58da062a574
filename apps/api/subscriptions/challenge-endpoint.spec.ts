/** Whoever registers an endpoint learns what their own endpoint answered, and nothing of where we could not go: not by words, and not by the time it takes. */
import { createServer } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { SafePost } from '../../../libs/messaging/safe-post.ts'
import { answering, ownCertificate, receiver, type Receiver } from '../../../libs/messaging/testing/receiver.ts'
import { addressed, REFUSED_NAMES } from '../../../libs/messaging/testing/refused-endpoints.ts'
import { aTownHere, type TownHere } from '../../../test/support/town-here.ts'
import { CHALLENGE_WITHIN_MS, challenged } from './challenge-endpoint.ts'

const NAMES: Readonly<Record<string, readonly string[]>> = { ...REFUSED_NAMES, 'here.test': ['127.0.0.1'] }
/** Timers are late on a busy machine, never early. */
const LATE_AT_MOST_MS = 1_500

let town: TownHere
const open: { close(): unknown }[] = []
beforeAll(async () => {
  town = await aTownHere()
})
afterAll(() => town.close())
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

const kept = <One extends { close(): unknown }>(one: One): One => {
  open.push(one)
  return one
}

async function listening(said: string | undefined): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    if (said !== undefined) socket.once('data', () => socket.end(said))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  kept({ close: () => server.close() })
  return `http://127.0.0.1:${String((server.address() as { readonly port: number }).port)}/`
}

async function asked(post: SafePost, url: string) {
  const began = performance.now()
  let isLate = false
  // Set at the same time in the same process: a busy machine holds up both.
  const late = setTimeout(() => (isLate = true), CHALLENGE_WITHIN_MS + LATE_AT_MOST_MS)
  const answer = await challenged({ ...town.system, post }, 'subscription', url, { version: 1 })
  clearTimeout(late)
  return { url, answer, isLate, tookMs: performance.now() - began }
}

describe('an endpoint that cannot be reached', () => {
  it('is told of alike, and as late, whatever the reason is', async () => {
    const certificate = await ownCertificate()
    const untrusted: Receiver = kept(await receiver({ certificate }))
    const silent = kept(await receiver({ answer: () => undefined }))
    const strict = kept(
      new SafePost({
        rules: { morePorts: [untrusted.port], allowedRanges: ['127.0.0.1/32'] },
        resolve: (name) => {
          const addresses = NAMES[name]
          return addresses === undefined
            ? Promise.reject(new Error('ENOTFOUND'))
            : Promise.resolve(addressed(addresses))
        },
      }),
    )
    const lenient = kept(new SafePost({ rules: { allowsLoopback: true } }))
    const [notHttp, hangingUp] = await Promise.all([listening('SSH-2.0-OpenSSH\r\n'), listening('')])
    const port = String(untrusted.port)
    const all = await Promise.all([
      ...Object.keys(NAMES).map((name) => asked(strict, `https://${name}:${port}/`)),
      asked(strict, `https://nobody.test:${port}/`),
      asked(strict, 'https://here.test/'),
      asked(lenient, 'http://127.0.0.1:1/'),
      asked(lenient, untrusted.url),
      asked(lenient, notHttp),
      asked(lenient, hangingUp),
      asked(lenient, silent.url),
    ])
    for (const { url, answer, isLate, tookMs } of all) {
      expect({ url, answer }).toEqual({ url, answer: { answered: false, because: 'no-answer' } })
      expect(tookMs).toBeGreaterThanOrEqual(CHALLENGE_WITHIN_MS)
      expect(isLate).toBe(false)
    }
  }, 30_000)

  it('that did answer is told what it answered, at once', async () => {
    const endpoint = kept(await receiver())
    const post = kept(new SafePost({ rules: { allowsLoopback: true } }))
    for (const [status, because] of [
      [200, 'other-words'],
      [302, 'status-302'],
      [404, 'status-404'],
      [500, 'status-500'],
    ] as const) {
      endpoint.answer = answering(status, { location: endpoint.url })
      const { answer, tookMs } = await asked(post, endpoint.url)
      expect(answer).toEqual({ answered: false, because })
      expect(tookMs).toBeLessThan(CHALLENGE_WITHIN_MS)
    }
  })
})
