/** What people may plausibly try with what others do not read yet: share it, mostly where there is a ground, ask a second reader, and end that. */
import { inDays } from '../../deciding/days.ts'
import type { Plan } from '../plan.ts'
import type { OpenedItem } from '../referrals/referrals.ts'
import { missingFor, type ToBeShared } from '../sharings/missing-for.ts'
import { poolOfLot } from '../sharings/second-reader.ts'
import { SHARING_FINDINGS, SHARING_GROUNDS, type Sharing } from '../sharings/sharing.ts'
import type { SharingCommand } from '../sharings/sharings.ts'
import type { SharedWith } from '../sharings/ways-here.ts'
import { itemByRef } from '../visibility/withheld-items.ts'
import { ORGANISATIONS, WORKERS, type Attempts } from './attempts-around-the-plan.ts'
import { drawOf, POOLS } from './attempts-in-the-plan.ts'
import type { Dice } from './dice.ts'

const RECIPIENTS: readonly SharedWith[] = [
  ...WORKERS.map((id) => ({ kind: 'professional', id }) as const),
  ...ORGANISATIONS.map((id) => ({ kind: 'organisation', id }) as const),
]

/** An action with its goal, or one of these, or others of the same law. */
function itemsIn(dice: Dice, plan: Plan): readonly OpenedItem[] {
  const all: readonly OpenedItem[] = [
    ...Object.keys(plan.goals).map((id) => ({ kind: 'goal', id }) as const),
    ...Object.keys(plan.actions).map((id) => ({ kind: 'action', id }) as const),
  ]
  const one = dice.target(
    all.map(({ id }) => id),
    all.map(({ id }) => id),
  )
  const first = all.find(({ id }) => id === one)
  if (first === undefined) return []
  const law = itemByRef(plan, first)?.domain
  const others = all.filter(
    (item) => item !== first && dice.chance(6) && (dice.isWild || itemByRef(plan, item)?.domain === law),
  )
  return [first, ...others]
}

/** With whom, and on what ground: one for which nothing is missing, where there is any; or nothing but that a second reader supports it. */
function onAGround(dice: Dice, plan: Plan, items: readonly OpenedItem[]): ToBeShared | undefined {
  const each = RECIPIENTS.flatMap((to) =>
    SHARING_GROUNDS.map((ground) => ({
      ...{ items, to, ground },
      says: { necessity: true, article: ground === 'legal-right' },
    })),
  )
  const good = each.filter((one) => missingFor(one, plan, dice.now).length === 0)
  if (good.length === 0 && !dice.chance(4)) return undefined
  const forAReader = each.filter(
    (one) => one.ground === 'conflict-of-duties' && missingFor(one, plan, dice.now).join() === 'second-reader',
  )
  const from = forAReader.length > 0 && dice.chance(2) ? forAReader : good.length > 0 && !dice.chance(5) ? good : each
  const [first = UNFOUNDED, ...others] = from
  return { ...dice.pick([first, ...others]), items }
}

const NOTHING_SAID = { necessity: false, article: false }
const UNFOUNDED: ToBeShared = { items: [], to: { kind: 'professional', id: WORKERS[0] }, says: NOTHING_SAID }

export const AT_SHARING: Attempts<SharingCommand['type']> = {
  ShareItems: (dice, plan) => {
    const sharing = dice.fresh('sharing', Object.keys(plan.sharings))
    const items = itemsIn(dice, plan)
    if (items.length === 0) return undefined
    const on = onAGround(dice, plan, items)
    if (on === undefined) return undefined
    const { to } = on
    const asked: ToBeShared = dice.chance(12) ? { items, to, says: NOTHING_SAID } : on
    const command = {
      type: 'ShareItems' as const,
      ...{ sharing, items, to },
      ...(asked.ground && { ground: asked.ground }),
      ...(asked.says.necessity && { necessity: dice.sealed() }),
      ...(asked.says.article && { article: dice.sealed() }),
      ...(asked.ground === 'conflict-of-duties' && { draw: drawOf(dice, poolOfLot({ items, to }, plan.sharings)) }),
      ...dice.perhaps({ acute: true }),
      until: inDays(dice.now, dice.pick([6, 90, 300, dice.isWild ? -3 : 30, dice.isWild ? 700 : 30])),
    }
    const missing = missingFor({ ...asked, until: command.until }, plan, dice.now)
    const law = itemByRef(plan, items[0] ?? { kind: 'goal', id: '' })?.domain
    const helping = Object.values(plan.careTeam.joined).filter(({ domain }) => domain === law)
    const [first = WORKERS[0], ...others] = helping.map(({ professional }) => professional)
    return { by: dice.pick([first, ...others]), command: { ...command, missing } }
  },
  EndSharing: (dice, plan) => {
    const standing = Object.entries(plan.sharings).flatMap(([id, { is }]) => (is === 'granted' ? [id] : []))
    const sharing = dice.target(dice.chance(2) ? standing : [], Object.keys(plan.sharings))
    if (sharing === undefined) return undefined
    return {
      by: dice.pick(WORKERS),
      command: { type: 'EndSharing', sharing, ...dice.perhaps({ reason: dice.sealed() }) },
    }
  },
  ReadSharing: (dice, plan) => {
    const sharing = dice.target(sharingsThat(plan, isWaiting), Object.keys(plan.sharings))
    if (sharing === undefined) return undefined
    const said = { finding: dice.pick(SHARING_FINDINGS), words: dice.sealed(), askedFor: dice.sealed() }
    const judgedBy = { basedOn: dice.revision, pool: dice.pick(POOLS), oin: 'oin-9' }
    return { by: readerOf(plan, sharing), command: { type: 'ReadSharing', sharing, ...said, ...judgedBy } }
  },
  RecuseSharingReader: (dice, plan) => {
    const sharing = dice.target(dice.chance(2) ? sharingsThat(plan, isWaiting) : [], Object.keys(plan.sharings))
    if (sharing === undefined) return undefined
    const draw = drawOf(dice, plan.sharings[sharing]?.asking?.lot?.pool)
    const facts = { ...dice.perhaps({ reason: dice.sealed() }), draw }
    return { by: readerOf(plan, sharing), command: { type: 'RecuseSharingReader', sharing, ...facts } }
  },
  WithdrawSharing: (dice, plan) => {
    const sharing = dice.target(dice.chance(2) ? sharingsThat(plan, isWaiting) : [], Object.keys(plan.sharings))
    if (sharing === undefined) return undefined
    const by = dice.chance(4) ? dice.pick(WORKERS) : (plan.sharings[sharing]?.by ?? WORKERS[0])
    return { by, command: { type: 'WithdrawSharing', sharing } }
  },
}

const isWaiting = ({ is, asking }: Sharing) => is === 'asked' && asking?.reader !== undefined

const sharingsThat = ({ sharings }: Plan, are: (one: Sharing) => boolean) =>
  Object.entries(sharings).flatMap(([id, one]) => (are(one) ? [id] : []))

const readerOf = ({ sharings }: Plan, sharing: string): string => sharings[sharing]?.asking?.reader ?? 'reader-1'
