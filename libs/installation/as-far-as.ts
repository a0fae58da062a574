/**
 * The system for who has read a plan's stream to its head just now, or writes behind what they decide on: what else is known of that plan is as far as
 * that, and is not read again. All that is of other streams is read to its head, as ever.
 */
import type { Revision } from '../event-store/port.ts'
import type { System } from './system.ts'

export function asFarAs(system: System, stream: string, revision: Revision): System {
  const { plans, births, histories } = system.folds
  const ofThePlan = {
    plans: plans.knowing(stream, revision),
    births: births.knowing(stream, revision),
    histories: histories.knowing(stream, revision),
  }
  return { ...system, folds: { ...system.folds, ...ofThePlan } }
}
