import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from '@jest/globals'
import { fileLease } from '../../libs/lease/file-lease.ts'
import { underLease } from '../../libs/lease/under-lease.ts'
import { goingOn } from './going-on.ts'

it('does not end with a damaged lease: that is told once, and the work begins once the file is whole', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'going-on-'))
  const file = join(directory, 'webhooks.lease')
  writeFileSync(file, 'x'.repeat(8_192))
  const stopping = new AbortController()
  const told: unknown[] = []
  let tries = 0
  const { promise: begun, resolve: begin } = Promise.withResolvers<undefined>()
  const going = goingOn(
    'webhooks',
    () => {
      tries += 1
      if (tries === 5) rmSync(file)
      return underLease(fileLease(file), stopping.signal, () => {
        begin(undefined)
        return Promise.resolve()
      })
    },
    { error: (fields: unknown) => told.push(fields), info: (fields: unknown) => told.push(fields) },
    stopping.signal,
    500,
  )
  await begun
  await going
  expect(tries).toBe(5)
  const fault = expect.any(String)
  expect(told).toEqual([
    { what: 'webhooks', fault },
    { fault, heldUp: ['webhooks'], lastedMs: expect.any(Number), times: 4 },
  ])
  rmSync(directory, { recursive: true })
})
