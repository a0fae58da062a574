/** The auditor's tool as a process. */
import { createWriteStream, fstatSync } from 'node:fs'
import { audit } from './audit.ts'
import { screenOn } from './screen.ts'

const stopping = new AbortController()
// Once: a second Ctrl-C ends it whatever it is doing.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    stopping.abort()
  })

const { stdin, stderr, env, argv } = process
// Into a file Node's own stream drops what a full disk did not take of a write.
const isFile = fstatSync(1).isFile()
const stdout = isFile ? createWriteStream('', { fd: 1, autoClose: false }) : process.stdout
const screen = screenOn({ stdin, stdout, stderr, stop: stopping.signal })
process.exitCode = await audit(argv.slice(2), screen, { env })
