/** What is written about people in a family's plan, most of it by a helper under their own law. */
import { TAG } from './family.ts'
import { DE_BRUG, DE_STAM, PROTOCOLS, STEP } from './family-people.ts'
import {
  about,
  coordinatorOf,
  DAY_MS,
  inDaysFrom,
  later,
  membersOf,
  onItem,
  workerOf,
  type Move,
  type Scene,
} from './family-scene.ts'
import { fact, LAWS, type Who } from './sight-told.ts'

const LIFE_AREAS = ['finances', 'housing', 'domestic-relations', 'mental-health', 'social-network']

const account = ({ word, family }: Scene) => ({
  different: word('different'),
  weighing: {
    legitimacy: word('legitimacy'),
    involvement: word('involvement'),
    return: word('return'),
    interestOfTheChild: word('interestOfTheChild'),
  },
  alternatives: [word('alternatives')],
  consulted: word('consulted'),
  familyView: word('familyView'),
  expectedEffect: word('expectedEffect'),
  reviewDate: new Date(Date.parse(family.moment) + 60 * DAY_MS).toISOString().slice(0, 10),
})

/** One of what was begun to check a benefit. */
const checkedBy = ({ family: { past }, people, dice }: Scene, type: string, item: string): string | undefined => {
  const theirs = past.filter((event) => event.type === type && event.actor.id === people.enforcer.id)
  return theirs.length === 0 ? undefined : fact(dice.pick(theirs), item)
}

/** Of what begins an item that someone may permit others to read. */
const PERMITTED: Readonly<Record<string, 'goal' | 'action' | 'deviation' | undefined>> = {
  GoalProposed: 'goal',
  ActionPlanned: 'action',
  DeviationReported: 'deviation',
}

export const CONTENT: Readonly<Record<string, Move>> = {
  goal(scene) {
    const domain = scene.dice.pick(LAWS)
    const by = scene.dice.chance(0.7) ? workerOf(scene, domain) : scene.dice.pick(membersOf(scene))
    const body = { domain, about: about(scene), lifeArea: scene.dice.pick(LIFE_AREAS), words: scene.word('words') }
    return by && { who: by, path: '/goals', body }
  },
  revision: (scene) =>
    onItem(scene, 'GoalProposed', 'goal', (goal, worker) => ({
      who: worker,
      path: `/goals/${goal}/revisions`,
      body: { words: scene.word('words') },
    })),
  action: (scene) =>
    onItem(scene, 'GoalProposed', 'goal', (goal, worker, { about: [person = ''] }) => ({
      who: worker,
      path: '/actions',
      body: { goal, owner: scene.dice.pick([worker.id, person]), words: scene.word('words') },
    })),
  view(scene) {
    const [type, item, part] = scene.dice.pick([
      ['GoalProposed', 'goal', 'goals'],
      ['GoalProposed', 'goal', 'goals'],
      ['ActionPlanned', 'action', 'actions'],
      ['DeviationReported', 'deviation', 'deviations'],
      ['PrioritySet', 'priority', 'priorities'],
    ] as const)
    return onItem(scene, type, item, (id, worker, event) => {
      const person = scene.dice.pick(membersOf(scene).filter(({ id: member }) => event.about.includes(member)))
      const body = { person: person.id, stance: scene.dice.pick(['agrees', 'disagrees']), words: scene.word('words') }
      return { who: scene.dice.chance(0.7) ? person : worker, path: `/${part}/${id}/views`, body }
    })
  },
  deviation(scene) {
    const domain = scene.dice.pick(LAWS)
    const by = workerOf(scene, domain)
    const body = {
      domain,
      about: about(scene),
      protocol: PROTOCOLS[domain],
      step: STEP,
      insteadDone: scene.word('insteadDone'),
      situation: scene.word('situation'),
      ...(scene.dice.chance(0.8) && {
        account: { ...account(scene), ...(scene.dice.chance(0.3) && { safety: true }) },
        basedOn: TAG,
      }),
    }
    return by && { who: by, path: '/deviations', body }
  },
  capacity(scene) {
    const domain = scene.dice.pick(LAWS)
    const by = workerOf(scene, domain)
    const person = scene.dice.pick(membersOf(scene)).id
    const body = { person, domain, canSpeak: scene.dice.chance(0.5), reason: scene.word('reason') }
    const told = scene.dice.chance(0.3) && { told: true }
    return by && { who: by, path: '/care-team/capacity-judgements', body: { ...body, ...told } }
  },
  priority: (scene) => ({
    who: coordinatorOf(scene),
    path: '/priorities',
    body: {
      concern: { domain: scene.dice.pick(LAWS), lifeArea: scene.dice.pick(LIFE_AREAS) },
      about: about(scene),
      over: [scene.dice.pick(LAWS)],
      needs: [],
      reason: scene.word('reason'),
    },
  }),
  checked: (scene) => {
    const { dice, people, word } = scene
    const [goal, action] = [checkedBy(scene, 'GoalProposed', 'goal'), checkedBy(scene, 'ActionPlanned', 'action')]
    const adult = dice.pick([people.father, people.mother]).id
    const by = (who: Who, path: string, body: Readonly<Record<string, unknown>>) => ({ who, path, body })
    const enforces = (path: string, body: Readonly<Record<string, unknown>>) => by(people.enforcer, path, body)
    const proposal = { domain: 'participation', about: [adult], lifeArea: 'finances', words: word('words') }
    if (goal === undefined) return enforces('/goals', proposal)
    return dice.pick([
      () => enforces('/goals', proposal),
      () => enforces('/actions', { goal, owner: dice.pick([people.enforcer.id, adult]), words: word('words') }),
      () => enforces(`/goals/${goal}/revisions`, { words: word('words') }),
      () => enforces(`/goals/${goal}/invitations`, { person: adult }),
      () =>
        by(dice.pick([people.father, people.mother]), `/goals/${goal}/views`, {
          person: adult,
          stance: 'agrees',
          words: word('words'),
        }),
      () => enforces(`/goals/${goal}/adoption`, { basedOn: TAG }),
      () => by(coordinatorOf(scene), `/goals/${goal}/withdrawal`, { reason: word('reason') }),
      () => enforces(`/actions/${action ?? goal}/completion`, {}),
    ])()
  },
  referral: (scene) => ({
    who: coordinatorOf(scene),
    path: '/referrals',
    body: {
      to: scene.dice.pick([DE_STAM, DE_BRUG]),
      domain: scene.dice.pick(LAWS),
      about: about(scene),
      words: scene.word('words'),
      until: later(scene),
    },
  }),
  permission(scene) {
    const { dice, people, family, word } = scene
    const person = dice.pick(membersOf(scene))
    const by = dice.pick([person, person, people.father, people.mother])
    const item = family.past.filter(({ type, about: whom }) => PERMITTED[type] && whom.includes(person.id))
    const ofItem = item.length > 0 && dice.chance(0.5) && dice.pick(item)
    const scope = ofItem
      ? { items: [{ kind: PERMITTED[ofItem.type], id: fact(ofItem, PERMITTED[ofItem.type] ?? '') }] }
      : { domains: [dice.pick(LAWS)] }
    const to = dice.pick([
      { kind: 'coordination' },
      { kind: 'professional', id: dice.pick(people.workers).id },
      { kind: 'organisation', id: dice.pick([DE_STAM, DE_BRUG]) },
    ])
    const recorder = dice.chance(0.7) ? by : dice.pick(people.workers)
    const asked = {
      person: person.id,
      by: by.id,
      to,
      ...scope,
      until: inDaysFrom(family.moment, 200),
      how: word('how'),
    }
    return { who: recorder, path: '/permissions', body: asked }
  },
}
