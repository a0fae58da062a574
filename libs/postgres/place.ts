/** Where PostgreSQL is and how it is reached: a URL that says nothing we do not mean, and a password from a file. */
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { ConnectionOptions } from 'node:tls'

export interface PostgresPlace {
  /** `postgres://user@host:5432/database`, without a password; encrypted unless it says `sslmode=disable`. */
  readonly url: string
  /** One line; read at every new connection, so that a changed password needs no restart. Without it libpq's own ways count (PGPASSWORD, .pgpass). */
  readonly passwordFile?: string | undefined
}

const OPTIONS: Readonly<Record<string, RegExp>> = {
  sslmode: /^(disable|verify-full)$/,
  sslrootcert: /^\S+$/,
}

const WHY_NOT: Readonly<Record<string, string>> = {
  password: 'give the password in a file of its own',
  sslmode: 'it is disable or verify-full: what lies between encrypts without knowing for whom',
  options: 'what a session needs is set by us',
}

/** What is wrong with a URL, one sentence each; none: it may be used. None of its values is repeated. */
export function postgresUrlFaults(text: string): readonly string[] {
  const url = /^postgres(ql)?:\/\//.test(text) ? URL.parse(text) : null
  if (url === null) return ['it does not begin with postgres:// and a host']
  const faults: string[] = []
  if (url.password !== '') faults.push('it holds a password: give it in a file of its own')
  if (url.username === '') faults.push('it names no user')
  if (url.hostname === '') faults.push('it names no host')
  if (!/^\/[^/]+$/.test(url.pathname)) faults.push('it names no database')
  if (url.hash !== '') faults.push('it has a fragment')
  for (const [name, value] of url.searchParams) {
    const expected = OPTIONS[name]
    if (expected?.test(value) === true) continue
    const said = /^\w{1,40}$/.test(name) ? name : 'of an unknown name'
    faults.push(`its option ${said} ${expected === undefined ? 'is not one' : 'has another value'}${because(name)}`)
  }
  if (url.searchParams.get('sslmode') === 'disable' && url.searchParams.has('sslrootcert'))
    faults.push('it names an authority (sslrootcert), and is not encrypted')
  return faults
}

function because(name: string): string {
  const why = WHY_NOT[name]
  return why === undefined ? '' : `: ${why}`
}

export interface Reaching {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly database: string
  readonly ssl: false | ConnectionOptions
  readonly password?: () => Promise<string>
}

/** As the driver takes it. @throws Error when the URL has a fault, or the authority's certificate cannot be read */
export function reaching({ url: text, passwordFile }: PostgresPlace): Reaching {
  const faults = postgresUrlFaults(text)
  if (faults.length > 0) throw new Error(`the URL of PostgreSQL: ${faults.join('; ')}`)
  const url = new URL(text)
  const authority = url.searchParams.get('sslrootcert')
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? 5432 : Number(url.port),
    user: decodeURIComponent(url.username),
    database: decodeURIComponent(url.pathname.slice(1)),
    ssl:
      url.searchParams.get('sslmode') === 'disable'
        ? false
        : { rejectUnauthorized: true, ...(authority !== null && { ca: readFileSync(authority, 'utf8') }) },
    ...(passwordFile !== undefined && {
      password: async () => (await readFile(passwordFile, 'utf8')).replace(/\r?\n$/, ''),
    }),
  }
}

/** The place as an operator may read it. */
export const namedPlace = ({ url }: PostgresPlace): string => {
  const { hostname, port, pathname } = new URL(url)
  return `${hostname}${port === '' ? '' : `:${port}`}${pathname}`
}
