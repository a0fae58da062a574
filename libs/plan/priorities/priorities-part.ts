/** What goes first, as a part of the plan. Partners are told that a priority is set or lifted under their law, or binds it; why is not theirs. */
import { ID } from '../../deciding/in-clear.ts'
import { AREA } from '../in-clear.ts'
import { leavesAs } from '../public-event.ts'
import { addsTo, begins, MAKES_CONTENT, type CommandRows, type PlanPart } from '../part.ts'
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
      partner: leavesAs('priority-set', 'priority', priority),
      item: begins('priority', priority),
      inClear: { priority: ID, concern: { domain: ID, lifeArea: AREA } },
    },
    DomainBoundByPriority: {
      says: { nl: 'Een prioriteit gaat hier voor', en: 'A priority goes first here' },
      partner: leavesAs('priority-set', 'priority', priority),
      item: addsTo('priority', priority),
      inClear: { priority: ID, concern: { domain: ID, lifeArea: AREA } },
    },
    PriorityLifted: {
      says: { nl: 'Een prioriteit is opgeheven', en: 'A priority was lifted' },
      partner: leavesAs('priority-lifted', 'priority', priority),
      item: addsTo('priority', priority),
      inClear: { priority: ID },
    },
    DomainReleasedFromPriority: {
      says: { nl: 'Een prioriteit gaat hier niet meer voor', en: 'A priority goes first here no more' },
      partner: leavesAs('priority-lifted', 'priority', priority),
      item: addsTo('priority', priority),
      inClear: { priority: ID },
    },
  },
  decide: decidePriorities,
  evolve: evolvePriorities,
}
