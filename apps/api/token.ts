/** The `token` command as a process. */
import { makeOnlyForItsOwner } from '../../libs/installation/data-directory.ts'
import { tellingOn } from '../../libs/progress/standard-output.ts'
import { tokenCommand } from './sign-in/token-command.ts'

makeOnlyForItsOwner()
const { stdout, stderr, status } = await tokenCommand(process.argv.slice(2), process.env)
const { say, written } = tellingOn()
if (stdout !== '') say(stdout)
process.stderr.write(stderr)
process.exitCode = status
await written().catch((fault: unknown) => {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`)
  process.exitCode = 1
})
