/** What is written and withheld in the same breath, and what becomes of that: a second person confirms it, a colleague says no, it is reviewed or released. */
import { CONTENT } from './family-content.ts'
import { LAWS, fact, type Law, type Who } from './sight-told.ts'
import { DAY_MS, membersOf, one, onItem, workerOf, type Move, type Scene } from './family-scene.ts'
import { ACTIVITY, READERS, type People } from './family-people.ts'
import type { AskedOfPlan, Family } from './family.ts'
import { who } from './family.ts'

const SAFETY_OFFICER = who('safety-officer', 'Sam', 'safety-review')

export const inDays = ({ moment }: Family, days: number): string =>
  new Date(Date.parse(moment) + days * DAY_MS).toISOString().slice(0, 10)

/** The law that something asked is of: said with it, or of what it is about. */
export function lawOf({ path, body }: AskedOfPlan, { past }: Family): string {
  const { domain, concern, goal } = (body ?? {}) as {
    readonly domain?: string
    readonly concern?: { readonly domain: string }
    readonly goal?: string
  }
  const item = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(path + (goal ?? ''))?.[0]
  const began = past.find(({ data }) => item !== undefined && Object.values(data).includes(item))
  return domain ?? concern?.domain ?? began?.domain ?? 'general'
}

/** From whom, on what ground; a member says no more than that. Who helps under the same law was asked, or else a reader from outside. */
export function withholding(
  { family, people, word }: Scene,
  asked: AskedOfPlan,
  from: Who,
  mode: 'told' | 'silent',
): AskedOfPlan {
  const colleague = colleagueUnder(people, lawOf(asked, family))
  const consulted = colleague?.id === asked.who.id ? READERS[0] : colleague
  const reasons = {
    ground: mode === 'silent' ? 'safety' : 'good-care',
    reason: word('reason'),
    consulted: consulted?.id,
    reviewDate: inDays(family, 60),
    mode,
  }
  const isOfTheFamily = asked.who.activity === 'own-file'
  const wish = { from: from.id, ...(isOfTheFamily ? { ground: 'child-asked' } : reasons) }
  return { ...asked, body: { ...asked.body, withhold: [wish] } }
}

export const colleagueUnder = ({ colleagues }: People, law: string): Who | undefined =>
  colleagues.find(({ activity }) => activity === ACTIVITY[law as Law]) ?? colleagues[0]

const WITHHELD = ['goal', 'goal', 'deviation', 'view', 'action', 'referral', 'priority', 'capacity']

export const WITHHOLDING: Readonly<Record<string, Move>> = {
  withheld(scene) {
    const { dice, people } = scene
    const asked = CONTENT[dice.pick(WITHHELD)]?.(scene)
    const from = dice.pick([...membersOf(scene), ...people.outsiders, people.coordinator, ...people.workers])
    return asked && withholding(scene, asked, from, dice.chance(0.7) ? 'silent' : 'told')
  },
  alsoWithheld: (scene) =>
    onItem(scene, 'GoalProposed', 'goal', (goal, worker, { domain }) => ({
      who: worker,
      path: '/withholdings',
      body: { ...withheldAlone(scene, worker, domain), items: [{ kind: 'goal', id: goal }] },
    })),
  sightLimited(scene) {
    const domain = scene.dice.pick(LAWS)
    const by = workerOf(scene, domain)
    const about = scene.dice.pick(membersOf(scene)).id
    return by && { who: by, path: '/sight-limits', body: { ...withheldAlone(scene, by, domain), about, domain } }
  },
  confirmed: (scene) => onWithholding(scene, (path) => ({ who: SAFETY_OFFICER, path: `${path}/confirmation` })),
  denied: (scene) =>
    onWithholding(scene, (path, { domain }) => ({
      who: colleagueUnder(scene.people, domain) ?? SAFETY_OFFICER,
      path: `${path}/denial`,
      body: { reason: scene.word('reason') },
    })),
  reviewed: (scene) =>
    onWithholding(scene, (path, { domain }) => ({
      who: workerOf(scene, domain) ?? scene.people.coordinator,
      path: `${path}/reviews`,
      body: { reason: scene.word('reason'), reviewDate: inDays(scene.family, 80) },
    })),
  released: (scene) =>
    onWithholding(scene, (path, { domain }) => ({
      who: workerOf(scene, domain) ?? scene.people.coordinator,
      path: `${path}/release`,
      body: { reason: scene.word('reason') },
    })),
}

function onWithholding(
  scene: Scene,
  asks: (path: string, event: Family['past'][number]) => AskedOfPlan,
): AskedOfPlan | undefined {
  const made = one(scene, 'ContentWithheld')
  return made && asks(`/withholdings/${fact(made, 'withholding') ?? ''}`, made)
}

/** As it is asked where nothing is written. */
function withheldAlone(scene: Scene, by: Who, domain: string): Readonly<Record<string, unknown>> {
  const from = scene.dice.pick([...membersOf(scene), ...scene.people.outsiders])
  const mode = scene.dice.chance(0.7) ? 'silent' : 'told'
  const { body } = withholding(scene, { who: by, path: '', body: { domain } }, from, mode)
  const [wish] = (body?.['withhold'] ?? []) as readonly Readonly<Record<string, unknown>>[]
  return wish ?? {}
}
