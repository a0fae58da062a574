/** The municipality's teams that have a lead, and the one whose lead answers for the plans of any other: so a plan always has a lead to go to. */

export interface Teams {
  readonly version: number
  readonly teams: readonly string[]
  /** One of them. */
  readonly fallback: string
}

/** Whether a lead of one team answers for a plan of another's. @param registered undefined where the municipality registered none */
export const answersFor = (lead: string, team: string, registered: Teams | undefined): boolean =>
  lead === team || (lead === registered?.fallback && !registered.teams.includes(team))
