/** Who works with the family and who speaks for whom, as a part of the plan. Partners are told which professional came or went under their law; who speaks for whom is not theirs. */
import { told } from '../public-event.ts'
import { MAKES_CONTENT, NO_WORDS, noContent, type CommandRows, type PlanPart } from '../part.ts'
import {
  NO_CARE_TEAM,
  decideCareTeam,
  evolveCareTeam,
  type CareTeam,
  type CareTeamCommand,
  type CareTeamEvent,
  type CareTeamNeeds,
} from './care-team.ts'

const joining = (event: { readonly joining: string }) => event.joining

const commands = {
  JoinProfessional: MAKES_CONTENT,
  EndJoining: noContent('that a joining ends goes with the joining'),
  AppointRepresentative: MAKES_CONTENT,
  ProveRepresentation: MAKES_CONTENT,
  EndRepresentation: NO_WORDS,
  JudgeCapacity: { ...MAKES_CONTENT, saidFor: 'nobody' },
} as const satisfies CommandRows<CareTeamCommand>

export const careTeamPart: PlanPart<CareTeamCommand, CareTeamEvent, CareTeam, CareTeamNeeds, typeof commands> = {
  initial: NO_CARE_TEAM,
  commands,
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
