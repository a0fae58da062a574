import type { AccessRefusal } from '../../../../libs/access/may.ts'
import { Refusal } from '../../../../libs/deciding/decider.ts'

/** Whoever may not do what they ask about is answered as where there is nothing, whatever is in the way. @throws Refusal NOT_FOUND */
export function elseNotThere<Allowed>(mustBeAllowed: () => Allowed): Allowed {
  try {
    return mustBeAllowed()
  } catch (fault) {
    throw fault instanceof Refusal ? new Refusal<AccessRefusal>('NOT_FOUND') : fault
  }
}
