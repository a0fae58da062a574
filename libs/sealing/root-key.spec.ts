import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readOrCreateRootKey, readRootKey, RootKeyUnusable } from './root-key.ts'

let directory: string
let file: string

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'root-key-'))
  file = join(directory, 'root.key')
})
afterEach(() => {
  rmSync(directory, { recursive: true })
})

function reasonOf(work: () => unknown): string {
  try {
    work()
  } catch (fault) {
    if (fault instanceof RootKeyUnusable) return fault.reason
    throw fault
  }
  return 'usable'
}

describe('the root key', () => {
  it('is made where there is none: 32 bytes that only their owner may read, and nothing else left behind', () => {
    const key = readOrCreateRootKey(file)
    expect(key.export()).toEqual(readFileSync(file))
    expect(statSync(file)).toMatchObject({ size: 32 })
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readdirSync(directory)).toEqual(['root.key'])
  })

  it('stays the same ever after', () => {
    const key = readOrCreateRootKey(file)
    expect(readOrCreateRootKey(file).equals(key)).toBe(true)
    expect(readRootKey(file).equals(key)).toBe(true)
  })

  it('is not made where a vault already needs one', () => {
    expect(reasonOf(() => readRootKey(file))).toBe('missing')
    expect(readdirSync(directory)).toEqual([])
  })

  it.each(['640', '604', '644', '666', '620', '601'])('is refused when others may use it (mode %s)', (mode) => {
    readOrCreateRootKey(file)
    chmodSync(file, Number.parseInt(mode, 8))
    expect(reasonOf(() => readOrCreateRootKey(file))).toBe('readable-by-others')
  })

  it.each([0, 31, 33, 44, 64])('is refused when it is %d bytes, and left as it is', (size) => {
    writeFileSync(file, 'k'.repeat(size), { mode: 0o600 })
    expect(reasonOf(() => readOrCreateRootKey(file))).toBe('wrong-size')
    expect(readFileSync(file, 'utf8')).toBe('k'.repeat(size))
  })

  it('is refused when it is a directory', () => {
    mkdirSync(file, { mode: 0o700 })
    expect(reasonOf(() => readOrCreateRootKey(file))).toBe('not-a-file')
  })

  it('may be reached over a link, as mounted secrets are', () => {
    const key = readOrCreateRootKey(file)
    symlinkSync(file, join(directory, 'mounted'))
    expect(readRootKey(join(directory, 'mounted')).equals(key)).toBe(true)
  })
})
