/** In which teams nobody is drawn as a second reader: a colleague of who wrote it, or of who coordinates, is no outsider. */
import type { Team } from '../../../../libs/municipality/second-readers.ts'
import { joinings } from '../../../../libs/plan/care-team/care-team.ts'
import type { Plan } from '../../../../libs/plan/plan.ts'
import type { System } from '../../../../libs/installation/system.ts'
import type { Caller } from '../../caller.ts'
import { ofOwn } from '../../municipality/own-team.ts'
import type { ToPlan } from './to-plan.ts'

/** Whoever asks for another reader of what somebody else wrote is not asked for their own team: it would be a way to choose. */
const WRITE_WHAT_IS_READ: readonly ToPlan['asked']['type'][] = [
  'ReportDeviation',
  'AccountForDeviation',
  'ReasonAdoptionException',
  'ShareItems',
]

export function teamsBarred(
  { type }: ToPlan['asked'],
  { asker }: Caller,
  now: Plan,
  system: Pick<System, 'configuration' | 'clock'>,
): readonly Team[] {
  const coordinates = teamThatCoordinates(now)
  return WRITE_WHAT_IS_READ.includes(type) ? [...coordinates, ...teamsOf(asker, now, system)] : coordinates
}

export const teamThatCoordinates = ({ coordination }: Plan): readonly Team[] =>
  coordination.is === 'vacant' ? [] : [{ team: coordination.team }]

/** As their token has it, and as whom they joined for: who joined for an organisation is of it, whatever their token leaves out. */
function teamsOf(
  { id, organisation, team }: Caller['asker'],
  { careTeam }: Plan,
  { configuration: { oin }, clock }: Pick<System, 'configuration' | 'clock'>,
): readonly Team[] {
  const own = ofOwn({ ...(organisation !== undefined && { organisation }), ...(team !== undefined && { team }) }, oin)
  const joinedFor = new Set(joinings(careTeam, id, clock()).map((one) => one.organisation))
  const others = [...joinedFor].filter((one) => one !== oin && one !== organisation)
  return [...(Object.keys(own).length > 0 ? [own] : []), ...others.map((one) => ({ organisation: one }))]
}
