import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { DataDirectoryIsOpen, makeOnlyForItsOwner, ownDataDirectory } from './data-directory.ts'

let directory: string
let umask: number
let said: string[]
const own = () => {
  ownDataDirectory(directory, (mended) => {
    said.push(mended)
  })
}
const mode = (path: string) => statSync(path).mode & 0o777

beforeEach(() => {
  said = []
  umask = process.umask(0o022)
  directory = join(mkdtempSync(join(tmpdir(), 'data-')), 'data')
})

afterEach(() => {
  process.umask(umask)
  rmSync(join(directory, '..'), { recursive: true, force: true })
})

describe('the data directory', () => {
  it('is made for its owner alone, and so is what comes in it, whatever the umask was', () => {
    process.umask(0)
    own()
    makeOnlyForItsOwner()
    writeFileSync(join(directory, 'events.db'), '')
    expect([mode(directory), mode(join(directory, 'events.db'))]).toEqual([0o700, 0o600])
  })

  it.each([0o755, 0o777, 0o701, 0o704, 0o775])(
    'made beforehand so that others can enter it, is refused with what mends it: %o',
    (open) => {
      mkdirSync(directory)
      chmodSync(directory, open)
      expect(own).toThrow(DataDirectoryIsOpen)
      expect(own).toThrow(`chmod o-rwx '${directory}'`)
      expect(mode(directory)).toBe(open)
    },
  )

  it.each([0o700, 0o750, 0o770])('may be its group’s too: %o', (closed) => {
    mkdirSync(directory)
    chmodSync(directory, closed)
    own()
    expect(mode(directory)).toBe(closed)
  })

  it('is mended, and said to be, where an earlier version left its files open', () => {
    mkdirSync(directory)
    for (const [name, bits] of [
      ['events.db', 0o644],
      ['events.db-shm', 0o664],
      ['root.key', 0o600],
    ] as const) {
      writeFileSync(join(directory, name), '')
      chmodSync(join(directory, name), bits)
    }
    chmodSync(directory, 0o755)
    own()
    expect(said).toEqual([expect.stringMatching(/2 files in it are closed now$/)])
    const now = ['', 'events.db', 'events.db-shm', 'root.key'].map((name) => mode(join(directory, name)))
    expect(now).toEqual([0o750, 0o640, 0o660, 0o600])
    own()
    expect(said.length).toBe(1)
  })

  it('that was closed and then opened to others is refused', () => {
    own()
    writeFileSync(join(directory, 'events.db'), '', { mode: 0o600 })
    chmodSync(directory, 0o755)
    expect(own).toThrow(DataDirectoryIsOpen)
  })
})
