/** What docs/partners.md tells partners to do, done: its receiver run as it stands, its commands giving what they show. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { signerWith } from '../libs/messaging/standard-webhooks.ts'
import { newKeyPair, newSymmetricKey } from '../libs/messaging/testing/keys.ts'
import { aHelpedFamily, type HelpedFamily } from './support/a-helped-family.ts'
import { allEvents, aPartner, DE_BRUG, until } from './support/partners.ts'
import { aTown, type Person, type Town } from './support/story.ts'

const page = readFileSync('docs/partners.md', 'utf8')
/** The code under a mark, and what is shown right below it. */
const under = (mark: string): readonly [code: string, shown: string] => {
  const [, code = '', shown = ''] =
    /```\w+\n(.*?)```\n(?:```text\n(.*?)```)?/s.exec(page.slice(page.indexOf(`<!-- ${mark} -->`))) ?? []
  return [code, shown]
}

const home = mkdtempSync(join(tmpdir(), 'samenspel-partner-'))
let town: Town
let family: HelpedFamily
let deBrug: Person
let receiver: ChildProcess
let url: string
let printed = ''

beforeAll(async () => {
  town = await aTown()
  family = await aHelpedFamily(town)
  deBrug = await aPartner(town, DE_BRUG)
  const port = await aFreePort()
  url = `http://127.0.0.1:${String(port)}/`
  symlinkSync(join(process.cwd(), 'node_modules'), join(home, 'node_modules'))
  writeFileSync(join(home, 'receiver.mjs'), under('receiver')[0].replace('8080', String(port)))
  receiver = spawn(process.execPath, ['receiver.mjs'], { cwd: home, stdio: ['ignore', 'pipe', 'inherit'] })
  receiver.stdout?.on('data', (chunk: Buffer) => {
    printed += chunk.toString()
  })
  await until(() => isListening(url))
}, 60_000)
afterAll(async () => {
  receiver.kill()
  await town.close()
  rmSync(home, { recursive: true, force: true })
})

describe('docs/partners.md', () => {
  it('has a receiver that is proved, takes what is signed with its secret, and nothing else', async () => {
    const brug = town.as(deBrug)
    const made = await brug.post('/subscriptions', { channel: 'webhook', endpoint: url })
    expect(made['delivering']).toBe('active')
    writeFileSync(join(home, 'secret.txt'), `${String(made['secret'])}\n`)
    const goal = {
      domain: 'youth',
      about: [family.child.id],
      lifeArea: 'work-and-education',
      words: 'Weer naar school',
    }
    await town.as(family.youthWorker).post(`/plans/${family.planId}/goals`, goal)
    await until(() => printed.includes('\n'))
    const event = (await allEvents(town, deBrug)).at(-1)
    expect(printed).toBe(`${String(event?.type)} ${family.planId} ${String(event?.dataref)}\n`)

    const body = JSON.stringify({ ...event, id: 'forged' })
    const headers = { ...signerWith([newSymmetricKey()])({ id: 'forged', atMs: Date.now(), body }) }
    expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(401)
  })

  it('verifies with the public key what was signed with its other half, and nothing else', async () => {
    const at = join(home, 'genuine.mjs')
    writeFileSync(at, under('with the public key')[0])
    const { isGenuine } = (await import(at)) as {
      readonly isGenuine: (headers: object, body: string, publicKey: string) => boolean
    }
    const { privateKey, publicKey } = newKeyPair()
    const [body, atMs] = ['{"test": 1}', Date.now()]
    const keys = [newSymmetricKey(), privateKey]
    const headers = signerWith(keys)({ id: 'one', atMs, body })
    expect(isGenuine(headers, body, publicKey)).toBe(true)
    expect(isGenuine(headers, `${body} `, publicKey)).toBe(false)
    expect(isGenuine(headers, body, newKeyPair().publicKey)).toBe(false)
    const old = signerWith(keys)({ id: 'one', atMs: atMs - 600_000, body })
    expect(isGenuine(old, body, publicKey)).toBe(false)
  })

  it('verifies by hand what the reference libraries publish', () => {
    const [commands, shown] = under('by hand')
    expect(execFileSync('bash', ['-euo', 'pipefail', '-c', commands], { encoding: 'utf8' })).toBe(shown)
    expect(shown).not.toBe('')
  })
})

function aFreePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : 0)
      })
    })
  })
}

const isListening = (at: string): Promise<boolean> =>
  fetch(at, { method: 'POST', body: '{"type":"nl.samenspel.endpoint-challenge.v1","challenge":""}' }).then(
    () => true,
    () => false,
  )
