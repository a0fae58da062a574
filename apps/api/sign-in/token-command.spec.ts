import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { decodeJwt } from 'jose'
import { OWN_ENVIRONMENT } from '../../../test/support/environment.ts'
import { readConfiguration } from '../../../libs/installation/configuration.ts'
import { DEVELOPMENT_ISSUER, developmentIssuer, developmentIssuerWarning, personNamed } from './development-issuer.ts'
import { tokenVerifier } from './token-verifier.ts'

const directory = mkdtempSync(join(tmpdir(), 'samenspel-token-'))
/** As it is shipped: compiled before the tests, and run by node as a process of its own. */
const built = join(process.cwd(), 'dist')

interface Run {
  readonly stdout: string
  readonly stderr: string
  readonly status: number | string | null | undefined
}

const run = (script: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Run> =>
  new Promise((resolve) => {
    const options = { cwd: directory, env: { ...OWN_ENVIRONMENT, ...env } }
    execFile(process.execPath, [script, ...args], options, (error, stdout, stderr) => {
      resolve({ stdout, stderr, status: error === null ? 0 : error.code })
    })
  })

const token = (args: readonly string[], env?: NodeJS.ProcessEnv) => run(join(built, 'apps/api/token.js'), args, env)

afterAll(() => {
  rmSync(directory, { recursive: true })
})

async function verifierOf(dataDir: string) {
  const { issuer, keys } = await developmentIssuer(readConfiguration({ SAMENSPEL_DATA_DIR: dataDir }))
  return tokenVerifier({ issuer, keys, audience: 'urn:samenspel:api' })
}

describe('the token command', () => {
  it('prints a token and nothing else', async () => {
    const dataDir = join(directory, 'one')
    const { stdout, stderr, status } = await token(['--role', 'coordinator', '--name', 'Amina', '--data-dir', dataDir])
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
    expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/)
    expect(await (await verifierOf(dataDir)).verify(stdout.trim())).toMatchObject({
      issuer: DEVELOPMENT_ISSUER,
      subject: personNamed('coordinator', 'Amina'),
      role: 'coordinator',
      name: 'Amina',
      organisation: '00000099000000000001',
    })
    const { iat, exp } = decodeJwt(stdout.trim())
    expect(Number(exp) - Number(iat)).toBe(8 * 3600)
    expect(statSync(join(dataDir, 'development-issuer.key')).mode & 0o777).toBe(0o600)
  })

  it('does as it is asked: id, organisation, team, hours; audience and directory from the environment', async () => {
    const dataDir = join(directory, 'two')
    const id = '0b54cd6b-5a4b-4f7e-9f3e-3a6e1f1d2c01'
    const asked = [
      '--role=family-member',
      '--name=Noor',
      '--id',
      id,
      '--organisation',
      '00000099000000000002',
      '--team',
      'Noord',
      '--hours',
      '1',
    ]
    const { stdout } = await token(asked, { SAMENSPEL_DATA_DIR: dataDir, SAMENSPEL_OIDC_AUDIENCE: 'urn:another:api' })
    const { iat, exp, ...claims } = decodeJwt(stdout.trim())
    expect(claims).toMatchObject({
      aud: 'urn:another:api',
      sub: id,
      role: 'family-member',
      organisation: '00000099000000000002',
      team: 'Noord',
    })
    expect(Number(exp) - Number(iat)).toBe(3600)
  })

  it('names every fault at once on stderr, with exit status 2, and makes nothing', async () => {
    const dataDir = join(directory, 'three')
    const asked = [
      '--role',
      'mayor',
      '--id',
      'amina',
      '--hours',
      '0',
      '--nmae',
      'Amina',
      'extra',
      '--data-dir',
      dataDir,
    ]
    const { stdout, stderr, status } = await token(asked, { SAMENSPEL_PORT: 'x', SAMENSPEL_PROT: '1' })
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 })
    expect(stderr.trim().split('\n')).toEqual([
      '"Amina" belongs to no option',
      '"extra" belongs to no option',
      '--nmae is not an option',
      expect.stringMatching(/^--role: expected one of coordinator, /),
      '--id: expected a UUID in lower case',
      '--hours: expected a whole number from 1 to 24',
      '--name: expected text of 200 characters at most',
      'SAMENSPEL_PROT is not a setting; did you mean SAMENSPEL_PORT?',
      'SAMENSPEL_PORT is "x": expected a whole number from 0 to 65535',
      expect.stringMatching(/^Usage: /),
    ])
    assert.throws(() => statSync(dataDir), { code: 'ENOENT' })
  })

  it('makes no partner without an organisation: it would be the municipality itself', async () => {
    const { stdout, stderr, status } = await token(['--role', 'partner', '--name', 'De Brug'])
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 })
    expect(stderr).toContain('--organisation: expected an OIN')
  })

  it('refuses options without a value and options given twice', async () => {
    const { stderr, status } = await token(['--name', 'A', '--name', 'B', '--role', 'auditor', '--team'])
    expect(status).toBe(2)
    expect(stderr).toContain('--name is given more than once')
    expect(stderr).toContain('--team needs a value')
  })

  it.each([
    ['in production', { NODE_ENV: 'production' }, 'never runs with NODE_ENV=production'],
    ['for a server that others can reach', { SAMENSPEL_HOST: '0.0.0.0' }, 'never runs on SAMENSPEL_HOST'],
    ['beside another issuer', { SAMENSPEL_OIDC_ISSUER: 'https://sign-in.example.nl' }, 'SAMENSPEL_OIDC_ISSUER is set'],
    [
      'beside another issuer in production',
      { SAMENSPEL_OIDC_ISSUER: 'https://sign-in.example.nl', NODE_ENV: 'production' },
      'SAMENSPEL_OIDC_ISSUER is set',
    ],
  ])('makes no token %s', async (_where, env, fault) => {
    const dataDir = join(directory, 'never')
    const { stdout, stderr, status } = await token(['--role', 'auditor', '--name', 'A', '--data-dir', dataDir], env)
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 })
    expect(stderr).toContain(fault)
    assert.throws(() => statSync(dataDir), { code: 'ENOENT' })
  })
})

describe('the development issuer', () => {
  const asked = { role: 'auditor', name: 'Amina', lifetimeSeconds: 60 } as const

  it('knows the same person by the same role and name, however they are typed', () => {
    expect(personNamed('coordinator', ' amina ')).toBe(personNamed('coordinator', 'Amina'))
    expect(personNamed('auditor', 'Amina')).not.toBe(personNamed('coordinator', 'Amina'))
    // Written down in stories and golden files, so never to change.
    expect(personNamed('coordinator', 'Amina')).toBe('6a8d31d7-af8b-5c94-93ae-d604f9057898')
  })

  it('is not for production, nor beside another issuer, even when it is asked directly', async () => {
    const configuration = readConfiguration({ SAMENSPEL_DATA_DIR: join(directory, 'direct') })
    for (const change of [{ production: true }, { usesDevelopmentIssuer: false }]) {
      const { dataDir, oidcAudience, oin, production, usesDevelopmentIssuer } = configuration
      const changed = { dataDir, oidcAudience, oin, production, usesDevelopmentIssuer, ...change }
      await assert.rejects(developmentIssuer(changed), /not for use/)
    }
  })

  it('keeps its key: tokens outlive a restart', async () => {
    const configuration = readConfiguration({ SAMENSPEL_DATA_DIR: join(directory, 'kept') })
    const made = await (await developmentIssuer(configuration)).issue(asked)
    expect(await (await verifierOf(configuration.dataDir)).verify(made)).toMatchObject({ role: 'auditor' })
  })

  /** Each process makes the same installations at the same appointed moments, and prints a token of each. */
  const RACER = `
    import { developmentIssuer } from '${built}/apps/api/sign-in/development-issuer.js'
    import { readConfiguration } from '${built}/libs/installation/configuration.js'
    const [directory, begin, rounds] = process.argv.slice(2)
    for (let round = 0; round < Number(rounds); round++) {
      const configuration = readConfiguration({ SAMENSPEL_DATA_DIR: directory + '/' + round })
      while (Date.now() < Number(begin) + round * 25);
      const issuer = await developmentIssuer(configuration)
      console.log(await issuer.issue({ role: 'auditor', name: String(round), lifetimeSeconds: 60 }))
    }`

  it('started by two processes at the same moment, has one key that the tokens of both are good by', async () => {
    const racer = join(directory, 'racer.mjs')
    writeFileSync(racer, RACER)
    const dataDirs = join(directory, 'races')
    const rounds = 30
    const args = [dataDirs, String(Date.now() + 1_500), String(rounds)]
    const runs = await Promise.all([run(racer, args), run(racer, args)])
    for (const { stdout, stderr } of runs) {
      expect(stderr).toBe('')
      const tokens = stdout.trim().split('\n')
      expect(tokens).toHaveLength(rounds)
      for (const [round, made] of tokens.entries()) {
        const verifier = await verifierOf(join(dataDirs, String(round)))
        expect(await verifier.verify(made)).toMatchObject({ name: String(round) })
      }
    }
    for (let round = 0; round < rounds; round++)
      expect(readdirSync(join(dataDirs, String(round)))).toEqual(['development-issuer.key'])
  })

  it('says what is wrong with a key file that is not one, and leaves it', async () => {
    const dataDir = join(directory, 'broken')
    mkdirSync(dataDir)
    writeFileSync(join(dataDir, 'development-issuer.key'), 'not a key')
    await assert.rejects(
      developmentIssuer(readConfiguration({ SAMENSPEL_DATA_DIR: dataDir })),
      /development-issuer\.key/,
    )
  })

  it('warns loudly', () => {
    expect(developmentIssuerWarning('http://127.0.0.1:8080/sign-in')).toMatch(
      /^DEVELOPMENT SIGN-IN IS ON: .*8080\/sign-in/,
    )
  })
})
