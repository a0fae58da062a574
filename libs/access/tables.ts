/** All tables that decide who may see and do what, as one value: an access record names its digest, so that a decision can be made again by the same. */
import { AUDIENCES } from './audiences.ts'
import { AGES_BY_LAW } from '../municipality/ages-by-law.ts'
import { AGE_BANDS } from './ages.ts'
import { WHO_MAY } from './may.ts'
import { CARE_ACTIVITIES, INSPECTIONS, PROCESSING_ACTIVITIES } from './processing-activities.ts'

export const ACCESS_TABLES = {
  audiences: AUDIENCES,
  whoMay: WHO_MAY,
  activities: PROCESSING_ACTIVITIES,
  careActivities: CARE_ACTIVITIES,
  inspections: INSPECTIONS,
  ageBands: AGE_BANDS,
  agesByLaw: AGES_BY_LAW,
} as const
