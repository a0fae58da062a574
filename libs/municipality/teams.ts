/** The municipality's teams that have a lead, and the one whose lead answers for the plans of any other: so a plan always has a lead to go to. */

export interface Teams {
  readonly version: number
  readonly teams: readonly string[]
  /** One of them. */
  readonly fallback: string
  /** Whom what nobody answered goes up to last, for each team (`escalation-officer`); absent: nobody. */
  readonly officers?: readonly OfficerOfTeam[]
}

export interface OfficerOfTeam {
  readonly team: string
  readonly officer: string
}

/** Whether a lead of one team answers for a plan of another's. @param registered undefined where the municipality registered none */
export const answersFor = (lead: string, team: string, registered: Teams | undefined): boolean =>
  lead === team || (lead === registered?.fallback && !registered.teams.includes(team))

/** Whom it goes up to last for a team’s plans: its own, or else the fallback’s. */
export function officersFor(team: string, registered: Teams | undefined): readonly string[] {
  const { officers = [], fallback } = registered ?? {}
  const of = (one: string | undefined) => officers.flatMap((each) => (each.team === one ? [each.officer] : []))
  const own = of(team)
  return own.length > 0 ? own : of(fallback)
}
