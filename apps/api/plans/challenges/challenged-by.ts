import { isOfTheFamily } from '../../../../libs/deciding/decider.ts'
import type { Caller } from '../../caller.ts'
import type { ChallengedBody } from './challenge-bodies.ts'

/** What is challenged, and for whom: of the family by who asks for themselves, unless they name someone; who coordinates is that of the plan. */
export function challengedBy(caller: Caller, planId: string, { kind, id }: ChallengedBody, person?: string) {
  const whose = person ?? (isOfTheFamily(caller.deed.by) ? caller.asker.id : undefined)
  return { on: { kind, id: kind === 'coordinator' ? planId : id }, ...(whose !== undefined && { person: whose }) }
}
