import { afterAll, beforeAll, describe } from '@jest/globals'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { leaseContract } from './lease.contract.ts'

let directory: string
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'file-lease-'))
})
afterAll(() => {
  rmSync(directory, { recursive: true })
})

let made = 0
describe('a lease on files', () => {
  leaseContract(() => ({ file: join(directory, `${String((made += 1))}.lease`) }))
})
