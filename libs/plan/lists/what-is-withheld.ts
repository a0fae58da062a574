/** What is withheld in all plans, since when and until which review: for who checks that the power is not misused. It keeps nobody's words; which state each is in follows from the moment it is asked. */
import { dayOf } from '../../deciding/days.ts'
import type { Due } from '../../deciding/decider.ts'
import type { Happened, ReadModel } from '../../deciding/read-model.ts'
import { planOf, SIGHT, sightOf } from './as-rows.ts'
import type { PlanEvent } from '../plan.ts'
import type { VisibilityEvent, Withholding } from '../visibility/visibility.ts'

/** As it is at a moment; what is told needs nobody's confirmation, and has ended behind the day of its review. */
export const STATES_OF_WITHHOLDING = [
  'incomplete',
  'unconfirmed',
  'needs-no-confirmation',
  'confirmed',
  'denied',
  'ended',
] as const
export type StateOfWithholding = (typeof STATES_OF_WITHHOLDING)[number]

const tables = {
  withheld: {
    columns: {
      plan: 'text',
      withholding: 'text',
      /** From whom: what is withheld from someone is nothing they check. */
      human: 'text',
      /** 1 where all about someone is withheld; then it names no items. */
      isLimit: 'integer',
      /** As the rules know it, whatever the day is. */
      stands: 'text',
      ground: 'text',
      mode: 'text',
      since: 'text',
      /** '' while a member's wish waits for who completes it. */
      reviewDate: 'text',
      /** From then on an unconfirmed one is the privacy officer's; '' where nobody waits for that. */
      lapsesAt: 'text',
      what: 'text',
      dueAt: 'text',
      ...SIGHT,
    },
    key: ['plan', 'withholding'],
    lookups: [['dueAt', 'plan']],
  },
  /** Which items are still withheld by it: with the last of them it ends. */
  withheld_item: {
    columns: { plan: 'text', withholding: 'text', kind: 'text', item: 'text' },
    key: ['plan', 'withholding', 'kind', 'item'],
  },
} as const

export const whatIsWithheld = {
  name: 'what-is-withheld',
  version: 2,
  tables,
  after: {
    ContentWithheld: (happened) => {
      const { withholding, items } = happened.event
      const plan = planOf(happened.envelope)
      return [
        made(happened, 0),
        ...items.map(
          ({ kind, id: item }) => ({ put: 'withheld_item', row: { plan, withholding, kind, item } }) as const,
        ),
      ]
    },
    SightLimited: (happened) => [made(happened, 1)],
    WithholdingCompleted: (happened) => {
      const { mode, reviewDate, lapsesAt = '' } = happened.event
      return [changed(happened, { stands: 'made', mode, reviewDate, lapsesAt, ...dueOf(happened.event) })]
    },
    WithholdingConfirmed: (happened) => {
      const { mode } = happened.event
      return [changed(happened, { stands: 'confirmed', mode, ...dueOf(happened.event) })]
    },
    WithholdingDenied: (happened) => [changed(happened, { stands: 'denied', ...dueOf(happened.event) })],
    WithholdingReviewed: (happened) => {
      const { reviewDate } = happened.event
      return [changed(happened, { reviewDate, ...dueOf(happened.event) })]
    },
    ContentReleased: ({ event: { withholding, items }, envelope }) =>
      items.map(
        ({ kind, id: item }) =>
          ({ remove: 'withheld_item', where: { plan: planOf(envelope), withholding, kind, item } }) as const,
      ),
    SightLimitLifted: (happened) => [changed(happened, { stands: 'ended' })],
  },
} as const satisfies ReadModel<PlanEvent, typeof tables>

type Made = Extract<VisibilityEvent, { readonly type: 'ContentWithheld' | 'SightLimited' }>

function made(happened: Happened<Made>, isLimit: 0 | 1) {
  const { withholding, from: human, ground, mode, reason, reviewDate = '', lapsesAt = '' } = happened.event
  const { envelope } = happened
  const row = {
    ...{ plan: planOf(envelope), withholding, human, isLimit, ground, mode, reviewDate, lapsesAt },
    stands: (reason === undefined ? 'asked' : 'made') satisfies Withholding['is'],
    since: dayOf(envelope.recordedAt),
    ...dueOf(happened.event),
    ...sightOf(happened),
  }
  return { put: 'withheld', row } as const
}

const dueOf = ({ due: { what, at } }: { readonly due: Due }) => ({ what, dueAt: at })

interface Change {
  readonly stands?: Withholding['is']
  readonly mode?: string
  readonly reviewDate?: string
  readonly lapsesAt?: string
  readonly what?: string
  readonly dueAt?: string
}

const changed = ({ event, envelope }: Happened<PlanEvent & { readonly withholding: string }>, set: Change) =>
  ({ change: 'withheld', where: { plan: planOf(envelope), withholding: event.withholding }, set }) as const
