/** What was shared with whom, and what was refused, as a reader sees it. */
import type { Moment, PersonId, Sealed } from '../../deciding/decider.ts'
import type { Domain } from '../../deciding/domains.ts'
import { withChanged, withOneMore } from '../../deciding/growing.ts'
import type { OpenedItem } from '../referrals/referrals.ts'
import type { DrawnReaderAsRead } from '../deviations/deviations-as-read.ts'
import { excludedIn, mark, said, type Mark, type Said, type Seen } from '../seen.ts'
import type { MissingToShare, Sharing, SharingEvent, SharingFinding, SharingGround } from './sharing.ts'
import type { SharedWith } from './ways-here.ts'

export interface SharingAsRead {
  readonly id: string
  readonly domain: Domain
  readonly about: readonly PersonId[]
  readonly to: SharedWith
  readonly items: readonly OpenedItem[]
  /** Absent where none was named; then it was refused. */
  readonly ground?: SharingGround
  readonly necessity?: Sealed
  readonly article?: Sealed
  readonly until: Moment
  /** What a second reader is asked: whether there was acute danger, and when it lapses where they have not read it. */
  readonly acute?: boolean
  readonly dueAt?: Moment
  readonly state: Sharing['is']
  /** Of one that was refused: what was missing. */
  readonly missing?: readonly MissingToShare[]
  /** By whom, and when. */
  readonly asked: Mark
  readonly ended?: Said
  readonly withdrawn?: Mark
  /** Absent for whom it is not told to who reads. */
  readonly reader?: DrawnReaderAsRead
  readonly recused?: readonly (Said & { readonly reader: string })[]
  readonly reading?: Said & { readonly finding: SharingFinding }
}

export function sharingsAfter(
  now: readonly SharingAsRead[],
  event: SharingEvent,
  seen: Seen<unknown>,
): readonly SharingAsRead[] {
  switch (event.type) {
    case 'SharingGranted':
    case 'SharingRefused':
    case 'SharingAsked': {
      const one = begunBy(event, seen)
      const isAsked = now.some(({ id }) => id === one.id)
      return isAsked ? withChanged(now, one.id, ({ asked }) => ({ ...one, asked })) : withOneMore(now, one)
    }
    case 'SharingReaderDrawn':
    case 'SharingReaderRecused':
    case 'SharingRead':
    case 'SharingWithdrawn':
    case 'SharingEnded':
      return withChanged(now, event.sharing, (one) => changeOf(one, event, seen))
  }
}

type Begins = Extract<SharingEvent, { readonly type: 'SharingGranted' | 'SharingRefused' | 'SharingAsked' }>

const STATE_AFTER = { SharingGranted: 'granted', SharingRefused: 'refused', SharingAsked: 'asked' } as const

function begunBy(event: Begins, seen: Seen<unknown>): SharingAsRead {
  const { type, sharing: id, domain, about, to, items, ground, necessity, article, until } = event
  const by = type === 'SharingGranted' && event.askedBy !== undefined && { by: event.askedBy }
  return {
    ...{ id, domain, about, to, items },
    ...(ground && { ground }),
    ...(necessity && { necessity }),
    ...(article && { article }),
    ...{ until, state: STATE_AFTER[type], asked: { ...mark(seen), ...by } },
    ...(type === 'SharingAsked' && { acute: event.acute }),
    ...(type === 'SharingRefused' && { missing: event.missing }),
  }
}

function changeOf(
  now: SharingAsRead,
  event: Exclude<SharingEvent, Begins>,
  seen: Seen<unknown>,
): Partial<SharingAsRead> {
  switch (event.type) {
    case 'SharingReaderDrawn': {
      const { reader, pool, seed, due } = event
      return { reader: { reader, pool, seed, ...excludedIn(seen), drawnAt: seen.at }, dueAt: due.at }
    }
    case 'SharingReaderRecused':
      return { recused: [...(now.recused ?? []), { ...said(seen, event.reason), reader: event.reader }] }
    case 'SharingRead': {
      const { finding, words } = event
      const refused = finding === 'objects' && ({ state: 'refused', missing: ['second-reader'] } as const)
      return { reading: { ...said(seen, words), finding }, ...refused }
    }
    case 'SharingWithdrawn':
      return { state: 'withdrawn', withdrawn: mark(seen) }
    case 'SharingEnded':
      return { state: 'ended', ended: said(seen, event.reason) }
  }
}
