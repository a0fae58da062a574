/** What is withheld, as those read it who may know of it; and, for whom it is withheld from and told so, that something is. */
import type { Moment, PersonId, Sealed } from '../../deciding/decider.ts'
import type { Day } from '../../deciding/days.ts'
import type { Domain } from '../../deciding/domains.ts'
import { withChanged, withOneMore } from '../../deciding/growing.ts'
import { mark, said, type Mark, type Said, type Seen } from '../seen.ts'
import {
  itemsBut,
  type AboutWhom,
  type ItemKind,
  type ItemRef,
  type VisibilityEvent,
  type WithholdingGround,
  type WithholdingMode,
} from './visibility.ts'

export interface WithholdingAsRead {
  readonly id: string
  readonly domain: Domain
  readonly about: readonly PersonId[]
  readonly from: string
  readonly state: 'asked' | 'made' | 'confirmed' | 'denied' | 'ended'
  /** What is withheld; empty where it is all about someone. */
  readonly items: readonly ItemRef[]
  readonly limits?: AboutWhom
  readonly ground: WithholdingGround
  readonly mode: WithholdingMode
  readonly made: Mark
  readonly reason?: Sealed
  readonly consulted?: string
  readonly reviewDate?: Day
  /** When it must be completed, confirmed, decided or reviewed. */
  readonly dueAt?: Moment
  readonly confirmed?: Mark
  readonly denied?: Said
  readonly reviewed?: Said
  readonly ended?: Said
}

/** What a member, or who speaks for them, asked of what is withheld from them. */
export interface WithheldRequestAsRead {
  readonly id: string
  readonly person: PersonId
  readonly asked: Mark
  readonly dueAt: Moment
  readonly answered?: Mark
}

/** Where in its list something withheld stands: behind so many of the items that are seen. */
export interface PlaceAsRead {
  readonly kind: ItemKind
  readonly behind: number
  readonly withheld: WithholdingGround
}

export interface VisibilityAsRead {
  readonly withholdings: readonly WithholdingAsRead[]
  readonly withheldRequests: readonly WithheldRequestAsRead[]
}

export function visibilityAfter(now: VisibilityAsRead, event: VisibilityEvent, seen: Seen<unknown>): VisibilityAsRead {
  switch (event.type) {
    case 'WithheldAskedFor': {
      const { request: id, person, due } = event
      const asked = { id, person, asked: mark(seen), dueAt: due.at }
      return { ...now, withheldRequests: withOneMore(now.withheldRequests, asked) }
    }
    case 'WithheldAnswered':
      return {
        ...now,
        withheldRequests: withChanged(now.withheldRequests, event.request, () => ({ answered: mark(seen) })),
      }
    case 'ContentWithheld':
    case 'SightLimited':
      return { ...now, withholdings: withOneMore(now.withholdings, made(event, seen)) }
    case 'WithholdingCompleted':
    case 'WithholdingConfirmed':
    case 'WithholdingDenied':
    case 'WithholdingReviewed':
    case 'ContentReleased':
    case 'SightLimitLifted': {
      const withholdings = withChanged(now.withholdings, event.withholding, (one) => changeOf(one, event, seen))
      return { ...now, withholdings }
    }
  }
}

type Made = Extract<VisibilityEvent, { type: 'ContentWithheld' | 'SightLimited' }>
type Later = Exclude<VisibilityEvent, Made | { type: 'WithheldAskedFor' | 'WithheldAnswered' }>

function made(event: Made, seen: Seen<unknown>): WithholdingAsRead {
  const { withholding: id, domain, about, from, ground, mode, reason, consulted, reviewDate, due } = event
  return {
    ...{ id, domain, about, from, ground, mode, made: mark(seen) },
    state: reason === undefined ? 'asked' : 'made',
    ...(event.type === 'ContentWithheld' ? { items: event.items } : { items: [], limits: event.limits }),
    ...(reason && { reason }),
    ...(consulted && { consulted }),
    ...(reviewDate && { reviewDate }),
    dueAt: due.at,
  }
}

function changeOf(now: WithholdingAsRead, event: Later, seen: Seen<unknown>): Partial<WithholdingAsRead> {
  const dueAt = event.due && { dueAt: event.due.at }
  switch (event.type) {
    case 'WithholdingCompleted': {
      const { mode, reason, consulted, reviewDate } = event
      return { state: 'made', made: mark(seen), mode, reason, consulted, reviewDate, ...dueAt }
    }
    case 'WithholdingConfirmed':
      return { state: 'confirmed', mode: event.mode, confirmed: mark(seen), ...dueAt }
    case 'WithholdingDenied':
      return { state: 'denied', denied: said(seen, event.reason), ...dueAt }
    case 'WithholdingReviewed':
      return { reviewDate: event.reviewDate, reviewed: said(seen, event.reason), ...dueAt }
    case 'ContentReleased': {
      const items = itemsBut(event.items, now.items)
      return items.length > 0 ? { items } : { items, state: 'ended', ended: said(seen, event.reason) }
    }
    case 'SightLimitLifted':
      return { state: 'ended', ended: said(seen, event.reason) }
  }
}
