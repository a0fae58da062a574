/** What rows of deliveries say, and which of them is the next of its subject. */
import type { ExpressionBuilder, Kysely } from 'kysely'
import type { Position } from '../event-store/port.ts'
import type { DeliveryRow, WebhookTables } from './webhook-tables.ts'

/** An event that an endpoint is to have. */
export interface ToDeliver {
  readonly position: Position
  readonly subject: string
  readonly event: string
}

/** The subject of what is said to an endpoint of all that it was sent, and so comes before anything else. */
export const OF_ALL = ''

/** Where that stands: behind a place, and before what comes behind it. */
export const rightBehind = (position: Position | ''): Position => `${position}+`
export const behindWhich = (position: Position): Position | '' => position.slice(0, -1)

export interface Due extends ToDeliver {
  /** Made before this one. */
  readonly attempts: number
  readonly firstAttemptAtMs: number | undefined
}

export interface DeadLetter extends ToDeliver {
  readonly attempts: number
  readonly firstAttemptAtMs: number
  readonly deadAtMs: number
  readonly lastError: string
}

/** What a partner sees of its endpoint. */
export interface EndpointState {
  readonly reached: Position | undefined
  /** Where what was held back on the way there begins. */
  readonly held: readonly Position[]
  /** Not delivered yet, those behind a dead letter included, dead letters not. */
  readonly waiting: number
  /** Since when the oldest of them waits. */
  readonly waitingSinceMs: number | undefined
  readonly deadLetters: number
  readonly lastError: { readonly said: string; readonly atMs: number } | undefined
}

/** Where what was held back begins, as a row has it. */
export const heldIn = (held = ''): readonly Position[] => held.split(' ').filter((position) => position !== '')

export const dueFrom = (row: DeliveryRow): Due => ({
  position: row.position,
  subject: row.subject,
  event: row.event,
  attempts: row.attempts,
  firstAttemptAtMs: row.first_attempt_at_ms ?? undefined,
})

/** Nothing else is sent before what is of all was tried once. */
export const firstTriedOfAll = (of: ExpressionBuilder<{ one: DeliveryRow } & WebhookTables, 'one'>) =>
  of.or([
    of('one.subject', '=', OF_ALL),
    of.not(
      of.exists(
        of
          .selectFrom('webhook_delivery as said')
          .select('said.position')
          .whereRef('said.endpoint', '=', 'one.endpoint')
          .where('said.subject', '=', OF_ALL)
          .where('said.attempts', '=', 0)
          .where('said.dead_at_ms', 'is', null),
      ),
    ),
  ])

export const deadLetterFrom = (row: DeliveryRow): DeadLetter => ({
  position: row.position,
  subject: row.subject,
  event: row.event,
  attempts: row.attempts,
  firstAttemptAtMs: row.first_attempt_at_ms ?? 0,
  deadAtMs: row.dead_at_ms ?? 0,
  lastError: row.last_error ?? '',
})

/** Of each subject only what waits longest. */
export const firstOfTheirSubject = (db: Kysely<WebhookTables>, endpoint: string) =>
  db
    .selectFrom('webhook_delivery as one')
    .where('one.endpoint', '=', endpoint)
    .where((of) =>
      of.not(
        of.exists(
          of
            .selectFrom('webhook_delivery as earlier')
            .select('earlier.position')
            .whereRef('earlier.endpoint', '=', 'one.endpoint')
            .whereRef('earlier.subject', '=', 'one.subject')
            .whereRef('earlier.position', '<', 'one.position'),
        ),
      ),
    )
