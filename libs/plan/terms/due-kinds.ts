/** All that can be due in a plan, a row each: who must act first, where that is always the same, and whether it goes up by itself. */

/** Whom something goes up to, in this order; behind the last it stands as unanswered. */
export const STEPS_UP = ['coordinator', 'team-lead', 'escalation-officer'] as const
export type StepUp = (typeof STEPS_UP)[number]

/** `reviewers`: who coordinates, and the safety and privacy officers, but not who is reviewed; `authors`: who reported the deviation or accounted for it; `owner`: of an action; `team`: care team and coordinator; `partner`: the organisation referred to; `who-left`: who may say that they did not; `family`: whom it is about, and who speaks for them. */
export const MUST_ACT = [
  'coordinator',
  'authors',
  'owner',
  'reader',
  'team',
  'partner',
  'safety-officer',
  'privacy-officer',
  'administrator',
  'who-left',
  'team-lead',
  'escalation-officer',
  'reviewers',
  'family',
] as const
export type MustAct = (typeof MUST_ACT)[number]

/** It goes up when its term has passed. */
const GOES_UP = { goesUp: true } as const
/** It does not, and why. */
const stays = (because: string) => ({ goesUp: false, because }) as const

const LAPSES = stays('nobody owes it: when its term has passed, it is no more to be done')
const BETWEEN_FEW = stays('that something is withheld is not for whom it would go up to')

/** When its moment has come the family is asked, and nobody has to do it. */
const ASKS = { ...stays('nobody owes it: the family is asked by itself'), asks: true } as const

const TELLS_A_BIRTHDAY = stays('that it went up, and when, would tell others when somebody was born')

/** A kind that is missing here does not compile where it is used. */
export const DUE_KINDS = {
  'own-plan': LAPSES,
  view: LAPSES,
  'exception-reading': GOES_UP,
  account: GOES_UP,
  'forbidden-step': GOES_UP,
  reading: GOES_UP,
  'acute-reading': GOES_UP,
  objection: GOES_UP,
  'objection-settlement': GOES_UP,
  condition: stays('its reader named its day, and nobody but who left the step can meet it'),
  'reader-pool': stays('whoever keeps the pool has nobody above them in a plan'),
  evaluation: GOES_UP,
  'evaluation-invitation': ASKS,
  'family-evaluation': LAPSES,
  action: GOES_UP,
  'other-coordinator': GOES_UP,
  referral: GOES_UP,
  proof: GOES_UP,
  age: GOES_UP,
  capacity: GOES_UP,
  'birthday-12': TELLS_A_BIRTHDAY,
  'birthday-16': TELLS_A_BIRTHDAY,
  'coming-of-age': TELLS_A_BIRTHDAY,
  'withholding-completion': BETWEEN_FEW,
  'withholding-confirmation': BETWEEN_FEW,
  'withholding-decision': BETWEEN_FEW,
  'withholding-review': BETWEEN_FEW,
  'withheld-request': BETWEEN_FEW,
  contest: LAPSES,
  'contest-decision': stays('undecided it is the privacy officer’s, who already oversees it'),
  'sight-limit': BETWEEN_FEW,
  'break-glass-review': stays('several who do not know each other may review it, and it keeps its user from the next'),
  narrowing: stays('it has no term: it is there until it is done'),
  'sharing-reading': LAPSES,
  challenge: GOES_UP,
  correction: GOES_UP,
  ending: stays('who ended whose help is told to no more people than who answers it'),
} as const satisfies Readonly<
  Record<string, { readonly goesUp: true } | { readonly goesUp: false; readonly because: string; readonly asks?: true }>
>

export type WhatIsDue = keyof typeof DUE_KINDS

export const DUE = Object.keys(DUE_KINDS) as readonly WhatIsDue[]

/** Whether something follows when its moment has passed, without anyone acting. */
export const runsByItself = (what: WhatIsDue): boolean => DUE_KINDS[what].goesUp || asks(what)

/** Until the family is asked nothing is due of it, and it is on nobody’s list. */
export const asks = (what: WhatIsDue): boolean => 'asks' in DUE_KINDS[what]

export const isKindOfDue = (what: string): what is WhatIsDue => Object.hasOwn(DUE_KINDS, what)

/** Their words, views and history open for whom they went up to; of all else, only that it is there, its term and whom it concerns. */
export const OPENS_FOR_ADDRESSEE: readonly WhatIsDue[] = [
  'reading',
  'acute-reading',
  'exception-reading',
  'objection',
  'objection-settlement',
]

/**
 * That it is due, the team lead is not told: what is withheld, what was asked of that, what is asked to be shared, and what was opened in an emergency are
 * between the few whom they concern.
 */
export const NOT_FOR_LEADS: readonly string[] = ['withholding', 'request', 'sharing', 'break-glass-use']

/** Nor a challenge, before it is theirs to answer: then they stand on that. */
export const isToldToLeads = (kind: string): boolean => kind !== 'challenge' && !NOT_FOR_LEADS.includes(kind)

/** Of what is withheld, who must act follows from what the event says must follow. */
export const MUST_ACT_ON: Readonly<Record<string, MustAct>> = {
  'withholding-completion': 'team',
  'withholding-confirmation': 'safety-officer',
  'withholding-decision': 'privacy-officer',
  'withholding-review': 'team',
}
