import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from '@jest/globals'
import { deliveryContract } from './deliver-webhooks.contract.ts'
import { openSqliteWebhookDeliveries } from './sqlite-webhook-deliveries.ts'

const directory = mkdtempSync(join(tmpdir(), 'samenspel-webhooks-'))
let files = 0
afterAll(() => {
  rmSync(directory, { recursive: true, force: true })
})

deliveryContract('SQLite', () => {
  files += 1
  return openSqliteWebhookDeliveries(join(directory, `${String(files)}.sqlite`))
})
