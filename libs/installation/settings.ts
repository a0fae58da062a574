/** Every setting of the installation and what it must be. Where each is read from is in `variables.ts`. */
import { ArrayUnique, IsIn, IsOptional, Matches } from 'class-validator'
import { connectionFaults } from '../event-store/eventstoredb-connection.ts'
import {
  areAll,
  arePorts,
  areRanges,
  check,
  HttpsUrl,
  isBroker,
  isHost,
  isOin,
  isOrigin,
  isPlaceOfLog,
  LOG_LEVELS,
  PostgresUrl,
  PROFILES,
  WholeNumber,
} from './setting-rules.ts'

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

  @HttpsUrl()
  readonly publicUrl: string | undefined

  @HttpsUrl()
  readonly oidcIssuer: string | undefined

  @HttpsUrl()
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

  @IsIn(['no', 'yes'], { message: 'no or yes' })
  readonly startAtAnyTime!: 'no' | 'yes'

  @WholeNumber(0, 3_600)
  readonly tickSeconds!: number

  @WholeNumber(0, 300_000)
  readonly stopNoticeMs!: number

  @IsOptional()
  @WholeNumber(0, 65_535)
  readonly pagesPort: number | undefined

  @HttpsUrl()
  readonly pagesUrl: string | undefined

  @HttpsUrl()
  readonly pagesApi: string | undefined

  @Matches(/^\S{1,200}$/, { message: 'an identifier without spaces, 200 characters at most' })
  readonly pagesClientId!: string

  @IsOptional()
  @Matches(/\S/, { message: 'a file' })
  readonly pagesClientSecretFile: string | undefined

  @IsOptional()
  @Matches(/\S/, { message: 'a file' })
  readonly pagesKeyFile: string | undefined

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
  @Matches(/^[0-9a-f]{12}$/, { message: 'the code that a refused start names' })
  readonly restored: string | undefined

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
