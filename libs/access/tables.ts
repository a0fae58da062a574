/** All tables that decide who may see and do what on a day, as one value: an access record names its digest, so that a decision can be made again by the same. */
import type { Day } from '../deciding/days.ts'
import { AUDIENCES } from './audiences.ts'
import { agesInForce, type AgeByLaw } from '../municipality/ages-by-law.ts'
import { AGE_BANDS } from './ages.ts'
import { WHO_MAY } from './may.ts'
import { CARE_ACTIVITIES, INSPECTIONS, PROCESSING_ACTIVITIES } from './processing-activities.ts'

const ACCESS_TABLES = {
  audiences: AUDIENCES,
  whoMay: WHO_MAY,
  activities: PROCESSING_ACTIVITIES,
  careActivities: CARE_ACTIVITIES,
  inspections: INSPECTIONS,
  ageBands: AGE_BANDS,
} as const

/** With the ages that count on that day: a municipality sets them. */
export const accessTablesOn = (day: Day, ages: readonly AgeByLaw[]) => ({
  ...ACCESS_TABLES,
  agesByLaw: agesInForce(day, ages),
})
