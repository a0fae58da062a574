/** A helper of another organisation joins a family for one goal, begins some more, and comes to have less. */
import { DE_STAM, type People } from './family-people.ts'
import { about, coordinatorOf, inDaysFrom, later, membersOf, workerOf, type Scene } from './family-scene.ts'
import { fact, type Who } from './sight-told.ts'

/** For what they help with, and for what they do not. */
export const asWhoHelpsWithGoals = ({ forGoals }: People): readonly Who[] =>
  [forGoals.activity, 'social-support'].map((activity) => ({ ...forGoals, activity }))

/** The first time they join, or else what they have becomes less; after that something is said of what they have, and of what they have not. */
export async function someoneHelpsWithGoals(scene: Scene): Promise<void> {
  const { family, people, dice } = scene
  const { forGoals } = people
  const joined = family.past.findLast(
    (event) => event.type === 'ProfessionalJoined' && fact(event, 'professional') === forGoals.id,
  )
  if (joined === undefined) await joins(scene)
  else if (dice.chance(0.7))
    await family.does({
      who: coordinatorOf(scene),
      path: `/care-team/professionals/${fact(joined, 'joining') ?? ''}/narrowing`,
      body: { scope: { goals: goalsOf(scene).filter(() => dice.chance(0.3)) } },
    })
  await helps(scene)
}

const goalsOf = ({ family }: Scene): readonly string[] =>
  family.past.flatMap((event) =>
    event.type === 'GoalProposed' && event.domain === 'youth' ? [fact(event, 'goal') ?? ''] : [],
  )

async function joins(scene: Scene): Promise<void> {
  const { family, dice, people, word } = scene
  const { forGoals, child } = people
  const worker = workerOf(scene, 'youth') ?? forGoals
  for (const person of [[child.id], about(scene)])
    await family.does({
      ...{ who: worker, path: '/goals' },
      body: { domain: 'youth', about: person, lifeArea: 'housing', words: word('words') },
    })
  const { id, name, activity } = forGoals
  const some = goalsOf(scene)
  const body = {
    ...{ professional: id, name, activity, organisation: DE_STAM, domain: 'youth', until: later(scene) },
    scope: { goals: some.length === 0 ? [] : [dice.pick(some)] },
    ...(dice.chance(0.3) && { members: [dice.pick(membersOf(scene)).id] }),
  }
  await family.does({ who: coordinatorOf(scene), path: '/care-team/professionals', body })
}

/** They propose a goal and plan an action; of what they do not have a colleague goes on. */
async function helps(scene: Scene): Promise<void> {
  const { family, people, dice, word } = scene
  const { forGoals, child } = people
  const proposal = { domain: 'youth', about: about(scene), lifeArea: 'housing', words: word('words') }
  await family.does({ who: forGoals, path: '/goals', body: proposal })
  for (const who of [forGoals, workerOf(scene, 'youth') ?? forGoals]) {
    const [goal, owner] = [
      goalsOf(scene)
        .filter(() => dice.chance(0.5))
        .at(-1),
      dice.pick([who.id, child.id]),
    ]
    if (goal === undefined) continue
    await family.does({ who, path: '/actions', body: { goal, owner, words: word('words') } })
    await family.does({ who, path: `/goals/${goal}/revisions`, body: { words: word('words') } })
    await family.does({
      ...{ who: child, path: `/goals/${goal}/views` },
      body: { person: child.id, stance: 'agrees', words: word('words') },
    })
  }
  await family.does({
    ...{ who: coordinatorOf(scene), path: '/permissions' },
    body: {
      ...{ person: child.id, by: child.id, to: { kind: 'professional', id: forGoals.id }, domains: ['youth'] },
      ...{ until: inDaysFrom(family.moment, 60), how: word('how') },
    },
  })
}
