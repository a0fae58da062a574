/** What people may plausibly try in an emergency: opening the plan, and saying of another what they find of that. */
import { LEGAL_DOMAINS } from '../../deciding/domains.ts'
import { USE_FINDINGS, type BreakGlassCommand, type BreakGlassUse } from '../break-glass/break-glass.ts'
import type { Plan } from '../plan.ts'
import { coordinatorOf, WORKERS, type Attempts } from './attempts-around-the-plan.ts'
import { PRIVACY_OFFICER, SAFETY_OFFICER } from './attempts-at-withholding.ts'

/** Nobody's colleague here; some of who work with the family try too. */
export const CRISIS_WORKER = 'crisis-1'

const usesThat = ({ breakGlass }: Plan, ...are: readonly BreakGlassUse['is'][]) =>
  Object.entries(breakGlass)
    .filter(([, { is }]) => are.includes(is))
    .map(([id]) => id)

export const AT_BREAKING_GLASS: Attempts<BreakGlassCommand['type']> = {
  AskBreakGlass: (dice, plan) => {
    if (!dice.chance(6)) return undefined
    const use = dice.fresh('use', Object.keys(plan.breakGlass))
    const said = { name: dice.sealed(), reason: dice.sealed(), domains: dice.some(LEGAL_DOMAINS) }
    const command = { type: 'AskBreakGlass', use, ...said, hours: dice.pick([4, 1, 4]) } as const
    return { by: dice.chance(3) ? dice.pick(WORKERS) : CRISIS_WORKER, command }
  },
  SettleBreakGlass: (dice, plan) => {
    const use = dice.target(usesThat(plan, 'asked'), Object.keys(plan.breakGlass))
    if (use === undefined) return undefined
    const refused = dice.chance(5) && { refused: 'BREAK_GLASS_AWAITS_REVIEW' }
    return { by: 'system-1', command: { type: 'SettleBreakGlass', use, ...refused, terms: 3 } }
  },
  ReviewBreakGlass: (dice, plan) => {
    const use = dice.target(usesThat(plan, 'used'), Object.keys(plan.breakGlass))
    // Often later than the rest, so that what was opened is open for a while.
    if (use === undefined || dice.chance(2)) return undefined
    const by = dice.pick([coordinatorOf(plan), SAFETY_OFFICER, PRIVACY_OFFICER])
    return { by, command: { type: 'ReviewBreakGlass', use, finding: dice.pick(USE_FINDINGS), reason: dice.sealed() } }
  },
}
