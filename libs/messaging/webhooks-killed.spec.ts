import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { until } from '../event-store/testing/events.ts'
import { openSqliteWebhookDeliveries } from './sqlite-webhook-deliveries.ts'
import { newSymmetricKey } from './testing/keys.ts'
import { receiver, type Receiver } from './testing/receiver.ts'

const EVENTS = 200
const SUBJECTS = 10
const KILLS = 8

const directory = mkdtempSync(join(tmpdir(), 'samenspel-webhooks-killed-'))
const file = join(directory, 'webhooks.sqlite')
let child: ChildProcess | undefined
let partner: Receiver | undefined
afterAll(async () => {
  child?.kill('SIGKILL')
  await partner?.close()
  rmSync(directory, { recursive: true, force: true })
})

const key = newSymmetricKey()
const started = (url: string): ChildProcess =>
  spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      join(import.meta.dirname, 'testing/delivering-process.ts'),
      ...[file, url, key, String(EVENTS), String(SUBJECTS)],
    ],
    { stdio: 'inherit' },
  )
const killed = (one: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    one.once('exit', () => {
      resolve()
    })
    one.kill('SIGKILL')
  })

describe('a process that delivers by webhook and is killed', () => {
  it(`loses none of ${String(EVENTS)} events in ${String(KILLS)} kills, and keeps the order of every plan`, async () => {
    // Slow enough to be killed with messages under way, in each state: unsent, sent, taken and not yet noted.
    partner = await receiver({
      answer: (_, response) => {
        setTimeout(() => response.writeHead(204).end(), 4)
      },
    })
    const { received, url } = partner
    for (let kills = 0; kills < KILLS; kills++) {
      child = started(url)
      const enough = received.length + 12 + kills
      await until('some more came', () => received.length >= enough, 20_000)
      await killed(child)
    }
    child = started(url)
    const distinct = () => new Set(received.map(({ headers }) => headers['webhook-id'])).size
    await until('all came', () => distinct() === EVENTS, 30_000)
    await killed(child)

    for (let subject = 0; subject < SUBJECTS; subject++) {
      const ofSubject = received
        .map(({ body }) => JSON.parse(body) as { event: string; subject: string })
        .filter((one) => one.subject === `plan-${String(subject)}`)
        .map(({ event }) => Number(event.split('-')[1]))
      const first = ofSubject.filter((number, at) => ofSubject.indexOf(number) === at)
      expect(first).toEqual(Array.from({ length: EVENTS / SUBJECTS }, (_, at) => at * SUBJECTS + subject))
      // What came again is what was under way, so it is never older than the last that came.
      ofSubject.forEach((number, at) => {
        expect(number).toBeGreaterThanOrEqual(Math.max(...ofSubject.slice(0, at + 1)))
      })
    }
    for (const { headers, body } of received)
      expect((JSON.parse(body) as { event: string }).event).toBe(headers['webhook-id'])
    // At most those under way at each kill came again.
    expect(received.length - EVENTS).toBeLessThanOrEqual((KILLS + 1) * 8)

    const deliveries = await openSqliteWebhookDeliveries(file)
    expect(await deliveries.stateOf('endpoint')).toMatchObject({ reached: '0000000000000200', deadLetters: 0 })
    await deliveries.close()
  }, 120_000)
})
