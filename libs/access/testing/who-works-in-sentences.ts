/** Who coordinates, deputises, is asked to or has joined, said in sentences and from the events alone. */
import type { PlanEvent } from '../../plan/plan.ts'
import type { Asker } from '../grounds.ts'
import type { Told } from './departures-in-sentences.ts'

export type Of<Type extends PlanEvent['type']> = Extract<PlanEvent, { type: Type }>
export const events = <Type extends PlanEvent['type']>(
  { past }: Told,
  ...types: readonly Type[]
): readonly Of<Type>[] =>
  past.flatMap(([, event]) => ((types as readonly string[]).includes(event.type) ? [event as Of<Type>] : []))

export const coordinatorOf = (told: Told) =>
  events(told, 'CoordinatorAppointed', 'HandoverAccepted', 'CoordinatorReplaced').at(-1)

export const isDeputy = (told: Told, id: string): boolean => {
  const last = told.past.findLast(
    ([, event]) =>
      ('deputy' in event && event.deputy === id) ||
      event.type === 'CoordinatorReplaced' ||
      (event.type === 'HandoverAccepted' && event.coordinator === id),
  )
  return last?.[1].type === 'DeputyAppointed'
}

export const coordinates = ({ id, role, activity }: Asker, told: Told): boolean =>
  role === 'coordinator' &&
  activity === 'plan-coordination' &&
  (coordinatorOf(told)?.coordinator === id || isDeputy(told, id))

export const isAskedToCoordinate = ({ id, role, activity }: Asker, told: Told): boolean => {
  if (role !== 'coordinator' || activity !== 'plan-coordination') return false
  const ends = /^(HandoverProposed|HandoverAccepted|HandoverDeclined|HandoverWithdrawn|CoordinatorReplaced)$/
  const last = told.past.findLast(([, { type }]) => ends.test(type))?.[1]
  return last?.type === 'HandoverProposed' && last.to === id
}

export const worksHere = (id: string, told: Told): boolean => {
  const coordinator = { id, role: 'coordinator', activity: 'plan-coordination' } as const
  const ended = new Set(events(told, 'ProfessionalLeft').map(({ joining }) => joining))
  return (
    coordinates(coordinator, told) ||
    isAskedToCoordinate(coordinator, told) ||
    events(told, 'ProfessionalJoined').some(
      ({ professional, joining, until }) => professional === id && until >= told.at && !ended.has(joining),
    )
  )
}
