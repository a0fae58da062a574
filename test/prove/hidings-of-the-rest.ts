/** Of a law of which something is open to somebody, by a joining for goals or because it was shared, the rest is hidden from them; and all of it once that is over. */
import { ACTIVITY, DE_STAM } from './family-people.ts'
import { inDaysFrom, type Move, type Scene } from './family-scene.ts'
import { lawOf } from './family-withholding.ts'
import type { AskedOfPlan } from './family.ts'
import { isTo, OF_A_LAW, suchThat, toPartners, type Hides } from './hiding.ts'
import { toldTo } from './sight-of-partners.ts'
import { seenBy } from './sight-sentences.ts'
import { fact, type Who } from './sight-told.ts'

const KINDS = [...OF_A_LAW, 'view', 'permission']
const ITEMS = ['goal', 'action', 'deviation', 'referral', 'sharing', 'permission', 'view']
const IDS = /[0-9a-f]{8}-[0-9a-f-]{27}/g

/** Whether something asked is of youth care, opens nothing to somebody, and is on nothing that they see. */
function isBeyond(from: Who, asked: AskedOfPlan, { family }: Scene): boolean {
  const { goal, items } = asked.body ?? {}
  const named = (asked.path + JSON.stringify([goal, items])).match(IDS) ?? []
  const seen = [...seenBy(from, family.happened), ...toldTo(from, family.happened)]
  const theirs = new Set(seen.flatMap((event) => ITEMS.map((name) => fact(event, name))))
  return lawOf(asked, family) === 'youth' && !isTo(from, asked) && !named.some((id) => theirs.has(id))
}

/** What is done for what was shared, said of it or asked about it is not shared with it. */
const isOfTheRest = (from: Who, asked: AskedOfPlan, scene: Scene): boolean =>
  isBeyond(from, asked, scene) ||
  (/^(\/actions|\/goals\/[^/]*\/(views|invitations))$/.test(asked.path) && lawOf(asked, scene.family) === 'youth')

const proposed = ({ people, word }: Scene): AskedOfPlan => ({
  ...{ who: people.workers[0] ?? people.coordinator, path: '/goals' },
  body: { domain: 'youth', about: [people.child.id], lifeArea: 'housing', words: word('words') },
})

const theGoal = ({ family }: Scene): string => {
  const goal = family.past.find(({ type, domain }) => type === 'GoalProposed' && domain === 'youth')
  return (goal && fact(goal, 'goal')) ?? ''
}

const planned: Move = (scene) => ({
  ...{ who: scene.people.workers[0] ?? scene.people.coordinator, path: '/actions' },
  body: { goal: theGoal(scene), owner: scene.people.child.id, words: scene.word('words') },
})

type To = { readonly kind: 'professional' | 'organisation'; readonly id: string }

/** Who coordinates knows who helps under another law. */
const shared =
  (to: To): Move =>
  (scene) => ({
    ...{ who: scene.people.coordinator, path: '/sharings' },
    body: {
      ...{ items: [{ kind: 'goal', id: theGoal(scene) }], to, ground: 'legal-right', article: scene.word('article') },
      ...{ necessity: scene.word('necessity'), until: inDaysFrom(scene.family.moment, 300) },
    },
  })

const isOver: Move = ({ family, people, word }) => {
  const sharing = family.past.find(({ type }) => type === 'SharingGranted')
  const path = `/sharings/${(sharing && fact(sharing, 'sharing')) ?? ''}/end`
  return { who: people.coordinator, path, body: { reason: word('reason') } }
}

/** To none of its goals. */
const narrowed =
  ({ id }: Who): Move =>
  ({ family, people }) => {
    const joined = family.past.find((event) => fact(event, 'professional') === id)
    const path = `/care-team/professionals/${(joined && fact(joined, 'joining')) ?? ''}/narrowing`
    return { who: people.coordinator, path, body: { scope: { goals: [] } } }
  }

/** Under the Wmo, of which nothing is hidden. */
const anotherHelper = ({ people }: Scene): Who =>
  people.workers.find(({ activity }) => activity === ACTIVITY.wmo) ?? people.coordinator

const toProfessional = ({ id }: Who): To => ({ kind: 'professional', id })

export const OPENED: Readonly<Record<string, Hides>> = {
  'the rest of a law, from who joined for a goal of it': (plain, fuller) => {
    const { forGoals: from, coordinator } = plain.people
    const { id, name, activity } = from
    const joins: Move = (scene) => ({
      ...{ who: coordinator, path: '/care-team/professionals' },
      body: {
        ...{ professional: id, name, activity, organisation: DE_STAM, domain: 'youth' },
        ...{ scope: { goals: [theGoal(scene)] }, until: inDaysFrom(scene.family.moment, 900) },
      },
    })
    // What they begin is theirs too, and what they wrote stays so when they have less.
    const begins: Move = (scene) => ({ ...proposed(scene), who: from })
    const since = plain.dice.pick([[], [begins], [begins, narrowed(from)]])
    const more = suchThat(KINDS, (asked) => isBeyond(from, asked, fuller))
    return { from, before: [proposed, joins, ...since], more }
  },
  'the rest of a law, from whom something of it is shared with': (plain, fuller) => {
    const from = anotherHelper(plain)
    const before = [proposed, planned, shared(toProfessional(from))]
    return { from, before, more: suchThat([...KINDS, 'action'], (asked) => isOfTheRest(from, asked, fuller)) }
  },
  'what was shared, once that is over': (plain, fuller) => {
    const from = anotherHelper(plain)
    const before = [proposed, planned, shared(toProfessional(from)), isOver]
    const ofIt = ['revision', 'revision', 'adoption', ...KINDS]
    return { from, before, more: suchThat(ofIt, (asked) => isBeyond(from, asked, fuller)) }
  },
  'the rest of a law, from a partner who joined for a goal of it': toPartners({
    ...{ law: 'youth', kinds: KINDS, first: [proposed] },
    scope: (plain) => ({ goals: [theGoal(plain)] }),
    fits: (asked, scene, from) => isBeyond(from, asked, scene),
  }),
  'the rest of a law, from a partner something of it is shared with': toPartners({
    ...{ law: 'wmo', kinds: [...KINDS, 'action'], first: [proposed, planned] },
    then: ({ organisation = '' }) => [shared({ kind: 'organisation', id: organisation })],
    fits: (asked, scene, from) => isOfTheRest(from, asked, scene),
  }),
}
