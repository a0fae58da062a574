/** The projections of this installation: which read models are kept, for the API that follows and for the command that rebuilds. */
import type { ReadModel, Tables } from '../../libs/deciding/read-model.ts'
import { MUNICIPALITY_FORMS, type MunicipalityEvent } from '../../libs/municipality/municipality.ts'
import { caseload } from '../../libs/plan/caseload.ts'
import { deviationsRegister } from '../../libs/plan/deviations-register.ts'
import { subscriptionsNow } from '../../libs/partner/subscriptions-now.ts'
import { SUBSCRIPTION_FORMS, type SubscriptionEvent } from '../../libs/partner/subscription.ts'
import type { PlanEvent } from '../../libs/plan/plan.ts'
import { PLAN_FORMS } from '../../libs/plan/plan-forms.ts'
import { plansByDomain } from '../../libs/plan/plans-by-domain.ts'
import { whatIsDue } from '../../libs/plan/what-is-due.ts'
import { wherePartnersAre } from '../../libs/plan/where-partners-are.ts'
import { whoHasAPart } from '../../libs/plan/who-has-a-part.ts'
import { PROTOCOL_FORMS, type ProtocolEvent } from '../../libs/protocol/protocol.ts'
import { whichProtocols } from '../../libs/protocol/which-protocols.ts'
import { ACCESS_FORMS, type AccessRecorded } from '../../libs/access/access-record.ts'
import { whoLooked } from '../../libs/access/who-looked.ts'
import { projectionOf, type Projection } from '../../libs/read-store/projection.ts'

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
  kept(deviationsRegister),
  kept(plansByDomain),
  kept(whichProtocols),
  kept(subscriptionsNow),
]

/** Of the store of access records, which has rows of its own beside it. */
export const ACCESS_PROJECTIONS: readonly Projection[] = [
  projectionOf<AccessRecorded, typeof whoLooked.tables>(whoLooked, ACCESS_FORMS),
]
