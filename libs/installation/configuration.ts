/** The installation's settings: read from the environment, checked as a whole, every fault named at once. Holds no secrets, only where they are kept. */
import { ArrayUnique, IsIn, IsOptional, Matches, validateSync } from 'class-validator'
import { type EndpointRules } from '../messaging/safe-address.ts'
import { connectionFaults } from '../event-store/eventstoredb-connection.ts'
import type { PostgresPlace } from '../postgres/place.ts'
import { contradictions } from './contradictions.ts'
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
  isPlaceOfLog,
  LOG_LEVELS,
  PostgresUrl,
  PROFILES,
  quoted,
  WholeNumber,
} from './setting-rules.ts'
import { VARIABLES } from './variables.ts'

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

  @WholeNumber(1, 1_000_000)
  readonly bsnLookUpsADay!: number

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

  @WholeNumber(1, 1_000_000)
  readonly readsPerSecond!: number

  @WholeNumber(1, 1_000_000)
  readonly writesPerSecond!: number

  @WholeNumber(1, 1_000_000)
  readonly strangersPerSecond!: number

  @WholeNumber(1, 600)
  readonly burstSeconds!: number

  @WholeNumber(1, 10_000)
  readonly requestsAtOnce!: number

  @check('areRanges', areRanges, 'ranges such as 10.1.0.0/16, parted by commas')
  readonly trustedProxies!: readonly string[]

  @WholeNumber(100, 600_000)
  readonly headersTimeoutMs!: number

  @WholeNumber(100, 600_000)
  readonly requestTimeoutMs!: number

  @WholeNumber(100, 600_000)
  readonly idleTimeoutMs!: number

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

  @IsOptional()
  @check(
    'isEventStore',
    (value) => typeof value === 'string' && connectionFaults(value).length === 0,
    ({ value }) => `a connection string of EventStoreDB (${connectionFaults(String(value)).join('; ')})`,
  )
  readonly accessStore: string | undefined

  @WholeNumber(0, 4_096)
  readonly accessRoomMib!: number

  @IsOptional()
  @check('isPlaceOfLog', isPlaceOfLog, 'a file, or a https URL without user, query or fragment (http only on loopback)')
  readonly processingLog: string | undefined

  @IsOptional()
  @Matches(/^[^\p{Cc}\p{Zl}\p{Zp}]{1,300}$/u, { message: 'one line of text, 300 characters at most' })
  readonly privacyContact: string | undefined

  @Matches(/^[a-z0-9][a-z0-9-]{0,39}$/, { message: 'lower-case letters, digits and hyphens, at most 40' })
  readonly node!: string

  @PostgresUrl()
  readonly readsPostgres: string | undefined

  @IsOptional()
  readonly readsPostgresPasswordFile: string | undefined

  @PostgresUrl()
  readonly vaultPostgres: string | undefined

  @IsOptional()
  readonly vaultPostgresPasswordFile: string | undefined

  @PostgresUrl()
  readonly sealedValuesPostgres: string | undefined

  @IsOptional()
  readonly sealedValuesPostgresPasswordFile: string | undefined

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

  const isSet = (setting: keyof Configuration) =>
    Object.entries(VARIABLES).some(([name, known]) => known.setting === setting && Boolean(env[name]?.trim()))

  const faults = [
    ...unknownVariables(env),
    ...wrongValues(configuration, textOf),
    ...contradictions(configuration, isSet),
  ]
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

function unknownVariables(env: NodeJS.ProcessEnv): string[] {
  return Object.keys(env)
    .filter((name) => /^samenspel_/i.test(name) && VARIABLES[name] === undefined && !OF_OTHER_COMMANDS.includes(name))
    .map((name) => {
      const nearest = nearestTo(name)
      return `${name} is not a setting${nearest === undefined ? '' : `; did you mean ${nearest}?`}`
    })
}

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

export interface PostgresPlaces {
  /** Read models, leases, webhook deliveries: what is written under a lease stands beside it. */
  readonly reads: PostgresPlace
  readonly vault: PostgresPlace
  readonly sealedValues: PostgresPlace
}

/** Undefined in the embedded profile. That each is named, was checked. */
export function postgresPlacesOf(configuration: Configuration): PostgresPlaces | undefined {
  if (configuration.profile === 'embedded') return undefined
  const { readsPostgres, vaultPostgres, sealedValuesPostgres } = configuration
  return {
    reads: { url: readsPostgres ?? '', passwordFile: configuration.readsPostgresPasswordFile },
    vault: { url: vaultPostgres ?? '', passwordFile: configuration.vaultPostgresPasswordFile },
    sealedValues: { url: sealedValuesPostgres ?? '', passwordFile: configuration.sealedValuesPostgresPasswordFile },
  }
}
