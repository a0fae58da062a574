/** Settings that are each right and together wrong. */
import { isEncrypted } from '../event-store/eventstoredb-connection.ts'
import { isHost, quoted } from './setting-rules.ts'
import { isLoopback } from './loopback.ts'
import type { Configuration } from './settings.ts'

/** One sentence each, with its cure. */
export function contradictions(
  configuration: Configuration,
  isSet: (setting: keyof Configuration) => boolean,
): string[] {
  const { production, host, usesDevelopmentIssuer, oidcJwksUrl } = configuration
  const { eventStore, eventStoreCredentialsFile, kafkaCaFile, kafkaCredentialsFile } = configuration
  const { stopNoticeMs, stopWithinMs } = configuration
  const faults: string[] = ofProfile(configuration, isSet)
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

/** What the cluster profile keeps where every process of it finds it, and how each is named. */
const IN_ONE_PLACE = [
  { setting: 'eventStore', variable: 'SAMENSPEL_EVENT_STORE', holds: 'the events are' },
  { setting: 'readsPostgres', variable: 'SAMENSPEL_READS_POSTGRES', holds: 'the read models are' },
  { setting: 'vaultPostgres', variable: 'SAMENSPEL_VAULT_POSTGRES', holds: 'the keys are' },
  { setting: 'sealedValuesPostgres', variable: 'SAMENSPEL_SEALED_VALUES_POSTGRES', holds: 'the sealed values are' },
  { setting: 'rootKeyFile', variable: 'SAMENSPEL_ROOT_KEY_FILE', holds: 'the root key is, the same on every machine' },
] as const

const DATABASES = [
  ['readsPostgres', 'SAMENSPEL_READS_POSTGRES', 'readsPostgresPasswordFile'],
  ['vaultPostgres', 'SAMENSPEL_VAULT_POSTGRES', 'vaultPostgresPasswordFile'],
  ['sealedValuesPostgres', 'SAMENSPEL_SEALED_VALUES_POSTGRES', 'sealedValuesPostgresPasswordFile'],
] as const

function ofProfile(configuration: Configuration, isSet: (setting: keyof Configuration) => boolean): string[] {
  const { profile, vaultPostgres } = configuration
  const faults: string[] = []
  if (profile === 'cluster')
    for (const { setting, variable, holds } of IN_ONE_PLACE)
      if (!isSet(setting))
        faults.push(`The cluster profile keeps nothing in files of one machine: set ${variable} to where ${holds}`)
  for (const [url, variable, passwordFile] of DATABASES) {
    if (profile === 'embedded' && isSet(url))
      faults.push(`${variable} is set, and SAMENSPEL_PROFILE is embedded, which would not use it`)
    if (isSet(passwordFile) && !isSet(url))
      faults.push(`${variable}_PASSWORD_FILE is set without ${variable}, which it is the password for`)
    if (url !== 'vaultPostgres' && isSet(url) && isSet('vaultPostgres'))
      if (isOneDatabase(configuration[url], vaultPostgres))
        faults.push(`SAMENSPEL_VAULT_POSTGRES and ${variable} are one database: keys lie apart from what they open`)
  }
  return faults
}

/** False for what is no URL, which is a fault of its own. */
function isOneDatabase(...urls: readonly (string | undefined)[]): boolean {
  const [one, other] = urls.map((text) => URL.parse(text ?? ''))
  if (!one || !other) return false
  return one.hostname === other.hostname && one.pathname === other.pathname && portOf(one) === portOf(other)
}

const portOf = ({ port }: URL): string => port || '5432'
