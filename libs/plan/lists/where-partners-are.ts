/** In which plans an organisation has, or had, someone at work or a referral: where looking for its events begins. Whether it may have any is judged on the plan itself, each time. */
import type { ReadModel, Unreadable } from '../../deciding/read-model.ts'
import { planOf } from './as-rows.ts'
import type { PlanEvent } from '../plan.ts'

const tables = {
  partner_plan: {
    columns: { organisation: 'text', plan: 'text' },
    key: ['organisation', 'plan'],
  },
} as const

export const wherePartnersAre = {
  name: 'where-partners-are',
  version: 1,
  tables,
  after: {
    ProfessionalJoined: ({ event: { organisation }, envelope }) => [isIn(organisation, planOf(envelope))],
    ReferralMade: ({ event: { to }, envelope }) => [isIn(to, planOf(envelope))],
  },
  /** Whoever it is for is to meet it, and be stopped by it; the others are not to wait for that. */
  afterUnreadable: (event) => {
    const organisation = organisationIn(event)
    return organisation === undefined ? [] : [isIn(organisation, planOf(event))]
  },
} as const satisfies ReadModel<PlanEvent, typeof tables>

const OIN = /^\d{20}$/

/** @returns undefined where not even that can be read: then nobody can know whose event it was */
function organisationIn({ type, body }: Unreadable): string | undefined {
  const { data } = (body ?? {}) as { readonly data?: Readonly<Record<string, unknown>> | null }
  const organisation = type === 'ReferralMade' ? data?.['to'] : data?.['organisation']
  return typeof organisation === 'string' && OIN.test(organisation) ? organisation : undefined
}

const isIn = (organisation: string, plan: string) => ({ put: 'partner_plan', row: { organisation, plan } }) as const
