/** What a partner may fetch of a professional. */
import type { ProfessionalAsRead } from './care-team-as-read.ts'

/** Whom to attune with. */
export const professionalInFull = ({ id, professional, name, organisation, until, left }: ProfessionalAsRead) => ({
  id,
  professional,
  name,
  organisation,
  until,
  ...(left && { leftAt: left.at }),
})
