/** The `token` command as a process. */
import { makeOnlyForItsOwner } from '../../libs/installation/data-directory.ts'
import { tokenCommand } from './sign-in/token-command.ts'

makeOnlyForItsOwner()
const { stdout, stderr, status } = await tokenCommand(process.argv.slice(2), process.env)
process.stdout.write(stdout)
process.stderr.write(stderr)
process.exitCode = status
