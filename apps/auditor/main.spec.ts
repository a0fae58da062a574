import assert from 'node:assert/strict'
import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aHelpedFamily, type HelpedFamily } from '../../test/support/a-helped-family.ts'
import { OWN_ENVIRONMENT } from '../../test/support/environment.ts'
import { aTown, type Town } from '../../test/support/story.ts'

const PROGRAM = fileURLToPath(new URL('main.ts', import.meta.url))

let town: Town
let family: HelpedFamily

beforeAll(async () => {
  town = await aTown()
  family = await aHelpedFamily(town)
})

afterAll(() => town.close())

type Child = ChildProcessByStdio<null, Readable, Readable>

const auditor = (...args: readonly string[]): Child => auditorIn([], ...args)

function auditorIn(shell: readonly string[], ...args: readonly string[]): Child {
  const tool = [process.execPath, '--disable-warning=ExperimentalWarning', PROGRAM, ...args, '--api', town.api]
  const [program = '', ...rest] = [...shell, ...tool]
  return spawn(program, rest, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...OWN_ENVIRONMENT, SAMENSPEL_TOKEN: family.auditor.token },
  })
}

async function ended(child: Child): Promise<{ status: number | null; out: string; err: string }> {
  let [out, err] = ['', '']
  child.stdout.on('data', (text: Buffer) => (out += text.toString()))
  child.stderr.on('data', (text: Buffer) => (err += text.toString()))
  const [status] = (await once(child, 'close')) as [number | null]
  return { status, out, err }
}

describe('the auditor’s tool as a process', () => {
  it('replays, and ends well', async () => {
    const { status, out, err } = await ended(auditor('replay', family.planId, '--lang', 'en'))
    expect({ status, err }).toEqual({ status: 0, err: '' })
    expect(out).toContain('A need was reported')
    expect(out).toContain('= Folded anew this is the plan that the API shows')
  })

  it('says with its status what kind of wrong it was', async () => {
    expect(await ended(auditor('replay', 'x'))).toMatchObject({ status: 2, out: '' })
    expect(await ended(auditor('replay', crypto.randomUUID()))).toMatchObject({ status: 1, out: '' })
  })

  it('follows until Ctrl-C, and that is a good end', async () => {
    const child = auditor('replay', family.planId, '--follow')
    const all = ended(child)
    for await (const text of child.stdout.iterator({ destroyOnReturn: false }))
      if (String(text).includes('= Opnieuw opgeteld')) break
    child.kill('SIGINT')
    const { status, err } = await all
    expect({ status, err }).toEqual({ status: 0, err: '' })
  })

  it('stops without a word when whoever reads along has seen enough', async () => {
    const child = auditor('replay', family.planId, '--follow')
    await once(child.stdout, 'data')
    child.stdout.destroy()
    await town.as(family.coordinator).post(`/plans/${family.planId}/client-support-offers`, { accepted: true })
    let err = ''
    child.stderr.on('data', (text: Buffer) => (err += text.toString()))
    const [status] = (await once(child, 'exit')) as [number | null]
    assert.deepEqual({ status, err }, { status: 0, err: '' })
  })

  it('ends badly where not all could be written, and says why', async () => {
    // A file that takes no more than its first block of 1,024 bytes, as a full disk does.
    const limited = `ulimit -f 1; exec "$0" "$@" > "${join(mkdtempSync(join(tmpdir(), 'full-')), 'replay.txt')}"`
    for (const into of ['exec "$0" "$@" > /dev/full', limited]) {
      const child = auditorIn(['bash', '-c', into], 'replay', family.planId, '--lang', 'en')
      const { status, err } = await ended(child)
      assert.equal(status, 1, into)
      assert.match(err, /Not everything could be written: E(NOSPC|FBIG)/)
    }
  })
})
