import assert from 'node:assert/strict'
import { resolve } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { ConfigurationFaults, readConfiguration } from './configuration.ts'
import { VARIABLES } from './variables.ts'

function faultsIn(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    readConfiguration(env)
  } catch (error) {
    assert.ok(error instanceof ConfigurationFaults, String(error))
    return error.faults
  }
  return []
}

const ISSUER = { SAMENSPEL_OIDC_ISSUER: 'https://sign-in.example.nl/realms/plan' }

describe('the configuration', () => {
  it('needs nothing: an empty environment is an embedded system on loopback with the development issuer', () => {
    expect(readConfiguration({})).toEqual({
      dataDir: resolve('data'),
      port: 8080,
      host: '127.0.0.1',
      publicUrl: undefined,
      profile: 'embedded',
      municipality: '0363',
      oin: '00000099000000000001',
      rootKeyFile: resolve('data/root.key'),
      oidcIssuer: undefined,
      oidcJwksUrl: undefined,
      oidcAudience: 'urn:samenspel:api',
      bsnLookUpsADay: 20,
      corsOrigins: [],
      endpointRanges: [],
      endpointPorts: [],
      logLevel: 'info',
      maxQueuedAppends: 4096,
      readsPerSecond: 50,
      writesPerSecond: 10,
      strangersPerSecond: 20,
      burstSeconds: 20,
      requestsAtOnce: 4,
      trustedProxies: [],
      headersTimeoutMs: 10_000,
      requestTimeoutMs: 60_000,
      idleTimeoutMs: 72_000,
      startAtAnyTime: 'no',
      tickSeconds: 15,
      stopNoticeMs: 0,
      stopWithinMs: 9_000,
      pagesPort: undefined,
      pagesUrl: undefined,
      pagesApi: undefined,
      pagesClientId: 'samenspel-pages',
      pagesClientSecretFile: undefined,
      pagesKeyFile: undefined,
      eventStore: undefined,
      eventStoreCredentialsFile: undefined,
      eventStoreNamespace: 'samenspel',
      accessStore: undefined,
      accessRoomMib: 16,
      restored: undefined,
      processingLog: undefined,
      node: expect.stringMatching(/^[a-z0-9-]{1,40}$/) as unknown,
      readsPostgres: undefined,
      readsPostgresPasswordFile: undefined,
      vaultPostgres: undefined,
      vaultPostgresPasswordFile: undefined,
      sealedValuesPostgres: undefined,
      sealedValuesPostgresPasswordFile: undefined,
      kafkaBrokers: [],
      kafkaReplicas: 3,
      kafkaCaFile: undefined,
      kafkaCredentialsFile: undefined,
      production: false,
    })
    expect(readConfiguration({}).usesDevelopmentIssuer).toBe(true)
  })

  it('reads every setting it documents', () => {
    const configuration = readConfiguration({
      ...ISSUER,
      NODE_ENV: 'production',
      SAMENSPEL_DATA_DIR: '/srv/plan',
      SAMENSPEL_PORT: '0',
      SAMENSPEL_HOST: '0.0.0.0',
      SAMENSPEL_PUBLIC_URL: 'https://plan.example.nl/',
      SAMENSPEL_PROFILE: 'cluster',
      SAMENSPEL_MUNICIPALITY: '0518',
      SAMENSPEL_OIN: '00000099000000000002',
      SAMENSPEL_ROOT_KEY_FILE: '/run/keys/root.key',
      SAMENSPEL_OIDC_JWKS_URL: 'https://sign-in.example.nl/keys',
      SAMENSPEL_OIDC_AUDIENCE: 'https://plan.example.nl',
      SAMENSPEL_BSN_LOOK_UPS_A_DAY: '40',
      SAMENSPEL_CORS_ORIGINS: 'https://plan.example.nl, http://localhost:3000,',
      SAMENSPEL_ENDPOINT_RANGES: '10.1.0.0/16, 2a02:898::/32',
      SAMENSPEL_ENDPOINT_PORTS: '8443,9443',
      SAMENSPEL_LOG_LEVEL: 'warn',
      SAMENSPEL_MAX_QUEUED_APPENDS: '100',
      SAMENSPEL_READS_PER_SECOND: '200',
      SAMENSPEL_WRITES_PER_SECOND: '20',
      SAMENSPEL_STRANGERS_PER_SECOND: '5',
      SAMENSPEL_BURST_SECONDS: '30',
      SAMENSPEL_REQUESTS_AT_ONCE: '8',
      SAMENSPEL_TRUSTED_PROXIES: '10.0.0.0/8, fd00::/8',
      SAMENSPEL_HEADERS_TIMEOUT_MS: '5000',
      SAMENSPEL_REQUEST_TIMEOUT_MS: '30000',
      SAMENSPEL_IDLE_TIMEOUT_MS: '15000',
      SAMENSPEL_START_AT_ANY_TIME: 'yes',
      SAMENSPEL_TICK_SECONDS: '60',
      SAMENSPEL_STOP_NOTICE_MS: '5000',
      SAMENSPEL_STOP_WITHIN_MS: '20000',
      SAMENSPEL_PAGES_PORT: '9090',
      SAMENSPEL_PAGES_URL: 'https://samenspel.example.nl/',
      SAMENSPEL_PAGES_API: 'https://plan.example.nl',
      SAMENSPEL_PAGES_CLIENT_ID: 'pages',
      SAMENSPEL_PAGES_CLIENT_SECRET_FILE: '/run/keys/pages-client',
      SAMENSPEL_PAGES_KEY_FILE: '/run/keys/pages.key',
      SAMENSPEL_EVENT_STORE: 'esdb://n1:2113,n2:2113?tls=true',
      SAMENSPEL_EVENT_STORE_CREDENTIALS_FILE: '/run/keys/event-store',
      SAMENSPEL_EVENT_STORE_NAMESPACE: 'utrecht',
      SAMENSPEL_ACCESS_STORE: 'esdb://looks:2113?tls=true',
      SAMENSPEL_ACCESS_ROOM_MIB: '32',
      SAMENSPEL_RESTORED: '0123456789ab',
      SAMENSPEL_PROCESSING_LOG: 'https://logboek.example.nl',
      SAMENSPEL_PRIVACY_CONTACT: 'Stadhuis, Plein 1, Noorderwijk',
      SAMENSPEL_NODE: 'api-2',
      SAMENSPEL_READS_POSTGRES: 'postgres://samenspel@db.example.nl/reads',
      SAMENSPEL_READS_POSTGRES_PASSWORD_FILE: '/run/keys/reads',
      SAMENSPEL_VAULT_POSTGRES: 'postgres://samenspel@vault.example.nl/vault',
      SAMENSPEL_VAULT_POSTGRES_PASSWORD_FILE: '/run/keys/vault',
      SAMENSPEL_SEALED_VALUES_POSTGRES: 'postgres://samenspel@db.example.nl/events',
      SAMENSPEL_SEALED_VALUES_POSTGRES_PASSWORD_FILE: '/run/keys/sealed-values',
      SAMENSPEL_KAFKA_BROKERS: 'kafka-1.example.nl:9092, kafka-2.example.nl:9092',
      SAMENSPEL_KAFKA_REPLICAS: '1',
      SAMENSPEL_KAFKA_CA_FILE: '/run/keys/kafka-ca.pem',
      SAMENSPEL_KAFKA_CREDENTIALS_FILE: '/run/keys/kafka.json',
    })
    expect(configuration).toEqual({
      dataDir: '/srv/plan',
      port: 0,
      host: '0.0.0.0',
      publicUrl: 'https://plan.example.nl',
      profile: 'cluster',
      municipality: '0518',
      oin: '00000099000000000002',
      rootKeyFile: '/run/keys/root.key',
      oidcIssuer: 'https://sign-in.example.nl/realms/plan',
      oidcJwksUrl: 'https://sign-in.example.nl/keys',
      oidcAudience: 'https://plan.example.nl',
      bsnLookUpsADay: 40,
      corsOrigins: ['https://plan.example.nl', 'http://localhost:3000'],
      endpointRanges: ['10.1.0.0/16', '2a02:898::/32'],
      endpointPorts: [8443, 9443],
      logLevel: 'warn',
      maxQueuedAppends: 100,
      readsPerSecond: 200,
      writesPerSecond: 20,
      strangersPerSecond: 5,
      burstSeconds: 30,
      requestsAtOnce: 8,
      trustedProxies: ['10.0.0.0/8', 'fd00::/8'],
      headersTimeoutMs: 5_000,
      requestTimeoutMs: 30_000,
      idleTimeoutMs: 15_000,
      startAtAnyTime: 'yes',
      tickSeconds: 60,
      stopNoticeMs: 5_000,
      stopWithinMs: 20_000,
      pagesPort: 9_090,
      pagesUrl: 'https://samenspel.example.nl',
      pagesApi: 'https://plan.example.nl',
      pagesClientId: 'pages',
      pagesClientSecretFile: '/run/keys/pages-client',
      pagesKeyFile: '/run/keys/pages.key',
      eventStore: 'esdb://n1:2113,n2:2113?tls=true',
      eventStoreCredentialsFile: '/run/keys/event-store',
      eventStoreNamespace: 'utrecht',
      accessStore: 'esdb://looks:2113?tls=true',
      accessRoomMib: 32,
      restored: '0123456789ab',
      processingLog: 'https://logboek.example.nl',
      privacyContact: 'Stadhuis, Plein 1, Noorderwijk',
      node: 'api-2',
      readsPostgres: 'postgres://samenspel@db.example.nl/reads',
      readsPostgresPasswordFile: '/run/keys/reads',
      vaultPostgres: 'postgres://samenspel@vault.example.nl/vault',
      vaultPostgresPasswordFile: '/run/keys/vault',
      sealedValuesPostgres: 'postgres://samenspel@db.example.nl/events',
      sealedValuesPostgresPasswordFile: '/run/keys/sealed-values',
      kafkaBrokers: ['kafka-1.example.nl:9092', 'kafka-2.example.nl:9092'],
      kafkaReplicas: 1,
      kafkaCaFile: '/run/keys/kafka-ca.pem',
      kafkaCredentialsFile: '/run/keys/kafka.json',
      production: true,
    })
    expect(configuration.usesDevelopmentIssuer).toBe(false)
  })

  it('keeps the root key beside the data unless told otherwise, and takes a variable set to nothing as not set', () => {
    expect(readConfiguration({ SAMENSPEL_DATA_DIR: '/srv/plan', SAMENSPEL_PORT: ' ' })).toMatchObject({
      rootKeyFile: '/srv/plan/root.key',
      port: 8080,
    })
  })

  it('names every fault at once, with what was expected', () => {
    const error = new ConfigurationFaults(
      faultsIn({
        ...ISSUER,
        SAMENSPEL_PORT: '80800',
        SAMENSPEL_HOST: 'two words',
        SAMENSPEL_PROFILE: 'cloud',
        SAMENSPEL_MUNICIPALITY: 'Amsterdam',
        SAMENSPEL_OIN: '123',
        SAMENSPEL_OIDC_JWKS_URL: 'ftp://keys.example.nl',
        SAMENSPEL_OIDC_AUDIENCE: 'two words',
        SAMENSPEL_CORS_ORIGINS: '*',
        SAMENSPEL_LOG_LEVEL: 'loud',
        SAMENSPEL_MAX_QUEUED_APPENDS: 'many',
        SAMENSPEL_WRITES_PER_SECOND: '0',
        SAMENSPEL_TRUSTED_PROXIES: 'proxy.example.nl',
      }),
    )
    expect(error.message.split('\n')).toEqual([
      'The configuration has 12 faults:',
      '- SAMENSPEL_PORT is "80800": expected a whole number from 0 to 65535',
      '- SAMENSPEL_HOST is "two words": expected an IP address or a host name',
      '- SAMENSPEL_PROFILE is "cloud": expected one of: embedded, cluster',
      '- SAMENSPEL_MUNICIPALITY is "Amsterdam": expected a CBS code of 4 digits',
      '- SAMENSPEL_OIN is "123": expected an OIN of 20 digits',
      '- SAMENSPEL_OIDC_JWKS_URL is "ftp://keys.example.nl": expected a https URL without user, query or fragment (http only on loopback)',
      '- SAMENSPEL_OIDC_AUDIENCE is "two words": expected an identifier without spaces, 200 characters at most',
      '- SAMENSPEL_CORS_ORIGINS is "*": expected origins such as https://plan.example.nl, parted by commas; no *',
      '- SAMENSPEL_LOG_LEVEL is "loud": expected one of: fatal, error, warn, info, debug, trace, silent',
      '- SAMENSPEL_MAX_QUEUED_APPENDS is "many": expected a whole number from 1 to 1000000',
      '- SAMENSPEL_WRITES_PER_SECOND is "0": expected a whole number from 1 to 1000000',
      '- SAMENSPEL_TRUSTED_PROXIES is "proxy.example.nl": expected ranges such as 10.1.0.0/16, parted by commas',
    ])
  })

  it('refuses variables it does not know, and says which one was probably meant', () => {
    expect(faultsIn({ SAMENSPEL_PROT: '1', samenspel_port: '1', SAMENSPEL_DATABASE_URL: 'x', PATH: '/bin' })).toEqual([
      'SAMENSPEL_PROT is not a setting; did you mean SAMENSPEL_PORT?',
      'samenspel_port is not a setting; did you mean SAMENSPEL_PORT?',
      'SAMENSPEL_DATABASE_URL is not a setting',
    ])
  })

  it('lets the variables of other commands stand in the same shell', () => {
    expect(faultsIn({ SAMENSPEL_TOKEN: 'x' })).toEqual([])
  })

  it.each(['production', ' Production '])('never lets the development issuer run with NODE_ENV=%p', (NODE_ENV) => {
    expect(faultsIn({ NODE_ENV })).toEqual([expect.stringContaining('never runs with NODE_ENV=production')])
    expect(faultsIn({ NODE_ENV, ...ISSUER })).toEqual([])
  })

  it.each(['0.0.0.0', '::', '10.0.0.7', 'plan.example.nl', '127.0.0.1.example.nl'])(
    'never lets the development issuer listen on %s',
    (SAMENSPEL_HOST) => {
      expect(faultsIn({ SAMENSPEL_HOST })).toEqual([expect.stringContaining('never runs on SAMENSPEL_HOST')])
      expect(faultsIn({ SAMENSPEL_HOST, ...ISSUER })).toEqual([])
    },
  )

  it.each(['127.0.0.1', '127.8.8.8', '::1', 'localhost'])(
    'lets the development issuer listen on %s',
    (SAMENSPEL_HOST) => {
      expect(faultsIn({ SAMENSPEL_HOST })).toEqual([])
    },
  )

  it.each(['http://127.0.0.1:9000', 'http://localhost', 'http://[::1]:9000', 'https://sign-in.example.nl'])(
    'takes %s as an issuer',
    (SAMENSPEL_OIDC_ISSUER) => {
      expect(faultsIn({ SAMENSPEL_OIDC_ISSUER })).toEqual([])
    },
  )

  it.each([
    'http://sign-in.example.nl',
    'http://127.0.0.1.example.nl',
    'urn:samenspel:development-issuer',
    'https://sign-in.example.nl?realm=1',
    'https://sign-in.example.nl#1',
    'sign-in.example.nl',
  ])('refuses %s as an issuer', (SAMENSPEL_OIDC_ISSUER) => {
    expect(faultsIn({ SAMENSPEL_OIDC_ISSUER })).toEqual([expect.stringContaining('expected a https URL')])
  })

  it('does not repeat a password that was put in a URL', () => {
    const [fault] = faultsIn({ SAMENSPEL_OIDC_ISSUER: 'https://amina:s3cret@sign-in.example.nl' })
    expect(fault).toContain('//…@sign-in.example.nl')
    expect(fault).not.toContain('s3cret')
  })

  it('takes a connection string of EventStoreDB, and says what is wrong with one without repeating what is secret', () => {
    expect(faultsIn({ SAMENSPEL_EVENT_STORE: 'esdb://localhost:2113?tls=false' })).toEqual([])
    expect(faultsIn({ SAMENSPEL_EVENT_STORE: 'esdb://localhost:2113?tls=false&throwOnAppendFailure=false' })).toEqual([
      expect.stringContaining('a failed append has to be told as one'),
    ])
    const [fault] = faultsIn({ SAMENSPEL_EVENT_STORE: 'esdb://samenspel:s3/cr@t@n1:2113?tls=false' })
    expect(fault).toContain('give these in a file of their own')
    expect(fault).not.toMatch(/s3|cr@t/)
  })

  it('wants credentials for an encrypted event store, and none without', () => {
    const SAMENSPEL_EVENT_STORE = 'esdb://n1:2113,n2:2113,n3:2113?tls=true&tlsCAFile=/etc/ca.crt'
    const SAMENSPEL_EVENT_STORE_CREDENTIALS_FILE = '/run/keys/event-store'
    expect(faultsIn({ SAMENSPEL_EVENT_STORE })).toEqual([expect.stringContaining('does not say who signs in')])
    expect(faultsIn({ SAMENSPEL_EVENT_STORE, SAMENSPEL_EVENT_STORE_CREDENTIALS_FILE })).toEqual([])
    for (const store of [{}, { SAMENSPEL_EVENT_STORE: 'esdb://localhost?tls=false' }])
      expect(faultsIn({ ...store, SAMENSPEL_EVENT_STORE_CREDENTIALS_FILE })).toEqual([
        expect.stringContaining('without an encrypted SAMENSPEL_EVENT_STORE'),
      ])
  })

  it('asks for the issuer when only its keys are named', () => {
    expect(faultsIn({ SAMENSPEL_OIDC_JWKS_URL: 'https://sign-in.example.nl/keys' })).toEqual([
      expect.stringContaining('SAMENSPEL_OIDC_JWKS_URL is set without the issuer'),
    ])
  })

  it('documents every variable with a default that is accepted', () => {
    for (const [name, { default: fallback, meaning }] of Object.entries(VARIABLES)) {
      expect(meaning).toMatch(/\.$/)
      expect(faultsIn({ [name]: fallback })).toEqual([])
    }
  })

  it('of a cluster names at once everything that it would keep on one machine', () => {
    expect(faultsIn({ SAMENSPEL_PROFILE: 'cluster' })).toEqual(
      [
        'SAMENSPEL_EVENT_STORE to where the events are',
        'SAMENSPEL_READS_POSTGRES to where the read models are',
        'SAMENSPEL_VAULT_POSTGRES to where the keys are',
        'SAMENSPEL_SEALED_VALUES_POSTGRES to where the sealed values are',
        'SAMENSPEL_ROOT_KEY_FILE to where the root key is, the same on every machine',
      ].map((cure) => `The cluster profile keeps nothing in files of one machine: set ${cure}`),
    )
  })

  const CLUSTER = {
    SAMENSPEL_PROFILE: 'cluster',
    SAMENSPEL_EVENT_STORE: 'esdb://127.0.0.1:2113?tls=false',
    SAMENSPEL_READS_POSTGRES: 'postgres://samenspel@127.0.0.1/reads',
    SAMENSPEL_VAULT_POSTGRES: 'postgres://samenspel@127.0.0.1/vault',
    SAMENSPEL_SEALED_VALUES_POSTGRES: 'postgres://samenspel@127.0.0.1/events',
    SAMENSPEL_ROOT_KEY_FILE: '/run/keys/root.key',
  }

  it('of a cluster keeps its vault apart, and takes no password in a URL', () => {
    expect(faultsIn(CLUSTER)).toEqual([])
    expect(faultsIn({ ...CLUSTER, SAMENSPEL_VAULT_POSTGRES: 'postgres://other@127.0.0.1:5432/reads' })).toEqual([
      'SAMENSPEL_VAULT_POSTGRES and SAMENSPEL_READS_POSTGRES are one database: keys lie apart from what they open',
    ])
    const [fault = '', ...more] = faultsIn({
      ...CLUSTER,
      SAMENSPEL_READS_POSTGRES: 'postgres://a:secret@127.0.0.1/reads',
    })
    expect(more).toEqual([])
    expect(fault).toContain('it holds a password: give it in a file of its own')
    expect(fault).not.toContain('secret')
  })

  it('that is embedded says what it would not use', () => {
    const { SAMENSPEL_READS_POSTGRES } = CLUSTER
    expect(faultsIn({ SAMENSPEL_READS_POSTGRES, SAMENSPEL_VAULT_POSTGRES_PASSWORD_FILE: '/run/keys/vault' })).toEqual([
      'SAMENSPEL_READS_POSTGRES is set, and SAMENSPEL_PROFILE is embedded, which would not use it',
      'SAMENSPEL_VAULT_POSTGRES_PASSWORD_FILE is set without SAMENSPEL_VAULT_POSTGRES, which it is the password for',
    ])
  })
})
