import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { connectionFaults, isEncrypted, readCredentials } from './eventstoredb-connection.ts'

describe('a connection string', () => {
  it.each([
    'esdb://localhost:2113?tls=false',
    'esdb://localhost',
    'esdb://n1.example.nl:2113,n2.example.nl:2113,n3.example.nl:2113?tls=true&tlsCAFile=/etc/ca.crt&nodePreference=leader',
    'esdb+discover://cluster.example.nl:2113?tls=true&gossipTimeout=5&discoveryInterval=200&maxDiscoverAttempts=3',
    'esdb://127.0.0.1:2113/?keepAliveInterval=10000&keepAliveTimeout=10000&connectionName=samenspel-1',
  ])('may be: %s', (connection) => {
    expect(connectionFaults(connection)).toEqual([])
  })

  it.each([
    ['http://localhost:2113', 'it does not begin with esdb:// or esdb+discover:// and a host'],
    ['esdb://', 'it does not begin with'],
    ['esdb://admin:changeit@localhost:2113?tls=true', 'it holds a user or password'],
    ['esdb://local host:2113', 'a host in it is no host name'],
    ['esdb://localhost:port', 'a host in it is no host name'],
    ['esdb+discover://a:2113,b:2113', 'esdb+discover takes one name'],
    ['esdb://localhost?tlsVerifyCert=false', 'it has no effect in this client'],
    ['esdb://localhost?throwOnAppendFailure=false', 'a failed append has to be told as one'],
    ['esdb://localhost?nodePreference=follower', 'nodePreference has a value that it cannot have'],
    ['esdb://localhost?tls=no', 'tls has a value that it cannot have'],
    ['esdb://localhost?tsl=false', 'its option tsl is not one: known are tls,'],
    ['esdb://localhost?tls=false&tls=true', 'its option tls is there twice'],
    ['esdb://localhost?tls', 'tls has a value that it cannot have'],
  ])('may not be: %s', (connection, said) => {
    expect(connectionFaults(connection).join('; ')).toContain(said)
  })

  it('is never repeated in what is said of it, with whatever it holds', () => {
    const faults = connectionFaults('esdb://localhost?secret-password=x&tls=secret-password&%secret-password=1')
    expect(faults.length).toBeGreaterThan(0)
    expect(faults.join()).not.toContain('secret-password')
  })

  it('is encrypted unless it says otherwise', () => {
    expect(isEncrypted('esdb://localhost')).toBe(true)
    expect(isEncrypted('esdb://localhost?tls=true')).toBe(true)
    expect(isEncrypted('esdb://localhost?tlsCAFile=x&tls=false')).toBe(false)
  })
})

describe('credentials', () => {
  const directory = mkdtempSync(join(tmpdir(), 'credentials-'))
  afterAll(() => {
    rmSync(directory, { recursive: true })
  })
  const from = (text: string) => {
    const file = join(directory, 'credentials')
    writeFileSync(file, text)
    return () => readCredentials(file)
  }

  it('are one line of a file; the first colon parts them', () => {
    expect(from('samenspel:a:b@c d%\n')()).toEqual({ username: 'samenspel', password: 'a:b@c d%' })
  })

  it.each(['', 'samenspel', ':secret', 'samenspel:', 'samenspel:secret\nmore', 'sam en:secret'])(
    'are nothing else, and what was there is not said: %j',
    (text) => {
      expect(from(text)).toThrow(/does not hold user:password on one line/)
      expect(from(text)).not.toThrow(/secret/)
    },
  )

  it('are missed where there is no file', () => {
    expect(() => readCredentials(join(directory, 'nowhere'))).toThrow(/ENOENT/)
  })
})
