/** What the sample partner is told about itself: from flags and the environment, flags first, every fault named at once. Secrets stand in files, and only where they are is said here. */
import { parseArgs } from 'node:util'
import type { KafkaConnection } from '../../libs/messaging/kafkajs.ts'
import type { TokenFrom } from './token.ts'

export interface Settings {
  /** Its own OIN. */
  readonly oin: string
  /** Of the municipality, with its `/v1`. */
  readonly api: string
  readonly kafka: KafkaConnection
  readonly topic: string
  /** Its consumer group. */
  readonly groupId: string
  readonly token: TokenFrom
  /** Where it keeps what it has had. */
  readonly stateFile: string
}

export class SettingFaults extends Error {
  readonly faults: readonly string[]

  constructor(faults: readonly string[]) {
    super([...faults, '', USAGE].join('\n'))
    this.faults = faults
  }
}

interface Setting {
  readonly variable: string
  readonly meaning: string
  readonly default?: string
  /** What is expected, where a value is not it. */
  readonly check?: readonly [isRight: (text: string) => boolean, expected: string]
}

const isHttps = (text: string): boolean => {
  const url = URL.parse(text)
  if (url?.username !== '' || url.search !== '' || url.hash !== '') return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && ['127.0.0.1', '[::1]'].includes(url.hostname))
}
const A_URL = [isHttps, 'a https URL (http only on loopback)'] as const

/** By flag. */
const SETTINGS = {
  oin: {
    variable: 'PARTNER_OIN',
    meaning: 'OIN of the organisation that this is the system of',
    check: [(text) => /^\d{20}$/.test(text), 'an OIN of 20 digits'],
  },
  api: { variable: 'PARTNER_API', meaning: 'the municipality’s API, with its /v1', check: A_URL },
  brokers: {
    variable: 'PARTNER_KAFKA_BROKERS',
    meaning: 'Kafka brokers, host:port, parted by commas',
    check: [(text) => /^[^\s,:]+:\d+(,[^\s,:]+:\d+)*$/.test(text), 'brokers such as kafka-1.example.nl:9092'],
  },
  topic: { variable: 'PARTNER_TOPIC', meaning: 'its topic, where it is not samenspel.partner.OIN.v1' },
  'kafka-credentials-file': {
    variable: 'PARTNER_KAFKA_CREDENTIALS_FILE',
    meaning: 'JSON with mechanism, username and password for Kafka',
  },
  'kafka-ca-file': {
    variable: 'PARTNER_KAFKA_CA_FILE',
    meaning: 'PEM of who vouches for the brokers: then TLS is spoken',
  },
  'token-file': { variable: 'PARTNER_TOKEN_FILE', meaning: 'file of an access token, read again for each fetch' },
  'token-url': { variable: 'PARTNER_TOKEN_URL', meaning: 'or: where client credentials become a token', check: A_URL },
  'token-resource': {
    variable: 'PARTNER_TOKEN_RESOURCE',
    meaning: 'what the token is for (RFC 8707)',
    default: 'urn:samenspel:api',
  },
  'client-id': { variable: 'PARTNER_CLIENT_ID', meaning: 'with this id' },
  'client-secret-file': { variable: 'PARTNER_CLIENT_SECRET_FILE', meaning: 'and the secret in this file' },
  'state-file': {
    variable: 'PARTNER_STATE_FILE',
    meaning: 'where it keeps what it has had; made when absent',
    default: 'sample-partner.db',
  },
} as const satisfies Readonly<Record<string, Setting>>

type Flag = keyof typeof SETTINGS
const FLAGS: Readonly<Record<Flag, Setting>> = SETTINGS
const flags = Object.entries(FLAGS) as readonly (readonly [Flag, Setting])[]

export const USAGE = [
  'Usage: npm run sample-partner -- [flags], or the variables beside them',
  ...flags.map(([flag, { variable, meaning, default: usually }]) => {
    const otherwise = usually === undefined ? '' : ` (${usually})`
    return `  --${flag.padEnd(23)}${variable.padEnd(31)}${meaning}${otherwise}`
  }),
].join('\n')

/** @throws SettingFaults */
export function settingsIn(args: readonly string[], env: NodeJS.ProcessEnv): Settings {
  const faults: string[] = []
  const options = Object.fromEntries(flags.map(([flag]) => [flag, { type: 'string' as const }]))
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true })
  const said = new Map<string, string>()
  for (const token of tokens)
    if (token.kind !== 'option') faults.push(`"${token.kind === 'positional' ? token.value : '--'}" belongs to no flag`)
    else if (!Object.hasOwn(FLAGS, token.name)) faults.push(`--${token.name} is not a flag`)
    else if (token.value === undefined) faults.push(`--${token.name} needs a value`)
    else said.set(token.name, token.value)

  const read = (flag: Flag): string | undefined => {
    const { variable, check, default: usually } = FLAGS[flag]
    const text = said.get(flag) ?? env[variable]?.trim()
    if (text === undefined || text === '') return usually
    if (check !== undefined && !check[0](text)) faults.push(`--${flag} (${variable}): expected ${check[1]}`)
    return text
  }
  const needed = (flag: Flag): string => {
    const text = read(flag)
    if (text === undefined) faults.push(`--${flag} (${FLAGS[flag].variable}) is missing: ${FLAGS[flag].meaning}`)
    return text ?? ''
  }

  const oin = needed('oin')
  const api = needed('api').replace(/\/+$/, '')
  const brokers = needed('brokers').split(',')
  const token = tokenFrom(read, faults)
  const settings = {
    oin,
    api,
    kafka: {
      brokers,
      clientId: 'sample-partner',
      credentialsFile: read('kafka-credentials-file'),
      caFile: read('kafka-ca-file'),
    },
    topic: read('topic') ?? `samenspel.partner.${oin}.v1`,
    groupId: `samenspel.partner.${oin}.sample`,
    stateFile: needed('state-file'),
  }
  if (token === undefined || faults.length > 0) throw new SettingFaults(faults)
  return { ...settings, token }
}

function tokenFrom(read: (flag: Flag) => string | undefined, faults: string[]): TokenFrom | undefined {
  const file = read('token-file')
  const url = read('token-url')
  const clientId = read('client-id')
  const clientSecretFile = read('client-secret-file')
  const resource = read('token-resource') ?? ''
  const isAnyOfClient = url !== undefined || clientId !== undefined || clientSecretFile !== undefined
  if (file !== undefined && isAnyOfClient) faults.push('A token comes from --token-file or from --token-url, not both')
  if (file !== undefined) return { file }
  if (url !== undefined && clientId !== undefined && clientSecretFile !== undefined)
    return { url, clientId, clientSecretFile, resource }
  faults.push('A token is needed: --token-file; or --token-url with --client-id and --client-secret-file')
  return undefined
}
