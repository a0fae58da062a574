/** The writing thread: takes batches of claims, answers with their verdicts. All that it knows of SQLite is in the writer. */
import { parentPort, workerData } from 'node:worker_threads'
import { StoreUnavailable } from './port.ts'
import type { FromWriter, ToWriter, WriterData } from './sqlite-messages.ts'
import { SqliteWriter } from './sqlite-writer.ts'

const port = parentPort
if (port === null) throw new Error('this file is the writing thread of an event store, not a program')
const say = (message: FromWriter): void => {
  port.postMessage(message)
}

try {
  const writer = new SqliteWriter(workerData as WriterData)
  port.on('message', (message: ToWriter) => {
    if (message === 'close') {
      writer.close()
      port.close()
    } else if (message === 'try') {
      say(writer.try() ?? 'tried')
    } else {
      say(writer.write(message))
      writer.keepRoom()
    }
  })
  say('opened')
} catch (fault) {
  if (!(fault instanceof StoreUnavailable)) throw fault
  say(['refused', fault.reason, fault.message])
}
