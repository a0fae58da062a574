/** Which roles may break the glass of a plan in an emergency: none, until the municipality says which. */
import type { Role } from '../deciding/decider.ts'

/** Those it can make sense for: who may stand at a family's door at night. Nobody of the family, no partner, and nobody who checks or administers. */
export const BREAK_GLASS_ROLES = [
  'professional',
  'coordinator',
  'team-lead',
  'safety-officer',
] as const satisfies readonly Role[]
export type BreakGlassRole = (typeof BREAK_GLASS_ROLES)[number]

export interface RolesOfBreakGlass {
  readonly version: number
  readonly roles: readonly BreakGlassRole[]
}

export const NOBODY_BREAKS_GLASS: RolesOfBreakGlass = { version: 0, roles: [] }

/** Each once, in one order, so that the same is known as the same. */
export const rolesInOrder = (roles: readonly BreakGlassRole[]): readonly BreakGlassRole[] =>
  BREAK_GLASS_ROLES.filter((role) => roles.includes(role))
