/** Which plans a person is in: the stream that keeps the same people from becoming a second family. It knows nothing else of them. */
import { Refusal, type Concerns, type Decider, type PersonId } from '../../deciding/decider.ts'
import type { Upcasters } from '../../deciding/upcasters.ts'

export type PersonEvent = Concerns &
  (
    | {
        readonly type: 'PersonJoinedPlan'
        readonly person: PersonId
        readonly plan: string
        /** The plan that leads from now on, where the person is in more than one. */
        readonly leading: string
      }
    | { readonly type: 'PersonLeftPlan'; readonly person: PersonId; readonly plan: string }
  )

/** No event of it has an older form yet. */
export const PERSON_FORMS: Upcasters<PersonEvent['type']> = {}

export type PersonCommand =
  | {
      readonly type: 'JoinPlan'
      readonly person: PersonId
      readonly plan: string
      /** Given where the plan gave a reason why its member may be in two plans: does this one lead, or the one they were in? */
      readonly leads?: 'this-plan' | 'the-other-plan'
    }
  | { readonly type: 'LeavePlan'; readonly person: PersonId; readonly plan: string }

/** Says that there is another plan, never which. */
export type PersonRefusal = 'PERSON_IS_IN_ANOTHER_PLAN'

export interface Person {
  readonly plans: readonly string[]
  readonly leading?: string
}

export const person: Decider<PersonCommand, Person, PersonEvent> = {
  initial: { plans: [] },

  decide(command, now) {
    const { person, plan } = command
    const concerns = { domain: 'general', about: [person] } as const
    switch (command.type) {
      case 'JoinPlan': {
        if (now.plans.includes(plan)) return []
        const other = now.leading
        if (other !== undefined && command.leads === undefined)
          throw new Refusal<PersonRefusal>('PERSON_IS_IN_ANOTHER_PLAN')
        const leading = command.leads === 'the-other-plan' && other !== undefined ? other : plan
        return [{ ...concerns, type: 'PersonJoinedPlan', person, plan, leading }]
      }

      case 'LeavePlan':
        return now.plans.includes(plan) ? [{ ...concerns, type: 'PersonLeftPlan', person, plan }] : []
    }
  },

  evolve(now, event) {
    switch (event.type) {
      case 'PersonJoinedPlan':
        return { plans: [...now.plans, event.plan], leading: event.leading }
      case 'PersonLeftPlan': {
        const plans = now.plans.filter((plan) => plan !== event.plan)
        const leading = now.leading === event.plan ? plans[0] : now.leading
        return { plans, ...(leading !== undefined && { leading }) }
      }
    }
  },
}
