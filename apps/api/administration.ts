/** Who administers: records terms, protocols, the pool of readers and inspections, and sees no content of any plan. */
import { Refusal } from '../../libs/deciding/decider.ts'
import type { Caller } from './caller.ts'

export type AdministrationRefusal = 'ONLY_AN_ADMINISTRATOR_DOES_THIS'

export const administers = ({ asker }: Caller): boolean =>
  asker.role === 'administrator' && asker.activity === 'administration'

/** @throws Refusal */
export function mayAdminister(caller: Caller): void {
  if (!administers(caller)) throw new Refusal<AdministrationRefusal>('ONLY_AN_ADMINISTRATOR_DOES_THIS')
}
