/**
 * What goes up by itself when its term has passed, to whom, and how long they have. What is due follows from what happened (`lists/what-is-due.ts`), and is
 * given to the decision as it stands then; kept is only to whom anything went up, so that for all others nobody has to look.
 */
import { dayOf, daysAfter, daysBetween, endOf, inWorkingDays, type Day } from '../../deciding/days.ts'
import { Refusal, type Concerns, type DecideOne, type Due, type Moment, type Sealed } from '../../deciding/decider.ts'
import type { Terms } from '../../municipality/terms.ts'
import { stepsUpFrom } from '../challenges/addressees.ts'
import { ADDRESSEES } from '../challenges/challenge.ts'
import type { Coordination } from '../coordinator/coordination.ts'
import { DUE_KINDS, STEPS_UP, type StepUp, type WhatIsDue } from './due-kinds.ts'

/** Of what something is due; what each event of it says. */
export interface OfDue {
  readonly what: WhatIsDue
  readonly item: { readonly kind: string; readonly id: string }
  /** Whose view, or whose age, it is. */
  readonly person?: string
  /** The type of the event that it was due from: who may see that one may see this. */
  readonly startedBy: string
}

export type TermsEvent = Concerns &
  (
    | (OfDue & { readonly type: 'DueWentUp'; readonly step: number; readonly to: StepUp; readonly due: Due })
    | (OfDue & { readonly type: 'DueLeftUnanswered'; readonly step: number })
    | (OfDue & {
        readonly type: 'DueExtended'
        readonly step: number
        readonly by: StepUp
        readonly reason: Sealed
        readonly due: Due
      })
  )

/** As it stands now: a row of what is due. */
export interface DueNow extends OfDue, Concerns {
  readonly mustAct: string
  /** When this step began, and when it goes up. */
  readonly began: Moment
  readonly until: Moment
  readonly step: number
  readonly wentUpTo: StepUp | 'unanswered' | undefined
  readonly isExtended: boolean
  /** The version of the terms it began under. */
  readonly terms: number
  /** Who it is about as workers: to none of them does it go up. */
  readonly themselves: readonly string[]
  /** Whoever leads the team is one of them: of a lead the plan knows no more. */
  readonly byLead?: true
}

/** What it stood at when it was decided on; absent where nothing of the kind is due any more. */
interface AsItStands {
  readonly found?: DueNow
  /** Who may be the last it goes up to, for the team that coordinates. */
  readonly officers: readonly string[]
}

export type TermsCommand =
  /** @prop step the one it goes to; a step that was made is not made again */
  | ({ readonly type: 'StepUp'; readonly due: string; readonly step: number; readonly terms: Terms } & AsItStands)
  | ({
      readonly type: 'ExtendDue'
      readonly due: string
      /** The last day it has then. */
      readonly until: Day
      readonly reason: Sealed
    } & AsItStands)

export type TermsRefusal =
  | 'DUE_IS_SETTLED'
  | 'DUE_DOES_NOT_GO_UP'
  | 'DUE_WAS_EXTENDED'
  | 'ONLY_WHO_IT_WOULD_GO_UP_TO_EXTENDS'
  | 'EXTENSION_IS_TOO_LONG'

/** Whom anything of the plan ever went up to. */
export type WentUpTo = readonly StepUp[]

export const evolveTerms = (now: WentUpTo, event: TermsEvent): WentUpTo =>
  event.type === 'DueWentUp' && !now.includes(event.to) ? [...now, event.to] : now

export interface TermsNeeds {
  readonly coordination: Coordination
  readonly coordinators: readonly string[]
  /** From whom what is due is withheld. */
  readonly barred: readonly string[]
}

export const decideTerms: DecideOne<TermsCommand, TermsCommand['type'], TermsNeeds, TermsEvent> = (
  command,
  plan,
  deed,
) => (command.type === 'StepUp' ? stepUp(command, plan, deed) : extend(command, plan, deed))

type Decide<Type extends TermsCommand['type']> = DecideOne<TermsCommand, Type, TermsNeeds, TermsEvent>

/** Never before its moment, and each step once: whoever sends it again, or late, finds it made. */
const stepUp: Decide<'StepUp'> = ({ found, step, officers, terms }, plan, { at }) => {
  if (found === undefined || !goesUp(found) || found.step + 1 !== step || at <= found.until) return []
  const to = nextUp(found, plan, officers)
  if (to === undefined) return [{ ...ofDue(found), type: 'DueLeftUnanswered', step }]
  const due = { what: found.what, at: inWorkingDays(at, terms.stepWorkingDays), terms: found.terms }
  return [{ ...ofDue(found), type: 'DueWentUp', step, to, due }]
}

const extend: Decide<'ExtendDue'> = ({ found, until, reason, officers }, plan, { by, at }) => {
  if (found === undefined || found.until < at) throw refusal('DUE_IS_SETTLED')
  if (!goesUp(found)) throw refusal('DUE_DOES_NOT_GO_UP')
  if (found.isExtended) throw refusal('DUE_WAS_EXTENDED')
  const next = nextUp(found, plan, officers)
  if (next === undefined || !isOne(next, by, plan, officers) || found.themselves.includes(by.id))
    throw refusal('ONLY_WHO_IT_WOULD_GO_UP_TO_EXTENDS')
  const last = latest(found)
  if (until > last || until <= dayOf(found.until)) throw refusal('EXTENSION_IS_TOO_LONG', { until: last })
  const due = { what: found.what, at: endOf(until), terms: found.terms }
  return [{ ...ofDue(found), type: 'DueExtended', step: found.step, by: next, reason, due }]
}

const goesUp = ({ what, wentUpTo }: DueNow): boolean => DUE_KINDS[what].goesUp && wentUpTo !== 'unanswered'

/** At most as long again as it was. */
const latest = ({ began, until }: DueNow): Day =>
  daysAfter(dayOf(until), Math.max(1, daysBetween(dayOf(began), dayOf(until))))

/**
 * Whom it goes up to next: nobody about themselves, and nobody from whom it is withheld, who is passed over as if they had not been next. Of a lead the plan
 * knows the team and not who it is.
 * @returns undefined behind the last
 */
export function nextUp(
  { what, mustAct, wentUpTo, themselves, byLead }: DueNow,
  { coordination, barred }: Pick<TermsNeeds, 'coordination' | 'barred'>,
  officers: readonly string[],
): StepUp | undefined {
  const isPassedOver = (who: string) => themselves.includes(who) || barred.includes(who)
  const steps = what === 'challenge' ? stepsOfChallenge(mustAct) : stepsBehind(wentUpTo ?? mustAct)
  return steps.find((one) => {
    switch (one) {
      case 'coordinator':
        return coordination.is !== 'vacant' && !isPassedOver(coordination.by)
      case 'team-lead':
        return coordination.is !== 'vacant' && byLead !== true
      case 'escalation-officer':
        return officers.some((who) => !isPassedOver(who))
    }
  })
}

function stepsBehind(who: string): readonly StepUp[] {
  const now = STEPS_UP.findIndex((one) => one === who)
  return STEPS_UP.slice(now + 1)
}

/** To whom a challenge goes next depends on whose turn it is, also where that is no step of all else. */
const stepsOfChallenge = (mustAct: string): readonly StepUp[] =>
  ADDRESSEES.filter((one) => one === mustAct).flatMap((one) =>
    STEPS_UP.filter((step) => stepsUpFrom(one).includes(step)),
  )

function isOne(
  next: StepUp,
  by: { readonly kind: string; readonly id: string; readonly role?: string },
  { coordinators }: TermsNeeds,
  officers: readonly string[],
): boolean {
  if (next === 'coordinator') return coordinators.includes(by.id)
  return by.role === next && (next === 'team-lead' || officers.includes(by.id))
}

const ofDue = ({ domain, about, what, item, person, startedBy }: DueNow): OfDue & Concerns => ({
  ...{ domain, about, what, item: { kind: item.kind, id: item.id }, startedBy },
  ...(person !== undefined && { person }),
})

const refusal = (code: TermsRefusal, details?: Readonly<Record<string, unknown>>) => new Refusal(code, details)
