/** A process of the API whose clock is the story's: `node node.js CLOCK_FILE`. It is started by the demo, and by nobody else. */
import { readConfiguration } from '../../libs/installation/configuration.ts'
import { start } from '../api/start.ts'
import { clockIn } from './story-time.ts'

const [clockFile = ''] = process.argv.slice(2)
const running = await start(
  readConfiguration(process.env),
  clockIn(clockFile, () => new Date().toISOString()),
)
process.stdout.write(`open at ${running.url}\n`)
process.once('SIGTERM', () => {
  running.stop().then(
    () => process.exit(0),
    () => process.exit(1),
  )
})
