/** The installation's settings: read from the environment, checked as a whole, every fault named at once. Holds no secrets, only where they are kept. */
import { join, resolve } from 'node:path'
import { ArrayUnique, IsIn, IsOptional, Matches, validateSync } from 'class-validator'
import { type EndpointRules } from '../../libs/messaging/safe-address.ts'
import { connectionFaults, isEncrypted } from '../../libs/event-store/eventstoredb-connection.ts'
import {
  areAll,
  arePorts,
  areRanges,
  check,
  isBroker,
  isHost,
  isIssuerUrl,
  isOin,
  isOrigin,
  WholeNumber,
} from './setting-rules.ts'
import { isLoopback } from './sign-in/loopback.ts'

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export const PROFILES = ['embedded'] as const

/** Each rule's message says what was expected, so that a fault can be read after "expected". */
export class Configuration {
  @Matches(/\S/, { message: 'a directory' })
  readonly dataDir!: string

  @WholeNumber(0, 65_535)
  readonly port!: number

  @check('isHost', isHost, 'an IP address or a host name')
  readonly host!: string

  @IsIn(PROFILES, { message: `one of: ${PROFILES.join(', ')}` })
  readonly profile!: (typeof PROFILES)[number]

  @Matches(/^\d{4}$/, { message: 'a CBS code of 4 digits' })
  readonly municipality!: string

  @check('isOin', isOin, 'an OIN of 20 digits')
  readonly oin!: string

  @Matches(/\S/, { message: 'a file' })
  readonly rootKeyFile!: string

  @IsOptional()
  @check('isPublicUrl', isIssuerUrl, 'a https URL without user, query or fragment (http only on loopback)')
  readonly publicUrl: string | undefined

  @IsOptional()
  @check('isIssuerUrl', isIssuerUrl, 'a https URL without user, query or fragment (http only on loopback)')
  readonly oidcIssuer: string | undefined

  @IsOptional()
  @check('isKeysUrl', isIssuerUrl, 'a https URL without user, query or fragment (http only on loopback)')
  readonly oidcJwksUrl: string | undefined

  @Matches(/^\S{1,200}$/, { message: 'an identifier without spaces, 200 characters at most' })
  readonly oidcAudience!: string

  @ArrayUnique({ message: 'origins that are each named once' })
  @check('areOrigins', areAll(isOrigin), 'origins such as https://plan.example.nl, parted by commas; no *')
  readonly corsOrigins!: readonly string[]

  @check('areRanges', areRanges, 'ranges such as 10.1.0.0/16, parted by commas')
  readonly endpointRanges!: readonly string[]

  @check('arePorts', arePorts, 'TCP ports, parted by commas')
  readonly endpointPorts!: readonly number[]

  @IsIn(LOG_LEVELS, { message: `one of: ${LOG_LEVELS.join(', ')}` })
  readonly logLevel!: (typeof LOG_LEVELS)[number]

  @WholeNumber(1, 1_000_000)
  readonly maxQueuedAppends!: number

  @WholeNumber(0, 300_000)
  readonly stopNoticeMs!: number

  @WholeNumber(1, 600_000)
  readonly stopWithinMs!: number

  @IsOptional()
  @check(
    'isConnection',
    (value) => typeof value === 'string' && connectionFaults(value).length === 0,
    ({ value }) => `a connection string of EventStoreDB (${connectionFaults(String(value)).join('; ')})`,
  )
  readonly eventStore: string | undefined

  @IsOptional()
  @Matches(/\S/, { message: 'a file' })
  readonly eventStoreCredentialsFile: string | undefined

  @Matches(/^[a-z][a-z0-9-]{0,40}$/, { message: 'lower-case letters, digits and hyphens, 41 at most' })
  readonly eventStoreNamespace!: string

  @ArrayUnique({ message: 'brokers that are each named once' })
  @check('areBrokers', areAll(isBroker), 'brokers such as kafka-1.example.nl:9092, parted by commas')
  readonly kafkaBrokers!: readonly string[]

  @WholeNumber(1, 9)
  readonly kafkaReplicas!: number

  @IsOptional()
  readonly kafkaCaFile: string | undefined

  @IsOptional()
  readonly kafkaCredentialsFile: string | undefined

  /** From NODE_ENV, as everything that runs on Node says it. */
  readonly production!: boolean

  /** Without an issuer of one's own, the built-in one for development signs people in. */
  get usesDevelopmentIssuer(): boolean {
    return this.oidcIssuer === undefined
  }
}

type Setting = Exclude<keyof Configuration, 'production' | 'usesDevelopmentIssuer'>

export interface Variable {
  readonly setting: Setting
  /** As documented; absent means that the setting is absent too. */
  readonly default?: string
  readonly meaning: string
  readonly read: (text: string, variables: NodeJS.ProcessEnv) => unknown
}

const asWritten = (text: string) => text
const wholeNumber = (text: string) => (/^\d{1,9}$/.test(text) ? Number(text) : Number.NaN)
const list = (text: string) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')

const IN_THE_DATA_DIR = '<data dir>/'
const DEFAULT_DATA_DIR = './data'

function path(text: string, { SAMENSPEL_DATA_DIR }: NodeJS.ProcessEnv): string {
  if (!text.startsWith(IN_THE_DATA_DIR)) return resolve(text)
  return resolve(join(SAMENSPEL_DATA_DIR?.trim() || DEFAULT_DATA_DIR, text.slice(IN_THE_DATA_DIR.length)))
}

/** Every variable there is; the documentation's table is tested against this one. */
export const VARIABLES: Readonly<Record<string, Variable>> = {
  SAMENSPEL_DATA_DIR: {
    setting: 'dataDir',
    default: DEFAULT_DATA_DIR,
    meaning: 'Directory of the event store, the read models and the key vault; made when absent.',
    read: path,
  },
  SAMENSPEL_PORT: {
    setting: 'port',
    default: '8080',
    meaning: 'TCP port of the API; 0 takes any free one.',
    read: wholeNumber,
  },
  SAMENSPEL_HOST: {
    setting: 'host',
    default: '127.0.0.1',
    meaning: 'Address to listen on; anything but loopback needs an issuer of your own.',
    read: asWritten,
  },
  SAMENSPEL_PUBLIC_URL: {
    setting: 'publicUrl',
    meaning: 'URL at which partners reach this API, without /v1; without it the address it listens on.',
    read: (text) => text.replace(/\/+$/, ''),
  },
  SAMENSPEL_PROFILE: {
    setting: 'profile',
    default: 'embedded',
    meaning: 'Which adapters run: embedded (one process, SQLite files).',
    read: asWritten,
  },
  SAMENSPEL_MUNICIPALITY: {
    setting: 'municipality',
    default: '0363',
    meaning: 'CBS code of the municipality, 4 digits.',
    read: asWritten,
  },
  SAMENSPEL_OIN: {
    setting: 'oin',
    default: '00000099000000000001',
    meaning: 'OIN of the municipality, 20 digits; the default has the prefix for tests.',
    read: asWritten,
  },
  SAMENSPEL_ROOT_KEY_FILE: {
    setting: 'rootKeyFile',
    default: `${IN_THE_DATA_DIR}root.key`,
    meaning: 'File of the key that all other keys are wrapped with; keep it away from the data and its backups.',
    read: path,
  },
  SAMENSPEL_OIDC_ISSUER: {
    setting: 'oidcIssuer',
    meaning: 'URL of the OIDC issuer whose access tokens count; without it the development issuer, on loopback only.',
    read: asWritten,
  },
  SAMENSPEL_OIDC_JWKS_URL: {
    setting: 'oidcJwksUrl',
    meaning: "URL of the issuer's keys; without it found by OpenID Connect Discovery.",
    read: asWritten,
  },
  SAMENSPEL_OIDC_AUDIENCE: {
    setting: 'oidcAudience',
    default: 'urn:samenspel:api',
    meaning: 'The audience (`aud`) that a token must be meant for.',
    read: asWritten,
  },
  SAMENSPEL_CORS_ORIGINS: {
    setting: 'corsOrigins',
    default: '',
    meaning: 'Origins whose pages may call the API from a browser, parted by commas; none by default.',
    read: list,
  },
  SAMENSPEL_ENDPOINT_RANGES: {
    setting: 'endpointRanges',
    default: '',
    meaning: 'Ranges that webhooks may be in though they are not public (CIDR, parted by commas); none by default.',
    read: list,
  },
  SAMENSPEL_ENDPOINT_PORTS: {
    setting: 'endpointPorts',
    default: '',
    meaning: 'Ports that webhooks may be at besides 443, parted by commas.',
    read: (text) => list(text).map(wholeNumber),
  },
  SAMENSPEL_LOG_LEVEL: {
    setting: 'logLevel',
    default: 'info',
    meaning: `What is logged: ${LOG_LEVELS.join(', ')}.`,
    read: asWritten,
  },
  SAMENSPEL_MAX_QUEUED_APPENDS: {
    setting: 'maxQueuedAppends',
    default: '4096',
    meaning: 'Writes that may wait for the disk at once; beyond that callers are asked to come back.',
    read: wholeNumber,
  },
  SAMENSPEL_STOP_NOTICE_MS: {
    setting: 'stopNoticeMs',
    default: '0',
    meaning: 'How long a stopping API still takes requests while it says that it is not ready.',
    read: wholeNumber,
  },
  SAMENSPEL_STOP_WITHIN_MS: {
    setting: 'stopWithinMs',
    default: '9000',
    meaning: 'Longest a stop in order may take, notice included; then the process ends at once, with status 1.',
    read: wholeNumber,
  },
  SAMENSPEL_EVENT_STORE: {
    setting: 'eventStore',
    meaning:
      'Connection string of EventStoreDB or KurrentDB (`esdb://…`), without credentials; unset, events are in a file of the data directory.',
    read: asWritten,
  },
  SAMENSPEL_EVENT_STORE_CREDENTIALS_FILE: {
    setting: 'eventStoreCredentialsFile',
    meaning: 'File of one line, `user:password`, for EventStoreDB; needed where the connection is encrypted.',
    read: path,
  },
  SAMENSPEL_EVENT_STORE_NAMESPACE: {
    setting: 'eventStoreNamespace',
    default: 'samenspel',
    meaning: 'What the names of our streams on EventStoreDB begin with; one installation each.',
    read: asWritten,
  },
  SAMENSPEL_KAFKA_BROKERS: {
    setting: 'kafkaBrokers',
    default: '',
    meaning: 'Kafka brokers that the relay hands events to, host:port, parted by commas; none by default.',
    read: list,
  },
  SAMENSPEL_KAFKA_REPLICAS: {
    setting: 'kafkaReplicas',
    default: '3',
    meaning: 'Brokers that hold each message of a topic that `npm run topics` makes.',
    read: wholeNumber,
  },
  SAMENSPEL_KAFKA_CA_FILE: {
    setting: 'kafkaCaFile',
    meaning: 'PEM file of who vouches for the brokers; without it no TLS is spoken.',
    read: path,
  },
  SAMENSPEL_KAFKA_CREDENTIALS_FILE: {
    setting: 'kafkaCredentialsFile',
    meaning: 'JSON file with mechanism (scram-sha-512, scram-sha-256, plain), username and password for Kafka.',
    read: path,
  },
}

/** Variables of other commands, which may stand in the same shell: the auditor's token. */
const OF_OTHER_COMMANDS: readonly string[] = ['SAMENSPEL_TOKEN']

/** The start is refused; `faults` names everything that is wrong, one sentence each. */
export class ConfigurationFaults extends Error {
  readonly faults: readonly string[]

  constructor(faults: readonly string[]) {
    const heading =
      faults.length === 1 ? 'The configuration has a fault:' : `The configuration has ${String(faults.length)} faults:`
    super([heading, ...faults.map((fault) => `- ${fault}`)].join('\n'))
    this.name = 'ConfigurationFaults'
    this.faults = faults
  }
}

/**
 * The settings in an environment. A variable that is set to nothing counts as not set, as container tools do.
 * @throws ConfigurationFaults naming every wrong value, unknown `SAMENSPEL_*` variable and contradiction.
 */
export function readConfiguration(env: NodeJS.ProcessEnv): Configuration {
  const textOf = (name: string) => env[name]?.trim() || VARIABLES[name]?.default
  const settings = Object.entries(VARIABLES).map(([name, { setting, read }]) => {
    const text = textOf(name)
    return [setting, text === undefined ? undefined : read(text, env)] as const
  })
  const production = env['NODE_ENV']?.trim().toLowerCase() === 'production'
  const configuration = Object.assign(new Configuration(), Object.fromEntries(settings), { production })

  const faults = [...unknownVariables(env), ...wrongValues(configuration, textOf), ...contradictions(configuration)]
  if (faults.length > 0) throw new ConfigurationFaults(faults)
  return Object.freeze(configuration)
}

function wrongValues(configuration: Configuration, textOf: (name: string) => string | undefined): string[] {
  return validateSync(configuration).map(({ property, constraints }) => {
    const name = Object.keys(VARIABLES).find((name) => VARIABLES[name]?.setting === property) ?? property
    const expected = [...new Set(Object.values(constraints ?? {}))].join('; ')
    return `${name} is ${quoted(textOf(name) ?? '')}: expected ${expected}`
  })
}

function contradictions(configuration: Configuration): string[] {
  const { production, host, usesDevelopmentIssuer, oidcJwksUrl } = configuration
  const { eventStore, eventStoreCredentialsFile, kafkaCaFile, kafkaCredentialsFile } = configuration
  const { stopNoticeMs, stopWithinMs } = configuration
  const faults: string[] = []
  const cure = 'set SAMENSPEL_OIDC_ISSUER to your own issuer'
  if (usesDevelopmentIssuer && production)
    faults.push(`The development issuer signs anyone in as anybody and never runs with NODE_ENV=production: ${cure}`)
  if (usesDevelopmentIssuer && isHost(host) && !isLoopback(host))
    faults.push(
      `The development issuer signs anyone in as anybody and never runs on SAMENSPEL_HOST ${quoted(host)}: ${cure}`,
    )
  if (usesDevelopmentIssuer && oidcJwksUrl !== undefined)
    faults.push(`SAMENSPEL_OIDC_JWKS_URL is set without the issuer whose keys it holds: ${cure}`)
  const isSecure = eventStore !== undefined && isEncrypted(eventStore)
  if (isSecure && eventStoreCredentialsFile === undefined)
    faults.push(
      'SAMENSPEL_EVENT_STORE is encrypted, and SAMENSPEL_EVENT_STORE_CREDENTIALS_FILE does not say who signs in',
    )
  if (!isSecure && eventStoreCredentialsFile !== undefined)
    faults.push(
      'SAMENSPEL_EVENT_STORE_CREDENTIALS_FILE is set without an encrypted SAMENSPEL_EVENT_STORE to sign in to',
    )
  if (stopNoticeMs >= stopWithinMs)
    faults.push('SAMENSPEL_STOP_NOTICE_MS leaves nothing of SAMENSPEL_STOP_WITHIN_MS to stop in')
  if (production && kafkaCredentialsFile !== undefined && kafkaCaFile === undefined)
    faults.push('Without TLS the password for Kafka is readable on the way: set SAMENSPEL_KAFKA_CA_FILE')
  return faults
}

function unknownVariables(env: NodeJS.ProcessEnv): string[] {
  return Object.keys(env)
    .filter((name) => /^samenspel_/i.test(name) && VARIABLES[name] === undefined && !OF_OTHER_COMMANDS.includes(name))
    .map((name) => {
      const nearest = nearestTo(name)
      return `${name} is not a setting${nearest === undefined ? '' : `; did you mean ${nearest}?`}`
    })
}

/** A value as an operator can recognise it, without a password that was put in a URL by mistake. */
const quoted = (text: string) => JSON.stringify(text.replace(/\/\/.*@/s, '//…@').slice(0, 80))

const AT_MOST_EDITS = 3

function nearestTo(name: string): string | undefined {
  const [nearest] = Object.keys(VARIABLES)
    .map((known) => ({ known, edits: editsBetween(name.toUpperCase(), known) }))
    .filter(({ edits }) => edits <= AT_MOST_EDITS)
    .sort((one, other) => one.edits - other.edits)
  return nearest?.known
}

/** Levenshtein's distance: insertions, deletions and replacements from one word to the other. */
function editsBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, place) => place)
  for (const [i, letter] of Array.from(one).entries()) {
    const next = [i + 1]
    for (const [j, target] of Array.from(other).entries())
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (letter === target ? 0 : 1)))
    row = next
  }
  return row[other.length] ?? 0
}

/** Where webhooks may be. On this machine only where nobody is signed in for real. */
export const endpointRulesOf = ({
  endpointRanges: allowedRanges,
  endpointPorts: morePorts,
  usesDevelopmentIssuer: allowsLoopback,
}: Configuration): EndpointRules => ({ allowedRanges, morePorts, allowsLoopback })
