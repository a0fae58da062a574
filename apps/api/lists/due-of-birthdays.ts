/**
 * What follows from birthdays, for who coordinates: made from the sealed birth dates of their plans when they ask, and standing in no row. Of each of those plans it
 * is recorded alike that its members were looked at, whether anything came of it or not: a record that stood only around a birthday would tell of it.
 */
import { sees } from '../../../libs/access/sight.ts'
import { dayOf, type Day } from '../../../libs/deciding/days.ts'
import { birthDateOf } from '../../../libs/installation/ages.ts'
import { planStream, type System } from '../../../libs/installation/system.ts'
import { caseload } from '../../../libs/plan/lists/caseload.ts'
import { isClosedTo } from '../../../libs/plan/lists/closed-in-rows.ts'
import { whoHasAPart } from '../../../libs/plan/lists/who-has-a-part.ts'
import { dueOfBirthdays, isNearABirthday } from '../../../libs/plan/terms/birthdays.ts'
import type { Caller } from '../caller.ts'
import { termsOnDays } from '../plans/terms/terms-then.ts'
import { plansOf } from './my-plans.ts'
import type { Eyes, PlanInSight } from './readers-eyes.ts'

export const BIRTHDAY_MODELS = [whoHasAPart, caseload] as const

/** Nothing for anyone but who coordinates. */
export async function dueOfBirthdaysFor(system: System, { asker }: Caller, eyes: Eyes) {
  if (asker.role !== 'coordinator') return []
  const { members, plans } = await inTheirPlans(system, asker)
  if (members.length === 0) return []
  const [today, termsOn] = [dayOf(system.clock()), await termsOnDays(system)]
  const found = []
  for (const { plan, person, type, domain, about, recordedAt, activity } of members) {
    const inSight = await eyes(plan)
    const row = { type, domain, about, recordedAt, activity }
    if (!coordinates(inSight) || !inSight.sees(row)) continue
    inSight.tells(row, { kind: 'member', id: person })
    const opened = plans.find((one) => one.plan === plan)
    if (opened === undefined || isClosedTo(opened, inSight.sees)) continue
    const { state: births } = await system.folds.births.at(planStream(plan))
    const born = await birthDateOf(births, person, system.sealing)
    if (born === undefined) continue
    const who = { born, memberSince: dayOf(recordedAt), today, termsOn }
    if (!isNearABirthday(who)) continue
    const due = dueOfBirthdays({ ...who, askedOn: await lastAsked(system, plan, person, inSight) })
    if (due !== undefined) found.push({ ...row, ...NEVER_UP, ...due, plan, kind: 'member', item: person, person })
  }
  return found
}

const NEVER_UP = {
  mustAct: 'coordinator',
  reader: '',
  corrects: '',
  escalates: 0,
  isAuthor: 0,
  wentUpTo: '',
  until: '',
} as const

const coordinates = ({ grounds }: PlanInSight): boolean => grounds.some(({ is }) => is === 'coordinating')

const inTheirPlans = ({ readStore }: System, asker: Caller['asker']) =>
  readStore.read(BIRTHDAY_MODELS, async (rows) => {
    const theirs = () => plansOf(rows, asker, { own: ['coordinating', 'deputising'], teams: undefined })
    return {
      plans: await rows.selectFrom('caseload_plan').selectAll().where('plan', 'in', theirs()).execute(),
      members: await rows
        .selectFrom('caseload_member')
        .selectAll()
        .where('plan', 'in', theirs())
        .where('isMember', '=', 1)
        .execute(),
    }
  })

/** Only what they may see counts: that something else was asked of somebody would show in what is due no more. */
async function lastAsked(
  { folds }: System,
  plan: string,
  person: string,
  { sight }: PlanInSight,
): Promise<Day | undefined> {
  const { state: history } = await folds.histories.at(planStream(plan))
  const asked = history.findLast(
    ({ event, envelope }) =>
      (event.type === 'ViewInvited' || (event.type === 'ViewGiven' && envelope.actor.id === person)) &&
      event.person === person &&
      sees(sight, { event, envelope }),
  )
  return asked && dayOf(asked.envelope.recordedAt)
}
