/** The projections of this installation: which read models are kept, for the API that follows and for the command that rebuilds. */
import type { ReadModel, Tables } from '../deciding/read-model.ts'
import { MUNICIPALITY_FORMS, type MunicipalityEvent } from '../municipality/municipality.ts'
import { caseload } from '../plan/lists/caseload.ts'
import { deviationsRegister } from '../plan/lists/deviations-register.ts'
import { lessons } from '../plan/lists/lessons.ts'
import { subscriptionsNow } from '../partner/subscriptions-now.ts'
import { SUBSCRIPTION_FORMS, type SubscriptionEvent } from '../partner/subscription.ts'
import type { PlanEvent } from '../plan/plan.ts'
import { PLAN_FORMS } from '../plan/plan-forms.ts'
import { plansByDomain } from '../plan/lists/plans-by-domain.ts'
import { whatIsDue } from '../plan/lists/what-is-due.ts'
import { leftUnanswered } from '../plan/lists/left-unanswered.ts'
import { whatIsWithheld } from '../plan/lists/what-is-withheld.ts'
import { wherePartnersAre } from '../plan/lists/where-partners-are.ts'
import { whoHasAPart } from '../plan/lists/who-has-a-part.ts'
import { PROTOCOL_FORMS, type ProtocolEvent } from '../protocol/protocol.ts'
import { whichProtocols } from '../protocol/which-protocols.ts'
import { ACCESS_FORMS, type AccessRecorded } from '../access/access-record.ts'
import { whoLooked } from '../access/who-looked.ts'
import { projectionOf, type Projection } from '../read-store/projection.ts'

/** A type of event is of one kind of stream only. */
export const EVERY_FORM = { ...PLAN_FORMS, ...PROTOCOL_FORMS, ...MUNICIPALITY_FORMS, ...SUBSCRIPTION_FORMS }

const kept = <All extends Tables>(
  model: ReadModel<PlanEvent | ProtocolEvent | MunicipalityEvent | SubscriptionEvent, All>,
): Projection => projectionOf(model, EVERY_FORM)

export const PROJECTIONS: readonly Projection[] = [
  kept(whoHasAPart),
  kept(wherePartnersAre),
  kept(caseload),
  kept(whatIsDue),
  kept(whatIsWithheld),
  kept(leftUnanswered),
  kept(deviationsRegister),
  kept(lessons),
  kept(plansByDomain),
  kept(whichProtocols),
  kept(subscriptionsNow),
]

/** Of the store of access records, which has rows of its own beside it. */
export const ACCESS_PROJECTIONS: readonly Projection[] = [
  projectionOf<AccessRecorded, typeof whoLooked.tables>(whoLooked, ACCESS_FORMS),
]
