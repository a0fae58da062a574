/** What is withheld as it is at a moment: which state each is in follows from its row and the time, as `holds` has it for the rules. Whom that is told is not here. */
import { sql, type Kysely } from 'kysely'
import type { Asker } from '../../../libs/access/grounds.ts'
import type { Moment } from '../../../libs/deciding/decider.ts'
import { dayOf, type Day } from '../../../libs/deciding/days.ts'
import { whatIsWithheld, type StateOfWithholding } from '../../../libs/plan/lists/what-is-withheld.ts'
import { PARTS, whoHasAPart } from '../../../libs/plan/lists/who-has-a-part.ts'
import type { RowsOf } from '../../../libs/read-store/projection.ts'
import { plansOf } from './my-plans.ts'

export const MODELS = [whoHasAPart, whatIsWithheld] as const
type Rows = Kysely<RowsOf<typeof MODELS>>

export const ENDED: StateOfWithholding = 'ended'

/** Each as it is at a moment; not in plans that the asker has a part in, or where something is withheld from them: nobody checks their own. */
export const withheldAt = (rows: Rows, asker: Asker, at: Moment) =>
  rows
    .selectFrom('withheld')
    .selectAll('withheld')
    .select([stateAt(dayOf(at)).as('state'), isOverdueAt(at).as('isOverdue')])
    .where('withheld.plan', 'not in', plansOf(rows, asker, { own: PARTS, teams: undefined }))
    .where('withheld.plan', 'not in', (its) =>
      its.selectFrom('withheld as theirs').select('theirs.plan').where('theirs.human', '=', asker.id),
    )

/** What is released to the last item has ended, as has what is told behind the day of its review. */
const hasEndedBy = (today: Day) => sql`(
  ${sql.ref('withheld.stands')} = 'ended'
  or (${sql.ref('withheld.isLimit')} = 0 and not exists (
    select 1 from ${sql.table('withheld_item')}
    where ${sql.ref('withheld_item.plan')} = ${sql.ref('withheld.plan')}
      and ${sql.ref('withheld_item.withholding')} = ${sql.ref('withheld.withholding')}))
  or (${sql.ref('withheld.mode')} = 'told' and ${sql.ref('withheld.reviewDate')} <> ''
    and ${sql.ref('withheld.reviewDate')} < ${today}))`

const stateAt = (today: Day) => sql<StateOfWithholding>`case
  when ${hasEndedBy(today)} then 'ended'
  when ${sql.ref('withheld.stands')} = 'asked' then 'incomplete'
  when ${sql.ref('withheld.stands')} in ('confirmed', 'denied') then ${sql.ref('withheld.stands')}
  when ${sql.ref('withheld.mode')} = 'silent' then 'unconfirmed'
  else 'needs-no-confirmation' end`

const isOverdueAt = (at: Moment) => sql<number>`case
  when ${hasEndedBy(dayOf(at))} then 0
  when ${sql.ref('withheld.dueAt')} < ${at} then 1
  else 0 end`

/** Whether it may be one of those that the privacy officer decides on; whether it is, the plan says. */
export const mayBeTheirs = (
  { state, lapsesAt }: { readonly state: StateOfWithholding; readonly lapsesAt: string },
  at: Moment,
): boolean => state === 'denied' || (state === 'unconfirmed' && lapsesAt !== '' && lapsesAt < at)
