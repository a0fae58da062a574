/**
 * Who reads, as a second and from outside, what someone bound by secrecy would share: drawn as for a deviation, heard once, and gone when the term is over. Who asks
 * again for the same gets the same reader, or the next of the same lot where that one objected, stood aside or let it lapse.
 */
import { Refusal, type Deed, type Moment, type PersonId, type Sealed } from '../../deciding/decider.ts'
import type { LegalDomain } from '../../deciding/domains.ts'
import type { ReaderPool } from '../../municipality/second-readers.ts'
import {
  drawnFor,
  mustBeFromOutside,
  mustBeItsReader,
  type Draw,
  type Drawn,
  type DrawnRefusal,
} from '../deviations/draw.ts'
import type { OpenedItem } from '../referrals/referrals.ts'
import { keyOf, refAlone } from '../visibility/visibility.ts'
import type { Asking, Sharing, SharingEvent, SharingFinding, Sharings } from './sharing.ts'
import { waysHere, type KnowsWays, type SharedWith } from './ways-here.ts'

export type SharingReadingCommand =
  | {
      readonly type: 'ReadSharing'
      readonly sharing: string
      readonly finding: SharingFinding
      readonly words: Sealed
      readonly basedOn: number
      /** What it is needed for, as it was asked: sealed again, for whom it is told to once it is shared. */
      readonly askedFor: Sealed
      readonly pool: ReaderPool
      /** Of the municipality: its readers read what is shared with its own workers too. */
      readonly oin: string
    }
  | {
      readonly type: 'RecuseSharingReader'
      readonly sharing: string
      readonly reason?: Sealed
      readonly draw: Draw
    }
  | { readonly type: 'WithdrawSharing'; readonly sharing: string }

export type SharingReadingRefusal =
  | DrawnRefusal
  | 'SHARING_IS_ASKED'
  | 'SHARING_IS_READ'
  | 'SHARING_READING_HAS_LAPSED'
  | 'READER_IS_OF_THE_RECIPIENT'
  | 'ONLY_WHO_ASKED_WITHDRAWS'
  | 'SHARING_IS_UNKNOWN'

export interface ReadingNeeds extends KnowsWays {
  readonly sharings: Sharings
  /** The family, who speaks for them, who works with them, and from whom one of the items is withheld: none of them reads as an outsider. */
  readonly notFromOutside: readonly string[]
}

/** What is asked to be shared, and by which lot who reads it is drawn. */
export interface ToBeJudged {
  readonly items: readonly OpenedItem[]
  readonly to: SharedWith
  readonly domain: LegalDomain
  readonly acute: boolean
  readonly until: Moment
}

const isTo = (one: SharedWith, other: SharedWith): boolean => one.kind === other.kind && one.id === other.id

const isOf = (items: readonly OpenedItem[], item: OpenedItem): boolean =>
  items.some((one) => keyOf(one) === keyOf(item))

/** Whether a second reader supported that it is shared with them, until then and longer, and it still is. */
export const isSupported = (item: OpenedItem, to: SharedWith, all: Sharings, until: Moment): boolean =>
  Object.values(all).some(
    (one) =>
      one.is === 'granted' &&
      one.asking?.read?.finding === 'supports' &&
      until <= one.until &&
      isTo(one.to, to) &&
      isOf(one.items, item),
  )

type Asked = Sharing & { readonly asking: Asking }

const isAsked = (one: Sharing): one is Asked => one.asking !== undefined

/** What a second reader was asked before of one of these, for the same recipient. */
export const askedBefore = (
  { items, to }: Pick<ToBeJudged, 'items' | 'to'>,
  all: Sharings,
): readonly (readonly [string, Asked])[] =>
  Object.entries(all).flatMap(([id, one]) =>
    isAsked(one) && isTo(one.to, to) && one.items.some((item) => isOf(items, item)) ? [[id, one] as const] : [],
  )

/** Whether it is somebody's to read still. */
export const isOpenRequest = ({ is, asking }: Sharing, at: Moment): boolean =>
  is === 'asked' && asking !== undefined && asking.read === undefined && at <= asking.lapsesAt

/** Of what the reader of a request was first drawn; undefined where nobody was asked. */
export const poolOfLot = (asked: Pick<ToBeJudged, 'items' | 'to'>, all: Sharings): number | undefined =>
  lotBefore(asked, all)?.pool

const lotBefore = (asked: Pick<ToBeJudged, 'items' | 'to'>, all: Sharings) =>
  askedBefore(asked, all)
    .flatMap(([, { asking }]) => asking.lot ?? [])
    .at(-1)

/** Who had their turn: who objected, stood aside, or let it lapse. Who asked and withdrew gets the same reader again. */
const whoHadTheirTurn = (asked: ToBeJudged, all: Sharings, at: Moment): readonly string[] =>
  askedBefore(asked, all).flatMap(([, { is, asking }]) => {
    const { recused, read, reader, lapsesAt } = asking
    if (read?.finding === 'objects') return [...recused, read.by]
    return is === 'asked' && lapsesAt < at && reader !== undefined ? [...recused, reader] : recused
  })

/** @returns undefined where nobody can be drawn @throws Refusal where they asked it already, and it is open */
export function readerToAsk(
  asked: ToBeJudged,
  draw: Draw | undefined,
  { sharings, notFromOutside }: ReadingNeeds,
  { by, at }: Pick<Deed, 'by' | 'at'>,
): Drawn | undefined {
  // Of what others ask nobody is told: they get the same reader.
  const open = askedBefore(asked, sharings).find(([, one]) => one.by === by.id && isOpenRequest(one, at))
  if (open !== undefined) throw refusal('SHARING_IS_ASKED', { sharing: open[0] })
  const { to, domain, acute, until } = asked
  const partial = [by.id, ...(to.kind === 'professional' ? [to.id] : [])]
  const recused = [...whoHadTheirTurn(asked, sharings, at), ...partial]
  const lot = lotBefore(asked, sharings)
  const item = {
    what: 'sharing-reading',
    domain,
    acute,
    excluded: notFromOutside,
    recused,
    ...(lot && { lot }),
  } as const
  return within(until, draw && drawnFor(item, draw, at))
}

/** Nobody reads what could be shared no longer. */
const within = (until: Moment, drawn: Drawn | undefined): Drawn | undefined =>
  drawn && { ...drawn, due: { ...drawn.due, at: until < drawn.due.at ? until : drawn.due.at } }

/** @param aboutWhom everyone whom one of its items is about */
export function decideSharingReading(
  command: SharingReadingCommand,
  plan: ReadingNeeds,
  aboutWhom: (items: readonly OpenedItem[]) => readonly PersonId[],
  { by, at }: Deed,
): readonly SharingEvent[] {
  const { sharing } = command
  const now = plan.sharings[sharing]
  if (now === undefined || !isAsked(now)) throw refusal('SHARING_IS_UNKNOWN')
  // About nobody, until something is shared: who it would tell something to is not told that it was asked.
  const concerns = { domain: now.domain, about: [], sharing } as const
  if (command.type === 'WithdrawSharing') {
    if (by.id !== now.by) throw refusal('ONLY_WHO_ASKED_WITHDRAWS')
    if (now.is === 'withdrawn') return []
    mustBeAsked(now, at)
    return [{ ...concerns, type: 'SharingWithdrawn' }]
  }
  const { asking } = now
  mustBeItsReader(asking.reader, by.id)
  mustBeAsked(now, at)
  if (command.type === 'RecuseSharingReader') {
    const { reason, draw } = command
    const recused = { ...concerns, type: 'SharingReaderRecused', reader: by.id, ...(reason && { reason }) } as const
    const next = nextReader(now, draw, by.id, at)
    return next === undefined ? [recused] : [recused, { ...concerns, type: 'SharingReaderDrawn', ...next }]
  }
  const { finding, words, basedOn, askedFor, pool, oin } = command
  const { to, items, domain, until } = now
  const isInPool = pool.readers.some(({ reader, domains }) => reader === by.id && domains.includes(domain))
  mustBeItsReader(isInPool ? asking.reader : undefined, by.id)
  mustBeFromOutside([...plan.notFromOutside, to.id], by.id)
  const employer = by.kind === 'person' ? by.organisation : undefined
  if (employer !== undefined && isOfTheRecipient(employer, to, plan, oin)) throw refusal('READER_IS_OF_THE_RECIPIENT')
  const read = { ...concerns, basedOn, type: 'SharingRead', finding, words } as const
  if (finding === 'objects') return [read]
  const shared = { to, items: items.map(refAlone), until, ground: 'conflict-of-duties', askedBy: now.by } as const
  const about = aboutWhom(items)
  return [read, { domain, about, type: 'SharingGranted', sharing, ...shared, necessity: askedFor }]
}

function mustBeAsked(now: Asked, at: Moment): void {
  if (now.is !== 'asked') throw refusal('SHARING_IS_READ')
  if (!isOpenRequest(now, at)) throw refusal('SHARING_READING_HAS_LAPSED', { lapsedAt: now.asking.lapsesAt })
}

function nextReader({ domain, until, asking }: Asked, draw: Draw, aside: string, at: Moment): Drawn | undefined {
  const { acute, lot } = asking
  const recused = [...asking.recused, aside]
  const item = { what: 'sharing-reading', domain, acute, excluded: [], recused, ...(lot && { lot }) } as const
  return within(until, drawnFor(item, draw, at))
}

/** Whether an organisation is the recipient, or employs them; of the municipality itself only the first. */
export const isOfTheRecipient = (organisation: string, to: SharedWith, plan: KnowsWays, oin: string): boolean =>
  to.kind === 'organisation'
    ? to.id === organisation
    : organisation !== oin && waysHere(to, plan).some((way) => way.organisation === organisation)

const refusal = (code: SharingReadingRefusal, details?: Readonly<Record<string, unknown>>) => new Refusal(code, details)
