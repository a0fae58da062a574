/** In which plans an organisation has, or had, someone at work or a referral: where looking for its events begins. Whether it may have any is judged on the plan itself, each time. */
import type { ReadModel } from '../deciding/read-model.ts'
import { planOf } from './as-rows.ts'
import type { PlanEvent } from './plan.ts'

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
} as const satisfies ReadModel<PlanEvent, typeof tables>

const isIn = (organisation: string, plan: string) => ({ put: 'partner_plan', row: { organisation, plan } }) as const
