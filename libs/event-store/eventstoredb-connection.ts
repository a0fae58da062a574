/** Where EventStoreDB is and who we are to it: a connection string that says nothing we do not mean, and credentials from a file. */
import { readFileSync } from 'node:fs'

export interface Credentials {
  readonly username: string
  readonly password: string
}

const WHOLE_NUMBER = /^[1-9]\d{0,8}$/
const PATH = /^\S+$/

/** The options the client knows that are ours to choose. Others it would only warn of, and then ignore. */
const OPTIONS: Readonly<Record<string, RegExp>> = {
  tls: /^(true|false)$/,
  tlsCAFile: PATH,
  nodePreference: /^leader$/,
  maxDiscoverAttempts: WHOLE_NUMBER,
  /** Milliseconds. */
  discoveryInterval: WHOLE_NUMBER,
  /** Seconds, unlike all others. */
  gossipTimeout: WHOLE_NUMBER,
  /** Milliseconds; the client warns of less. */
  keepAliveInterval: /^[1-9]\d{4,8}$/,
  keepAliveTimeout: WHOLE_NUMBER,
  connectionName: /^[\w.-]+$/,
}

const WHY_NOT: Readonly<Record<string, string>> = {
  tlsVerifyCert: 'it has no effect in this client: name the authority with tlsCAFile',
  throwOnAppendFailure: 'a failed append has to be told as one',
  defaultDeadline: 'every call has a limit of its own',
  userCertFile: 'sign in with a user and a password, from a file',
  userKeyFile: 'sign in with a user and a password, from a file',
}

const FORM = /^(esdb|esdb\+discover):\/\/(?<hosts>[^/?@]+)\/?(?:\?(?<options>.*))?$/
const HOST = /^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)(:\d{1,5})?$/i

/**
 * What is wrong with a connection string, one sentence each; none: it may be used. `esdb://host:2113?tls=false` for one node;
 * `esdb://n1:2113,n2:2113,n3:2113?tls=true&tlsCAFile=…` or `esdb+discover://name:2113?…` for a cluster. None of its values is repeated.
 */
export function connectionFaults(connection: string): readonly string[] {
  if (/^[^?]*@/.test(connection)) return ['it holds a user or password: give these in a file of their own']
  const { hosts, options } = FORM.exec(connection)?.groups ?? {}
  if (hosts === undefined) return ['it does not begin with esdb:// or esdb+discover:// and a host']
  const faults: string[] = []
  const names = hosts.split(',')
  if (!names.every((name) => HOST.test(name))) faults.push('a host in it is no host name with a port')
  if (connection.startsWith('esdb+discover:') && names.length > 1)
    faults.push('esdb+discover takes one name, of which the client would use the first')
  const seen = new Set<string>()
  for (const option of options === undefined ? [] : options.split('&')) {
    const [name = '', value = '', ...rest] = option.split('=')
    const expected = OPTIONS[name]
    if (expected === undefined) faults.push(`its option ${named(name)} is not one: ${WHY_NOT[name] ?? knownOptions()}`)
    else if (rest.length > 0 || !expected.test(value)) faults.push(`its option ${name} has a value that it cannot have`)
    if (seen.has(name)) faults.push(`its option ${named(name)} is there twice`)
    seen.add(name)
  }
  return faults
}

const named = (name: string): string => (/^\w{1,40}$/.test(name) ? name : 'of an unknown name')
const knownOptions = (): string => `known are ${Object.keys(OPTIONS).join(', ')}`

/** Encrypted unless it says otherwise. */
export const isEncrypted = (connection: string): boolean => !/[?&]tls=false(&|$)/.test(connection)

/**
 * User and password from a file of one line, `user:password`; the first colon parts them, and none of it is ever repeated.
 * @throws Error when the file cannot be read or has another form
 */
export function readCredentials(file: string): Credentials {
  const text = readFileSync(file, 'utf8').trim()
  const { username, password } = /^(?<username>[^:\s]+):(?<password>[^\r\n]+)$/.exec(text)?.groups ?? {}
  if (username === undefined || password === undefined)
    throw new Error(`${file} does not hold user:password on one line`)
  return { username, password }
}
