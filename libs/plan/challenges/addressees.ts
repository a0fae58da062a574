/** Who answers a challenge of what, who is next, and in what time. A decision is first looked at again by who coordinates; what judges a person's own work never by that person. */
import type { ChallengedKind, Addressee, Challenge } from './challenge.ts'

export const FIRST_ADDRESSEE: Readonly<Record<ChallengedKind, Addressee>> = {
  goal: 'coordinator',
  action: 'coordinator',
  priority: 'coordinator',
  referral: 'coordinator',
  coordinator: 'team-lead',
  deviation: 'team-lead',
  representation: 'team-lead',
  'capacity-judgement': 'team-lead',
  reading: 'team-lead',
  departure: 'team-lead',
  'correction-request': 'privacy-officer',
  'told-withholding': 'safety-officer',
}

/** What is a decision on the plan: whoever coordinates looks at it again, also where they made it (as a bezwaar goes to who decided, Awb 6:4(1)). */
export const LOOKED_AT_AGAIN: readonly ChallengedKind[] = ['goal', 'action', 'priority', 'referral']

export const NEXT_ADDRESSEE: Readonly<Record<Addressee, Addressee | undefined>> = {
  coordinator: 'team-lead',
  'team-lead': 'escalation-officer',
  'safety-officer': 'escalation-officer',
  'privacy-officer': 'escalation-officer',
  'escalation-officer': undefined,
}

/** Nobody is addressed about what they raised or left themselves: then the next is. */
export function firstAddressee(
  kind: ChallengedKind,
  by: string,
  { coordinators, isOfALead }: { readonly coordinators: readonly string[]; readonly isOfALead: boolean },
): Addressee {
  const first = FIRST_ADDRESSEE[kind]
  if (first === 'coordinator' && coordinators.includes(by)) return 'team-lead'
  return first === 'team-lead' && isOfALead ? 'escalation-officer' : first
}

/** Whether someone who holds the role may answer it: not what they raised, nor what judges their own work. */
export const mayAnswer = ({ by, person, challenged, judged, on }: Challenge, who: string): boolean =>
  who !== by &&
  who !== person &&
  judged?.includes(who) !== true &&
  (LOOKED_AT_AGAIN.includes(on.kind) || !challenged.includes(who))

/** Who is asked after that, in their order. */
export function stepsUpFrom(first: Addressee): readonly Addressee[] {
  const next = NEXT_ADDRESSEE[first]
  return next === undefined ? [] : [next, ...stepsUpFrom(next)]
}
