/**
 * Who reads what, over the API as people ask it, beside sentences that were written independently: not one event too many, not one too few.
 * A trial is a cell: a combination of role, activity, scope, domain, audience, age, representation, withholding, membership, emergency, basis,
 * permission, sharing and time that was asked for.
 */
import { diceNamed, type Dice } from '../../apps/populate/dice.ts'
import type { Envelope } from '../../libs/deciding/envelope.ts'
import { cellsOf } from './access-cells.ts'
import { emergency } from './family-emergencies.ts'
import { somePermit } from './family-permissions.ts'
import { asWhoHelpsWithGoals, someoneHelpsWithGoals } from './family-scopes.ts'
import { someoneShares } from './family-sharings.ts'
import { FAULTS, type Fault } from './faults.ts'
import { begun, hasBases, inspected, readyFor, type People } from './family-people.ts'
import { lives } from './family-moves.ts'
import type { Family } from './family.ts'
import { Installation } from './installation.ts'
import { newSeed, progress, type Asked, type Proof } from './proof.ts'
import { closedTo, placesClosed } from './sight-closed.ts'
import { toldTo } from './sight-of-partners.ts'
import { sharingOf } from './sight-of-what-was-shared.ts'
import { seenBy, toldInPlaceTo } from './sight-sentences.ts'
import { BASES_OF_ALL_LAWS } from '../support/coordination-bases.ts'
import { dayIn, LAWS, type Basis, type Who } from './sight-told.ts'
import { withheldFrom } from './sight-withheld.ts'
import { AUDITORS, whoAsks } from './who-asks.ts'

const MOVES_AT_ONCE = 14
/** After the last move, in days: at once, and when joinings, representations, inspections and childhoods have ended. */
const ASKED_AFTER_DAYS = [0, 6, 94, 700]
/** In between: what was due by then is decided by others than before. */
const MOVES_IN_BETWEEN = 6
const DAY_MINUTES = 1_440
const FAMILIES_FOR_A_FAULT = 25

type Running = Required<Omit<Asked, 'planted'>>

interface Compared {
  readonly cells: Set<string>
  /** Whether one difference is enough. */
  readonly isOverAtOnce: boolean
  judged: number
  withheld: number
  /** In its place. */
  told: number
  /** Read, and not its words. */
  closed: number
  /** Of what was shared with who asks, and is theirs. */
  shared: number
  /** By the system of a partner. */
  fetched: number
  tooMany: number
  tooFew: number
  families: number
}

export async function proveAccess({ trials, planted, say, seed = newSeed() }: Asked): Promise<Proof> {
  const installation = await Installation.start({ hasFaults: planted })
  say(`${String(trials)} cells, seed ${String(seed)}`)
  try {
    await readyFor(installation)
    return planted
      ? await withFaults(installation, { trials, seed, say })
      : await kept(installation, { trials, seed, say })
  } finally {
    await installation.close()
  }
}

async function kept(installation: Installation, { trials, seed, say }: Running): Promise<Proof> {
  const compared = nothingYet()
  const done = progress(trials, say)
  while (compared.cells.size < trials) {
    const before = compared.cells.size
    await oneFamily(installation, `${String(seed)}-${String(compared.families)}`, compared, say)
    for (let cell = before; cell < Math.min(compared.cells.size, trials); cell += 1) done()
  }
  const { cells, isOverAtOnce: _, ...counted } = compared
  return proofOf(cells.size, compared.tooMany + compared.tooFew, { seed, ...counted })
}

/** Each fault alone, as many of them as trials, until a family shows it. */
async function withFaults(installation: Installation, { trials, seed, say }: Running): Promise<Proof> {
  const found: Partial<Record<Fault, string>> = {}
  const faults = (Object.keys(FAULTS) as Fault[]).slice(0, trials)
  for (const fault of faults) {
    const compared = { ...nothingYet(), isOverAtOnce: true }
    await installation.hasFault(fault)
    while (compared.tooMany + compared.tooFew === 0 && compared.families < FAMILIES_FOR_A_FAULT)
      await oneFamily(installation, `${String(seed)}-${fault}-${String(compared.families)}`, compared, () => undefined)
    found[fault] = isFound(compared) ? `in family ${String(compared.families)}` : 'unnoticed'
    say(`a fault of ${fault}: ${found[fault]}`)
  }
  const failures = Object.values(found).includes('unnoticed') ? 0 : faults.length
  return proofOf(faults.length, failures, { seed, found })
}

const nothingYet = (): Compared => ({
  cells: new Set(),
  isOverAtOnce: false,
  judged: 0,
  withheld: 0,
  told: 0,
  closed: 0,
  shared: 0,
  fetched: 0,
  tooMany: 0,
  tooFew: 0,
  families: 0,
})

const proofOf = (trials: number, failures: number, details: Proof['details']): Proof => ({
  promise: 'everyone reads what the sentences give them, by every combination of what that hangs on, and nothing else',
  trials,
  failures,
  details,
})

/** A family lives, and is asked for in between and afterwards. */
async function oneFamily(
  installation: Installation,
  name: string,
  compared: Compared,
  say: Asked['say'],
): Promise<void> {
  const dice = diceNamed('access', name)
  const { family, people } = await begun(installation, name, dice)
  compared.families += 1
  let words = 0
  const word = (of: string) => `Woord ${of} ${String((words += 1))}`
  const scene = { family, people, dice, word }
  await lives(scene, MOVES_AT_ONCE)
  await inspected(family, dice.pick(AUDITORS), dice.pick(LAWS), 30)
  await emergency(scene)
  await somePermit(scene)
  await someoneHelpsWithGoals(scene)
  await someoneShares(scene)
  await everyoneAsks(scene, 'in between', compared, say)
  if (isFound(compared)) return
  await lives(scene, MOVES_AT_ONCE)
  await emergency(scene)
  await somePermit(scene)
  await someoneHelpsWithGoals(scene)
  await someoneShares(scene)
  for (const days of ASKED_AFTER_DAYS) {
    if (isFound(compared)) return
    family.passes(days * DAY_MINUTES)
    await everyoneAsks(scene, `after ${String(days)} days`, compared, say)
    await lives(scene, MOVES_IN_BETWEEN)
  }
}

const isFound = ({ isOverAtOnce, tooMany, tooFew }: Compared): boolean => isOverAtOnce && tooMany + tooFew > 0

const DAY_MS = 86_400_000

/** For each law one that counts, none, one that ended yesterday or today, or one that begins tomorrow. */
function someBases({ dice, family: { moment } }: Scene): readonly Basis[] {
  const [yesterday, today, tomorrow] = [-1, 0, 1].map((days) =>
    dayIn(new Date(Date.parse(moment) + days * DAY_MS).toISOString()),
  )
  return LAWS.flatMap((domain) => {
    const basis = { domain, article: 'Wams 2.1', from: '2015-01-01' }
    const ended = [yesterday, today].map((until) => ({ ...basis, ...(until && { until }) }))
    return dice.pick([[basis], [], ...ended.map((one) => [one]), [{ ...basis, ...(tomorrow && { from: tomorrow }) }]])
  })
}

type Scene = { readonly family: Family; readonly people: People; readonly dice: Dice }

async function everyoneAsks(scene: Scene, time: string, compared: Compared, say: Asked['say']) {
  const { family, people } = scene
  await hasBases(family, someBases(scene))
  const everyone = [...whoAsks(family, people), ...asWhoHelpsWithGoals(people)]
  const asked = everyone.map(async (who) => {
    const { read, toldInPlace, closed } = await readBy(family, who)
    const owed = new Set(seenBy(who, family.happened).map(({ id }) => id))
    const isWithheld = withheldFrom(who.id, family.happened)
    const sharedHow = sharingOf({ kind: 'professional', id: who.id }, family.happened)
    const closedOf = closedTo(who, family.happened)
    const cellOf = cellsOf(who, family.happened)
    holdTold(who, toldInPlace, family, compared, say)
    for (const event of family.past) {
      compared.judged += 1
      if (isWithheld(event)) compared.withheld += 1
      const sharing = sharedHow(event)
      if (sharing === 'shared') compared.shared += 1
      compared.cells.add(cellOf(event, { time, isWithheld: isWithheld(event), sharing }))
      if (read.has(event.id))
        holdClosed(who, event, [closed.get(event.id) ?? 0, closedOf(event)], family, compared, say)
      hold(who, event, [read.has(event.id), owed.has(event.id)], family, compared, say)
    }
  })
  await Promise.all([...asked, systemFetches(family, people.partner, time, compared, say)])
  await hasBases(family, BASES_OF_ALL_LAWS)
}

/** Not what is told to no partner, whatever it is of. */
const MAY_LEAVE =
  /^(PlanOpened|Member|Departure|Coordinator|Handover|Professional|Referral|Goal|Action|Priority|Domain|Sharing)/

/** The system of a partner fetches what events refer to. */
async function systemFetches(family: Family, who: Who, time: string, compared: Compared, say: Asked['say']) {
  const owed = new Set(toldTo(who, family.happened))
  const sharedHow = sharingOf({ kind: 'organisation', id: who.organisation ?? '' }, family.happened)
  const cellOf = cellsOf(who, family.happened)
  for (const event of family.past.filter(({ type }) => MAY_LEAVE.test(type))) {
    const path = `/plans/${family.planId}/events/${event.id}`
    const { status } = await family.asks(who, { method: 'GET', path })
    const sharing = sharedHow(event)
    compared.fetched += 1
    if (sharing === 'shared') compared.shared += 1
    compared.cells.add(cellOf(event, { time, isWithheld: false, sharing }))
    hold(who, event, [status === 200, owed.has(event)], family, compared, say)
  }
}

interface Read {
  readonly read: ReadonlySet<string>
  /** That something is withheld, in its place. */
  readonly toldInPlace: readonly string[]
  /** Of each event how many places of it are closed. */
  readonly closed: ReadonlyMap<string, number>
}

type Entry =
  { readonly id: string; readonly data: unknown } | { readonly recordedAt: string; readonly withheld: string }

async function readBy(family: Family, who: Who): Promise<Read> {
  const { status, text } = await family.asks(who, { method: 'GET', path: `/plans/${family.planId}/history?limit=500` })
  if (status !== 200) return { read: new Set(), toldInPlace: [], closed: new Map() }
  const { events } = JSON.parse(text) as { readonly events: readonly Entry[] }
  return {
    read: new Set(events.flatMap((entry) => ('id' in entry ? entry.id : []))),
    closed: new Map(events.flatMap((entry) => ('id' in entry ? [[entry.id, placesClosed(entry.data)] as const] : []))),
    toldInPlace: events.flatMap((entry) => ('withheld' in entry ? `${entry.recordedAt} ${entry.withheld}` : [])),
  }
}

function hold(
  who: Who,
  event: Envelope,
  [isRead, isOwed]: readonly [boolean, boolean],
  family: Family,
  compared: Compared,
  say: Asked['say'],
): void {
  if (isRead === isOwed) return
  if (compared.tooMany + compared.tooFew < 5) say(inWords(who, event, isRead, family))
  if (isRead) compared.tooMany += 1
  else compared.tooFew += 1
}

/** Of what is closed to them they read no word; of all else, every one. */
function holdClosed(
  who: Who,
  event: Envelope,
  [closed, owed]: readonly [number, number],
  family: Family,
  compared: Compared,
  say: Asked['say'],
): void {
  if (owed > 0) compared.closed += 1
  if (closed === owed) return
  if (compared.tooMany + compared.tooFew < 5)
    say(`of ${inWords(who, event, true, family)} ${String(closed)} places were closed, and not ${String(owed)}`)
  if (closed < owed) compared.tooMany += 1
  else compared.tooFew += 1
}

/** In the place of what is withheld from them and told, and nowhere else, they read that it is. */
function holdTold(who: Who, read: readonly string[], family: Family, compared: Compared, say: Asked['say']): void {
  const owed = toldInPlaceTo(who, family.happened)
  compared.told += owed.length
  if (JSON.stringify(read) === JSON.stringify(owed)) return
  if (compared.tooMany + compared.tooFew < 5)
    say(
      `${who.name} as ${who.role} for ${who.activity} is told ${read.join()}, and not ${owed.join()}, of ${family.name}`,
    )
  if (read.length > owed.length) compared.tooMany += 1
  else compared.tooFew += 1
}

const inWords = (
  { role, name, activity }: Who,
  { type, domain, revision }: Envelope,
  isRead: boolean,
  family: Family,
) =>
  `${name} as ${role} for ${activity} ${isRead ? 'read' : 'did not read'} ${type} (${domain}, ${String(revision)}) of ${family.name}`
