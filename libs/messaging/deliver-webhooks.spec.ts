import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { deliveryContract } from './deliver-webhooks.contract.ts'
import { openSqliteWebhookDeliveries } from './sqlite-webhook-deliveries.ts'

const directory = mkdtempSync(join(tmpdir(), 'samenspel-webhooks-'))
let files = 0
afterAll(() => {
  rmSync(directory, { recursive: true, force: true })
})

function freshFile(): string {
  files += 1
  return join(directory, `${String(files)}.sqlite`)
}

deliveryContract('SQLite', () => openSqliteWebhookDeliveries(freshFile()))

describe('the file of webhook deliveries says why it does not serve', () => {
  it('while another process keeps it locked, and serves again after that', async () => {
    const file = freshFile()
    const deliveries = await openSqliteWebhookDeliveries(file, { lockTimeoutMs: 50 })
    const other = new DatabaseSync(file)
    other.exec('BEGIN IMMEDIATE')
    await expect(deliveries.begin('endpoint', 'first', undefined)).rejects.toMatchObject({ reason: 'locked' })
    other.exec('ROLLBACK')
    other.close()
    expect(await deliveries.begin('endpoint', 'first', '0000000000000001')).toBe('0000000000000001')
    await deliveries.close()
  })

  it('where it is something else, and leaves it as it was', async () => {
    const file = freshFile()
    writeFileSync(file, 'a letter, and no database at all'.repeat(100))
    await expect(openSqliteWebhookDeliveries(file)).rejects.toMatchObject({ reason: 'not-a-store' })
  })
})
