/** What the auditor's tool is asked on the command line: read as a whole, every fault named at once. */
import { readFileSync } from 'node:fs'
import { LEGAL_DOMAINS, type LegalDomain } from '../../libs/deciding/domains.ts'
import { momentIn } from '../../libs/deciding/moments.ts'
import type { Access } from './api.ts'
import { CommandLine, type Language } from './command-line.ts'
import { of, type InWords } from '../../libs/plan/part.ts'

export type Point = { readonly revision: number } | { readonly at: string }

export type Asked =
  | {
      readonly command: 'replay'
      readonly plan: string
      readonly from: number
      readonly until?: Point
      readonly step: boolean
      readonly follow: boolean
      readonly json: boolean
    }
  | {
      readonly command: 'compare'
      readonly plan: string
      readonly from: Point
      readonly to: Point
      readonly json: boolean
    }
  | { readonly command: 'dossier'; readonly plan: string; readonly deviation: string; readonly out: string }
  | {
      readonly command: 'draw'
      readonly domain: LegalDomain
      readonly seed: string
      readonly excluded: readonly string[]
      readonly pool?: string
      /** Of the pool. */
      readonly version?: number
    }

export type Command = Asked['command']

export type Arguments =
  | { readonly are: 'right'; readonly asked: Asked; readonly access: Access }
  | { readonly are: 'for-help'; readonly language: Language }
  | { readonly are: 'wrong'; readonly faults: readonly string[]; readonly language: Language }

const TEXTS = [
  'api',
  'activity',
  'lang',
  'token-file',
  'at',
  'revision',
  'from',
  'out',
  'domain',
  'seed',
  'excluded',
  'pool',
  'version',
] as const
const FLAGS = ['help', 'step', 'follow', 'json'] as const
type Text = (typeof TEXTS)[number]
type Flag = (typeof FLAGS)[number]

const ALWAYS: readonly (Text | Flag)[] = ['api', 'activity', 'lang', 'token-file', 'help']
const OF: Readonly<Record<Command, { readonly takes: readonly string[]; readonly options: readonly (Text | Flag)[] }>> =
  {
    replay: { takes: ['PLAN'], options: ['from', 'at', 'revision', 'step', 'follow', 'json'] },
    compare: { takes: ['PLAN', 'FROM', 'TO'], options: ['json'] },
    dossier: { takes: ['PLAN', 'DEVIATION'], options: ['out'] },
    draw: { takes: [], options: ['domain', 'seed', 'excluded', 'pool', 'version'] },
  }

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const REVISION = /^\d{1,9}$/
const SEED = /^[0-9a-f]{64}$/
const ACTIVITY = /^[a-z]+(-[a-z]+)*$/
const TOKEN = /^[\x21-\x7e]{1,8192}$/

const EXPECTED = {
  plan: of('een plan-id (UUID)', 'a plan id (UUID)'),
  deviation: of('een afwijkings-id (UUID)', 'a deviation id (UUID)'),
  point: of(
    'een revisie (een heel getal, -1 voor het begin) of een moment (zoals 2026-03-02T09:00:00Z)',
    'a revision (a whole number, -1 before anything) or a moment (as 2026-03-02T09:00:00Z)',
  ),
  revision: of('een revisie: een heel getal vanaf 0', 'a revision: a whole number from 0'),
  moment: of(
    'een moment met tijdzone, zoals 2026-03-02T09:00:00Z',
    'a moment with its offset, as 2026-03-02T09:00:00Z',
  ),
  api: of(
    'een adres zoals https://plan.example.nl/v1 (http alleen op deze machine)',
    'an address as https://plan.example.nl/v1 (http on this machine only)',
  ),
  activity: of('een verwerkingsactiviteit, zoals log-verification', 'a processing activity, as log-verification'),
  lang: of('nl of en', 'nl or en'),
  domain: of(`een van ${LEGAL_DOMAINS.join(', ')}`, `one of ${LEGAL_DOMAINS.join(', ')}`),
  seed: of('64 hexadecimale cijfers', '64 hexadecimal digits'),
  ids: of('ids (UUID), gescheiden door kommas', 'ids (UUID), parted by commas'),
  directory: of('een map', 'a directory'),
  file: of('een bestand', 'a file'),
  version: of('een versie: een heel getal vanaf 0', 'a version: a whole number from 0'),
} as const

/** @param env `SAMENSPEL_TOKEN` is read from it, and nothing else */
export function argumentsIn(args: readonly string[], env: NodeJS.ProcessEnv): Arguments {
  const line: Line = new CommandLine(args, { texts: TEXTS, flags: FLAGS })
  const isLanguage = (text: string): text is Language => text === 'nl' || text === 'en'
  const language = line.read('lang', isLanguage, EXPECTED.lang) ?? 'nl'
  if (line.isFlagged('help')) return { are: 'for-help', language }
  const [named, ...places] = line.places
  const command = (Object.keys(OF) as Command[]).find((known) => known === named)
  if (command === undefined) {
    line.fault(`kies een opdracht: ${COMMANDS}`, `choose a command: ${COMMANDS}`)
    return { are: 'wrong', faults: line.faults(language), language }
  }
  line.onlyTakes(command, [...ALWAYS, ...OF[command].options])
  line.onlyPlaces(places, OF[command].takes)
  const asked = askedOf(command, places, line)
  const access = accessIn(line, env, language, command === 'draw' && line.text('pool') !== undefined)
  const faults = line.faults(language)
  return faults.length === 0 && asked ? { are: 'right', asked, access } : { are: 'wrong', faults, language }
}

type Line = CommandLine<Text, Flag>

const COMMANDS = Object.keys(OF).join(', ')

function askedOf(command: Command, places: readonly string[], line: Line): Asked | undefined {
  switch (command) {
    case 'replay':
      return replayAsked(places, line)
    case 'compare': {
      const plan = idAt(places[0], 'PLAN', EXPECTED.plan, line)
      const from = pointAt(places[1], 'FROM', line)
      const to = pointAt(places[2], 'TO', line)
      if (from && to && 'revision' in from && 'revision' in to && from.revision >= to.revision)
        line.fault('FROM ligt niet voor TO', 'FROM does not lie before TO')
      return plan && from && to ? { command, plan, from, to, json: line.isFlagged('json') } : undefined
    }
    case 'dossier': {
      const plan = idAt(places[0], 'PLAN', EXPECTED.plan, line)
      const deviation = idAt(places[1], 'DEVIATION', EXPECTED.deviation, line)
      const out = line.text('out')
      line.mustHave('out', EXPECTED.directory)
      return plan && deviation && out ? { command, plan, deviation, out } : undefined
    }
    case 'draw':
      return drawAsked(line)
  }
}

function replayAsked(places: readonly string[], line: Line): Asked | undefined {
  const plan = idAt(places[0], 'PLAN', EXPECTED.plan, line)
  const from = line.read('from', (text) => REVISION.test(text), EXPECTED.revision)
  const revision = line.read('revision', (text) => REVISION.test(text), EXPECTED.revision)
  const at = line.read('at', isMoment, EXPECTED.moment)
  const follow = line.isFlagged('follow')
  const stops = line.text('at') !== undefined || line.text('revision') !== undefined
  if (line.text('at') !== undefined && line.text('revision') !== undefined)
    line.fault('kies --at of --revision, niet beide', 'choose --at or --revision, not both')
  if (follow && stops)
    line.fault('--follow gaat door; --at en --revision houden op', '--follow goes on; --at and --revision stop')
  if (from !== undefined && revision !== undefined && Number(from) > Number(revision))
    line.fault('--from ligt na --revision', '--from lies after --revision')
  if (plan === undefined) return undefined
  const until = revision !== undefined ? { revision: Number(revision) } : at !== undefined ? { at } : undefined
  return {
    command: 'replay',
    plan,
    from: Number(from ?? 0),
    ...(until && { until }),
    step: line.isFlagged('step'),
    follow,
    json: line.isFlagged('json'),
  }
}

function drawAsked(line: Line): Asked | undefined {
  line.mustHave('domain', EXPECTED.domain)
  line.mustHave('seed', EXPECTED.seed)
  const isDomain = (text: string): text is LegalDomain => LEGAL_DOMAINS.some((domain) => domain === text)
  const areIds = (text: string) => text.split(',').every((each) => UUID.test(each.toLowerCase()))
  const domain = line.read('domain', isDomain, EXPECTED.domain)
  const seed = line.read('seed', (text) => SEED.test(text), EXPECTED.seed)
  const excluded = line.read('excluded', areIds, EXPECTED.ids)?.toLowerCase().split(',') ?? []
  const pool = line.text('pool')
  const version = line.read('version', (text) => REVISION.test(text), EXPECTED.version)
  if (pool !== undefined && line.text('version') !== undefined)
    line.fault('kies --pool of --version, niet beide', 'choose --pool or --version, not both')
  if (domain === undefined || seed === undefined) return undefined
  return {
    command: 'draw',
    domain,
    seed,
    excluded,
    ...(pool !== undefined && { pool }),
    ...(version !== undefined && { version: Number(version) }),
  }
}

function idAt(text: string | undefined, name: string, expected: InWords, line: Line): string | undefined {
  const id = text?.toLowerCase()
  if (id === undefined || UUID.test(id)) return id
  line.expects(name, expected)
  return undefined
}

function pointAt(text: string | undefined, name: string, line: Line): Point | undefined {
  if (text === undefined) return undefined
  if (REVISION.test(text) || text === '-1') return { revision: Number(text) }
  if (isMoment(text)) return { at: text }
  line.expects(name, EXPECTED.point)
  return undefined
}

const isMoment = (text: string): boolean => momentIn(text) !== undefined

const LOOPBACK = /^(127(\.\d{1,3}){3}|\[::1\]|localhost)$/

/** A token goes nowhere in clear but to this machine. */
function isApi(text: string): boolean {
  const url = URL.parse(text)
  if (url === null || url.username + url.password + url.search + url.hash !== '') return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname))
}

/** @param offline whether nothing is asked of any API, so that no token is needed */
function accessIn(line: Line, env: NodeJS.ProcessEnv, language: Language, offline: boolean): Access {
  const base = line.read('api', isApi, EXPECTED.api) ?? 'http://127.0.0.1:8080/v1'
  const activity = line.read('activity', (text) => ACTIVITY.test(text), EXPECTED.activity) ?? 'log-verification'
  const file = line.text('token-file')
  const token = () => (file === undefined ? (env.SAMENSPEL_TOKEN ?? '') : readFileSync(file, 'utf8')).trim()
  if (!offline) tokenMustBeThere(token, file, line)
  return { base: base.replace(/\/+$/, ''), activity, language, token }
}

function tokenMustBeThere(token: () => string, file: string | undefined, line: Line): void {
  const where = file === undefined ? 'SAMENSPEL_TOKEN' : '--token-file'
  try {
    const text = token()
    if (text === '')
      line.fault(
        `${where}: geen token; zet SAMENSPEL_TOKEN of geef --token-file`,
        `${where}: no token; set SAMENSPEL_TOKEN or give --token-file`,
      )
    // Never shown, also when it is wrong.
    else if (!TOKEN.test(text))
      line.fault(`${where}: dit is geen toegangstoken`, `${where}: this is not an access token`)
  } catch (fault) {
    const why = typeof fault === 'object' && fault !== null && 'code' in fault ? String(fault.code) : String(fault)
    line.fault(`${where}: niet te lezen (${why})`, `${where}: cannot be read (${why})`)
  }
}
