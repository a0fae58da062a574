/**
 * What someone reads since something went up to them, and a lead of all that is due: that it was begun and what became of its term; of a reading all that was
 * said of it. What is due is taken from the list, which its own properties hold to the rules (`read-models.properties`); who sees what of it is said here.
 */
import type { Envelope } from '../../libs/deciding/envelope.ts'
import type { Happened as Written } from '../../libs/deciding/read-model.ts'
import type { PlanEvent } from '../../libs/plan/plan.ts'
import { dueIn } from '../../libs/plan/terms/due-now.ts'
import { dayIn, fact, type Happened } from './sight-told.ts'

/** Whom something goes up to, of those who ask here. */
export type Addressed = 'coordinator' | 'team-lead'

const OPEN_AFTERWARDS_DAYS = 30
const DAY = 86_400_000
/** Their words open to whom they went up to. */
const READINGS = ['reading', 'acute-reading', 'exception-reading', 'objection', 'objection-settlement']
/** That it is due is told to no lead; a challenge not before it is theirs to answer. */
const FOR_NO_LEAD = ['withholding', 'request', 'sharing', 'break-glass-use', 'challenge']

/** What begins an item, and the field that names it. */
const BEGUN_BY: Readonly<Record<string, string>> = {
  GoalProposed: 'goal',
  ActionPlanned: 'action',
  PrioritySet: 'priority',
  DeviationReported: 'deviation',
  ReferralMade: 'referral',
  RepresentativeAppointed: 'representation',
  CapacityJudged: 'judgement',
  OtherCoordinatorRequested: 'request',
  ChallengeRaised: 'challenge',
  ProfessionalJoined: 'joining',
  MemberJoined: 'person',
}

const asWritten = (envelope: Envelope): Written<PlanEvent> => {
  const { type, domain, about, due, data } = envelope
  return { envelope, event: { ...data, type, domain, about, ...(due && { due }) } as unknown as PlanEvent }
}

const refIn = ({ data }: Envelope, name: 'on' | 'item'): string | undefined =>
  (data[name] as { readonly id?: string } | undefined)?.id

export interface ReadAsAddressed {
  /** That it was begun, and what became of its term. */
  readonly begun: (event: Envelope) => boolean
  /** A reading, and all that was said of it. */
  readonly read: (event: Envelope) => boolean
}

export function readAsAddressed(as: Addressed, { past, at }: Happened): ReadAsAddressed {
  const { rows, wentUp } = dueIn(past.map(asWritten))
  const isStillOpen = (settledAt = at) =>
    dayIn(at) <= dayIn(new Date(Date.parse(settledAt) + OPEN_AFTERWARDS_DAYS * DAY).toISOString())
  const theirs = wentUp.filter(({ to, settledAt }) => to === as && isStillOpen(settledAt))
  const led = as === 'team-lead' ? rows.filter(({ kind }) => !FOR_NO_LEAD.includes(kind)) : []
  const known = new Set([...theirs.map(({ item }) => item.id), ...led.map(({ item }) => item)])
  const open = new Set(theirs.filter(({ what }) => READINGS.includes(what)).map(({ item }) => item.id))
  return {
    begun: (event) => known.has(refIn(event, 'item') ?? fact(event, BEGUN_BY[event.type] ?? '') ?? ''),
    read: (event) =>
      [fact(event, 'goal'), fact(event, 'deviation'), refIn(event, 'on'), refIn(event, 'item')].some(
        (id) => id !== undefined && open.has(id),
      ),
  }
}
