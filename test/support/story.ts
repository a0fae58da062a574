/** A municipality for a story over HTTP: the real API, as compiled, on a free port with a directory of its own, people with tokens, and requests made as them. What happens in it is each story's own. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Identity } from '../../apps/api/sign-in/identity-asked.ts'
import type { Configuration } from '../../libs/installation/settings.ts'
import type { System } from '../../libs/installation/system.ts'
import type { ActivityId } from '../../libs/access/processing-activities.ts'
import type { Moment, Role } from '../../libs/deciding/decider.ts'
import { closeAll, PART_OF_A_TOWN } from './closing.ts'
import { BASES_OF_ALL_LAWS } from './coordination-bases.ts'
import type { Untold } from './told-by-the-document.ts'
import { clockOf, dataDirOf, TOWNS, type Asked, type Fault, type Towns } from './towns/protocol.ts'

export interface Person {
  readonly id: string
  readonly role: Role
  readonly name: string
  readonly token: string
  /** What they ask for, unless they say otherwise. */
  readonly activity: ActivityId
}

export interface WhoElse extends Partial<Pick<Identity, 'subject' | 'organisation' | 'team' | 'lifetimeSeconds'>> {
  readonly activity?: ActivityId
}

/** An answer's body: the members that nearly every answer has, and whatever else it says. */
export interface Told {
  readonly planId: string
  readonly id: string
  readonly etag: string
  readonly [member: string]: unknown
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: Told
}

export interface Request {
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** Requests as one person; paths start behind `/v1`. All but `asks` take nothing but success, and throw an Unexpected otherwise. */
export interface Asking {
  /** Whatever comes of it. */
  asks(method: string, path: string, request?: Request): Promise<Answer>
  get(path: string): Promise<Told>
  post(path: string, body?: unknown, headers?: Request['headers']): Promise<Told>
  put(path: string, body: unknown): Promise<Told>
  delete(path: string): Promise<Told>
  /** The ETag of a plan as they see it now: what `basedOn` and `If-Match` take. */
  tagOf(planId: string): Promise<string>
}

/** Who asks something of an API, wherever it runs. */
export interface People {
  /** Where the API is, with its `/v1`. */
  readonly api: string
  /** Anybody: by default the same role and name are the same person. */
  person(role: Role, name: string, who?: WhoElse): Promise<Person>
  as(person: Person, activity?: ActivityId): Asking
}

export interface Town extends People, AsyncDisposable {
  /** Where it keeps its files. */
  readonly dataDir: string
  /** What it stands on, for what no request can tell: asked in the process where it is. `aTownHere` is for what must be at hand. */
  readonly system: Afar<System>
  /** From now on it is this moment, until it is said to be another. */
  itIs(moment: Moment): void
  now(): Moment
  close(): Promise<void>
}

/** A town in the process that keeps them. */
export interface TownKept extends Town {
  /** Every route of its API, as the router prints them. */
  routes(): Promise<string>
}

/** What can be called, wherever it is; what is given and answered is cloned. */
export type Afar<Part> = {
  readonly [Name in keyof Part as Part[Name] extends string | symbol | number ? never : Name]: Part[Name] extends (
    ...args: infer Given
  ) => infer Answered
    ? (...args: Given) => Awaited<Answered> | Promise<Awaited<Answered>>
    : Afar<Part[Name]>
}

export class Unexpected extends Error {
  readonly answer: Answer

  constructor(asked: string, answer: Answer) {
    super(`${asked} was answered ${String(answer.status)}: ${JSON.stringify(answer.body)}`)
    this.answer = answer
  }
}

const USUALLY: Readonly<Record<Role, ActivityId>> = {
  coordinator: 'plan-coordination',
  professional: 'youth-support',
  'second-reader': 'second-reading',
  'team-lead': 'plan-coordination',
  'family-member': 'own-file',
  representative: 'own-file',
  supporter: 'client-support',
  auditor: 'log-verification',
  'safety-officer': 'safety-review',
  'privacy-officer': 'privacy-oversight',
  'escalation-officer': 'escalation',
  'protocol-steward': 'protocol-learning',
  administrator: 'administration',
  partner: 'partner-information',
}

const TOKENS_LAST_SECONDS = 3_600

/**
 * Opens a municipality in the process that keeps them for this Jest worker.
 * @param from the moment it is there; without one, time passes as it does outside
 * @param settings what is set otherwise in it
 * @param heldAgainstTheDocument asks it for its document, which counts as any request does
 * @param bases whether it has recorded on what who coordinates reads the words of each law
 */
export async function aTown(
  from?: Moment,
  settings: NodeJS.ProcessEnv = {},
  { heldAgainstTheDocument = true, bases = true } = {},
): Promise<TownKept> {
  const home = mkdtempSync(join(tmpdir(), 'samenspel-town-'))
  const clock = clockOf(home)
  let said = from
  writeFileSync(clock, from ?? '')
  const api = `${(await ask({ what: 'open', home, settings })) as string}/v1`
  const people = peopleKnownBy(
    api,
    heldAgainstTheDocument ? heldAgainst(api) : heldAgainstNothing,
    (identity) => ask({ what: 'token', home, identity }) as Promise<string>,
  )
  if (bases) await whoCoordinatesReadsAll(people)

  const close = () =>
    closeAll(
      {
        api: () => ask({ what: 'close', home }),
        files: () => {
          rmSync(home, { recursive: true })
        },
      },
      PART_OF_A_TOWN,
    )

  return {
    ...people,
    dataDir: dataDirOf(home),
    system: afar(home) as Afar<System>,
    routes: () => ask({ what: 'routes', home }) as Promise<string>,
    itIs(moment) {
      said = moment
      // Whole or not at all: it may be asked for at any time.
      writeFileSync(`${clock}.next`, moment)
      renameSync(`${clock}.next`, clock)
    },
    now: () => said ?? new Date().toISOString(),
    close,
    [Symbol.asyncDispose]: close,
  }
}

export async function whoCoordinatesReadsAll(people: People): Promise<void> {
  const recorder = await people.person('administrator', 'De griffier')
  await people.as(recorder).put('/coordination-bases', { bases: BASES_OF_ALL_LAWS })
}

const townsOfThisWorker = (): Towns | undefined => (globalThis as { readonly [TOWNS]?: Towns })[TOWNS]

async function ask(asked: Asked): Promise<unknown> {
  const towns = townsOfThisWorker()
  if (towns === undefined) throw new Error('a town is for tests: the environment that Jest gives them keeps it')
  const here = new Error()
  return towns.ask(asked).catch((fault: unknown) => {
    const { message, stack, ...details } = fault as Fault
    throw Object.assign(here, details, { message: `${message}\nin the town: ${stack ?? ''}` })
  })
}

/** Each member a part of it, or called, one of its functions. */
function afar(home: string, path: readonly string[] = []): unknown {
  return new Proxy(() => undefined, {
    get: (_, name) => (typeof name === 'symbol' || name === 'then' ? undefined : afar(home, [...path, name])),
    apply: (_target, _self, args: readonly unknown[]) => ask({ what: 'call', home, path, args }),
  })
}

/** @param configuration of the API, for its development issuer */
export async function peopleAt(
  api: string,
  configuration: Configuration,
  { heldAgainstTheDocument = true } = {},
): Promise<People> {
  // Loaded where it is asked for: in most suites the town itself gives the tokens.
  const { developmentIssuer } = await import('../../apps/api/sign-in/development-issuer.ts')
  const issuer = await developmentIssuer(configuration)
  const untold = heldAgainstTheDocument ? heldAgainst(api) : heldAgainstNothing
  return peopleKnownBy(api, untold, (identity) => issuer.issue(identity))
}

function peopleKnownBy(
  api: string,
  untold: () => Promise<Untold>,
  issue: (identity: Identity) => Promise<string>,
): People {
  return {
    api,
    async person(role, name, { activity = USUALLY[role], ...who } = {}) {
      const token = await issue({ role, name, lifetimeSeconds: TOKENS_LAST_SECONDS, ...who })
      return { id: subjectOf(token), role, name, token, activity }
    },
    as: (person, activity = person.activity) => askingAs(api, untold, person, activity),
  }
}

const heldAgainstNothing = (): Promise<Untold> => Promise.resolve(() => [])

function heldAgainst(api: string): () => Promise<Untold> {
  let document: Promise<Untold> | undefined
  return () => (document ??= documentOf(api))
}

async function documentOf(api: string): Promise<Untold> {
  const towns = townsOfThisWorker()
  if (towns !== undefined) return towns.untold(api)
  const { untoldBy } = await import('./told-by-the-document.ts')
  return untoldBy((await (await fetch(`${api}/openapi.json`)).json()) as Parameters<typeof untoldBy>[0])
}

function askingAs(api: string, untold: () => Promise<Untold>, { name, token }: Person, activity: ActivityId): Asking {
  async function asks(method: string, path: string, { body, headers }: Request = {}): Promise<Answer> {
    const answer = await fetch(api + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'processing-activity': activity,
        ...(method === 'POST' && { 'idempotency-key': randomUUID() }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    const told = { status: answer.status, headers: answer.headers, body: (text === '' ? {} : JSON.parse(text)) as Told }
    const faults = (await untold())(method, path, told)
    if (faults.length > 0) throw new Error(`the document says otherwise: ${faults.join('; ')}`)
    return told
  }

  async function succeeds(method: string, path: string, request?: Request): Promise<Told> {
    const answer = await asks(method, path, request)
    if (answer.status >= 300) throw new Unexpected(`${name}: ${method} ${path}`, answer)
    return answer.body
  }

  return {
    asks,
    get: (path) => succeeds('GET', path),
    post: (path, body, headers) => succeeds('POST', path, { body, ...(headers && { headers }) }),
    put: (path, body) => succeeds('PUT', path, { body }),
    delete: (path) => succeeds('DELETE', path),
    tagOf: async (planId) => (await succeeds('GET', `/plans/${planId}`)).etag,
  }
}

function subjectOf(token: string): string {
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { readonly sub: string }
  return claims.sub
}
