/** Whether the API can serve, and if not, which of its parts cannot and why, in words that hold no paths and nothing of anyone. */
import { setTimeout as pause } from 'node:timers/promises'
import { lagMsOf } from '../../libs/event-store/lag.ts'
import { StoreUnavailable, type Position } from '../../libs/event-store/port.ts'
import { ClockJumped } from '../../libs/installation/machine-clock.ts'
import { VaultUnavailable } from '../../libs/sealing/vault.ts'
import { PROJECTIONS } from '../../libs/installation/projections.ts'
import type { Admission } from './admission.ts'
import type { System } from '../../libs/installation/system.ts'

export interface NotReady {
  readonly part: string
  readonly because: string
}

/** What is served less well than it should be, for some: no reason to serve nobody. */
export interface Degraded {
  readonly part: string
  readonly because: string
  readonly count: number
  /** Random ids of subscriptions: of whom they are is in the events. The first of them, where there are many. */
  readonly subscriptions?: readonly string[]
  /** Of events, likewise. */
  readonly positions?: readonly Position[]
}

/** Older news in the lists misleads: work is then better done where they are up to date. */
export const BEHIND_AT_MOST_MS = 60_000
const ANSWERS_WITHIN_MS = 2_000
/** Looked for, so that the vault has to look. */
const NOBODYS_KEY = '00000000-0000-0000-0000-000000000000'

type Asked = Pick<System, 'store' | 'vault' | 'readStore' | 'webhooks' | 'access' | 'clock' | 'mustKnowTheTime'>

/** @returns every part that is not ready; none: it can serve */
export async function whatIsNotReady(
  system: Asked,
  admission: Pick<Admission, 'stage'>,
  answersWithinMs = ANSWERS_WITHIN_MS,
): Promise<readonly NotReady[]> {
  if (admission.stage !== 'open') return [{ part: 'api', because: 'it is being stopped' }]
  const faults = await whichPartsAreNotReady(system, answersWithinMs)
  if (faults.length > 0) return faults
  const behind = await inTime('lists', listsBehind(system), answersWithinMs)
  return behind.notReady === undefined ? (behind.answer ?? []) : [behind.notReady]
}

/** The parts that everything stands on: each must answer, and those that are written to must take what is written. */
export async function whichPartsAreNotReady(
  system: Asked,
  answersWithinMs = ANSWERS_WITHIN_MS,
): Promise<readonly NotReady[]> {
  const { store, vault, readStore, webhooks } = system
  const answers = await Promise.all([
    inTime('event store', takesWrites(store), answersWithinMs),
    inTime('key vault', takesKeys(vault), answersWithinMs),
    inTime('read store', readStore.positions(), answersWithinMs),
    inTime('webhooks', webhooks.setAsides.count(), answersWithinMs),
    inTime('access records', recordsCanBeMade(system), answersWithinMs),
    inTime('clock', system.mustKnowTheTime(), answersWithinMs),
  ])
  return answers.flatMap(({ notReady }) => notReady ?? [])
}

async function takesWrites(store: System['store']): Promise<void> {
  await store.head()
  await store.mustTakeWrites?.()
}

async function takesKeys(vault: System['vault']): Promise<void> {
  await vault.keysById([NOBODYS_KEY])
  await vault.mustTakeWrites()
}

/** Without them nothing of anybody is told. */
async function recordsCanBeMade({ access }: Pick<System, 'access'>): Promise<void> {
  await access.records.mustBeMade()
  await access.store.head()
}

const NAMED_AT_MOST = 20

/** @returns nothing where that cannot be told in time: what is the matter then is told of the parts */
export async function whatIsDegraded(
  { webhooks, readStore, access, unreadable }: Pick<System, 'webhooks' | 'readStore' | 'access' | 'unreadable'>,
  answersWithinMs = ANSWERS_WITHIN_MS,
): Promise<readonly Degraded[]> {
  const [ofSubscriptions, ofEvents] = await Promise.all([
    subscriptionsDegraded(webhooks, answersWithinMs),
    eventsUnreadable([readStore, access.readStore], unreadable, answersWithinMs),
  ])
  return [...ofSubscriptions, ...ofEvents].filter((one) => one.count > 0)
}

/** By this process, or by whoever keeps the lists. */
async function eventsUnreadable(
  lists: readonly Pick<System['readStore'], 'unreadable'>[],
  unreadable: System['unreadable'],
  answersWithinMs: number,
): Promise<readonly Degraded[]> {
  const asked = Promise.all([unreadable.stillThere(), Promise.all(lists.map((list) => list.unreadable()))])
  const { answer: [found, answer] = [unreadable.positions(), []] } = await inTime('events', asked, answersWithinMs)
  const positions = [...new Set([...found, ...answer.flat().map(({ position }) => position)])].sort()
  return [
    {
      part: 'events',
      because: 'cannot be read: what they belong to is set aside',
      count: positions.length,
      positions: positions.slice(0, NAMED_AT_MOST),
    },
  ]
}

async function subscriptionsDegraded(
  { setAsides }: Pick<System['webhooks'], 'setAsides'>,
  answersWithinMs: number,
): Promise<readonly Degraded[]> {
  const asked = Promise.all([setAsides.count(), setAsides.all(NAMED_AT_MOST), setAsides.notTaking(NAMED_AT_MOST)])
  const { answer } = await inTime('subscriptions', asked, answersWithinMs)
  if (answer === undefined) return []
  const [count, aside, notTaking] = answer
  return [
    {
      part: 'subscriptions',
      because: 'set aside',
      count,
      subscriptions: aside.map(({ subscription }) => subscription),
    },
    {
      part: 'webhooks',
      because: 'what was sent is not taken',
      count: notTaking.count,
      subscriptions: notTaking.endpoints,
    },
  ]
}

interface InTime<Answer> {
  readonly answer?: Answer
  readonly notReady?: NotReady
}

async function inTime<Answer>(part: string, asked: Promise<Answer>, withinMs: number): Promise<InTime<Answer>> {
  const over = new AbortController()
  const tooLate = pause(withinMs, undefined, { signal: over.signal }).then(
    () => ({ notReady: { part, because: `no answer within ${String(withinMs)} ms` } }),
    () => ({}),
  )
  const answered = asked.then(
    (answer) => ({ answer }),
    (fault: unknown) => ({ notReady: { part, because: reasonOf(fault) } }),
  )
  const first = await Promise.race([answered, tooLate])
  over.abort()
  return first
}

function reasonOf(fault: unknown): string {
  if (fault instanceof ClockJumped) return fault.message
  return fault instanceof StoreUnavailable || fault instanceof VaultUnavailable ? fault.reason : 'fault'
}

async function listsBehind({ store, readStore, clock }: Asked): Promise<readonly NotReady[]> {
  // In this order: what happens in between is no row that nothing happened for.
  const reached = await readStore.positions()
  const head = (await store.head()) ?? ''
  const notReady: NotReady[] = []
  for (const { name, version } of PROJECTIONS) {
    const part = `list ${name}`
    const made = reached.find((one) => one.projection === name && one.version === version)
    if (made === undefined) notReady.push({ part, because: 'it is being made' })
    else if (made.position > head) notReady.push({ part, because: 'it knows more than the events' })
    else if (made.position < head) {
      const lagMs = await lagMsOf(store, made.position === '' ? undefined : made.position, clock())
      if (lagMs > BEHIND_AT_MOST_MS)
        notReady.push({ part, because: `it is ${String(Math.round(lagMs / 1000))} s behind` })
    }
  }
  return notReady
}
