/** The process that reads all of a file of lists, once, after everybody else, and says whether it is damaged. Between two tables it rests. */
import { setPriority } from 'node:os'
import { DatabaseSync } from 'node:sqlite'
import { StoreUnavailable } from '../event-store/port.ts'
import { nameOfFault } from '../telemetry/name-of-fault.ts'
import { asReadStoreFault } from './faults.ts'
import type { Found } from './read-all.ts'
import { allMustBeWhole } from './read-store-file.ts'
import { knowRowSums } from './row-sums.ts'

/** Where a processor is wanted by others too, a tenth of it is left to this. */
const AFTER_OTHERS = 10
const RESTS_TIMES = 3
const LOCK_TIMEOUT_MS = 5_000

/** A file whose head is damaged is none of SQLite. */
const DAMAGED: readonly string[] = ['corrupt', 'not-a-store']

const NEVER = new Int32Array(new SharedArrayBuffer(4))
let rested = process.cpuUsage()

/** By the processor, and not by the clock: where others have it, this has rested. */
function rest(): void {
  const { user, system } = process.cpuUsage(rested)
  Atomics.wait(NEVER, 0, 0, (RESTS_TIMES * (user + system)) / 1_000)
  rested = process.cpuUsage()
}

function whatIsFound(file: string): Found {
  let db: DatabaseSync | undefined
  try {
    db = new DatabaseSync(file, { readOnly: true, timeout: LOCK_TIMEOUT_MS })
    knowRowSums(db)
    allMustBeWhole(db, file, rest)
    return 'whole'
  } catch (thrown) {
    const fault = asReadStoreFault(thrown, file)
    const isDamaged = fault instanceof StoreUnavailable && DAMAGED.includes(fault.reason)
    return isDamaged ? 'damaged' : { fault: nameOfFault(fault) }
  } finally {
    db?.close()
  }
}

setPriority(AFTER_OTHERS)
process.stdout.write(JSON.stringify(whatIsFound(process.argv[2] ?? '')))
