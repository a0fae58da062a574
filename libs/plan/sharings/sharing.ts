/** A sharing, on what ground it may be, and how it stands. What is missing for one is in `missing-for.ts`, what is open by it in `shared.ts`. */
import type { Concerns, Moment, PersonId, Sealed } from '../../deciding/decider.ts'
import type { LegalDomain } from '../../deciding/domains.ts'
import { withEntry } from '../../deciding/growing.ts'
import type { CareTeam } from '../care-team/care-team.ts'
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

export type SharingEvent = Concerns &
  (
    | {
        readonly type: 'SharingGranted'
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
  readonly is: 'granted' | 'refused' | 'ended'
  /** Who asked. */
  readonly by: string
  readonly to: SharedWith
  readonly domain: LegalDomain
  /** Of one that was refused nobody: it is between who asked and who coordinates. */
  readonly about: readonly PersonId[]
  readonly items: readonly SharedItem[]
  /** Absent of one that was refused. */
  readonly ground?: SharingGround
  readonly until: Moment
  /** By what whom it is to had a part here then: it tells that they did. */
  readonly through: readonly ItemKey[]
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

export function evolveSharings(now: Sharings, event: SharingEvent, by: string, plan: KnownToSharings): Sharings {
  if (event.type === 'SharingEnded') {
    const sharing = now[event.sharing]
    return sharing === undefined ? now : withEntry(now, event.sharing, { ...sharing, is: 'ended' })
  }
  const { sharing, to, domain, about, until } = event
  if (domain === 'general') return now
  const items = event.items.map((item) => ({ ...item, since: wordsSince(item, plan) }))
  const through = waysHere(to, plan).map(({ way }) => way)
  const asked = { by, to, domain, about, items, until, through }
  if (event.type === 'SharingRefused') return withEntry(now, sharing, { is: 'refused', ...asked })
  return withEntry(now, sharing, { is: 'granted', ...asked, ground: event.ground })
}

/** An action has the words it began with. */
const wordsSince = ({ kind, id }: OpenedItem, { goals }: KnownToSharings): Moment =>
  kind === 'goal' ? (goals[id]?.wordsAt ?? '') : ''
