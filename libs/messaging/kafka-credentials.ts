/** Who comes to Kafka, from a file that only its owner need read: JSON with `mechanism`, `username` and `password`. TLS is not its affair. */
import { readFileSync } from 'node:fs'

const MECHANISMS = ['scram-sha-512', 'scram-sha-256', 'plain'] as const

type Mechanism = (typeof MECHANISMS)[number]

export type KafkaCredentials = {
  [Each in Mechanism]: { readonly mechanism: Each; readonly username: string; readonly password: string }
}[Mechanism]

/** @throws Error naming the file, never what it holds */
export function kafkaCredentialsIn(file: string): KafkaCredentials {
  const held = parsed(readFileSync(file, 'utf8'))
  const { mechanism, username, password } = held ?? {}
  const known = MECHANISMS.find((one) => one === mechanism)
  if (known === undefined || typeof username !== 'string' || typeof password !== 'string')
    throw new Error(
      `${file} holds no Kafka credentials: JSON with mechanism (${MECHANISMS.join(', ')}), username, password`,
    )
  return { mechanism: known, username, password }
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const held: unknown = JSON.parse(text)
    return typeof held === 'object' && held !== null ? (held as Readonly<Record<string, unknown>>) : undefined
  } catch {
    // The parser would quote what it read, and so the password.
    return undefined
  }
}
