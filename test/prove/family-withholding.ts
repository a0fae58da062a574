/** What is written and withheld in the same breath, and what becomes of that: a second person confirms it, a colleague says no, it is reviewed or released. */
import { CONTENT } from './family-content.ts'
import { LAWS, fact, type Law, type Who } from './sight-told.ts'
import { coordinatorOf, DAY_MS, membersOf, one, onItem, workerOf, type Move, type Scene } from './family-scene.ts'
import { ACTIVITY, READERS, type People } from './family-people.ts'
import type { AskedOfPlan, Family } from './family.ts'
import { COURSE } from './family-course.ts'
import { LEAVING } from './family-leaving.ts'
import { SHARING } from './family-sharings.ts'
import { PRIVACY_OFFICER, SAFETY_OFFICER } from './officers.ts'

export const inDays = ({ moment }: Family, days: number): string =>
  new Date(Date.parse(moment) + days * DAY_MS).toISOString().slice(0, 10)

/** The law that something asked is of: said with it, or of what it is about. */
export function lawOf({ path, body }: AskedOfPlan, { past }: Family): string {
  const { domain, domains, concern, goal, items } = (body ?? {}) as {
    readonly domain?: string
    readonly domains?: readonly string[]
    readonly concern?: { readonly domain: string }
    readonly goal?: string
    readonly items?: readonly { readonly id: string }[]
  }
  const item = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(path + (goal ?? items?.[0]?.id ?? ''))?.[0]
  const began = past.find(({ data }) => item !== undefined && Object.values(data).includes(item))
  return domain ?? domains?.[0] ?? concern?.domain ?? began?.domain ?? 'general'
}

/** From whom, on what ground; a member says no more than that. */
export function withholding(scene: Scene, asked: AskedOfPlan, from: Who, mode: 'told' | 'silent'): AskedOfPlan {
  const reasons = {
    ground: mode === 'silent' ? 'safety' : scene.dice.pick(['good-care', 'others-privacy', 'safety']),
    ...reasonsFor(scene, asked, mode),
  }
  const isOfTheFamily = asked.who.activity === 'own-file'
  const wish = { from: from.id, ...(isOfTheFamily ? { ground: 'child-asked' } : reasons) }
  return { ...asked, body: { ...asked.body, withhold: [wish] } }
}

/** Who helps under the same law was asked, or else a reader from outside. */
function reasonsFor({ family, people, word, dice }: Scene, asked: AskedOfPlan, mode: 'told' | 'silent') {
  const colleague = colleagueUnder(people, lawOf(asked, family))
  const consulted = colleague?.id === asked.who.id || dice.chance(0.2) ? READERS[0] : colleague
  return { reason: word('reason'), consulted: consulted?.id, reviewDate: inDays(family, dice.pick([3, 60])), mode }
}

export const colleagueUnder = ({ colleagues }: People, law: string): Who | undefined =>
  colleagues.find(({ activity }) => activity === ACTIVITY[law as Law]) ?? colleagues[0]

const WITHHELD = [
  'goal',
  'goal',
  'deviation',
  'view',
  'action',
  'revision',
  'referral',
  'priority',
  'capacity',
  'permission',
  'shared',
]
/** Who comes to help, and who speaks for whom, can be kept from someone too. */
const WHO_IS_THERE: Readonly<Record<string, Move | undefined>> = {
  helperJoins: LEAVING['helperJoins'],
  representation: COURSE['representation'],
  proof: COURSE['proof'],
}

export const WITHHOLDING: Readonly<Record<string, Move>> = {
  withheld(scene) {
    const { dice, people } = scene
    const asked = dice.chance(0.25)
      ? WHO_IS_THERE[dice.pick(Object.keys(WHO_IS_THERE))]?.(scene)
      : { ...CONTENT, ...SHARING }[dice.pick(WITHHELD)]?.(scene)
    const from = dice.pick([...membersOf(scene), ...people.outsiders, people.coordinator, ...people.workers])
    return asked && withholding(scene, asked, from, dice.chance(0.7) ? 'silent' : 'told')
  },
  alsoWithheld: (scene) =>
    onItem(scene, 'GoalProposed', 'goal', (goal, worker, { domain }) => {
      const another = scene.family.past.find(
        (event) => event.type === 'DeviationReported' && event.domain === domain && scene.dice.chance(0.5),
      )
      const also = another ? [{ kind: 'deviation', id: fact(another, 'deviation') }] : []
      const items = [{ kind: 'goal', id: goal }, ...also]
      return { who: worker, path: '/withholdings', body: { ...withheldAlone(scene, worker, domain), items } }
    }),
  whoIsThereWithheld(scene) {
    const [type, kind] = scene.dice.pick([
      ['ProfessionalJoined', 'joining'],
      ['RepresentativeAppointed', 'representation'],
    ] as const)
    return onItem(scene, type, kind, (id, worker, { domain }) => {
      const items = [{ kind, id }]
      return { who: worker, path: '/withholdings', body: { ...withheldAlone(scene, worker, domain), items } }
    })
  },
  sightLimited(scene) {
    const domain = scene.dice.chance(0.25) ? undefined : scene.dice.pick(LAWS)
    const by = domain === undefined ? coordinatorOf(scene) : workerOf(scene, domain)
    const left = one(scene, 'MemberLeft')
    const person = left && scene.dice.chance(0.5) ? fact(left, 'person') : scene.dice.pick(membersOf(scene)).id
    const body = { about: person, ...(domain && { domain }) }
    return by && { who: by, path: '/sight-limits', body: { ...withheldAlone(scene, by, domain ?? 'general'), ...body } }
  },
  sightOpened: (scene) =>
    onItem(scene, 'SightLimited', 'withholding', (withholding, worker) => ({
      who: scene.dice.chance(0.8) ? worker : PRIVACY_OFFICER,
      path: `/sight-limits/${withholding}/lifting`,
      body: { reason: scene.word('reason') },
    })),
  completed: (scene) =>
    onWithholding(scene, (path, { domain }) => {
      const by = workerOf(scene, domain) ?? coordinatorOf(scene)
      const mode = scene.dice.chance(0.7) ? 'silent' : 'told'
      const asked = { who: by, path: `${path}/completion` }
      return { ...asked, body: reasonsFor(scene, { ...asked, body: { domain } }, mode) }
    }),
  confirmed: (scene) => onWithholding(scene, (path) => ({ who: SAFETY_OFFICER, path: `${path}/confirmation` })),
  decided: (scene) =>
    onWithholding(scene, (path) => ({
      who: PRIVACY_OFFICER,
      path: `${path}/confirmation`,
      body: { mode: scene.dice.pick(['silent', 'told']) },
    })),
  denied: (scene) =>
    onWithholding(scene, (path, { data }) => {
      const { colleagues } = scene.people
      const consulted = [...colleagues, ...READERS].find(({ id }) => id === data['consulted'])
      return {
        who: (scene.dice.chance(0.6) ? consulted : undefined) ?? SAFETY_OFFICER,
        path: `${path}/denial`,
        body: { reason: scene.word('reason') },
      }
    }),
  reviewed: (scene) =>
    onWithholding(scene, (path, { domain }) => ({
      who: workerOf(scene, domain) ?? coordinatorOf(scene),
      path: `${path}/reviews`,
      body: { reason: scene.word('reason'), reviewDate: inDays(scene.family, 80) },
    })),
  released: (scene) =>
    onWithholding(scene, (path, { domain, data }) => {
      const worker = workerOf(scene, domain) ?? coordinatorOf(scene)
      const items = (data['items'] ?? []) as readonly unknown[]
      const author = membersOf(scene).find(({ id }) => items.length > 0 && id === scene.people.child.id)
      return {
        who: scene.dice.pick([worker, worker, worker, PRIVACY_OFFICER, author ?? worker]),
        path: `${path}/release`,
        body: { reason: scene.word('reason'), ...(items.length > 1 && { items: [scene.dice.pick(items)] }) },
      }
    }),
  askedAfter(scene) {
    const { father, mother, child, outsiders } = scene.people
    const by = scene.dice.pick([father, mother, child, ...outsiders])
    const body = scene.dice.chance(0.3) ? { person: child.id } : {}
    return { who: by, path: '/withholding-requests', body }
  },
  askedAfterAnswered: (scene) =>
    onItem(scene, 'WithheldAskedFor', 'request', (request) => ({
      who: PRIVACY_OFFICER,
      path: `/withholding-requests/${request}/answer`,
    })),
}

function onWithholding(
  scene: Scene,
  asks: (path: string, event: Family['past'][number]) => AskedOfPlan,
): AskedOfPlan | undefined {
  const made = one(scene, scene.dice.pick(['ContentWithheld', 'ContentWithheld', 'SightLimited']))
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
