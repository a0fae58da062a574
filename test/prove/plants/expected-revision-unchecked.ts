/** A planted fault: an append that finds its stream elsewhere is written all the same, behind whatever stands there. Loaded before a program, never by one. */
import { RevisionConflict, type Appended, type Expected, type NewEvent } from '../../../libs/event-store/port.ts'
import { AppendQueue } from '../../../libs/event-store/sqlite-append-queue.ts'

const queue = AppendQueue.prototype
const append = Reflect.get(queue, 'append')

async function unchecked(
  this: AppendQueue,
  stream: string,
  expected: Expected,
  events: readonly NewEvent[],
): Promise<Appended> {
  try {
    return await append.call(this, stream, expected, events)
  } catch (fault) {
    if (!(fault instanceof RevisionConflict)) throw fault
    return unchecked.call(this, stream, fault.actual, events)
  }
}

queue.append = unchecked
