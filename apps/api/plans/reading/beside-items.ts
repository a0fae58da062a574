/** What was challenged of what is read: it stands beside its item, wherever that is read by itself or in a list. */
import { besideItem } from '../../../../libs/plan/corrections/corrections-as-read.ts'
import type { ChallengedKind } from '../../../../libs/plan/challenges/challenge.ts'
import { challengesOf, type ChallengeAsRead } from '../../../../libs/plan/challenges/challenges-as-read.ts'
import type { PlanAsRead } from '../../../../libs/plan/plan-as-read.ts'

/** In which part of the plan an item of each kind stands; a reading stands with what was read. */
const STANDS_IN = {
  goal: 'goals',
  action: 'actions',
  priority: 'priorities',
  deviation: 'deviations',
  reading: 'deviations',
  referral: 'referrals',
  coordinator: 'coordinator',
  representation: 'representatives',
  'capacity-judgement': 'capacity',
  departure: 'members',
  'correction-request': 'correctionRequests',
  'told-withholding': 'withholdings',
} as const satisfies Readonly<Record<ChallengedKind, keyof PlanAsRead>>

type Beside = Readonly<{ challenges?: readonly ChallengeAsRead[] }>

const orNothing = (challenges: readonly ChallengeAsRead[]): Beside => (challenges.length > 0 ? { challenges } : {})

/** @param list the part in which the item stands */
export const besideIt = ({ challenges }: PlanAsRead, list: string, id: string): Beside =>
  orNothing(
    Object.entries(STANDS_IN).flatMap(([kind, part]) =>
      (part === list && kind !== 'reading') || kind === 'told-withholding'
        ? challengesOf(challenges, { kind, id })
        : [],
    ),
  )

/** @param shown the parts that are read */
export const besideThem = ({ challenges }: PlanAsRead, shown: object): Beside =>
  orNothing(challenges.filter(({ on }) => STANDS_IN[on.kind] in shown))

/** What of an item was corrected, or asked to be; nothing where nothing was. */
export function correctionsBeside(
  { corrections, correctionRequests }: PlanAsRead,
  item: { readonly kind: string; readonly id: string },
) {
  const [made, asked] = [besideItem(corrections, item), besideItem(correctionRequests, item)]
  return { ...(made.length > 0 && { corrections: made }), ...(asked.length > 0 && { correctionRequests: asked }) }
}
