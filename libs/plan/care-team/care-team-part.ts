/** Who works with the family and who speaks for whom, as a part of the plan. Partners are told which professional came or went under their law; who speaks for whom is not theirs. */
import { told } from '../public-event.ts'
import type { PlanPart } from '../part.ts'
import {
  NO_CARE_TEAM,
  decideCareTeam,
  evolveCareTeam,
  type CareTeam,
  type CareTeamCommand,
  type CareTeamEvent,
  type CareTeamSees,
} from './care-team.ts'

const joining = (event: { readonly joining: string }) => event.joining

export const careTeamPart: PlanPart<CareTeamCommand, CareTeamEvent, CareTeam, CareTeamSees> = {
  initial: NO_CARE_TEAM,
  commands: {
    JoinProfessional: true,
    EndJoining: true,
    AppointRepresentative: true,
    ProveRepresentation: true,
    EndRepresentation: true,
    JudgeCapacity: true,
  },
  events: {
    ProfessionalJoined: {
      says: { nl: 'Een professional werkt mee', en: 'A professional joined the care team' },
      partner: told('professional-joined', 'professional', joining),
    },
    ProfessionalLeft: {
      says: { nl: 'Een professional werkt niet meer mee', en: 'A professional left the care team' },
      partner: told('professional-left', 'professional', joining),
    },
    RepresentativeAppointed: {
      says: { nl: 'Iemand is zaakwaarnemer van een gezinslid', en: 'A representative was appointed' },
      partner: 'never',
    },
    RepresentationProven: {
      says: { nl: 'De bevoegdheid van een zaakwaarnemer is aangetoond', en: 'A representation was proven' },
      partner: 'never',
    },
    RepresentationProofShown: {
      says: {
        nl: 'Vastgelegd is waaruit de bevoegdheid van een zaakwaarnemer blijkt',
        en: 'What shows that a representative may speak was recorded',
      },
      partner: 'never',
    },
    ConflictOfInterestDeclared: {
      says: {
        nl: 'Een belangenconflict van een zaakwaarnemer is gemeld',
        en: 'A conflict of interest of a representative was declared',
      },
      partner: 'never',
    },
    RepresentativeEnded: {
      says: { nl: 'Een vertegenwoordiging is geëindigd', en: 'A representation ended' },
      partner: 'never',
    },
    CapacityJudged: {
      says: {
        nl: 'Er is beoordeeld of iemand voor zichzelf kan spreken',
        en: 'It was judged whether someone can speak for themselves',
      },
      partner: 'never',
    },
  },
  decide: decideCareTeam,
  evolve: evolveCareTeam,
}
