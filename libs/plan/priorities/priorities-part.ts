/** What goes first, as a part of the plan. Partners are told that a priority is set or lifted under their law, or binds it; why is not theirs. */
import { told } from '../public-event.ts'
import { MAKES_CONTENT, type CommandRows, type PlanPart } from '../part.ts'
import {
  decidePriorities,
  evolvePriorities,
  type Priorities,
  type PrioritiesNeeds,
  type PriorityCommand,
  type PriorityEvent,
} from './priorities.ts'

const priority = (event: { readonly priority: string }) => event.priority

const commands = {
  SetPriority: MAKES_CONTENT,
  LiftPriority: MAKES_CONTENT,
} as const satisfies CommandRows<PriorityCommand>

export const prioritiesPart: PlanPart<PriorityCommand, PriorityEvent, Priorities, PrioritiesNeeds, typeof commands> = {
  initial: {},
  commands,
  events: {
    PrioritySet: {
      says: { nl: 'Er is een prioriteit gesteld', en: 'A priority was set' },
      partner: told('priority-set', 'priority', priority),
    },
    DomainBoundByPriority: {
      says: { nl: 'Een prioriteit gaat hier voor', en: 'A priority goes first here' },
      partner: told('priority-set', 'priority', priority),
    },
    PriorityLifted: {
      says: { nl: 'Een prioriteit is opgeheven', en: 'A priority was lifted' },
      partner: told('priority-lifted', 'priority', priority),
    },
    DomainReleasedFromPriority: {
      says: { nl: 'Een prioriteit gaat hier niet meer voor', en: 'A priority goes first here no more' },
      partner: told('priority-lifted', 'priority', priority),
    },
  },
  decide: decidePriorities,
  evolve: evolvePriorities,
}
