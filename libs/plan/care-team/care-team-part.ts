/** Who works with the family and who speaks for whom, as a part of the plan. Partners are told which professional came or went under their law; who speaks for whom is not theirs. */
import { ID, type Why } from '../../deciding/in-clear.ts'
import { UNTIL, SHOWN, SIGHT } from '../in-clear.ts'
import { leavesAs } from '../public-event.ts'
import { addsTo, begins, MAKES_CONTENT, NO_WORDS, noContent, type CommandRows, type PlanPart } from '../part.ts'
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

const representation = (event: { readonly representation: string }) => event.representation

const SCOPE: Why = 'the law, or the goals by id: what a joining opens follows from it'

const commands = {
  JoinProfessional: MAKES_CONTENT,
  NarrowJoining: NO_WORDS,
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
      partner: leavesAs('professional-joined', 'professional', joining),
      item: begins('joining', joining),
      inClear: { joining: ID, professional: ID, organisation: ID, activity: ID, scope: SCOPE, until: UNTIL },
    },
    JoiningNarrowed: {
      says: {
        nl: 'Een professional werkt nog aan een deel van de wet mee',
        en: 'What a professional joined for was narrowed',
      },
      partner: 'never',
      item: addsTo('joining', joining),
      inClear: { joining: ID, scope: { goals: SCOPE } },
    },
    ProfessionalLeft: {
      says: { nl: 'Een professional werkt niet meer mee', en: 'A professional left the care team' },
      partner: leavesAs('professional-left', 'professional', joining),
      item: addsTo('joining', joining),
      inClear: { joining: ID },
    },
    RepresentativeAppointed: {
      says: { nl: 'Iemand is zaakwaarnemer van een gezinslid', en: 'A representative was appointed' },
      partner: 'never',
      item: begins('representation', representation),
      inClear: {
        representation: ID,
        representative: ID,
        represents: ID,
        kind: 'what a representative may speak of and read follows from it',
        from: UNTIL,
        until: UNTIL,
        isVerified: SHOWN,
      },
    },
    RepresentationProven: {
      says: { nl: 'De bevoegdheid van een zaakwaarnemer is aangetoond', en: 'A representation was proven' },
      partner: 'never',
      item: addsTo('representation', representation),
      inClear: { representation: ID },
    },
    RepresentationProofShown: {
      says: {
        nl: 'Vastgelegd is waaruit de bevoegdheid van een zaakwaarnemer blijkt',
        en: 'What shows that a representative may speak was recorded',
      },
      partner: 'never',
      item: addsTo('representation', representation),
      inClear: { representation: ID, proof: {} },
    },
    ConflictOfInterestDeclared: {
      says: {
        nl: 'Een belangenconflict van een zaakwaarnemer is gemeld',
        en: 'A conflict of interest of a representative was declared',
      },
      partner: 'never',
      item: addsTo('representation', representation),
      inClear: { representation: ID, representative: ID, told: SIGHT },
    },
    RepresentativeEnded: {
      says: { nl: 'Een vertegenwoordiging is geëindigd', en: 'A representation ended' },
      partner: 'never',
      item: addsTo('representation', representation),
      inClear: {
        representation: ID,
        why: 'made by the decision: it follows from who did it, or from a death in the same command',
      },
    },
    CapacityJudged: {
      says: {
        nl: 'Er is beoordeeld of iemand voor zichzelf kan spreken',
        en: 'It was judged whether someone can speak for themselves',
      },
      partner: 'never',
      item: { ...begins('capacity-judgement', ({ judgement }) => judgement), isSaid: true },
      inClear: {
        judgement: ID,
        person: ID,
        canSpeak: 'who cannot speak and has nobody to speak for them is not waited for',
        told: SIGHT,
      },
    },
  },
  decide: decideCareTeam,
  evolve: evolveCareTeam,
}
