/** Something of a family's plan is shared with someone who helps under another law, with a colleague, or with an organisation; on each ground, with and without what that needs; and it ends, lapses, or is left without its ground. */
import { DE_BRUG, DE_STAM, READERS } from './family-people.ts'
import { coordinatorOf, inDaysFrom, membersOf, onItem, one, workerOf, type Move, type Scene } from './family-scene.ts'
import { fact, joinedNow, type Who } from './sight-told.ts'
import type { Envelope } from '../../libs/deciding/envelope.ts'
import { TAG, type AskedOfPlan } from './family.ts'

const SHARED = { GoalProposed: 'goal', ActionPlanned: 'action' } as const
type Shared = keyof typeof SHARED

interface To {
  readonly kind: 'professional' | 'organisation'
  readonly id: string
}

/** Most of them work here under another law than what is shared is of. */
function someone(scene: Scene, domain: string): To {
  const { workers, colleagues, forGoals, enforcer, father } = scene.people
  const others = workers.filter((worker) => worker !== workerOf(scene, domain))
  return scene.dice.pick<To>([
    ...[...others, ...others, ...others, ...others, ...colleagues, forGoals, enforcer, father].map(professional),
    ...[DE_STAM, DE_STAM, DE_BRUG].map((id) => ({ kind: 'organisation' as const, id })),
  ])
}

/** Somebody who helps here and now, under another law where there is one, for anyone whom it is about. */
function someoneWhoHelps(scene: Scene, domain: string): To {
  const helping = joinedNow(scene.family.happened).filter(
    (event) => event.about.length === 0 && fact(event, 'activity') !== scene.people.enforcer.activity,
  )
  const others = helping.filter((event) => event.domain !== domain)
  const [one, ...more] = others.length > 0 ? others : helping
  return one === undefined || scene.dice.chance(0.2)
    ? someone(scene, domain)
    : professional({ id: fact(scene.dice.pick([one, ...more]), 'professional') ?? '' })
}

const professional = ({ id }: Pick<Who, 'id'>): To => ({ kind: 'professional', id })

/** @param lacks whether what its ground needs may be left out */
function shares(scene: Scene, event: Envelope, to: To, ground: string, lacks: boolean): AskedOfPlan {
  const { family, dice, word } = scene
  const kind = SHARED[event.type as Shared]
  const by = workerOf(scene, event.domain) ?? coordinatorOf(scene)
  const isSaid = () => !lacks || dice.chance(0.9)
  return {
    // Who helps under one law does not know who helps under another.
    who: dice.chance(lacks ? 0.4 : 0.8) ? coordinatorOf(scene) : by,
    path: '/sharings',
    body: {
      ...{ items: [{ kind, id: fact(event, kind) }], to, until: inDaysFrom(family.moment, dice.pick([2, 8, 90, 300])) },
      ...(isSaid() && { ground }),
      ...(isSaid() && { necessity: word('necessity') }),
      ...(isSaid() && ground === 'legal-right' && { article: word('article') }),
    },
  }
}

/** Whoever an item is about, or a parent for them, lets the recipient read it. */
function permits(scene: Scene, person: Who, event: Envelope, to: To): AskedOfPlan {
  const { family, word, dice, people } = scene
  const by = dice.chance(0.6) ? person : dice.pick([people.father, people.mother])
  const kind = SHARED[event.type as Shared]
  const of = dice.chance(0.5) ? { domains: [event.domain] } : { items: [{ kind, id: fact(event, kind) }] }
  const until = inDaysFrom(family.moment, dice.pick([5, 60, 200]))
  return { who: by, path: '/permissions', body: { person: person.id, by: by.id, to, until, how: word('how'), ...of } }
}

const GROUNDS = ['same-help', 'permission', 'permission', 'legal-right', 'legal-right', 'conflict-of-duties']

export const SHARING: Readonly<Record<string, Move>> = {
  shared(scene) {
    const event = one(scene, scene.dice.pick(['GoalProposed', 'GoalProposed', 'ActionPlanned']))
    return event && shares(scene, event, someone(scene, event.domain), scene.dice.pick(GROUNDS), true)
  },
  sharingRead(scene) {
    const drawn = one(scene, 'SharingReaderDrawn')
    const who = READERS.find(({ id }) => drawn !== undefined && id === fact(drawn, 'reader'))
    if (drawn === undefined || who === undefined) return undefined
    const finding = scene.dice.pick(['supports', 'supports', 'objects'])
    return {
      who,
      path: `/sharings/${fact(drawn, 'sharing') ?? ''}/readings`,
      body: { finding, words: scene.word('words'), basedOn: TAG },
    }
  },
  sharingEnded: (scene) =>
    onItem(scene, 'SharingGranted', 'sharing', (sharing, worker) => ({
      who: scene.dice.chance(0.7) ? worker : coordinatorOf(scene),
      path: `/sharings/${sharing}/end`,
      body: { reason: scene.word('reason') },
    })),
}

/** Something is shared on a ground that there is, most often by permission; what was shared before ends, or its permission is withdrawn; and what is shared is added to. */
export async function someoneShares(scene: Scene): Promise<void> {
  const { family, people, dice, word } = scene
  const domain = dice.pick(['youth', 'youth', 'wmo', 'participation'])
  const by = workerOf(scene, domain) ?? coordinatorOf(scene)
  for (const move of [SHARING['sharingEnded'], withdrawn]) {
    const asked = dice.chance(0.6) ? move?.(scene) : undefined
    if (asked !== undefined) await family.does(asked)
  }
  const person = dice.chance(0.7) ? people.child : dice.pick(membersOf(scene))
  await family.does({
    ...{ who: by, path: '/goals' },
    body: { domain, about: [person.id], lifeArea: 'housing', words: word('words') },
  })
  const goal = family.past.findLast((event) => event.type === 'GoalProposed' && event.domain === domain)
  if (goal === undefined) return
  const id = fact(goal, 'goal') ?? ''
  const saysAnew = { who: by, path: `/goals/${id}/revisions`, body: { words: word('words') } }
  if (dice.chance(0.5)) await family.does(saysAnew)
  await family.does({ who: by, path: '/actions', body: { goal: id, owner: by.id, words: word('words') } })
  const action = family.past.findLast(({ type }) => type === 'ActionPlanned') ?? goal
  const item = dice.pick([goal, goal, action])
  for (const to of [someoneWhoHelps(scene, domain), dice.chance(0.5) ? professional(people.forGoals) : STAM]) {
    const ground = dice.pick(['permission', 'permission', 'legal-right', ...(domain === 'youth' ? ['same-help'] : [])])
    if (ground === 'permission') await family.does(permits(scene, person, item, to))
    await family.does(shares(scene, item, to, ground, false))
  }
  if (dice.chance(0.5)) await family.does({ ...saysAnew, body: { words: word('words') } })
}

const STAM: To = { kind: 'organisation', id: DE_STAM }

/** By which a professional or an organisation was let read something. */
const withdrawn: Move = (scene) => {
  const given = scene.family.past.filter(
    ({ type, data }) => type === 'PermissionGiven' && 'id' in (data['to'] as object),
  )
  if (given.length === 0) return undefined
  const permission = scene.dice.pick(given)
  const who = membersOf(scene).find(({ id }) => id === fact(permission, 'by'))
  return who && { who, path: `/permissions/${fact(permission, 'permission') ?? ''}/withdrawal` }
}
