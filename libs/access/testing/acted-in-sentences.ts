/** What who coordinates, or leads the team, reads of the steps they left themselves, said from the words of the design and from the events alone. */
import type { PlanEvent } from '../../plan/plan.ts'
import type { Asker } from '../grounds.ts'
import type { Sees, Told } from './departures-in-sentences.ts'
import { coordinates, coordinatorOf } from './who-works-in-sentences.ts'

export function whatTheyLeft(asker: Asker, told: Told): Sees | undefined {
  if (!/^(coordinator|team-lead)$/.test(asker.role) || asker.activity !== 'plan-coordination') return undefined
  const own = told.past.flatMap(([{ by, activity }, event]) =>
    by.id === asker.id && activity === asker.activity && /^Deviation(Reported|AccountedFor)$/.test(event.type)
      ? [deviationOf(event)]
      : [],
  )
  const stillDo = coordinates(asker, told) || leads(asker, told)
  const theirs = new Set(own.filter((one) => one !== undefined && (stillDo || isToBeAnsweredFor(one, told))))
  return theirs.size === 0
    ? undefined
    : (event) => theirs.has(event.type === 'ViewInvited' ? onDeviation(event) : deviationOf(event))
}

const deviationOf = (event: PlanEvent): string | undefined =>
  'deviation' in event ? event.deviation : onDeviation(event)

const onDeviation = (event: PlanEvent): string | undefined =>
  'on' in event && /^(deviation|reading)$/.test(event.on.kind) ? event.on.id : undefined

function leads({ role, team }: Asker, told: Told): boolean {
  const its = coordinatorOf(told)?.team
  if (role !== 'team-lead' || team === undefined || its === undefined) return false
  const hasNoLead = told.teams?.teams.every((one) => one !== its) === true
  return team === its || (hasNoLead && told.teams.fallback === team)
}

const DAY_MS = 86_400_000
/** What is done and asked in these worlds is so by day, far from midnight. */
const dayStart = (at: string): number => Date.parse(at.slice(0, 10))

export function whatTheySettle(asker: Asker, told: Told): Sees | undefined {
  if (asker.activity !== 'plan-coordination' || !leads(asker, told)) return undefined
  const answered = told.past.flatMap(([, event]) => {
    // What a lead left is not a lead’s to settle.
    if (event.type !== 'ObjectionAnswered' || event.addressee !== undefined) return []
    const its = told.past.filter(([, one]) => 'deviation' in one && one.deviation === event.deviation)
    const isTheirs = its.some(
      ([{ by }, { type }]) => by.id === asker.id && /^Deviation(Reported|AccountedFor)$/.test(type),
    )
    const settled = its.find(([, { type }]) => type === 'ObjectionSettled')
    const isLongAgo = settled !== undefined && dayStart(told.at) > dayStart(settled[0].at) + 30 * DAY_MS
    return isTheirs || isLongAgo ? [] : [event.deviation]
  })
  return answered.length === 0 ? undefined : (event) => answered.includes(deviationOf(event) ?? '')
}

/** Not accounted for, to be read and not read yet, or objected to or supported on condition and not done with that. */
export function isToBeAnsweredFor(deviation: string, { past }: Pick<Told, 'past'>): boolean {
  const its = past.flatMap(([, event]) => ('deviation' in event && event.deviation === deviation ? [event] : []))
  const reported = its.find((event) => event.type === 'DeviationReported')
  if (!its.some(({ type }) => type === 'DeviationAccountedFor')) return true
  const read = its.find((event) => event.type === 'SecondReadingGiven' && event.finding !== 'asks')
  if (read !== undefined) {
    const isObjectedTo = 'finding' in read && read.finding === 'objects' && read.due !== undefined
    const sinceItEnded = its.slice(its.findLastIndex(({ type }) => type === 'DeviationEnded') + 1)
    const toMeet = sinceItEnded.filter(({ type }) => type === 'ConditionSet').length
    const met = sinceItEnded.filter(({ type }) => type === 'ConditionMet').length
    return (isObjectedTo && !its.some(({ type }) => type === 'ObjectionSettled')) || met < toMeet
  }
  const isFree = reported?.from.kind === 'step' && reported.from.rule === 'deviation-free'
  return !isFree || reported.readBecause !== undefined
}
