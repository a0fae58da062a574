/** Loaded first by an API: where a file says so, the process is gone at the moment that an answer would leave. */
import { existsSync } from 'node:fs'
import { ServerResponse } from 'node:http'

const { KILLED_WHERE_THERE_IS: flag = '' } = process.env
const writeHead = ServerResponse.prototype.writeHead

ServerResponse.prototype.writeHead = function (...given) {
  if (existsSync(flag)) process.kill(process.pid, 'SIGKILL')
  return Reflect.apply(writeHead, this, given)
}
