/** Which families someone works with: each plan with who coordinates it and who belongs to it. What is due in it is another list. */
import type { ReadModel } from '../../deciding/read-model.ts'
import { planOf, sealedInRow, SIGHT, sightOf } from './as-rows.ts'
import { CLOSED, closed, NOT_CLOSED, reopened } from './closed-in-rows.ts'
import type { Happened } from '../../deciding/read-model.ts'
import type { CoordinatorEvent } from '../coordinator/coordination.ts'
import type { PlanEvent } from '../plan.ts'

const tables = {
  caseload_plan: { columns: { plan: 'text', ...CLOSED, ...SIGHT }, key: ['plan'], lookups: [['recordedAt', 'plan']] },
  caseload_coordinator: {
    columns: { plan: 'text', coordinator: 'text', team: 'text', sealed: 'text', ...SIGHT },
    key: ['plan'],
  },
  caseload_member: {
    columns: {
      plan: 'text',
      /** The request to join: what was asked again for who is in, and refused, is a row of its own. */
      membership: 'text',
      person: 'text',
      /** 0 while the request to join is being settled; -1 once they left. */
      isMember: 'integer',
      /** Of the request: in the order in which they came. */
      revision: 'integer',
      sealed: 'text',
      ...SIGHT,
    },
    key: ['plan', 'membership'],
    lookups: [['plan', 'person']],
  },
} as const

export const caseload = {
  name: 'caseload',
  version: 7,
  tables,
  after: {
    PlanOpened: (happened) => [
      { put: 'caseload_plan', row: { plan: planOf(happened.envelope), ...NOT_CLOSED, ...sightOf(happened) } },
    ],
    PlanClosed: (happened) => [closed('caseload_plan', happened)],
    PlanReopened: (happened) => [reopened('caseload_plan', happened)],

    CoordinatorAppointed: (happened) => [coordinated(happened)],
    CoordinatorReplaced: (happened) => [coordinated(happened)],
    HandoverAccepted: (happened) => [coordinated(happened)],

    MembershipRequested: (happened) => {
      const { membership, person, name } = happened.event
      const { envelope } = happened
      const sealed = sealedInRow(happened, { name })
      const ids = { plan: planOf(envelope), membership, person, revision: envelope.revision }
      const row = { ...ids, isMember: 0, sealed, ...sightOf(happened) }
      return [{ put: 'caseload_member', row }]
    },
    MemberJoined: ({ event: { membership, person }, envelope }) => [
      { remove: 'caseload_member', where: { plan: planOf(envelope), person, isMember: GONE } },
      // A departure was undone while they were asked for again.
      isGone(planOf(envelope), person),
      { change: 'caseload_member', where: { plan: planOf(envelope), membership }, set: { isMember: 1 } },
    ],
    MembershipRefused: ({ event: { membership }, envelope }) => [
      { remove: 'caseload_member', where: { plan: planOf(envelope), membership } },
    ],
    CorrectionRecorded: (happened) => {
      const { of, name } = happened.event
      const plan = planOf(happened.envelope)
      if (name === undefined) return []
      const set = { sealed: sealedInRow(happened, { name }) }
      if (of.kind === 'coordinator')
        return [{ change: 'caseload_coordinator', where: { plan, coordinator: of.id }, set }]
      return of.kind === 'member'
        ? [{ change: 'caseload_member', where: { plan, person: of.id, isMember: 1 }, set }]
        : []
    },
    // A departure may be undone, and then they are named as they were.
    MemberLeft: ({ event: { person }, envelope }) => [
      { change: 'caseload_member', where: { plan: planOf(envelope), person, isMember: 1 }, set: { isMember: GONE } },
    ],
    DepartureUndone: ({ event: { person }, envelope }) => [
      { change: 'caseload_member', where: { plan: planOf(envelope), person, isMember: GONE }, set: { isMember: 1 } },
    ],
    MemberDied: ({ event, envelope }) => [isGone(planOf(envelope), event.person)],
  },
} as const satisfies ReadModel<PlanEvent, typeof tables>

type Coordinated = Extract<
  CoordinatorEvent,
  { type: 'CoordinatorAppointed' | 'CoordinatorReplaced' | 'HandoverAccepted' }
>

function coordinated(happened: Happened<Coordinated>) {
  const { coordinator, team, name } = happened.event
  const sealed = sealedInRow(happened, { name })
  const row = { plan: planOf(happened.envelope), coordinator, team, sealed, ...sightOf(happened) }
  return { put: 'caseload_coordinator', row } as const
}

const GONE = -1

const isGone = (plan: string, person: string) =>
  ({ remove: 'caseload_member', where: { plan, person, isMember: 1 } }) as const
