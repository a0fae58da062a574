/** A sharing, on what ground it may be, and how it stands. What is missing for one is in `missing-for.ts`, what is open by it in `shared.ts`, who reads it as a second in `second-reader.ts`. */
import type { Concerns, Moment, PersonId, Sealed } from '../../deciding/decider.ts'
import type { LegalDomain } from '../../deciding/domains.ts'
import { withEntry } from '../../deciding/growing.ts'
import type { CareTeam } from '../care-team/care-team.ts'
import { lotOf, type Drawn, type Lot } from '../deviations/draw.ts'
import type { Goals } from '../goals/goal.ts'
import type { OpenedItem, Referrals } from '../referrals/referrals.ts'
import type { ItemKey } from '../visibility/visibility.ts'
import { waysHere, type SharedWith } from './ways-here.ts'

export const SHARING_GROUNDS = ['same-help', 'permission', 'legal-right', 'conflict-of-duties'] as const
export type SharingGround = (typeof SHARING_GROUNDS)[number]

/** What can be missing, in the order in which it is named. */
export const MISSING_TO_SHARE = [
  'ground',
  'necessity',
  'task',
  'helps-only',
  'not-withheld',
  'same-law',
  'permission',
  'article',
  'second-reader',
] as const
export type MissingToShare = (typeof MISSING_TO_SHARE)[number]

/** What a sharing needs whatever its ground: that it is necessary, for a task that its recipient has here, of which is not kept from them. */
export const EVERY_SHARING_NEEDS: readonly MissingToShare[] = [
  'ground',
  'necessity',
  'task',
  'helps-only',
  'not-withheld',
]

/** The article that each ground rests on, whether a municipality confirmed that it does, and what it needs beside what all of them need. */
export const SHARING_LAWS: Readonly<
  Record<
    SharingGround,
    { readonly law: string; readonly confirmed: boolean; readonly needs: readonly MissingToShare[] }
  >
> = {
  'same-help': { law: 'Jeugdwet 7.3.11(2)', confirmed: true, needs: ['same-law'] },
  permission: { law: 'Jeugdwet 7.3.11(1); Wmo 2015 5.3.3; AVG 6(1), 7', confirmed: false, needs: ['permission'] },
  'legal-right': { law: 'AVG 6(1)(c) and (e), 9(2); the article that is named', confirmed: false, needs: ['article'] },
  'conflict-of-duties': { law: 'Sr 40; Jeugdwet 4.1.1(3)', confirmed: false, needs: ['second-reader'] },
}

/** Without a ground also what a ground would need is not known: only what they all need. */
export const neededFor = (ground: SharingGround | undefined): readonly MissingToShare[] => [
  ...EVERY_SHARING_NEEDS,
  ...(ground === undefined ? [] : SHARING_LAWS[ground].needs),
]

/** What whoever shares says themselves, beside the ground; all else stands in the plan. */
export const SAID_BY_WHO_SHARES: readonly MissingToShare[] = ['necessity', 'article']

export const SHARING_FINDINGS = ['supports', 'objects'] as const
export type SharingFinding = (typeof SHARING_FINDINGS)[number]

/** What is to be open to whom, on what ground, and how long. */
interface OnAGround {
  readonly sharing: string
  readonly to: SharedWith
  readonly items: readonly OpenedItem[]
  readonly ground: SharingGround
  /** For which task of theirs whoever it is to needs it. */
  readonly necessity: Sealed
  /** Which article gives a right to it. */
  readonly article?: Sealed
  readonly until: Moment
}

export type SharingEvent = Concerns &
  (
    | ({
        readonly type: 'SharingGranted'
        /** Of one that a second reader supported: it is recorded when they did. */
        readonly askedBy?: string
      } & OnAGround)
    | ({ readonly type: 'SharingAsked'; readonly acute: boolean } & OnAGround)
    | ({ readonly type: 'SharingReaderDrawn'; readonly sharing: string } & Drawn)
    | {
        readonly type: 'SharingReaderRecused'
        readonly sharing: string
        readonly reader: string
        readonly reason?: Sealed
      }
    | {
        readonly type: 'SharingRead'
        readonly sharing: string
        readonly finding: SharingFinding
        readonly words: Sealed
      }
    | { readonly type: 'SharingWithdrawn'; readonly sharing: string }
    | {
        readonly type: 'SharingRefused'
        readonly sharing: string
        readonly to: SharedWith
        readonly items: readonly OpenedItem[]
        readonly ground?: SharingGround
        readonly necessity?: Sealed
        readonly article?: Sealed
        readonly until: Moment
        readonly missing: readonly MissingToShare[]
      }
    | { readonly type: 'SharingEnded'; readonly sharing: string; readonly reason?: Sealed }
  )

export interface Sharing {
  /** `asked`: of a second reader, who has not read it, and will not where it lapsed. */
  readonly is: 'asked' | 'granted' | 'refused' | 'withdrawn' | 'ended'
  /** Who asked. */
  readonly by: string
  readonly to: SharedWith
  readonly domain: LegalDomain
  /** Nobody, until it is granted: it is between who asked and who coordinates. */
  readonly about: readonly PersonId[]
  readonly items: readonly SharedItem[]
  /** Absent of one that was refused. */
  readonly ground?: SharingGround
  readonly until: Moment
  /** Of one that is, or was, for a second reader to judge. */
  readonly asking?: Asking
  /** By what whom it is to had a part here then: it tells that they did. */
  readonly through: readonly ItemKey[]
}

/** What a second reader was asked. */
export interface Asking {
  readonly acute: boolean
  /** Absent where nobody is left to read it. */
  readonly reader?: string
  readonly lot?: Lot
  readonly recused: readonly string[]
  /** Where nobody has read it by then, nobody does any more. */
  readonly lapsesAt: Moment
  readonly read?: { readonly by: string; readonly at: Moment; readonly finding: SharingFinding }
}

/** As it stood when it was shared. */
interface SharedItem extends OpenedItem {
  /** Since when its words were as they were then: older ones are not shared. */
  readonly since: Moment
}

export type Sharings = Readonly<Record<string, Sharing>>

export interface KnownToSharings {
  readonly careTeam: CareTeam
  readonly referrals: Referrals
  readonly goals: Goals
}

export function evolveSharings(
  now: Sharings,
  event: SharingEvent,
  { by, at }: { readonly by: string; readonly at: Moment },
  plan: KnownToSharings,
): Sharings {
  if (event.type === 'SharingGranted' || event.type === 'SharingRefused' || event.type === 'SharingAsked') {
    const begun = begunBy(event, by, now[event.sharing], plan)
    return begun === undefined ? now : withEntry(now, event.sharing, begun)
  }
  const sharing = now[event.sharing]
  return sharing === undefined
    ? now
    : withEntry(now, event.sharing, { ...sharing, ...changeOf(sharing, event, by, at) })
}

type Begins = Extract<SharingEvent, { readonly type: 'SharingGranted' | 'SharingRefused' | 'SharingAsked' }>

function begunBy(event: Begins, by: string, before: Sharing | undefined, plan: KnownToSharings): Sharing | undefined {
  const { to, domain, about, until } = event
  if (domain === 'general') return undefined
  const items = event.items.map((item) => ({ ...item, since: wordsSince(item, plan) }))
  const through = waysHere(to, plan).map(({ way }) => way)
  const asked = { by, to, domain, about, items, until, through }
  switch (event.type) {
    case 'SharingRefused':
      return { is: 'refused', ...asked }
    case 'SharingAsked':
      return { is: 'asked', ...asked, asking: { acute: event.acute, recused: [], lapsesAt: until } }
    case 'SharingGranted': {
      const asking = before?.asking && { asking: before.asking }
      return { is: 'granted', ...asked, by: event.askedBy ?? by, ground: event.ground, ...asking }
    }
  }
}

function changeOf({ asking }: Sharing, event: Exclude<SharingEvent, Begins>, by: string, at: Moment): Partial<Sharing> {
  if (event.type === 'SharingEnded') return { is: 'ended' }
  if (event.type === 'SharingWithdrawn') return { is: 'withdrawn' }
  if (asking === undefined) return {}
  switch (event.type) {
    case 'SharingReaderDrawn':
      return { asking: { ...asking, reader: event.reader, lot: lotOf(event), lapsesAt: event.due.at } }
    case 'SharingReaderRecused': {
      const { reader: _aside, ...others } = asking
      return { asking: { ...others, recused: [...asking.recused, event.reader] } }
    }
    case 'SharingRead': {
      const { finding } = event
      const read = { asking: { ...asking, read: { by, at, finding } } }
      return finding === 'objects' ? { is: 'refused', ...read } : read
    }
  }
}

/** An action has the words it began with. */
const wordsSince = ({ kind, id }: OpenedItem, { goals }: KnownToSharings): Moment =>
  kind === 'goal' ? (goals[id]?.wordsAt ?? '') : ''
