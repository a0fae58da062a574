/** The compose files, as far as they can be held to without a container engine: what they say of our processes is accepted by these, and what they name is there. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { readConfiguration } from '../libs/installation/configuration.ts'
import { kafkaConnectionOf } from '../apps/relay/kafka-settings.ts'
import { settingsIn } from '../apps/sample-partner/settings.ts'

interface Service {
  readonly image?: string
  readonly build?: { readonly context: string; readonly dockerfile: string }
  readonly command?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>
  readonly volumes?: readonly string[]
  readonly healthcheck?: object
  readonly read_only?: boolean
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>
  readonly volumes: Readonly<Record<string, null>>
}

const CLUSTER = 'docker-compose.yml'
const EMBEDDED = 'deploy/docker-compose.embedded.yml'

/** `${NAME:-otherwise}` and `${NAME:?why}`, as compose takes them. */
const GIVEN: Readonly<Record<string, string>> = {
  SAMENSPEL_OIN: '00000099000000000001',
  SAMENSPEL_OIDC_ISSUER: 'https://sign-in.example.nl/realms/plan',
}
const filledIn = (text: string) =>
  text.replace(/\$\{(\w+)(?::[-?]([^}]*))?\}/g, (_, name: string, otherwise = '') => GIVEN[name] ?? String(otherwise))

const read = (file: string) =>
  parse(readFileSync(file, 'utf8'), (_, value: unknown) => (typeof value === 'string' ? filledIn(value) : value), {
    merge: true,
  }) as Compose
const servicesOf = (file: string) => Object.entries(read(file).services)
const isOurs = ({ image, build }: Service) => image === 'samenspel' || build !== undefined

/** What is not said is the image's: its CMD and its environment. */
const IMAGE = readFileSync('deploy/Dockerfile', 'utf8')
const usually = JSON.parse(/^CMD (.*)$/m.exec(IMAGE)?.[1] ?? '[]') as readonly string[]
const ofTheImage = { NODE_ENV: 'production', SAMENSPEL_DATA_DIR: '/data' }

const started = (file: string) =>
  servicesOf(file).flatMap(([name, service]) => {
    if (!isOurs(service)) return []
    return [{ name, service, command: service.command ?? usually, environment: service.environment ?? {} }]
  })

describe.each([CLUSTER, EMBEDDED])('%s', (file) => {
  it('starts, of ours, programs that are built or in the repository', () => {
    for (const { command, name } of started(file)) {
      const [node, program = ''] = command
      expect([name, node]).toEqual([name, 'node'])
      const path = program.startsWith('/deploy/') ? program.slice(1) : program
      expect([name, path, existsSync(path)]).toEqual([name, path, true])
    }
  })

  it('gives each of ours settings that it takes, in production', () => {
    const takes: string[] = []
    for (const { name, environment, command } of started(file)) {
      if (command[1]?.includes('sample-partner') === true) settingsIn([], environment)
      else if (command[1]?.startsWith('dist/') === true) {
        const configuration = readConfiguration({ ...ofTheImage, ...environment })
        if (command[1].includes('/relay/')) kafkaConnectionOf(configuration, name)
      }
      takes.push(name)
    }
    expect(takes.length).toBeGreaterThan(0)
  })

  it('names only services, volumes and files that are there, and waits for no health that is not told', () => {
    const { services, volumes } = read(file)
    const faults: string[] = []
    for (const [name, { depends_on: needed = {}, volumes: mounted = [], build }] of Object.entries(services)) {
      for (const [other, { condition }] of Object.entries(needed)) {
        if (services[other] === undefined) faults.push(`${name} needs ${other}, which is not there`)
        if (condition === 'service_healthy' && services[other]?.healthcheck === undefined)
          faults.push(`${name} waits for the health of ${other}, which does not tell it`)
      }
      for (const mount of mounted) {
        const [source = ''] = mount.split(':')
        const isThere = source.startsWith('.') ? existsSync(join(dirname(file), source)) : source in volumes
        if (!isThere) faults.push(`${name} mounts ${source}, which is not there`)
      }
      if (build !== undefined && !existsSync(join(dirname(file), build.context, build.dockerfile)))
        faults.push(`${name} is built from ${build.dockerfile}, which is not there`)
    }
    expect(faults).toEqual([])
  })

  it('runs each of ours on a file system that cannot be written', () => {
    for (const { name, service } of started(file))
      if (name !== 'prepare') expect([name, service.read_only]).toEqual([name, true])
  })
})

it('brings up all of the cluster profile, each engine and each process of ours', () => {
  expect(Object.keys(read(CLUSTER).services).sort()).toEqual(
    [
      ...['api-1', 'api-2', 'projector', 'ticker', 'relay', 'sample-partner', 'topics', 'prepare', 'pages'],
      ...['eventstore', 'kafka', 'oidc', 'postgres', 'proxy', 'vault'],
    ].sort(),
  )
})

it('gives the sample partner no key and no password of the municipality', () => {
  const partner = read(CLUSTER).services['sample-partner']
  expect(partner?.volumes?.map((mount) => mount.split(':')[0])).toEqual(['./deploy', 'ca', 'partner'])
  expect(Object.keys(partner?.environment ?? {}).filter((name) => name.startsWith('SAMENSPEL_'))).toEqual([])
})

it('gives the pages no key but of their own cookies, and no password', () => {
  const pages = read(CLUSTER).services['pages']
  expect(pages?.volumes?.map((mount) => mount.split(':')[0])).toEqual(['pages', 'ca'])
})
