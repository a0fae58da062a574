import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { argumentsIn } from './arguments.ts'
import { watching } from './testing/watched.ts'

const PLAN = '0a1b2c3d-0000-4000-8000-000000000001'
const DEVIATION = '0a1b2c3d-0000-4000-8000-000000000002'
const TOKEN = { SAMENSPEL_TOKEN: 'header.claims.signature' }
const dir = mkdtempSync(join(tmpdir(), 'samenspel-auditor-'))

afterAll(() => {
  rmSync(dir, { recursive: true })
})

const asked = (...args: readonly string[]) => {
  const read = argumentsIn(args, TOKEN)
  return read.are === 'right' ? read.asked : read
}

const faults = (args: readonly string[], env: NodeJS.ProcessEnv = TOKEN) => {
  const read = argumentsIn([...args, '--lang', 'en'], env)
  return read.are === 'wrong' ? read.faults : read
}

describe('what the auditor asks', () => {
  it('is read as it is meant', () => {
    expect(asked('replay', PLAN.toUpperCase(), '--from', '3', '--step', '--json', '--revision=7')).toEqual({
      command: 'replay',
      plan: PLAN,
      from: 3,
      until: { revision: 7 },
      step: true,
      follow: false,
      json: true,
    })
    expect(asked('replay', PLAN, '--at', '2026-03-02T10:00:00+01:00')).toMatchObject({
      until: { at: '2026-03-02T10:00:00+01:00' },
    })
    expect(asked('dossier', PLAN, DEVIATION, '--out', 'here')).toEqual({
      command: 'dossier',
      plan: PLAN,
      deviation: DEVIATION,
      out: 'here',
    })
    expect(asked('draw', '--domain', 'youth', '--seed', 'ab'.repeat(32), '--excluded', `${PLAN},${DEVIATION}`)).toEqual(
      {
        command: 'draw',
        domain: 'youth',
        seed: 'ab'.repeat(32),
        excluded: [PLAN, DEVIATION],
      },
    )
  })

  it('may be about what happened before anything: -1 is a point, not an option', () => {
    const json = false
    expect(asked('compare', PLAN, '-1', '5')).toEqual({
      command: 'compare',
      plan: PLAN,
      from: { revision: -1 },
      to: { revision: 5 },
      json,
    })
    expect(asked('compare', PLAN, '2026-03-02T09:00Z', '5')).toMatchObject({ from: { at: '2026-03-02T09:00Z' } })
  })

  it('names moments from 1900 to 2199 only, and ids in any case', () => {
    for (const moment of ['9999-12-31T23:59:59-01:00', '2026-03-02T24:00:00Z', '2026-02-30T09:00:00Z'])
      expect(argumentsIn(['replay', PLAN, '--at', moment], TOKEN)).toMatchObject({ are: 'wrong' })
    const draw = ['draw', '--domain', 'youth', '--seed', 'ab'.repeat(32), '--excluded', PLAN.toUpperCase()]
    expect(asked(...draw)).toMatchObject({ excluded: [PLAN] })
  })

  it('goes to this machine unless told otherwise, on the ground of verifying', () => {
    const read = argumentsIn(['replay', PLAN], TOKEN)
    expect(read).toMatchObject({
      access: { base: 'http://127.0.0.1:8080/v1', activity: 'log-verification', language: 'nl' },
    })
    expect(argumentsIn(['replay', PLAN, '--api', 'https://plan.example.nl/v1/'], TOKEN)).toMatchObject({
      access: { base: 'https://plan.example.nl/v1' },
    })
  })

  it('takes its token from a file that is read anew each time, as tokens are renewed', () => {
    const file = join(dir, 'token')
    writeFileSync(file, 'first\n')
    const read = argumentsIn(['replay', PLAN, '--token-file', file], {})
    const token = () => (read.are === 'right' ? read.access.token() : undefined)
    expect(token()).toBe('first')
    writeFileSync(file, 'second\n')
    expect(token()).toBe('second')
  })
})

describe('what is wrong with it', () => {
  it('is said at once, all of it', () => {
    const wrong = ['replay', 'x', 'y', '--foo', '--from', 'one', '--at', 'gisteren', '--revision', '-3', '--out', 'd']
    expect(faults([...wrong, '--follow=yes', '--api', 'ftp://x', '--activity', 'No Such'], {})).toEqual([
      '--foo is not an option',
      '--out does not belong to replay',
      '--follow takes no value',
      '"y" belongs to nothing',
      'PLAN: expected a plan id (UUID)',
      '--from: expected a revision: a whole number from 0',
      '--revision: expected a revision: a whole number from 0',
      '--at: expected a moment with its offset, as 2026-03-02T09:00:00Z',
      'choose --at or --revision, not both',
      '--api: expected an address as https://plan.example.nl/v1 (http on this machine only)',
      '--activity: expected a processing activity, as log-verification',
      'SAMENSPEL_TOKEN: no token; set SAMENSPEL_TOKEN or give --token-file',
    ])
  })

  it.each([
    [[], 'choose a command: replay, compare, dossier, draw'],
    [['destroy'], 'choose a command: replay, compare, dossier, draw'],
    [['replay'], 'PLAN is missing'],
    [['replay', PLAN, '--at', '2026-03-02T09:00Z', '--revision', '1'], 'choose --at or --revision, not both'],
    [['replay', PLAN, '--follow', '--revision', '1'], '--follow goes on; --at and --revision stop'],
    [['replay', PLAN, '--from', '4', '--revision', '3'], '--from lies after --revision'],
    [['replay', PLAN, '--json', '--json'], '--json is given more than once'],
    [['compare', PLAN, '5', '5'], 'FROM does not lie before TO'],
    [['compare', PLAN, '2', 'morgen'], 'TO: expected a revision (a whole number, -1 before anything) or a moment'],
    [['dossier', PLAN, DEVIATION], '--out: expected a directory'],
    [['draw', '--domain', 'wmo'], '--seed: expected 64 hexadecimal digits'],
    [['draw', '--seed', 'ab'.repeat(32), '--domain', 'general'], '--domain: expected one of youth, wmo, participation'],
    [['replay', PLAN, '--token-file', join(dir, 'absent')], '--token-file: cannot be read (ENOENT)'],
  ])('is said of %j', (args, fault) => {
    expect(faults(args)).toEqual([expect.stringContaining(fault)])
  })

  it('is said in Dutch too', () => {
    expect(argumentsIn(['replay', 'x'], {})).toEqual({
      are: 'wrong',
      language: 'nl',
      faults: [
        'PLAN: verwacht een plan-id (UUID)',
        'SAMENSPEL_TOKEN: geen token; zet SAMENSPEL_TOKEN of geef --token-file',
      ],
    })
  })

  it('is a token going out in clear to another machine', () => {
    for (const api of [
      'http://plan.example.nl/v1',
      'http://127.0.0.1.example.nl/v1',
      'https://me:secret@example.nl/v1',
    ])
      expect(faults(['replay', PLAN, '--api', api])).toHaveLength(1)
    for (const api of ['http://localhost:1/v1', 'http://[::1]:1/v1', 'http://127.0.0.2/v1'])
      expect(asked('replay', PLAN, '--api', api)).toMatchObject({ command: 'replay' })
  })

  it('is never the token itself, shown', async () => {
    const { status, err, out } = await watching(['replay', PLAN], { env: { SAMENSPEL_TOKEN: 'two words' } }).ended
    expect(status).toBe(2)
    expect(out).toBe('')
    expect(err).toContain('dit is geen toegangstoken')
    expect(err).toContain('Usage: npm run --silent auditor')
    expect(err).not.toContain('two words')
  })
})

describe('help', () => {
  it('is given to who asks, whatever else they ask', async () => {
    const { status, out, err } = await watching(['replay', '--help', '--nonsense']).ended
    expect({ status, err }).toEqual({ status: 0, err: '' })
    expect(out).toContain('dossier PLAN DEVIATION --out DIR')
  })
})
