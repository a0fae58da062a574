/** Every variable of the environment that is a setting: what it is called, means and is without being set. What it must be, `settings.ts` says. */
import { ENGINE_VARIABLES } from './engine-variables.ts'
import { PAGES_VARIABLES } from './pages-variables.ts'
import { LOG_LEVELS } from './setting-rules.ts'
import { asWritten, DEFAULT_DATA_DIR, IN_THE_DATA_DIR, list, path, wholeNumber, type Variable } from './variable.ts'

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
    meaning:
      'Which adapters run: embedded (files of one machine) or cluster (EventStoreDB and PostgreSQL, any number of API processes).',
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
  SAMENSPEL_PRIVACY_CONTACT: {
    setting: 'privacyContact',
    meaning:
      'Where the privacy officer of the municipality is reached, and its address for objections and complaints: told to who asks what is withheld from them.',
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
  SAMENSPEL_BSN_LOOK_UPS_A_DAY: {
    setting: 'bsnLookUpsADay',
    default: '20',
    meaning: 'How many people one user may look up by citizen service number in a day.',
    read: wholeNumber,
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
  SAMENSPEL_READS_PER_SECOND: {
    setting: 'readsPerSecond',
    default: '50',
    meaning: 'Reads that each caller may make a second; a list, a history, a comparison and a dossier count as 5.',
    read: wholeNumber,
  },
  SAMENSPEL_WRITES_PER_SECOND: {
    setting: 'writesPerSecond',
    default: '10',
    meaning: 'Writes that each caller may make a second.',
    read: wholeNumber,
  },
  SAMENSPEL_STRANGERS_PER_SECOND: {
    setting: 'strangersPerSecond',
    default: '20',
    meaning: 'Requests a second from each address of who is not signed in, and as many tokens that turn out wrong.',
    read: wholeNumber,
  },
  SAMENSPEL_BURST_SECONDS: {
    setting: 'burstSeconds',
    default: '20',
    meaning: 'For how many seconds of these rates one may ask at once, after asking nothing for as long.',
    read: wholeNumber,
  },
  SAMENSPEL_REQUESTS_AT_ONCE: {
    setting: 'requestsAtOnce',
    default: '4',
    meaning: 'Requests of one caller that are worked on at a time; up to 64 more wait for their turn.',
    read: wholeNumber,
  },
  SAMENSPEL_TRUSTED_PROXIES: {
    setting: 'trustedProxies',
    default: '',
    meaning:
      'Ranges of the proxies in front (CIDR, parted by commas), whose `X-Forwarded-For` is believed; none by default.',
    read: list,
  },
  SAMENSPEL_HEADERS_TIMEOUT_MS: {
    setting: 'headersTimeoutMs',
    default: '10000',
    meaning: 'How long the head of a request may take to come in; then 408, and the connection is closed.',
    read: wholeNumber,
  },
  SAMENSPEL_REQUEST_TIMEOUT_MS: {
    setting: 'requestTimeoutMs',
    default: '60000',
    meaning: 'How long a whole request may take to come in, its body included; then the same.',
    read: wholeNumber,
  },
  SAMENSPEL_IDLE_TIMEOUT_MS: {
    setting: 'idleTimeoutMs',
    default: '72000',
    meaning: 'How long a connection stays open between an answer and the next request.',
    read: wholeNumber,
  },
  SAMENSPEL_START_AT_ANY_TIME: {
    setting: 'startAtAnyTime',
    default: 'no',
    meaning:
      'yes starts also where the clock is more than 5 minutes before the newest event or 400 days after it: what is then recorded at a wrong moment stays so for ever. For once, and then no again.',
    read: asWritten,
  },
  SAMENSPEL_TICK_SECONDS: {
    setting: 'tickSeconds',
    default: '15',
    meaning: 'How often is looked for what nobody settled in time, for it to go up; 0: not in this process.',
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
  ...PAGES_VARIABLES,
  ...ENGINE_VARIABLES,
}
