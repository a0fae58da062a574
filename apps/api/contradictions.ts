/** Settings that are each right and together wrong. */
import { isEncrypted } from '../../libs/event-store/eventstoredb-connection.ts'
import type { Configuration } from './configuration.ts'
import { isHost, quoted } from './setting-rules.ts'
import { isLoopback } from './sign-in/loopback.ts'

/** One sentence each, with its cure. */
export function contradictions(configuration: Configuration): string[] {
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
