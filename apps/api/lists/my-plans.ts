/** Which plans a list begins with: those in which the asker, or the team they lead, has a part. Whether it is a ground is judged for each. */
import type { Kysely } from 'kysely'
import type { Asker } from '../../../libs/access/grounds.ts'
import { whoHasAPart, type Part } from '../../../libs/plan/who-has-a-part.ts'
import type { RowsOf } from '../../../libs/read-store/projection.ts'

type PartRows = RowsOf<readonly [typeof whoHasAPart]>

export interface WhosePlans {
  /** Plans in which the asker has one of these parts themselves. */
  readonly own: readonly Part[]
  /** Also all plans of the team they lead. */
  readonly ofTheirTeam: boolean
}

/** As a subquery: the ids of the plans. */
export const plansOf = <Rows extends PartRows>(
  rows: Kysely<Rows>,
  { id, role, team }: Asker,
  { own, ofTheirTeam }: WhosePlans,
) =>
  (rows as Kysely<PartRows>)
    .selectFrom('plan_part')
    .select('plan')
    .where((its) =>
      its.or([
        its.and([its('who', '=', id), its('part', 'in', [...own])]),
        ...(ofTheirTeam && role === 'team-lead' && team !== undefined
          ? [its.and([its('who', '=', team), its('part', '=', 'leading-team')])]
          : []),
      ]),
    )
