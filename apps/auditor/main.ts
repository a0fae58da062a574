/** The auditor's tool as a process. */
import { standardOutput } from '../../libs/progress/standard-output.ts'
import { audit } from './audit.ts'
import { screenOn } from './screen.ts'

const stopping = new AbortController()
// Once: a second Ctrl-C ends it whatever it is doing.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    stopping.abort()
  })

const { stdin, stderr, env, argv } = process
const screen = screenOn({ stdin, stdout: standardOutput(), stderr, stop: stopping.signal })
process.exitCode = await audit(argv.slice(2), screen, { env })
