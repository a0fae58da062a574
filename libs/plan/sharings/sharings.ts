/** What is shared with whom, on a named ground; asked of a second reader, where that ground needs one; refused, and that recorded, where there is none; and ended. */
import { dayOf, yearsAfter } from '../../deciding/days.ts'
import { Refusal, type Decider, type Deed, type Moment, type PersonId, type Sealed } from '../../deciding/decider.ts'
import type { LegalDomain } from '../../deciding/domains.ts'
import type { Draw } from '../deviations/draw.ts'
import type { OpenedItem } from '../referrals/referrals.ts'
import { keyOf, refAlone } from '../visibility/visibility.ts'
import { itemByRef, type Items } from '../visibility/withheld-items.ts'
import {
  decideSharingReading,
  readerToAsk,
  type ReadingNeeds,
  type SharingReadingCommand,
  type SharingReadingRefusal,
} from './second-reader.ts'
import type { MissingToShare, Sharing, SharingEvent, SharingGround, Sharings } from './sharing.ts'
import type { SharedWith } from './ways-here.ts'

export type SharingCommand =
  | {
      readonly type: 'ShareItems'
      readonly sharing: string
      readonly items: readonly OpenedItem[]
      readonly to: SharedWith
      readonly ground?: SharingGround
      readonly necessity?: Sealed
      readonly article?: Sealed
      readonly until: Moment
      /** Then a second reader has hours to read it, where one is needed. */
      readonly acute?: boolean
      /** Who reads it is drawn, where its ground needs a reader. */
      readonly draw?: Draw
      /** Judged on the plan that its asker sees: a refusal tells of nothing else. */
      readonly missing: readonly MissingToShare[]
    }
  | { readonly type: 'EndSharing'; readonly sharing: string; readonly reason?: Sealed }
  | SharingReadingCommand

export type SharingRefusal =
  | 'SHARING_ENDS_BEFORE_IT_STARTS'
  | 'SHARING_LASTS_A_YEAR_AT_MOST'
  | 'SHARING_IS_OF_ONE_LAW'
  | 'NOBODY_SHARES_WITH_THEMSELVES'
  | SharingReadingRefusal

export interface SharingsNeeds extends Items, Omit<ReadingNeeds, keyof Items> {
  readonly sharings: Sharings
}

export const decideSharings: Decider<SharingCommand, SharingsNeeds, SharingEvent>['decide'] = (command, plan, deed) => {
  switch (command.type) {
    case 'ShareItems':
      return share(command, plan, deed)
    case 'EndSharing':
      return end(command, plan.sharings)
    case 'ReadSharing':
    case 'RecuseSharingReader':
    case 'WithdrawSharing':
      return decideSharingReading(command, plan, (items) => concerning(items, plan).about, deed)
  }
}

function share(
  command: Extract<SharingCommand, { type: 'ShareItems' }>,
  plan: SharingsNeeds,
  deed: Deed,
): readonly SharingEvent[] {
  const { by, at } = deed
  const { sharing, to, ground, necessity, article, until, missing, acute = false } = command
  if (plan.sharings[sharing] !== undefined) return []
  if (until <= at) throw refusal('SHARING_ENDS_BEFORE_IT_STARTS')
  if (dayOf(until) > yearsAfter(dayOf(at), 1)) throw refusal('SHARING_LASTS_A_YEAR_AT_MOST')
  if (to.id === by.id || (by.kind === 'person' && by.organisation === to.id))
    throw refusal('NOBODY_SHARES_WITH_THEMSELVES')
  const { domain, about } = concerning(command.items, plan)
  const asked = { sharing, to: { kind: to.kind, id: to.id }, items: command.items.map(refAlone), until }
  const said = { ...(necessity && { necessity }), ...(article && { article }) }
  if (ground !== undefined && necessity !== undefined && missing.length === 1 && missing[0] === 'second-reader') {
    const drawn = readerToAsk({ items: command.items, to, domain, acute, until }, command.draw, plan, deed)
    const request = { domain, about: [], sharing } as const
    if (drawn !== undefined)
      return [
        { ...request, type: 'SharingAsked', ...asked, ground, ...said, necessity, acute },
        { ...request, type: 'SharingReaderDrawn', ...drawn },
      ]
  }
  if (missing.length > 0 || ground === undefined || necessity === undefined)
    return [
      // About nobody: who it would tell something to is not told that it was tried.
      { domain, about: [], type: 'SharingRefused', ...asked, ...(ground && { ground }), ...said, missing },
    ]
  return [{ domain, about, type: 'SharingGranted', ...asked, ground, necessity, ...(article && { article }) }]
}

/** The one law of the items, and everyone whom one of them is about. */
function concerning(
  items: readonly OpenedItem[],
  plan: Items,
): { readonly domain: LegalDomain; readonly about: readonly PersonId[] } {
  const each = items.map((item) => itemByRef(plan, item))
  const [domain, ...others] = [...new Set(each.map((one) => one?.domain))]
  if (domain === undefined || domain === 'general' || others.length > 0) throw refusal('SHARING_IS_OF_ONE_LAW')
  return { domain, about: [...new Set(each.flatMap((one) => one?.about ?? []))] }
}

function end(
  { sharing, reason }: Extract<SharingCommand, { type: 'EndSharing' }>,
  all: Sharings,
): readonly SharingEvent[] {
  const now = all[sharing]
  if (now?.is === 'ended') return []
  if (now?.is !== 'granted') throw refusal('SHARING_IS_UNKNOWN')
  const { domain, about } = now
  const concerns = { domain, about, type: 'SharingEnded', ...(reason && { reason }) } as const
  return sameAs(sharing, all).map((one) => ({ ...concerns, sharing: one }))
}

/** Shared twice it does not stand by the other when it is ended. */
const sameAs = (sharing: string, all: Sharings): readonly string[] =>
  Object.entries(all).flatMap(([id, one]) =>
    id === sharing || (one.is === 'granted' && saysOf(one) === saysOf(all[sharing])) ? [id] : [],
  )

const saysOf = (one: Sharing | undefined): string =>
  JSON.stringify([one?.to, one?.domain, one?.ground, one?.items.map(keyOf).toSorted()])

const refusal = (code: SharingRefusal, details?: Readonly<Record<string, unknown>>) => new Refusal(code, details)
