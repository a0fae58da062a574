/**
 * What a second reader has of what someone would share: the request with what it is needed for, the items as their recipient would have them, and what readers before
 * them objected; until they read it, or it is over. Of items they then have nothing more.
 */
import type { Moment } from '../deciding/decider.ts'
import { involvedIn, type Plan } from '../plan/plan.ts'
import { askedBefore, isOfTheRecipient, isOpenRequest } from '../plan/sharings/second-reader.ts'
import type { Sharing } from '../plan/sharings/sharing.ts'
import { keyOf, type ItemKey } from '../plan/visibility/visibility.ts'
import type { Shared } from '../plan/sharings/shared.ts'
import { coversSharedItems, openOfShared } from './shared.ts'
import { isWithinReach, type ReaderReach } from './reader-reach.ts'
import type { Written } from './written.ts'

export interface SharingReaderGround {
  readonly is: 'sharing-reader'
  readonly sharings: Readonly<Record<string, ReaderReach>>
  /** Of each item since when its words are those that were asked about. */
  readonly items: Shared['items']
}

export interface ReaderAsking {
  readonly id: string
  readonly organisation?: string
}

/** @param oin of the municipality: undefined where nobody works for it */
export function sharingReaderGrounds(
  { id, organisation }: ReaderAsking,
  plan: Plan,
  at: Moment,
  oin: string | undefined,
): readonly SharingReaderGround[] {
  const sharings: Record<string, ReaderReach> = {}
  const items = new Map<ItemKey, Moment>()
  const isInvolved = involvedIn(plan).includes(id)
  for (const [sharing, one] of Object.entries(plan.sharings)) {
    const { asking } = one
    if (asking?.reader !== id) continue
    if (asking.read !== undefined) sharings[sharing] = { until: asking.read.at }
    if (!isOpenRequest(one, at)) continue
    const isTheirs = organisation !== undefined && isOfTheRecipient(organisation, one.to, plan, oin ?? '')
    if (isInvolved || isTheirs || one.to.id === id) {
      sharings[sharing] = 'the-draw'
      continue
    }
    sharings[sharing] = 'all'
    for (const item of one.items) items.set(keyOf(item), earlier(items.get(keyOf(item)), item.since))
    for (const [other] of objectedBefore(one, plan)) sharings[other] ??= 'all'
  }
  return Object.keys(sharings).length > 0 ? [{ is: 'sharing-reader', sharings, items }] : []
}

const objectedBefore = (one: Sharing, { sharings }: Plan) =>
  askedBefore(one, sharings).filter(([, { asking }]) => asking.read?.finding === 'objects')

const earlier = (one: Moment | undefined, other: Moment): Moment => (one !== undefined && one < other ? one : other)

export function coversToReadSharing({ sharings, items }: SharingReaderGround, { event, envelope }: Written): boolean {
  if (!('sharing' in event)) return coversSharedItems({ sharings: [], items }, event)
  return isWithinReach(sharings[event.sharing], event, envelope.recordedAt)
}

/** Which fields of an event of theirs stand open. */
export const openToReadSharing = ({ items }: SharingReaderGround, written: Written): 'all' | readonly string[] =>
  'sharing' in written.event ? 'all' : openOfShared({ sharings: [], items }, written)
