/** What partners are told of priorities: that one is set or lifted under their law, or binds it. Why is not theirs. */
import type { PriorityAsRead } from './priorities-as-read.ts'
import type { PriorityEvent } from './priorities.ts'
import { told, type ForPartner } from '../public-event.ts'

const priority = (event: { readonly priority: string }) => event.priority

export const prioritiesForPartner: ForPartner<PriorityEvent> = {
  PrioritySet: told('priority-set', 'priority', priority),
  DomainBoundByPriority: told('priority-set', 'priority', priority),
  PriorityLifted: told('priority-lifted', 'priority', priority),
  DomainReleasedFromPriority: told('priority-lifted', 'priority', priority),
}

export const priorityInFull = ({ id, concern, inForce }: PriorityAsRead) => ({ id, concern, inForce })
