/** How someone stands before a plan: its facts at the head of its stream, and the grounds they have on them. Asked anew for every request. */
import type { Facts, Ground } from '../../../../libs/access/grounds.ts'
import type { FactsThen } from '../../../../libs/access/access-record.ts'
import type { Fold } from '../../../../libs/event-store/folds.ts'
import { sightOf, type Sight } from '../../../../libs/access/sight.ts'
import { STATUTORY_AGES } from '../../../../libs/municipality/ages-by-law.ts'
import { NO_BASES } from '../../../../libs/municipality/coordination-bases.ts'
import type { Municipality } from '../../../../libs/municipality/municipality.ts'
import { dueIn } from '../../../../libs/plan/terms/due-now.ts'
import type { Plan } from '../../../../libs/plan/plan.ts'
import type { Role } from '../../../../libs/deciding/decider.ts'
import type { Caller } from '../../caller.ts'
import { municipalityStream, planStream, type System } from '../../../../libs/installation/system.ts'
import { ageBandsOf, correctedAges, type AgeBandOf } from '../../../../libs/installation/ages.ts'

export interface Standing {
  readonly grounds: readonly Ground[]
  /** The grounds, and what is withheld whatever they are. */
  readonly sight: Sight
  readonly ageBand: AgeBandOf
  /** Where the facts stood that this was decided on, but for the plan's own. */
  readonly decidedOn: Omit<FactsThen, 'plan'>
}

const NOBODYS_AGES: Required<Pick<Facts, 'ageBand' | 'corrected'>> = {
  ageBand: () => undefined,
  corrected: [],
}
const NOTHING_DECIDED: Pick<Municipality, 'inspections' | 'teams' | 'ages' | 'bases'> = {
  inspections: {},
  ages: STATUTORY_AGES,
  bases: NO_BASES,
}

/** @param inAList of which each plan's rows say what is due: then the history is read only where something went up to whoever asks */
export async function standingOf(
  system: System,
  caller: Caller,
  planId: string,
  plan: Plan,
  { inAList = false } = {},
): Promise<Standing> {
  const { role } = caller.asker
  const at = system.clock()
  const { ageBand, corrected } = needsAges(role) ? await agesIn(system, planId, at) : NOBODYS_AGES
  const decided = needsMunicipality(role) ? await municipalityFold(system) : undefined
  const { inspections, teams, ages, bases } = decided?.state ?? NOTHING_DECIDED
  const due = mayBeAddressed(role, plan, inAList) ? dueIn(await historyOf(system, planId)) : undefined
  const facts: Facts = {
    ...{ planId, plan, inspections, at, ageBand, corrected },
    oin: system.configuration.oin,
    ...(teams && { teams }),
    ...(due && { due }),
    ages: ages.rows,
    bases: bases.rows,
  }
  const decidedOn = { at, ...(decided && { municipality: decided.revision }) }
  const sight = sightOf(caller.asker, facts)
  return { grounds: sight.grounds, sight, ageBand, decidedOn }
}

/** Inspections are grounds of auditors; which teams have a lead, of the leads; from which age someone reads, and until which for another, of the family; of which laws the words are open, of who coordinates. */
const needsMunicipality = (role: Caller['asker']['role']): boolean => STAND_ON_WHAT_IT_DECIDED.includes(role)

const STAND_ON_WHAT_IT_DECIDED: readonly Role[] = [
  'auditor',
  'team-lead',
  'family-member',
  'representative',
  'supporter',
  'coordinator',
  'escalation-officer',
]

/** Of their teams’ plans a lead knows all that is due; of others, and in lists, only what went up opens anything. */
export const mayBeAddressed = (role: Role, { terms }: Plan, inAList: boolean): boolean =>
  (role === 'team-lead' && !inAList) || (terms as readonly Role[]).includes(role)

const historyOf = async ({ folds }: System, planId: string) => (await folds.histories.at(planStream(planId))).state

/** Only family rights, and accounts that may concern a child, hang on an age; nobody else's rights open a birth date. */
const needsAges = (role: Caller['asker']['role']): boolean =>
  ['family-member', 'representative', 'supporter', 'professional'].includes(role)

export async function agesIn({ folds, sealing }: System, planId: string, at: string) {
  const { state } = await folds.births.at(planStream(planId))
  return { ageBand: await ageBandsOf(state, sealing, at), corrected: await correctedAges(state, sealing) }
}

export const municipalityNow = async (system: System): Promise<Municipality> => (await municipalityFold(system)).state

const municipalityFold = ({ folds, configuration }: System): Promise<Fold<Municipality>> =>
  folds.municipalities.at(municipalityStream(configuration.municipality))
