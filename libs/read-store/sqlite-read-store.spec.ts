import { afterAll, describe } from '@jest/globals'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { killedContract } from './killed.contract.ts'
import { rebuildContract } from './rebuild.contract.ts'
import { projectionsContract } from './run-projections.contract.ts'
import { severalListsContract } from './several-lists.contract.ts'

const directory = mkdtempSync(join(tmpdir(), 'read-store-'))
let files = 0
afterAll(() => {
  rmSync(directory, { recursive: true })
})

function fresh() {
  files += 1
  return { file: join(directory, `${String(files)}.db`) }
}

describe('the read store on SQLite', () => {
  projectionsContract(fresh)
  severalListsContract(fresh)
  rebuildContract(fresh)
  killedContract(fresh, 5)
})
