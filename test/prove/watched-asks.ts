/** What somebody from whom things are hidden asks: every way to read the plan and its parts, also by ids that they cannot know, and writes of every kind, most of them refused. */
import type { Dice } from '../../apps/populate/dice.ts'
import { moveIn } from './family-moves.ts'
import type { Scene } from './family-scene.ts'
import type { AskedOfPlan, Family } from './family.ts'
import { fact, type Who } from './sight-told.ts'
import { FEED, theEvent } from './twin-families.ts'

const PARTS = [
  'members',
  'coordinator',
  'handovers',
  'care-team',
  'referrals',
  'permissions',
  'sharings',
  'goals',
  'actions',
  'priorities',
  'deviations',
  'withholdings',
  'withholding-requests',
  'corrections',
  'break-glass-uses',
]
const LISTS = [
  '/caseload',
  '/due',
  '/due?scope=team',
  '/deviations',
  '/plans',
  '/plans?state=open',
  '/deviations?state=reported',
]

/** Where the items of each kind stand, and by what name events know them. */
const ITEMS = {
  goals: 'goal',
  actions: 'action',
  deviations: 'deviation',
  priorities: 'priority',
  referrals: 'referral',
  permissions: 'permission',
  sharings: 'sharing',
  handovers: 'handover',
  members: 'person',
  withholdings: 'withholding',
  'break-glass-uses': 'use',
} as const

/** An address to read, of what is in this family: also of what only some may know. */
export function readingIn({ planId, past }: Family, dice: Dice): string {
  const plan = `/plans/${planId}`
  const point = String(dice.whole(0, past.length))
  const at = dice.pick(past).recordedAt
  return dice.pick([
    plan,
    `${plan}?revision=${point}`,
    `${plan}?at=${at}`,
    `${plan}/history?limit=500`,
    `${plan}/history?limit=7`,
    `${plan}/history?domain=${dice.pick(['general', 'youth', 'wmo', 'participation'])}`,
    `${plan}/history?type=GoalProposed,DeviationReported`,
    `${plan}/history?recordedFrom=${at}`,
    `${plan}/history/changes?from=-1&to=${point}`,
    `${plan}/history/changes?from=${point}&to=${String(past.length + 1)}`,
    `${plan}/${dice.pick(PARTS)}`,
    `${plan}/${dice.pick(PARTS)}`,
    itemIn(plan, past, dice),
    itemIn(plan, past, dice),
    itemIn(plan, past, dice),
    dice.pick(LISTS),
    dice.pick(LISTS),
  ])
}

/** What the system of a partner reads: its feed, from where this family began, and what an event of the plan refers to; and what is no business of partners. */
export function partnersReadingIn({ planId, past }: Family, dice: Dice): string {
  const dataref = () => `/plans/${planId}/events/${theEvent(dice.pick(past))}`
  return dice.pick([
    `${FEED}limit=100`,
    `${FEED}limit=7`,
    `${FEED}limit=100&plan=${planId}`,
    `${FEED}limit=100&domain=${dice.pick(['general', 'youth', 'wmo', 'participation'])}`,
    dataref(),
    dataref(),
    dataref(),
    '/subscriptions',
    `/plans/${planId}`,
    `/plans/${planId}/${dice.pick(PARTS)}`,
  ])
}

function itemIn(plan: string, past: Family['past'], dice: Dice): string {
  const [part, name] = dice.pick(Object.entries(ITEMS))
  const ids = past.flatMap((event) => fact(event, name) ?? [])
  if (ids.length === 0) return `${plan}/${part}`
  const dossier = part === 'deviations' && dice.chance(0.3) ? '/dossier' : ''
  return `${plan}/${part}/${dice.pick(ids)}${dossier}`
}

/** Something that anybody might ask of what is there, asked by them. */
export function writeIn(scene: Scene, who: Who): AskedOfPlan | undefined {
  const asked = moveIn(scene)
  // What is open to everyone who works with the plan is not theirs to end here: what comes of it is no matter of sight.
  return asked && { ...asked, who }
}
