/** Which plans a list begins with: those in which the asker, or the team they lead, has a part. Whether it is a ground is judged for each. */
import type { Kysely } from 'kysely'
import type { Asker } from '../../../libs/access/grounds.ts'
import type { Teams } from '../../../libs/municipality/teams.ts'
import { whoHasAPart, type Part } from '../../../libs/plan/lists/who-has-a-part.ts'
import type { RowsOf } from '../../../libs/read-store/projection.ts'
import { municipalityNow } from '../plans/door/standing.ts'
import type { System } from '../../../libs/installation/system.ts'

type PartRows = RowsOf<readonly [typeof whoHasAPart]>

export interface WhosePlans {
  /** Plans in which the asker has one of these parts themselves. */
  readonly own: readonly Part[]
  /** Also all plans that the team they lead answers for, by what the municipality registered of its teams. */
  readonly teams: Teams | undefined
}

/** The teams that have a lead, for who leads one. */
export const teamsFor = async (system: System, { role }: Asker): Promise<Teams | undefined> =>
  role === 'team-lead' ? (await municipalityNow(system)).teams : undefined

/** As a subquery: the ids of the plans. */
export const plansOf = <Rows extends PartRows>(
  rows: Kysely<Rows>,
  { id, role, team }: Asker,
  { own, teams }: WhosePlans,
) =>
  (rows as Kysely<PartRows>)
    .selectFrom('plan_part')
    .select('plan')
    .where((its) =>
      its.or([
        its.and([its('who', '=', id), its('part', 'in', [...own])]),
        ...(role === 'team-lead' && team !== undefined
          ? [
              its.and([
                its('part', '=', 'leading-team'),
                its.or([
                  its('who', '=', team),
                  ...(team === teams?.fallback ? [its('who', 'not in', [...teams.teams])] : []),
                ]),
              ]),
            ]
          : []),
      ]),
    )
