/** What partners are told of the care team: which professional came or went under their law. Who speaks for whom is not theirs. */
import type { ProfessionalAsRead } from './care-team-as-read.ts'
import type { CareTeamEvent } from './care-team.ts'
import { told, type ForPartner } from '../public-event.ts'

const joining = (event: { readonly joining: string }) => event.joining

export const careTeamForPartner: ForPartner<CareTeamEvent> = {
  ProfessionalJoined: told('professional-joined', 'professional', joining),
  ProfessionalLeft: told('professional-left', 'professional', joining),
  RepresentativeAppointed: 'never',
  RepresentationProven: 'never',
  RepresentationProofShown: 'never',
  ConflictOfInterestDeclared: 'never',
  RepresentativeEnded: 'never',
  CapacityJudged: 'never',
}

/** Whom to attune with. */
export const professionalInFull = ({ id, professional, name, organisation, until, left }: ProfessionalAsRead) => ({
  id,
  professional,
  name,
  organisation,
  until,
  ...(left && { leftAt: left.at }),
})
