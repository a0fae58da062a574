/** What passes by itself, and who would have it later: terms of what there is, as the list of what is due would have them. */
import { daysAfter, dayOf, inWorkingDays } from '../../deciding/days.ts'
import type { Plan } from '../plan.ts'
import type { DueNow, TermsCommand } from '../terms/terms.ts'
import { coordinatorOf, type Attempts } from './attempts-around-the-plan.ts'
import type { Dice } from './dice.ts'
import { TERMS } from './people.ts'

const OFFICER = 'officer-1'

/** An account that nobody gave yet, or an action; as if its term began a while ago. */
function dueOf(dice: Dice, { deviations, actions }: Plan): DueNow | undefined {
  const unaccounted = Object.keys(deviations).filter((id) => deviations[id]?.account.is === 'due')
  const late = Object.keys(actions).filter((id) => actions[id]?.is !== 'ended')
  const isOfADeviation = unaccounted.length > 0 && dice.chance(2)
  const id = dice.target(isOfADeviation ? unaccounted : late, [])
  const item = id === undefined ? undefined : isOfADeviation ? deviations[id] : actions[id]
  if (id === undefined || item === undefined) return undefined
  const kind = isOfADeviation
    ? ({
        what: 'account',
        item: { kind: 'deviation', id },
        startedBy: 'DeviationReported',
        mustAct: 'authors',
      } as const)
    : ({ what: 'action', item: { kind: 'action', id }, startedBy: 'ActionPlanned', mustAct: 'owner' } as const)
  const began = new Date(Date.parse(dice.now) - 20 * 86_400_000).toISOString()
  const wentUpTo = dice.pick([undefined, 'coordinator', 'team-lead', 'escalation-officer'] as const)
  return {
    ...{ ...kind, domain: item.domain, about: item.about, began, until: inWorkingDays(began, 5), wentUpTo },
    ...dice.perhaps({ person: item.about[0] ?? 'person-1' }),
    ...{ step: wentUpTo === undefined ? 0 : 1, isExtended: dice.chance(6), terms: TERMS.version },
    themselves: 'owner' in item ? [item.owner] : item.authors,
  }
}

export const AT_TERMS: Attempts<TermsCommand['type'] | 'InviteToEvaluate'> = {
  InviteToEvaluate: (dice, { deviations }) => {
    const isToAsk = (id: string) => deviations[id]?.account.is === 'given' && deviations[id].isFamilyInvited !== true
    const deviation = dice.target(Object.keys(deviations).filter(isToAsk), Object.keys(deviations))
    if (deviation === undefined) return undefined
    return { by: 'ticker', command: { type: 'InviteToEvaluate', deviation, terms: TERMS } }
  },
  StepUp: (dice, plan) => {
    const found = dueOf(dice, plan)
    if (found === undefined) return undefined
    const command = {
      type: 'StepUp',
      due: 'due-1',
      step: found.step + 1,
      terms: TERMS,
      found,
      officers: [OFFICER],
    } as const
    return { by: 'system-1', command }
  },
  ExtendDue: (dice, plan) => {
    const due = dueOf(dice, plan)
    if (due === undefined) return undefined
    const found = { ...due, until: inWorkingDays(dice.now, 3) }
    const until = daysAfter(dayOf(found.until), dice.pick([3, 1, 40]))
    const by = dice.pick([coordinatorOf(plan), 'lead-1'])
    return {
      by,
      command: { type: 'ExtendDue', due: 'due-1', until, reason: dice.sealed(), found, officers: [OFFICER] },
    }
  },
}
