/** Which concern goes first across the domains. A priority binds, and so can be deviated from; it never makes anyone disclose what no ground allows. */
import { Refusal, type Concerns, type Decider, type PersonId, type Sealed } from '../../deciding/decider.ts'
import type { LegalDomain } from '../../deciding/domains.ts'
import { withEntry } from '../../deciding/growing.ts'
import type { LifeArea } from '../opening/life-areas.ts'
import { mustBeMembers, type Members } from '../members/members.ts'

export type PriorityEvent = Concerns &
  (
    | {
        readonly type: 'PrioritySet'
        readonly priority: string
        readonly concern: Concern
        readonly reason: Sealed
      }
    // One for each domain that gives way, recorded there: who is bound knows it, and nobody learns from it which other laws are at work.
    | { readonly type: 'DomainBoundByPriority'; readonly priority: string; readonly concern: Concern }
    | { readonly type: 'PriorityLifted'; readonly priority: string; readonly reason: Sealed }
    | { readonly type: 'DomainReleasedFromPriority'; readonly priority: string }
  )

/** What goes first. */
export interface Concern {
  readonly domain: LegalDomain
  readonly lifeArea: LifeArea
}

/** What following a priority would make someone tell: content of one domain to those who work in another. */
export interface Disclosure {
  readonly contentOf: LegalDomain
  readonly to: LegalDomain
}

export type PriorityCommand =
  | {
      readonly type: 'SetPriority'
      readonly priority: string
      readonly concern: Concern
      readonly about: readonly PersonId[]
      readonly over: readonly LegalDomain[]
      readonly needs: readonly Disclosure[]
      readonly reason: Sealed
    }
  | { readonly type: 'LiftPriority'; readonly priority: string; readonly reason: Sealed }

export type PriorityRefusal =
  'PRIORITY_NEEDS_A_DISCLOSURE_WITHOUT_GROUND' | 'PRIORITY_IS_OVER_NOTHING' | 'PRIORITY_IS_NOT_IN_FORCE'

export interface Priority {
  readonly inForce: boolean
  readonly domain: LegalDomain
  readonly about: readonly PersonId[]
  readonly over: readonly LegalDomain[]
}

export type Priorities = Readonly<Record<string, Priority>>

export interface PrioritiesNeeds {
  readonly priorities: Priorities
  readonly members: Members
}

export function evolvePriorities(now: Priorities, event: PriorityEvent): Priorities {
  switch (event.type) {
    case 'PrioritySet': {
      const { priority, concern, about } = event
      return withEntry(now, priority, { inForce: true, domain: concern.domain, about, over: [] })
    }
    case 'DomainBoundByPriority': {
      const { domain } = event
      if (domain === 'general') return now
      return change(now, event.priority, ({ over }) => ({ over: [...over, domain] }))
    }
    case 'PriorityLifted':
      return change(now, event.priority, () => ({ inForce: false }))
    case 'DomainReleasedFromPriority':
      return now
  }
}

function change(now: Priorities, id: string, changed: (priority: Priority) => Partial<Priority>): Priorities {
  const priority = now[id]
  return priority === undefined ? now : withEntry(now, id, { ...priority, ...changed(priority) })
}

export const decidePriorities: Decider<PriorityCommand, PrioritiesNeeds, PriorityEvent>['decide'] = (command, plan) => {
  switch (command.type) {
    case 'SetPriority': {
      const { priority, concern, about, over, needs, reason } = command
      if (plan.priorities[priority] !== undefined) return []
      mustBeMembers(plan.members, about)
      if (!over.some((domain) => domain !== concern.domain)) throw refusal('PRIORITY_IS_OVER_NOTHING')
      // No sharing ground exists between domains yet, so whatever must cross from one to another is without one.
      const disclosures = needs.filter(({ contentOf, to }) => contentOf !== to)
      if (disclosures.length > 0) throw refusal('PRIORITY_NEEDS_A_DISCLOSURE_WITHOUT_GROUND', { disclosures })
      const { domain, lifeArea } = concern
      return [
        { domain, about, type: 'PrioritySet', priority, concern: { domain, lifeArea }, reason },
        ...[...new Set(over)].map((bound) => ({
          ...whole(bound),
          type: 'DomainBoundByPriority' as const,
          priority,
          concern: { domain, lifeArea },
        })),
      ]
    }

    case 'LiftPriority': {
      const { priority: id, reason } = command
      const priority = plan.priorities[id]
      if (priority?.inForce !== true) throw refusal('PRIORITY_IS_NOT_IN_FORCE')
      const { domain, about, over } = priority
      return [
        { domain, about, type: 'PriorityLifted', priority: id, reason },
        ...over.map((bound) => ({
          ...whole(bound),
          type: 'DomainReleasedFromPriority' as const,
          priority: id,
        })),
      ]
    }
  }
}

/** About nobody in particular: whoever is helped there is helped under it. */
const whole = (domain: LegalDomain): Concerns => ({ domain, about: [] })

const refusal = (code: PriorityRefusal, details?: Readonly<Record<string, unknown>>) => new Refusal(code, details)
