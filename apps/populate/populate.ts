/** Makes a municipality: its protocols, readers and families, each family's story told at its own time. Through the real command door, so that nothing is written that nobody could have done. */
import type { INestApplicationContext } from '@nestjs/common'
import { CommandBus, QueryBus } from '@nestjs/cqrs'
import { dayOf, daysAfter, lastWorkingDay, type Day } from '../../libs/deciding/days.ts'
import { LEGAL_DOMAINS } from '../../libs/deciding/domains.ts'
import { Refusal } from '../../libs/deciding/decider.ts'
import { ReadMunicipality, ToMunicipality } from '../api/municipality/to-municipality.ts'
import { ReadPlanItem } from '../api/plans/reading/read-plan.ts'
import { ToProtocol } from '../api/protocols/to-protocol.ts'
import { planStream, SYSTEM, type Clock, type System } from '../../libs/installation/system.ts'
import { callerFor, count, PlanInStory, type Tally } from './commands.ts'
import { diceNamed } from './dice.ts'
import { drawFamily, oldestFirst } from './families.ts'
import { storyOf } from './family-story.ts'
import { OwnTime } from './own-time.ts'
import { PROTOCOLS } from './protocols.ts'
import { staffFor, type Colleague, type Staff } from './staff.ts'
import type { Telling } from './telling.ts'
import type { Family } from './family.ts'

export interface PopulationAsked {
  readonly families: number
  readonly seed: string
  /** Told after each family, with how many are written. */
  readonly onProgress?: (written: number) => void
}

export interface Population {
  readonly families: readonly Family[]
  readonly staff: Staff
  /** The plans, in the order of `families`. */
  readonly planIds: readonly string[]
  /** How many commands of each kind were carried out. */
  readonly commands: Tally
}

/** These families are there already. */
export class ToldBefore extends Error {
  constructor(seed: string) {
    super(`the families of seed ${seed} were written here before: to add to them takes another seed`)
  }
}

/** Enough to fill a group commit, few enough to answer in time. */
const FAMILIES_AT_ONCE = 32
const FOUNDED_DAYS_AGO = 1_300

export class Populating {
  readonly #time = new OwnTime()

  /** The clock to open the system with: who tells a story has its moment, anyone else that of `outside`. */
  clock(outside: Clock): Clock {
    return this.#time.clock(outside)
  }

  /**
   * @param app on a system opened with `clock`
   * @param now the present: what lies behind it has happened, nothing happens after yesterday
   * @throws ToldBefore where the same seed was told here before
   */
  async populate(app: INestApplicationContext, now: string, asked: PopulationAsked): Promise<Population> {
    const { seed, onProgress } = asked
    const today = dayOf(now)
    const commands: Tally = new Map()
    const staff = staffFor(asked.families, app.get<System>(SYSTEM).configuration.oin)
    await this.#found(app, staff, today, commands)

    const drawn = Array.from({ length: asked.families }, (_, place) => drawFamily(seed, place, today))
    const families = oldestFirst(drawn)
    const order = new Map(families.map(({ place }, index) => [place, index]))
    const told: Promise<string>[] = []
    let written = 0
    const writer = async () => {
      for (let place = told.length; place < families.length; place = told.length) {
        const family = families[place]
        if (family === undefined) return
        const telling = (async () => {
          if (sharesAChild(family)) await told[order.get(family.place - 1) ?? -1]
          return this.#tell(app, { family, seed, today, staff, commands })
        })()
        told.push(telling)
        await telling
        written += 1
        onProgress?.(written)
      }
    }
    await Promise.all(Array.from({ length: FAMILIES_AT_ONCE }, writer))
    return { families, staff, planIds: await Promise.all(told), commands }
  }

  /** Protocols, readers and on what who coordinates reads, where the municipality has none of its own. */
  async #found(app: INestApplicationContext, staff: Staff, today: Day, tally: Tally): Promise<void> {
    const bus = app.get(CommandBus)
    const { administrator: by } = staff
    const key = (what: string) => callerFor(by, `populate/${what}`)
    const ifNotThere = async (what: string, command: ToProtocol | ToMunicipality) => {
      await bus.execute<ToProtocol | ToMunicipality>(command).catch(unlessAlreadyThere)
      count(tally, what)
    }
    await this.#time.tell(async (itIs) => {
      itIs(morningOf(daysAfter(today, -FOUNDED_DAYS_AGO)))
      const { pool, bases } = await app.get(QueryBus).execute(new ReadMunicipality())
      const readers = staff.readers.map(({ id: reader, domains }) => ({ reader, domains }))
      if (pool.readers.length === 0)
        await ifNotThere('SetReaderPool', new ToMunicipality(key('pool'), () => ({ type: 'SetReaderPool', readers })))
      if (bases.version === 0)
        await ifNotThere(
          'SetCoordinationBases',
          new ToMunicipality(key('bases'), () => ({ type: 'SetCoordinationBases', bases: BASES })),
        )
      for (const { protocol, title, domain, versions } of PROTOCOLS) {
        const owner = by.organisation
        const register = { type: 'RegisterProtocol', protocol, title, owner, domain } as const
        await ifNotThere('RegisterProtocol', new ToProtocol(key('protocol'), protocol, register))
        for (const [place, { fromDaysAgo, steps }] of versions.entries()) {
          const inForceFrom = morningOf(daysAfter(today, -fromDaysAgo))
          const publish = { type: 'PublishProtocolVersion', protocol, inForceFrom, steps } as const
          await ifNotThere('PublishProtocolVersion', new ToProtocol(key(`version-${String(place)}`), protocol, publish))
        }
      }
    })
  }

  /** @returns the plan's id */
  #tell(app: INestApplicationContext, { family, seed, today, staff, commands }: ToTell): Promise<string> {
    return this.#time.tell(async (itIs) => {
      const dice = diceNamed(seed, 'story', family.place)
      const coordinator = dice.pick(staff.coordinators)
      const time = officeHours(itIs, dice.whole(0, 120))
      const name = `populate/${seed}/${String(family.place)}`
      const plan = new PlanInStory(app.get(CommandBus), name, coordinator, commands, time.passes)
      const before = await app.get<System>(SYSTEM).store.read(planStream(plan.planId), 0, 1)
      if (before.length > 0) throw new ToldBefore(seed)
      const telling: Telling = {
        family,
        dice,
        plan,
        staff,
        coordinator,
        now: time.now,
        professionals: {},
        members: [],
        goals: [],
        actions: [],
        deviations: [],
        challenges: new Set(),
        readerOf: (deviation) => readerOf(app, telling, deviation),
      }
      const yesterday = daysAfter(today, -1)
      let day = daysAfter(today, -family.daysAgo)
      time.itIs(day)
      for await (const pause of storyOf(telling)) {
        day = daysAfter(day, pause)
        if (day > yesterday) break
        time.itIs(day)
      }
      return plan.planId
    })
  }
}

const sharesAChild = ({ members }: Family) => members.some(({ livesElsewhereToo }) => livesElsewhereToo)

interface ToTell {
  readonly family: Family
  readonly seed: string
  readonly today: Day
  readonly staff: Staff
  readonly commands: Tally
}

const morningOf = (day: Day): string => `${day}T07:00:00.000Z`

/** People work on working days, in the daytime; what would fall on a day off was done on the last one before. */
function officeHours(itIs: (at: string) => void, minutesAfterSeven: number) {
  let at = ''
  return {
    now: () => at,
    itIs: (day: Day) => {
      const start = new Date(Date.parse(morningOf(lastWorkingDay(day))) + minutesAfterSeven * 60_000).toISOString()
      // Never back: two things may come to fall on the same last day of work.
      at = start > at ? start : at
      itIs(at)
    },
    passes: () => {
      at = new Date(Date.parse(at) + 3 * 60_000).toISOString()
      itIs(at)
    },
  }
}

async function readerOf(
  app: INestApplicationContext,
  { plan, professionals, staff }: Telling,
  deviation: string,
): Promise<Colleague | undefined> {
  for (const professional of Object.values(professionals)) {
    const asks = new ReadPlanItem(callerFor(professional, 'reads'), plan.planId, 'deviations', deviation)
    const item = await app.get(QueryBus).execute(asks).catch(unlessHidden)
    const id = drawnIn(item)
    if (id !== undefined) return staff.readers.find((reader) => reader.id === id)
  }
  return undefined
}

function drawnIn(item: unknown): unknown {
  if (typeof item !== 'object' || item === null || !('reader' in item)) return undefined
  const { reader } = item
  return typeof reader === 'object' && reader !== null && 'reader' in reader ? reader.reader : undefined
}

/** A deviation of one law is not there for who works in another. */
function unlessHidden(fault: unknown): undefined {
  if (!(fault instanceof Refusal) || fault.code !== 'NOT_FOUND') throw fault
}

/** Who coordinates in this town, which is made up, reads the words of every law. */
const BASES = LEGAL_DOMAINS.map((domain) => ({ domain, article: 'Wams', from: '2015-01-01' }))

/** From an earlier time it was populated, on another day, or by an administrator: what stands there stays. */
const ALREADY_THERE: readonly string[] = [
  'PROTOCOL_IS_REGISTERED',
  'VERSION_STARTS_BEFORE_THE_LAST',
  'VERSION_STARTS_IN_THE_PAST',
  'COMMAND_ID_WAS_USED_FOR_ANOTHER_REQUEST',
]

function unlessAlreadyThere(fault: unknown): undefined {
  if (!(fault instanceof Refusal) || !ALREADY_THERE.some((code) => code === fault.code)) throw fault
}
