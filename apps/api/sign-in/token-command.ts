/** `npm run --silent token -- --role coordinator --name Amina`: a token of the development issuer, and nothing else, on stdout. */
import { parseArgs } from 'node:util'
import { ConfigurationFaults, readConfiguration } from '../../../libs/installation/configuration.ts'
import { developmentIssuer } from './development-issuer.ts'
import { areFaults, identityAsked, QUESTIONS, type Answers } from './identity-asked.ts'
import type { Configuration } from '../../../libs/installation/settings.ts'

const OPTIONS = [...QUESTIONS, 'data-dir'] as const

const USAGE =
  'Usage: npm run --silent token -- --role ROLE --name NAME [--id UUID] [--organisation OIN] [--team NAME] [--hours 8] [--data-dir DIR]'

export interface CommandOutcome {
  readonly stdout: string
  readonly stderr: string
  readonly status: number
}

/** @returns the token, or every fault of arguments and configuration at once with status 2. */
export async function tokenCommand(args: readonly string[], env: NodeJS.ProcessEnv): Promise<CommandOutcome> {
  const { given, faults } = argumentsIn(args)
  const { 'data-dir': dataDir, ...answers } = given
  const asked = identityAsked(answers)
  if (areFaults(asked)) faults.push(...asked.map(({ question, expected }) => `--${question}: expected ${expected.en}`))
  const configuration = configurationIn(
    { ...env, ...(dataDir !== undefined && { SAMENSPEL_DATA_DIR: dataDir }) },
    faults,
  )

  if (areFaults(asked) || configuration === undefined || faults.length > 0)
    return { stdout: '', stderr: [...faults, USAGE, ''].join('\n'), status: 2 }
  const token = await (await developmentIssuer(configuration)).issue(asked)
  return { stdout: token, stderr: '', status: 0 }
}

function argumentsIn(args: readonly string[]) {
  // Not strict: strict parsing stops at the first fault.
  const { values, positionals } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    options: Object.fromEntries(OPTIONS.map((option) => [option, { type: 'string' as const, multiple: true }])),
  })
  const faults = positionals.map((word) => `${JSON.stringify(word)} belongs to no option`)
  const given: Answers & { 'data-dir'?: string } = {}
  for (const [name, value] of Object.entries(values)) {
    const option = OPTIONS.find((known) => known === name)
    const [text, ...more] = Array.isArray(value) ? value : [value]
    if (option === undefined) faults.push(`--${name} is not an option`)
    else if (typeof text !== 'string' || text === '') faults.push(`--${name} needs a value`)
    else if (more.length > 0) faults.push(`--${name} is given more than once`)
    else Object.assign(given, { [option]: text })
  }
  return { given, faults }
}

function configurationIn(env: NodeJS.ProcessEnv, faults: string[]): Configuration | undefined {
  try {
    const configuration = readConfiguration(env)
    if (configuration.usesDevelopmentIssuer) return configuration
    faults.push('SAMENSPEL_OIDC_ISSUER is set: ask that issuer for a token; a token made here would not be accepted')
  } catch (error) {
    if (!(error instanceof ConfigurationFaults)) throw error
    faults.push(...error.faults)
  }
  return undefined
}
