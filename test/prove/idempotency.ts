/** Commands whose senders never heard: sent again at once, and after the API was killed, each has one effect and one answer. A trial is a command. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Envelope } from '../../libs/deciding/envelope.ts'
import { openSqliteEventStore } from '../../libs/event-store/sqlite.ts'
import { ApiProcess, type Answer, type Posted } from './api-process.ts'
import { plant, progress, type Asked, type Proof } from './proof.ts'

const COMMANDS_A_KILL = 50
const SENDERS = 16
/** Of one command, under way together while its first sending may be too. */
const AT_ONCE = 3
const AFTER_THE_KILL = 2
const LEFT_AFTER_AT_MOST_MS = 10
const PLANS = 20
const PATIENCE_MS = 60_000
const PAGE = 1_000

/** What a command leaves in the events once, whatever else follows from it. */
type Effect = 'PlanOpened' | 'MemberJoined' | 'GoalProposed'

interface Command extends Posted {
  readonly effect: Effect
  /** Every answer that was heard. */
  readonly heard: Answer[]
}

/** What a sender goes by. */
const told = ({ status, headers, body }: Answer): string =>
  JSON.stringify([status, headers.etag, headers['position'], headers.location, body])

export async function proveIdempotency({ trials, planted, say }: Asked): Promise<Proof> {
  const directory = mkdtempSync(join(tmpdir(), 'prove-idempotency-'))
  const api = new ApiProcess(directory, { preload: planted ? plant('command-ids-made-anew') : undefined })
  const kills = Math.ceil(trials / COMMANDS_A_KILL)
  say(`${String(trials)} commands in doubt, the API killed ${String(kills)} times`)
  try {
    await api.start()
    const next = commandsIn(await plansReady(api))
    const done = progress(trials, say)
    const all: Command[] = []
    let unheard = 0
    for (let kill = 0; kill < kills; kill += 1) {
      const commands = Array.from({ length: Math.min(COMMANDS_A_KILL, trials - all.length) }, next)
      all.push(...commands)
      await inDoubt(api, commands)
      unheard += commands.filter(({ heard }) => heard.length === 0).length
      await api.start()
      await eachOf(commands, async (command) => {
        await Promise.all(Array.from({ length: AFTER_THE_KILL }, () => answered(api, command)))
        done()
      })
    }
    await api.kill()
    if (trials >= COMMANDS_A_KILL && unheard === 0) throw new Error('no command was in doubt when the API was killed')
    return proofOf(all, { kills, unheardWhenKilled: unheard }, await effectsIn(join(directory, 'events.db')))
  } finally {
    await api.kill()
    rmSync(directory, { recursive: true, force: true })
  }
}

/** Each is sent and not waited for, then sent again several times at once; somewhere among it all the API is killed. */
async function inDoubt(api: ApiProcess, commands: readonly Command[]): Promise<void> {
  const fatal = 1 + Math.floor(Math.random() * commands.length * AT_ONCE * 0.8)
  let heard = 0
  let killing: Promise<void> | undefined
  const resent = async (command: Command): Promise<void> => {
    const answer = await api.post(command)
    if (!hears(command, answer)) return
    heard += 1
    if (heard === fatal) killing = api.kill()
  }
  await eachOf(commands, async (command) => {
    await api.postAndLeave(command, Math.random() * LEFT_AFTER_AT_MOST_MS)
    await Promise.all(Array.from({ length: AT_ONCE }, () => resent(command)))
  })
  await (killing ?? api.kill())
}

/** As a sender who is told to come back, or nothing, comes back. */
async function answered(api: ApiProcess, command: Command): Promise<void> {
  const untilMs = performance.now() + PATIENCE_MS
  while (!hears(command, await api.post(command))) {
    if (performance.now() > untilMs) throw new Error(`${command.path} was not answered`)
    await pause(20)
  }
}

/** Unavailable is no answer: whether it was done remains in doubt. */
function hears({ heard }: Command, answer: Answer | undefined): boolean {
  if (answer === undefined || answer.status === 503) return false
  heard.push(answer)
  return true
}

async function eachOf<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const left = items.values()
  const sender = async (): Promise<void> => {
    for (const item of left) await work(item)
  }
  await Promise.all(Array.from({ length: SENDERS }, sender))
}

interface Plan {
  readonly path: string
  readonly member: string
}

/** Opened in peace: what the commands are about. */
const plansReady = (api: ApiProcess): Promise<readonly Plan[]> =>
  Promise.all(
    Array.from({ length: PLANS }, async () => {
      const { planId } = await made(api, opening())
      const path = `/plans/${planId}`
      return { path, member: (await made(api, joining(path))).id }
    }),
  )

async function made(api: ApiProcess, command: Command) {
  const answer = await api.post(command)
  if (answer?.status !== 201) throw new Error(`${command.path} was answered ${JSON.stringify(answer)}`)
  return answer.body as { readonly planId: string; readonly id: string }
}

/** One of three kinds in turn: a stream is begun, a person joins (which takes two streams), a plan grows. */
function commandsIn(plans: readonly Plan[]): () => Command {
  let turn = 0
  return () => {
    turn += 1
    const { path, member } = plans[turn % plans.length] ?? { path: '', member: '' }
    if (turn % 3 === 0) return opening()
    return turn % 3 === 1 ? joining(path) : proposing(path, member)
  }
}

const command = (effect: Effect, path: string, body: unknown): Command => ({
  effect,
  path,
  body,
  key: randomUUID(),
  traceId: randomUUID().replaceAll('-', ''),
  heard: [],
})
const opening = () => command('PlanOpened', '/plans', { lifeAreas: ['finances'], reportedBy: 'family' })
const joining = (plan: string) => command('MemberJoined', `${plan}/members`, { name: `Kim ${randomUUID()}` })
const proposing = (plan: string, member: string) =>
  command('GoalProposed', `${plan}/goals`, {
    domain: 'youth',
    about: [member],
    lifeArea: 'housing',
    words: 'Een eigen kamer',
    danger: 'Er is vannacht geen bed',
  })

/** How often each kind of event stands there, by the trace of the request that it follows from. */
async function effectsIn(file: string): Promise<ReadonlyMap<string, number>> {
  const counted = new Map<string, number>()
  const store = await openSqliteEventStore({ file })
  for (let from: string | undefined; ;) {
    const page = await store.readAll(from, PAGE)
    // Reads are inclusive: the last event of a page is the first of the next.
    for (const { type, body } of from === undefined ? page : page.slice(1)) {
      const of = effectOf(type, (JSON.parse(body) as Envelope).correlationId)
      counted.set(of, (counted.get(of) ?? 0) + 1)
    }
    if (page.length < PAGE) break
    from = page.at(-1)?.position
  }
  await store.close()
  return counted
}

const effectOf = (type: string, traceId: string): string => `${type} ${traceId}`

function proofOf(commands: readonly Command[], details: Proof['details'], effects: ReadonlyMap<string, number>): Proof {
  const found = commands.map(({ effect, traceId, heard }) => ({
    effects: effects.get(effectOf(effect, traceId)) ?? 0,
    answers: new Set(heard.map(told)).size,
    isMade: heard.every(({ status }) => status === 201),
  }))
  const isRight = ({ effects, answers, isMade }: (typeof found)[number]) => effects === 1 && answers === 1 && isMade
  return {
    promise: 'one effect and one answer for each command in doubt, however often it is sent',
    trials: commands.length,
    failures: found.filter((one) => !isRight(one)).length,
    details: {
      ...details,
      sent: commands.length * (1 + AT_ONCE + AFTER_THE_KILL),
      answersHeard: commands.reduce((sum, { heard }) => sum + heard.length, 0),
      withoutEffect: found.filter(({ effects }) => effects === 0).length,
      withMoreEffects: found.filter(({ effects }) => effects > 1).length,
      withSeveralAnswers: found.filter(({ answers }) => answers > 1).length,
      refused: found.filter(({ isMade }) => !isMade).length,
    },
  }
}
