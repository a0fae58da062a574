/** What opening a plan in an emergency opens, to whom and until when; and who reviews it. It opens what is withheld too, but never from whom that is withheld. */
import type { Moment } from '../deciding/decider.ts'
import type { Domain, LegalDomain } from '../deciding/domains.ts'
import { lastingUsesOf, whyNotBy } from '../plan/break-glass/break-glass.ts'
import type { Plan, PlanEvent } from '../plan/plan.ts'
import { audienceOf } from './audiences.ts'

export interface BrokenGlass {
  readonly is: 'break-glass'
  readonly uses: readonly string[]
  readonly domains: readonly LegalDomain[]
}

/** While it lasts, and while they have no part in the family and do not come to check its benefit. */
export function emergencyGrounds(who: string, plan: Plan, at: Moment): readonly BrokenGlass[] {
  const lasting = lastingUsesOf(plan.breakGlass, who, at)
  if (lasting.length === 0 || whyNotBy(who, plan, at) !== undefined) return []
  const domains = new Set(lasting.flatMap(([, one]) => one.domains))
  return [{ is: 'break-glass', uses: lasting.map(([use]) => use), domains: [...domains] }]
}

/** Whoever reviewed one reads it still. Nobody reviews what they did themselves. */
export function reviewGrounds(who: string, { breakGlass }: Plan) {
  const uses = Object.entries(breakGlass).flatMap(([use, { is, user, reviewed }]) =>
    user !== who && (is === 'used' || reviewed?.by === who) ? [use] : [],
  )
  return uses.length > 0 ? [{ is: 'reviewing', uses } as const] : []
}

export const isOpenedBy = ({ domains }: BrokenGlass, domain: Domain): boolean =>
  domain !== 'general' && domains.includes(domain)

/** As who works under those laws reads them; and that they did it themselves. */
export function coversInEmergency(ground: BrokenGlass, event: PlanEvent): boolean {
  if ('use' in event) return ground.uses.includes(event.use)
  const audience = audienceOf(event)
  if (event.domain === 'general') return audience === 'team'
  return ['team', 'confidence'].includes(audience) && isOpenedBy(ground, event.domain)
}
