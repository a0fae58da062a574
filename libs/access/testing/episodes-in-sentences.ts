/** What ends with an episode of a plan and what is read in the next, said in sentences and from the events alone. */
import type { Actor } from '../../deciding/decider.ts'
import type { PlanEvent } from '../../plan/plan.ts'
import type { Recorded } from '../../plan/testing/histories.ts'
import type { Asker } from '../grounds.ts'
import { isToBeAnsweredFor } from './acted-in-sentences.ts'
import { permitting } from './closed-in-sentences.ts'
import { isIn, type Sees, type Told } from './departures-in-sentences.ts'

/** What is read may hang on who wrote it, and for which activity, too. */
export type Reads = (...written: [...Parameters<Sees>, by: Actor, activity: string]) => boolean

type Of<Type extends PlanEvent['type']> = Extract<PlanEvent, { type: Type }>
const all = <Type extends PlanEvent['type']>(past: readonly Recorded[], type: Type) =>
  past.filter((one): one is readonly [Recorded[0], Of<Type>] => one[1].type === type)

/** Reported, and not evaluated; or still to be accounted for, read, or answered. */
export function deviationsThatRun(past: readonly Recorded[]): readonly string[] {
  // One that has a short account is not evaluated: it names no day for that.
  const isEvaluated = (id: string) =>
    all(past, 'DeviationEvaluated').some(([, one]) => one.deviation === id) ||
    all(past, 'DeviationAccountedFor').some(([, one]) => one.deviation === id && one.reviewDate === undefined)
  return all(past, 'DeviationReported')
    .map(([, { deviation }]) => deviation)
    .filter((id) => !isEvaluated(id) || isToBeAnsweredFor(id, { past }))
}

/** A joining by which someone reported what runs still. */
const isKept = (joined: Of<'ProfessionalJoined'>, past: readonly Recorded[]): boolean => {
  const { professional, activity, domain, until } = joined
  const running = deviationsThatRun(past)
  const since = past.slice(past.findIndex(([, one]) => one === joined))
  return all(since, 'DeviationReported').some(
    ([deed, one]) =>
      deed.at <= until &&
      deed.by.id === professional &&
      deed.activity === activity &&
      one.domain === domain &&
      running.includes(one.deviation),
  )
}

/** The history in which whoever helped left, and referrals, sharings and permissions ended, when the plan was opened again: that they did, it says nowhere. */
export function withEndsOfEpisodes(history: readonly Recorded[]): readonly Recorded[] {
  const past: Recorded[] = []
  for (const one of history) {
    past.push(one)
    if (one[1].type === 'PlanReopened') past.push(...endsOf(past).map((event) => [one[0], event] as const))
  }
  return past
}

function endsOf(past: readonly Recorded[]): readonly PlanEvent[] {
  const before = past.slice(0, -1)
  const isDone = (type: PlanEvent['type'], name: string, id: string) =>
    past.some(([, one]) => one.type === type && (one as unknown as Record<string, unknown>)[name] === id)
  const joined = all(past, 'ProfessionalJoined').flatMap(([, one]) => {
    const { domain, about, joining } = one
    const hasLeft = isDone('ProfessionalLeft', 'joining', joining) || isKept(one, before)
    return hasLeft ? [] : [{ type: 'ProfessionalLeft', domain, about, joining } as const]
  })
  const referred = all(past, 'ReferralMade').flatMap(([, { domain, about, referral }]) =>
    isDone('ReferralEnded', 'referral', referral) ? [] : [{ type: 'ReferralEnded', domain, about, referral } as const],
  )
  const shared = all(past, 'SharingGranted').flatMap(([, { domain, about, sharing }]) =>
    isDone('SharingEnded', 'sharing', sharing) ? [] : [{ type: 'SharingEnded', domain, about, sharing } as const],
  )
  const permitted = all(past, 'PermissionGiven').flatMap(([, { domain, about, permission, person }]) =>
    isDone('PermissionWithdrawn', 'permission', permission)
      ? []
      : [{ type: 'PermissionWithdrawn', domain, about, permission, person } as const],
  )
  return [...joined, ...referred, ...shared, ...permitted]
}

/** Which of the sentences are of who works with the family, and so of this episode; and which of who helps, and not of who coordinates. */
const WORKS =
  /^(the coordinator|who is asked to coordinate|a team lead|the lead of the fallback|a professional reads (the domain|who is who)|who enforces|who joined for goals|a partner)/
const HELPS = /^(a professional|who works here|who enforces|who joined for goals|a partner)/

/** What is known in every episode: who the family is, who coordinates, who speaks for whom; and what is guarded. */
const STANDS =
  /^(PlanOpened|Member|Bsn|Child|AddressSecrecySet|SightLimit|Departure|CoordinatorAppointed|CoordinatorReplaced|HandoverAccepted|Deputy|CorrectionRecorded|Represent|ConflictOfInterest|ContentWithheld|ContentReleased|Withh|BreakGlass)/

export function inThisEpisode(name: string, asker: Asker, told: Told, reads: Reads | undefined): readonly Reads[] {
  if (reads === undefined || (HELPS.test(name) && hasNoPartHere(name, asker, told))) return []
  const since = all(told.past, 'PlanReopened').at(-1)?.[0].at
  if (since === undefined || !WORKS.test(name)) return [reads]
  // What was not done with when it began is of it, to its end.
  const running = deviationsThatRun(
    told.past.slice(
      0,
      told.past.findLastIndex(([, { type }]) => type === 'PlanReopened'),
    ),
  )
  const isOfNow: Reads = (event, recordedAt) =>
    recordedAt >= since ||
    STANDS.test(event.type) ||
    ('deviation' in event && running.includes(event.deviation)) ||
    ('on' in event && /^(deviation|reading)$/.test(event.on.kind) && running.includes(event.on.id)) ||
    // That its term passed is of the deviation.
    ('item' in event && event.item.kind === 'deviation' && running.includes(event.item.id)) ||
    isPermitted(name, asker, told, event)
  return [(...written) => reads(...written) && isOfNow(...written)]
}

/** Once the family opens a closed plan again no longer, nobody helps in it but who has a step to account for. */
export function hasNoPartHere(name: string, { id, activity }: Asker, told: Told): boolean {
  const last = told.past.findLast(([, { type }]) => type === 'PlanClosed' || type === 'PlanReopened')?.[1]
  if (last?.type !== 'PlanClosed' || told.at <= last.due.at) return false
  if (name.startsWith('a partner')) return true
  const left = all(told.past, 'ProfessionalLeft').map(([, { joining }]) => joining)
  return !all(told.past, 'ProfessionalJoined').some(
    ([, one]) =>
      one.professional === id &&
      activity !== '' &&
      one.until >= told.at &&
      !left.includes(one.joining) &&
      isKept(one, told.past),
  )
}

/** By each whom it is about, or everyone in the family. */
function isPermitted(name: string, { id, organisation = '' }: Asker, told: Told, event: PlanEvent): boolean {
  const to = name.startsWith('a partner')
    ? { kind: 'organisation', id: organisation }
    : HELPS.test(name)
      ? { kind: 'professional', id }
      : { kind: 'coordination' }
  const present = told.past.flatMap(([, one]) =>
    one.type === 'MemberJoined' && isIn(told, one.person) ? [one.person] : [],
  )
  const persons = event.about.length > 0 ? event.about : present
  const reader = to.kind === 'organisation' ? organisation : id
  return persons.length > 0 && persons.every((person) => permitting(person, event, told, reader, to).length > 0)
}

/** Who ended help, or was answered that they did, is told so, and whose help it is; nobody else of the family. */
export const isToldOfAnEnding = ({ id }: Asker, event: PlanEvent, by: Actor): boolean => {
  if (event.type === 'EndingAnswered') return event.person === id || event.to === id
  const isOfHelp = event.type === 'HelpEnded' || event.type === 'HelpResumed'
  return !isOfHelp || event.person === id || by.id === id
}
