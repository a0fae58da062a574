/** The installation's settings: read from the environment, checked as a whole, every fault named at once. Holds no secrets, only where they are kept. */
import { validateSync } from 'class-validator'
import { type EndpointRules } from '../messaging/safe-address.ts'
import type { PostgresPlace } from '../postgres/place.ts'
import { contradictions } from './contradictions.ts'
import { quoted } from './setting-rules.ts'
import { Configuration } from './settings.ts'
import { VARIABLES } from './variables.ts'

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
