/** The variables that say where all is kept and handed over to: event stores, PostgreSQL, the processing log, Kafka. */
import { hostname } from 'node:os'
import { asWritten, list, path, wholeNumber, type Variable } from './variable.ts'

const THIS_MACHINE = '<host name>'

const nameOfThisMachine = (): string =>
  hostname()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40) || 'node'

export const ENGINE_VARIABLES: Readonly<Record<string, Variable>> = {
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
  SAMENSPEL_ACCESS_STORE: {
    setting: 'accessStore',
    meaning:
      'Connection string of the EventStoreDB of the access records, where it is not that of the events; its streams begin with the namespace and `-access`.',
    read: asWritten,
  },
  SAMENSPEL_ACCESS_ROOM_MIB: {
    setting: 'accessRoomMib',
    default: '16',
    meaning:
      'Space set aside in the file of the access records and its log, so that on a full disk reads go on for some 25,000 more; 0 for none.',
    read: wholeNumber,
  },
  SAMENSPEL_RESTORED: {
    setting: 'restored',
    meaning:
      'That the events were put back from a backup on purpose, and what came behind is lost: the code that a refused start names, for that start.',
    read: asWritten,
  },
  SAMENSPEL_PROCESSING_LOG: {
    setting: 'processingLog',
    meaning:
      'Where the processing log (Logboek Dataverwerkingen) goes: a file, or the URL of a receiver of OTLP over HTTP without /v1/traces; none without it.',
    read: (text, variables) => (/^https?:/.test(text) ? text : path(text, variables)),
  },
  SAMENSPEL_NODE: {
    setting: 'node',
    default: THIS_MACHINE,
    meaning:
      'What the streams of access records that this process writes are named by: lower-case letters, digits, hyphens.',
    read: (text) => (text === THIS_MACHINE ? nameOfThisMachine() : text),
  },
  SAMENSPEL_READS_POSTGRES: {
    setting: 'readsPostgres',
    meaning:
      'URL of the PostgreSQL database of the read models, leases and webhook deliveries: `postgres://user@host/database`, encrypted unless it says `sslmode=disable`; cluster profile only.',
    read: asWritten,
  },
  SAMENSPEL_READS_POSTGRES_PASSWORD_FILE: {
    setting: 'readsPostgresPasswordFile',
    meaning: 'File of one line with the password for that database; read at every new connection.',
    read: path,
  },
  SAMENSPEL_VAULT_POSTGRES: {
    setting: 'vaultPostgres',
    meaning:
      'URL of the PostgreSQL database of the key vault, which no other part of Samenspel uses: `postgres://user@host/database`, encrypted unless it says `sslmode=disable`; cluster profile only.',
    read: asWritten,
  },
  SAMENSPEL_VAULT_POSTGRES_PASSWORD_FILE: {
    setting: 'vaultPostgresPasswordFile',
    meaning: 'File of one line with the password for that database; read at every new connection.',
    read: path,
  },
  SAMENSPEL_SEALED_VALUES_POSTGRES: {
    setting: 'sealedValuesPostgres',
    meaning:
      'URL of the PostgreSQL database of the sealed values beside EventStoreDB: `postgres://user@host/database`, encrypted unless it says `sslmode=disable`; cluster profile only.',
    read: asWritten,
  },
  SAMENSPEL_SEALED_VALUES_POSTGRES_PASSWORD_FILE: {
    setting: 'sealedValuesPostgresPasswordFile',
    meaning: 'File of one line with the password for that database; read at every new connection.',
    read: path,
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
