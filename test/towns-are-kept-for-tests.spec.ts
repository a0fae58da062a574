/** Towns are opened in one process a Jest worker: it does as it is asked, says what went wrong in the test that is concerned, and never outlives the run. */
import { randomUUID } from 'node:crypto'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { mustBeCompiled } from './support/compiled.ts'
import { until } from './support/partners.ts'
import { HISTORY_STREAM } from '../libs/event-store/marking.ts'
import { aTown } from './support/story.ts'

const ROOT = join(import.meta.dirname, '..')
const house = mkdtempSync(join(tmpdir(), 'samenspel-towns-'))
afterAll(() => {
  rmSync(house, { recursive: true })
})

describe('a town', () => {
  it('answers what it stands on, and says why it cannot', async () => {
    await using town = await aTown('2026-03-02T09:00:00.000Z', {}, { bases: false })
    const clerk = await town.person('administrator', 'Ans')
    // The mark of its history, and nothing else.
    expect(await town.system.store.readAll(undefined, 10)).toMatchObject([{ stream: HISTORY_STREAM }])
    await town.as(clerk).put('/second-readers', { readers: [] })
    const [, first] = await town.system.store.readAll(undefined, 10)
    expect(first).toMatchObject({ revision: 0, body: expect.stringContaining('2026-03-02T09:00:00.000Z') })
    await expect(
      (async () => town.system.store.append('no-plan', 4, [{ id: randomUUID(), type: 'None', body: '{}' }]))(),
    ).rejects.toThrow(/in the town:[^]+libs\/event-store/)
    const { store } = town.system as unknown as { readonly store: { readonly nothing: () => Promise<void> } }
    await expect((async () => store.nothing())()).rejects.toThrow('a town has no store.nothing that could be called')
  })

  it('has the moment it was last said to be, from the next request on', async () => {
    await using town = await aTown('2026-03-02T09:00:00.000Z', {}, { bases: false })
    const clerk = town.as(await town.person('administrator', 'Ans'))
    for (const day of ['03', '04', '05', '06', '07']) {
      town.itIs(`2026-03-${day}T09:00:00.000Z`)
      await clerk.put('/second-readers', {
        readers: [{ reader: `9f0c1f8e-52f5-4f52-8f32-0d3f5a6f7a${day}`, domains: ['youth'] }],
      })
    }
    const [, ...bodies] = (await town.system.store.readAll(undefined, 10)).map(({ body }) => body)
    expect(bodies.map((body) => /2026-03-(\d\d)T09/.exec(body)?.[1])).toEqual(['03', '04', '05', '06', '07'])
  })
})

describe('the process that keeps them', () => {
  const alone = `
    import { mkdtempSync, writeFileSync } from 'node:fs'
    import { TownsKept } from ${JSON.stringify(join(ROOT, 'test/support/towns/keeper.ts'))}
    const kept = new TownsKept()
    const open = async () => {
      const home = mkdtempSync(${JSON.stringify(join(house, 'home-'))})
      writeFileSync(home + '/clock', '')
      await kept.ask({ what: 'open', home })
      return home
    }
    const alive = setInterval(() => undefined, 1_000)
    const home = await open()`
  const run = (script: string) => {
    const file = join(house, `${String(script.length)}.ts`)
    writeFileSync(file, alone + script)
    return [
      ['--disable-warning=ExperimentalWarning', file],
      { cwd: ROOT, env: { ...process.env, NODE_OPTIONS: '' } },
    ] as const
  }

  it('ends with its worker, also when that is killed, and takes its files with it', async () => {
    const [args, options] = run(`
      console.log(JSON.stringify({ pid: kept.pid, home }))`)
    const worker = spawn(process.execPath, args, { ...options, stdio: ['ignore', 'pipe', 'inherit'] })
    const [line] = (await once(worker.stdout, 'data')) as [Buffer]
    const { pid, home } = JSON.parse(line.toString()) as { readonly pid: number; readonly home: string }
    expect([isAlive(pid), existsSync(home)]).toEqual([true, true])
    worker.kill('SIGKILL')
    await until(() => !isAlive(pid) && !existsSync(home))
  }, 60_000)

  it('keeps no worker from ending', () => {
    const [args, options] = run('\nclearInterval(alive)')
    expect(execFileSync(process.execPath, args, { ...options, encoding: 'utf8', timeout: 50_000 })).toBe('')
  }, 60_000)

  it('that ended fails whoever asked it, and another takes its place', () => {
    const [args, options] = run(`
      const asked = kept.ask({ what: 'call', home, path: ['store', 'subscribe'], args: [] })
      process.kill(kept.pid, 'SIGKILL')
      const { message } = await asked.catch((fault) => fault)
      await open()
      console.log(message)
      clearInterval(alive)`)
    expect(execFileSync(process.execPath, args, { ...options, encoding: 'utf8', timeout: 50_000 })).toContain(
      'the process that keeps the towns ended (SIGKILL)',
    )
  }, 60_000)
})

describe('a test that fails', () => {
  it('shows what its town wrote', () => {
    symlinkSync(join(ROOT, 'node_modules'), join(house, 'node_modules'))
    writeFileSync(
      join(house, 'fails.spec.ts'),
      `import { expect, it } from '@jest/globals'
       import { aTown } from ${JSON.stringify(join(ROOT, 'test/support/story.ts'))}
       it('fails', async () => {
         const town = await aTown()
         const clerk = await town.person('administrator', 'Ans')
         await town.system.store.close()
         expect((await town.as(clerk).asks('PUT', '/second-readers', { body: { readers: [] } })).status).toBe(204)
       })`,
    )
    const jest = join(ROOT, 'node_modules/jest/bin/jest.js')
    const env = { ...process.env, NODE_OPTIONS: '--experimental-vm-modules' }
    let said = ''
    try {
      execFileSync(process.execPath, [jest, '--roots', house, '--testPathPatterns', 'fails'], {
        cwd: ROOT,
        env,
        stdio: 'pipe',
      })
    } catch (left) {
      said = String((left as { readonly stderr: Buffer }).stderr)
    }
    expect(said).toMatch(/Its towns wrote:[^]+"level":50/)
  }, 60_000)
})

describe('what was compiled', () => {
  const plant = (name: string, text: string) => {
    writeFileSync(join(house, name), text)
  }

  it('is refused, in a sentence, where it is not there, and where a source was changed or added since', () => {
    const told = () => {
      mustBeCompiled(house)
    }
    for (const part of ['apps', 'libs', 'dist']) mkdirSync(join(house, part))
    plant('libs/one.ts', 'export const one = 1')
    expect(told).toThrow('dist is not there')
    const version = '5ab2fb4a1f8e0d3e0b4a0a7b6f0f8b3c'
    plant('dist/.tsbuildinfo', JSON.stringify({ fileNames: ['../libs/one.ts'], fileInfos: [{ version }] }))
    expect(told).toThrow('dist is older than libs/one.ts: run `npm run compile`, or `npm test`, which does')
  })

  it('is taken where it is of these sources', () => {
    mustBeCompiled()
  })
})

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
