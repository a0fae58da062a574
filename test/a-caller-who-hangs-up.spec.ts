/** Callers go away at any moment: it is no fault of the API, stands in no log, and keeps nothing from anyone else. */
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { startApi, tokenFor, type ApiProcess } from './support/api-process.ts'
import { DE_BRUG, until } from './support/partners.ts'

let dataDir: string
let api: ApiProcess
let coordinator: string
let partner: string

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'samenspel-hang-up-'))
  api = await startApi(dataDir)
  coordinator = await tokenFor(dataDir, 'coordinator')
  partner = await tokenFor(dataDir, 'partner', DE_BRUG)
}, 60_000)
afterAll(async () => {
  await api[Symbol.asyncDispose]()
  rmSync(dataDir, { recursive: true })
})

const OPENED = JSON.stringify({ lifeAreas: ['finances'], reportedBy: 'family' })

/** Sends this, waits for an answer to have begun where one is awaited, and is gone: with a reset, or by closing. */
function leave(head: string, body: string, { hears, resets }: { hears: boolean; resets: boolean }): Promise<void> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(api.url)
    const go = () => (resets ? socket.resetAndDestroy() : socket.destroy())
    const socket = connect(Number(port), '127.0.0.1', () => {
      socket.write(`${head}\r\nHost: 127.0.0.1\r\n\r\n${body}`, () => {
        if (!hears) setImmediate(go)
      })
    })
    socket.once('data', go)
    socket.on('error', reject).on('close', () => {
      resolve()
    })
  })
}

const heading = (line: string, token: string, activity: string, ...more: readonly string[]) =>
  [`${line} HTTP/1.1`, `Authorization: Bearer ${token}`, `Processing-Activity: ${activity}`, ...more].join('\r\n')
const JSON_TYPE = 'Content-Type: application/json'

it('is no error in the log, whenever they go', async () => {
  const coordinating = (line: string, ...more: readonly string[]) =>
    heading(line, coordinator, 'plan-coordination', ...more)
  const asPartner = (line: string, ...more: readonly string[]) => heading(line, partner, 'partner-information', ...more)
  const length = (bytes: number) => `Content-Length: ${String(bytes)}`
  const begun = { hears: true }
  const atOnce = { hears: false }
  const ways = [
    [coordinating('POST /v1/plans', JSON_TYPE, length(100)), OPENED.slice(0, 5), atOnce],
    [coordinating('POST /v1/plans', JSON_TYPE, 'Transfer-Encoding: chunked'), '5\r\n{"lif\r\n', atOnce],
    [coordinating('POST /v1/plans', JSON_TYPE, length(OPENED.length)), OPENED, atOnce],
    [coordinating('POST /v1/plans', JSON_TYPE, length(OPENED.length)), OPENED, begun],
    [coordinating('GET /v1/plans'), '', atOnce],
    [coordinating('GET /v1/openapi.json'), '', begun],
    [asPartner('GET /v1/events', 'Accept: text/event-stream'), '', begun],
    [asPartner('GET /v1/events', 'Accept: text/event-stream'), '', atOnce],
    [asPartner('GET /v1/events?waitSeconds=30'), '', atOnce],
    ['GET /v1/plans HTTP/1.1\r\nAuthor', '', atOnce],
    ['', '', atOnce],
  ] as const
  for (let times = 0; times < 5; times += 1)
    for (const [head, body, { hears }] of ways)
      for (const resets of [true, false]) await leave(head, body, { hears, resets })

  // Whatever was begun for them is through, and the places of the organisation are free again.
  const waits = { authorization: `Bearer ${partner}`, 'processing-activity': 'partner-information' }
  await until(async () => (await fetch(`${api.url}/v1/events`, { headers: waits })).status === 200)
  api.signal('SIGTERM')
  expect(await api.ended).toBe(0)
  const lines = api
    .stderr()
    .split('\n')
    .filter((line) => line.startsWith('{'))
  expect(lines).toEqual([])
}, 60_000)
