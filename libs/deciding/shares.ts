/**
 * How much may be written to a stream: each author's share of a year, and the bound of the whole. Judged by who wrote how much, in events and in
 * bytes as the store keeps them; what was written is not looked at. The numbers of a plan are in `plan/bounds.ts`.
 */
import { dayOf, endOf } from './days.ts'
import { Refusal, type Actor, type Moment, type Role } from './decider.ts'
import { withEntry } from './growing.ts'

/** Events, and their bytes: envelopes and sealed values together. */
export interface Amount {
  readonly events: number
  readonly bytes: number
}

export interface Bounds {
  /** What one author may write in a calendar year (Amsterdam). Of the system, nothing is counted. */
  readonly share: Amount
  /** What those whom it stops may write together, ever; the others are stopped by their own share alone, and take nothing of this room. */
  readonly whole: Amount & {
    readonly stops: readonly Role[]
    /** The part of it that partners may fill. */
    readonly partners: number
    readonly refusal: FullRefusal
  }
}

export type FullRefusal = 'PLAN_IS_FULL' | 'RECORD_IS_FULL'
export type ShareRefusal = 'SHARE_OF_THIS_YEAR_IS_WRITTEN' | FullRefusal

/** What has been written to a stream. */
export interface Usage {
  /** Of each author, in the year of their last event. */
  readonly authors: Readonly<Record<string, Amount & { readonly year: string }>>
  readonly roles: Readonly<Partial<Record<Role, Amount>>>
}

/**
 * Of what is no plan: an author has the same share. What an organisation arranges for itself has an end; what the municipality decides has none
 * but its authors' shares.
 */
export const RECORD_BOUNDS: Bounds = {
  share: { events: 2_000, bytes: 4 * 1024 * 1024 },
  whole: { events: 10_000, bytes: 16 * 1024 * 1024, stops: ['partner'], partners: 1, refusal: 'RECORD_IS_FULL' },
}

export const NOTHING_WRITTEN: Usage = { authors: {}, roles: {} }

const NOTHING: Amount = { events: 0, bytes: 0 }

/** @param at when it was recorded: moments in a stream never go back, so that an author's last year is the only one to know */
export function usageAfter({ authors, roles }: Usage, by: Actor, at: Moment, bytes: number): Usage {
  if (by.kind === 'system') return { authors, roles }
  const one = { events: 1, bytes }
  const year = yearOf(at)
  return {
    authors: withEntry(authors, by.id, { ...sum(writtenBy({ authors }, by.id, year), one), year }),
    roles: { ...roles, [by.role]: sum(roles[by.role] ?? NOTHING, one) },
  }
}

/** @throws Refusal where this, all of it, is over a bound that stops its author: with their own numbers, and of the whole only that it is full */
export function mustFit({ share, whole }: Bounds, usage: Usage, by: Actor, at: Moment, added: Amount): void {
  if (by.kind === 'system') return
  const year = yearOf(at)
  const own = writtenBy(usage, by.id, year)
  if (!fits(own, added, share))
    throw refusal('SHARE_OF_THIS_YEAR_IS_WRITTEN', {
      year: Number(year),
      written: { events: own.events, bytes: own.bytes },
      added,
      atMost: share,
      againFrom: new Date(Date.parse(endOf(`${year}-12-31`)) + 1).toISOString(),
    })
  if (!whole.stops.includes(by.role)) return
  const together = whole.stops.map((role) => usage.roles[role] ?? NOTHING).reduce(sum, NOTHING)
  if (!fits(together, added, whole)) throw refusal(whole.refusal)
  const theirPart = { events: whole.events * whole.partners, bytes: whole.bytes * whole.partners }
  if (by.role === 'partner' && !fits(usage.roles.partner ?? NOTHING, added, theirPart)) throw refusal(whole.refusal)
}

function writtenBy({ authors }: Pick<Usage, 'authors'>, author: string, year: string): Amount {
  const last = Object.hasOwn(authors, author) ? authors[author] : undefined
  return last?.year === year ? last : NOTHING
}

const yearOf = (at: Moment): string => dayOf(at).slice(0, 4)

const sum = (one: Amount, other: Amount): Amount => ({
  events: one.events + other.events,
  bytes: one.bytes + other.bytes,
})

const fits = (there: Amount, added: Amount, atMost: Amount): boolean =>
  there.events + added.events <= atMost.events && there.bytes + added.bytes <= atMost.bytes

const refusal = (code: ShareRefusal, details?: Readonly<Record<string, unknown>>) => new Refusal(code, details)
