import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { NestApplicationContextOptions } from '@nestjs/common/interfaces/nest-application-context-options.interface.js'
import { NestFactory } from '@nestjs/core'
import { QueryBus } from '@nestjs/cqrs'
import { daysAfter, lastWorkingDay } from '../../libs/deciding/days.ts'
import { HISTORY_STREAM } from '../../libs/event-store/marking.ts'
import { isBsn } from '../../libs/sealing/bsn.ts'
import { AppModule } from '../api/app.module.ts'
import { readConfiguration } from '../../libs/installation/configuration.ts'
import { ReadPlan } from '../api/plans/reading/read-plan.ts'
import { openSystem, type System } from '../../libs/installation/system.ts'
import { closingTable } from './closing-table.ts'
import { callerFor } from './commands.ts'
import { diceNamed } from './dice.ts'
import { drawFamily } from './families.ts'
import { figuresOf } from './figures.ts'
import { holdsPlans } from './held-plans.ts'
import { testBsn } from './names.ts'
import { sameEachTime } from './in-directory.ts'
import { Populating, type Population } from './populate.ts'

const NOW = '2026-06-10T09:00:00.000Z'
const TODAY = '2026-06-10'
const directories: string[] = []
afterAll(() => {
  for (const directory of directories) rmSync(directory, { recursive: true })
})

interface Municipality {
  readonly population: Population
  readonly events: readonly string[]
  /** The plan of each family as its coordinator reads it today; what a spec asks of the rest it asks before the end. */
  readonly readable: number
  readonly secondTime: unknown
}

const SEALED_AND_DRAWN = /"(id|sealed|sha256|seed|reader|commandDigest|traceparent|correlationId)":"[^"]*"/g
/** Ids that follow from who sent the command. */
const OF_THEIR_COMMAND = /"(commandId|causationId|reading)":"[^"]*"/g
const isByWhoWasDrawn = (event: string): boolean => event.includes('"processingActivity":"second-reading"')

/** Populates a directory of its own, reads every plan as its coordinator would, and closes it. */
async function municipalityOf(families: number, seed: string): Promise<Municipality> {
  const dataDir = mkdtempSync(join(tmpdir(), 'samenspel-populate-'))
  directories.push(dataDir)
  const configuration = readConfiguration({ SAMENSPEL_DATA_DIR: dataDir, SAMENSPEL_PORT: '0' })
  const populating = new Populating()
  const system = sameEachTime(
    await openSystem(
      configuration,
      populating.clock(() => NOW),
    ),
  )
  const options = Object.assign(new NestApplicationContextOptions(), { logger: false })
  const app = await NestFactory.createApplicationContext(await AppModule.for(configuration, system), options)
  try {
    expect(await holdsPlans(system.store)).toBe(false)
    const population = await populating.populate(app, NOW, { families, seed })
    expect(await holdsPlans(system.store)).toBe(true)
    const secondTime: unknown = await populating.populate(app, NOW, { families, seed }).catch((fault: unknown) => fault)
    let readable = 0
    for (const planId of population.planIds) {
      const by = await coordinatorOf(system, planId)
      const coordinator = population.staff.coordinators.find(({ id }) => id === by)
      if (coordinator === undefined) continue
      const { plan } = await app.get(QueryBus).execute(new ReadPlan(callerFor(coordinator, 'reads'), planId, {}))
      expect(plan).toMatchObject({ coordinator: { name: coordinator.name } })
      readable += 1
    }
    return { population, events: await eventsIn(system), readable, secondTime }
  } finally {
    await app.close()
    await system.close()
  }
}

async function coordinatorOf({ folds }: System, planId: string): Promise<string | undefined> {
  const { coordination } = (await folds.plans.at(`plan-${planId}`)).state
  return coordination.is === 'vacant' ? undefined : coordination.by
}

/** Every event without what is new each time: ciphertexts, seeds and who was drawn by them, and the marks of the history, which are of today. In the order of streams: families are written side by side. */
async function eventsIn({ store }: System): Promise<readonly string[]> {
  const events = await store.readAll(undefined, 100_000)
  return events
    .filter(({ stream }) => stream !== HISTORY_STREAM)
    .map(({ stream, revision, body }) => {
      const kept = body.replace(SEALED_AND_DRAWN, '')
      return `${stream} ${String(revision)} ${isByWhoWasDrawn(kept) ? kept.replace(OF_THEIR_COMMAND, '') : kept}`
    })
    .filter((event) => !event.includes('"role":"second-reader"'))
    .sort()
}

describe('a made-up municipality', () => {
  it('is the same for the same seed: people, choices, moments and counts; and another for another', async () => {
    const [one, again, other] = [
      await municipalityOf(12, 'spec'),
      await municipalityOf(12, 'spec'),
      await municipalityOf(12, 'other'),
    ]
    expect(again.events).toEqual(one.events)
    expect([...again.population.commands].sort()).toEqual([...one.population.commands].sort())
    expect(again.population.planIds).toEqual(one.population.planIds)
    expect(other.population.planIds).not.toEqual(one.population.planIds)
    expect(one.population.commands.get('OpenPlan')).toBe(12)
    expect(one.population.commands.get('ProposeGoal')).toBeGreaterThan(10)
    expect(one.readable).toBe(12)
    expect(other.readable).toBe(12)
    expect(one.secondTime).toMatchObject({ message: expect.stringContaining('seed spec were written here before') })
    expect(closingTable(one.population)).toContain('12 plans')
  }, 60_000)

  it('lies in the past: nothing is recorded after yesterday', async () => {
    const { events } = await municipalityOf(4, 'past')
    const moments = events.map((event) => /"recordedAt":"([^"]+)"/.exec(event)?.[1] ?? '')
    expect(moments.every((at) => at >= '2022' && at < TODAY)).toBe(true)
  }, 60_000)
})

describe('a drawn population', () => {
  const families = Array.from({ length: 20_000 }, (_, place) => drawFamily('figures', place, TODAY))
  const own = families.flatMap(({ members }) => members.filter(({ livesElsewhereToo }) => !livesElsewhereToo))

  it.each(figuresOf(families))('has the share of the source: $what', ({ source, drawn, of }) => {
    expect(of).toBeGreaterThan(2_000)
    const chance = 4 * Math.sqrt((source * (1 - source)) / of)
    expect(Math.abs(drawn - source)).toBeLessThan(chance + 0.006)
  })

  it('gives nobody the number of another, and only numbers that are a BSN, except to a child that lives in two families', () => {
    const bsns = own.flatMap(({ bsn }) => bsn ?? [])
    expect(new Set(bsns).size).toBe(bsns.length)
    expect(bsns.every((bsn) => isBsn(bsn) && bsn.startsWith('9') && !bsn.startsWith('999'))).toBe(true)
    expect(Array.from({ length: 5_000 }, (_, place) => testBsn(place)).every(isBsn)).toBe(true)
  })

  it('has in every family an adult, nobody twice, and a child wherever there is youth care', () => {
    expect(families.every(({ members }) => members[0]?.isAdult)).toBe(true)
    const inYouthCare = families.filter(({ laws }) => laws.includes('youth'))
    expect(inYouthCare.every(({ members }) => members.some(({ isAdult }) => !isAdult))).toBe(true)
    expect(new Set(own.map(({ name, birthDate, bsn }) => [name, birthDate, bsn].join())).size).toBe(own.length)
  })

  it('has nobody who was born after their plan was opened', () => {
    const unborn = families.filter(({ members, daysAgo }) =>
      members.some(({ birthDate }) => birthDate > lastWorkingDay(daysAfter(TODAY, -daysAgo))),
    )
    expect(unborn).toEqual([])
  })

  it('has children who live in two families, in the second under the name and number of the first', () => {
    const shared = families
      .slice(0, 5_000)
      .flatMap(({ members, place }) =>
        members.filter(({ livesElsewhereToo }) => livesElsewhereToo).map((child) => ({ child, place })),
      )
    expect(shared.length).toBeGreaterThan(20)
    for (const { child, place } of shared) {
      const there = families[place - 1]
      expect(there?.members.some(({ name, bsn }) => name === child.name && bsn === child.bsn)).toBe(true)
      expect(families[place]?.daysAgo).toBeLessThan(there?.daysAgo ?? 0)
    }
  })
})

describe('dice', () => {
  it('throw as sfc32 does: evenly, and the same for the same name', () => {
    const [one, again, other] = [diceNamed('a', 1), diceNamed('a', 1), diceNamed('a', 2)]
    const throws = (dice: typeof one) => Array.from({ length: 1_000 }, () => dice.whole(1, 6))
    const thrown = throws(one)
    expect(throws(again)).toEqual(thrown)
    expect(throws(other)).not.toEqual(thrown)
    for (const side of [1, 2, 3, 4, 5, 6]) {
      const times = thrown.filter((number) => number === side).length
      expect(times).toBeGreaterThan(120)
      expect(times).toBeLessThan(215)
    }
  })
})
