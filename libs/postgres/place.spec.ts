import { describe, expect, it } from '@jest/globals'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { namedPlace, postgresUrlFaults, reaching } from './place.ts'
import { troubleOf } from './trouble.ts'

describe('the URL of PostgreSQL', () => {
  it.each([
    'postgres://samenspel@db.example.nl/samenspel',
    'postgresql://samenspel@db.example.nl:5433/samenspel?sslmode=verify-full&sslrootcert=/etc/ssl/ca.crt',
    'postgres://samenspel@[::1]:5432/samenspel?sslmode=disable',
  ])('may be %s', (url) => {
    expect(postgresUrlFaults(url)).toEqual([])
  })

  it.each([
    ['mysql://a@b/c', 'postgres://'],
    ['postgres://', 'no host'],
    ['postgres://a:secret@b/c', 'password'],
    ['postgres://b/c', 'no user'],
    ['postgres://a@b', 'no database'],
    ['postgres://a@b/c/d', 'no database'],
    ['postgres://a@b/c#d', 'fragment'],
    ['postgres://a@b/c?sslmode=require', 'sslmode has another value'],
    ['postgres://a@b/c?password=secret', 'password is not one'],
    ['postgres://a@b/c?options=-csearch_path=x', 'options is not one'],
    ['postgres://a@b/c?a%20secret=1', 'of an unknown name'],
    ['postgres://a@b/c?sslmode=disable&sslrootcert=/ca', 'not encrypted'],
  ])('is refused as %s, and its words are not repeated', (url, because) => {
    const said = postgresUrlFaults(url).join('; ')
    expect(said).toContain(because)
    expect(said).not.toContain('secret')
  })

  it('is encrypted, to a server that proves who it is, unless it says otherwise', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'postgres-place-'))
    const passwordFile = join(directory, 'password')
    writeFileSync(passwordFile, 'a: b\\c\n')
    const { password, ...where } = reaching({ url: 'postgres://sam%40x@[::1]/plans', passwordFile })
    expect(where).toEqual({
      host: '::1',
      port: 5432,
      user: 'sam@x',
      database: 'plans',
      ssl: { rejectUnauthorized: true },
    })
    expect(await password?.()).toBe('a: b\\c')
    expect(reaching({ url: 'postgres://a@b/c?sslmode=disable' }).ssl).toBe(false)
    rmSync(directory, { recursive: true })
  })

  it('is named to operators without its user', () => {
    expect(namedPlace({ url: 'postgres://somebody@db.example.nl:5433/samenspel' })).toBe('db.example.nl:5433/samenspel')
  })
})

describe('what PostgreSQL says', () => {
  it.each([
    [{ code: 'ECONNREFUSED' }, 'unreachable'],
    [{ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'unreachable'],
    [{ code: 'SELF_SIGNED_CERT_IN_CHAIN' }, 'unreachable'],
    [{ code: '57P01' }, 'unreachable'],
    [{ code: '53300' }, 'unreachable'],
    [{ code: '53100' }, 'disk-full'],
    [{ code: '28P01' }, 'denied'],
    [{ code: '25006' }, 'read-only'],
    [{ code: '55P03' }, 'locked'],
    [{ code: 'XX001' }, 'corrupt'],
    [{ code: '42P01' }, 'io-error'],
    [new Error('Connection terminated unexpectedly'), 'unreachable'],
    [new Error('Cannot use a pool after calling end on the pool'), 'closed'],
    [new Error('cannot be applied'), undefined],
    ['thrown', undefined],
  ])('is told apart: %o', (fault, trouble) => {
    expect(troubleOf(fault)).toBe(trouble)
  })
})
