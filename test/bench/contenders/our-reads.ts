/** Streams read and folded from the embedded store. Tasks: `load LENGTH` (read and folded anew each time), `plan-cold` and `plan-warm` (twenty years of one family, as the rules fold it). */
import { randomUUID } from 'node:crypto'
import { foldingOf, Folds, type Folding } from '../../../libs/event-store/folds.ts'
import type { NewEvent } from '../../../libs/event-store/port.ts'
import { toStored, type Typed } from '../../../libs/event-store/recorded.ts'
import { openSqliteEventStore } from '../../../libs/event-store/sqlite.ts'
import { plan, type PlanEvent } from '../../../libs/plan/plan.ts'
import { PLAN_FORMS } from '../../../libs/plan/plan-forms.ts'
import { deviationReported, goalProposed, helped, viewGiven, type Past } from '../../../libs/plan/testing/past.ts'
import { kim, sealed, yara } from '../../../libs/plan/testing/people.ts'
import type { MakeContender } from '../contender.ts'
import { ownDirectory } from '../work/directories.ts'
import { sized } from '../work/size.ts'
import { manyAtOnce } from '../work/many-at-once.ts'
import { Appends } from '../work/same-bytes.ts'

const YEARS_OF_EVENTS = sized(5_000, 400)
const FAMILY = 'plan-of-twenty-years'

const counting: Folding<number, Typed> = { initial: () => 0, step: (count) => count + 1, upcasters: {} }
const planFolding = foldingOf(plan, PLAN_FORMS)

/** Twenty years: how it began, and then five goals a year, each with what people think of it, three actions that stall and go on, and now and then a deviation. */
function* twentyYears(): Generator<Past> {
  yield* helped
  for (let number = 1; ; number += 1) {
    const [goal, deviation] = [`goal-${String(number)}`, `deviation-${String(number)}`]
    yield goalProposed(['kim'], goal)
    for (let view = 0; view < 10; view += 1) yield viewGiven(kim(), { id: goal })
    yield [yara(), { ...ABOUT_KIM, type: 'GoalAdopted', goal, basedOn: 1, heard: { kim: 'spoke' }, dissent: [] }]
    for (const place of ['first', 'second', 'third']) yield* anAction(`${place}-action-of-${goal}`, goal)
    yield [yara(), { ...(deviationReported()[1] as DeviationReported), deviation }]
    yield [yara(), { ...ABOUT_KIM, type: 'GoalEvaluated', goal, outcome: 'reached', words: sealed('it went well') }]
  }
}

function* anAction(action: string, goal: string): Generator<Past> {
  yield [yara(), { ...ABOUT_KIM, type: 'ActionPlanned', action, goal, owner: 'yara', words: sealed('talk') }]
  for (let turn = 0; turn < 5; turn += 1) {
    yield [yara(), { ...ABOUT_KIM, type: 'ActionStalled', action, reason: sealed('ill') }]
    yield [yara(), { ...ABOUT_KIM, type: 'ActionAccepted', action }]
  }
  yield [yara(), { ...ABOUT_KIM, type: 'ActionDone', action }]
}

type DeviationReported = Extract<PlanEvent, { readonly type: 'DeviationReported' }>

const ABOUT_KIM = { domain: 'youth', about: ['kim'] } as const

function planEvents(): readonly NewEvent[] {
  const stored: NewEvent[] = []
  for (const [deed, event] of twentyYears()) {
    if (stored.length === YEARS_OF_EVENTS) break
    const circumstances = {
      municipality: '0363',
      stream: FAMILY,
      revision: stored.length,
      sequence: stored.length,
      recordedAt: deed.at,
      commandId: randomUUID(),
      correlationId: randomUUID().replaceAll('-', ''),
      causationId: randomUUID(),
    }
    stored.push(toStored<PlanEvent>(event, deed, circumstances, PLAN_FORMS, EVERY_CIPHERTEXT))
  }
  return stored
}

const CIPHERTEXT = { bytes: 'x'.repeat(110), domain: 'youth', form: 1, tenant: '0363' }
const EVERY_CIPHERTEXT = new Proxy<Record<string, unknown>>({}, { get: () => CIPHERTEXT })

export const contender: MakeContender = async () => {
  const directory = ownDirectory()
  const file = directory.file('events.db')
  const store = await openSqliteEventStore({ file })
  const appends = new Appends(500)
  const loaded = new Map<number, string>()
  const years = planEvents()
  for (let at = 0; at < years.length; at += 200)
    await store.append(FAMILY, at === 0 ? 'no-stream' : at - 1, years.slice(at, at + 200))
  const warm = new Folds(store, planFolding)
  await warm.at(FAMILY)

  const streamOf = async (length: number): Promise<string> => {
    const known = loaded.get(length)
    if (known !== undefined) return known
    const name = `plan-${randomUUID()}`
    for (let at = 0; at < length; at += 2)
      await store.append(name, at === 0 ? 'no-stream' : at - 1, appends.nextFor(name, at))
    loaded.set(length, name)
    return name
  }

  const cold = async () => {
    const reopened = await openSqliteEventStore({ file })
    const began = performance.now()
    await new Folds(reopened, planFolding).at(FAMILY)
    const ms = performance.now() - began
    await reopened.close()
    return { units: 1, ms }
  }

  return {
    work: async (task, forMs) => {
      const [what, size = '1'] = task.split(' ')
      if (what === 'plan-cold') return cold()
      if (what === 'plan-warm') return manyAtOnce(1, forMs, () => warm.at(FAMILY))
      const stream = await streamOf(Number(size))
      return manyAtOnce(1, forMs, () => new Folds(store, counting).at(stream))
    },
    close: async () => {
      await store.close()
      directory.remove()
    },
  }
}
