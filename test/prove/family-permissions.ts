/** Some of a family let whoever coordinates read what is about them under one law, and one of them thinks better of it. */
import { inDaysFrom, type Scene } from './family-scene.ts'
import { fact, LAWS } from './sight-told.ts'

export async function somePermit(scene: Scene): Promise<void> {
  const { family, people, dice, word } = scene
  const { child, sibling, father, mother } = people
  const law = dice.pick(LAWS)
  for (const person of [child, sibling, father, mother].filter(() => dice.chance(0.6))) {
    const by = person === sibling || (person === child && dice.chance(0.3)) ? dice.pick([father, mother]) : person
    await family.does({
      ...{ who: by, path: '/permissions' },
      body: {
        ...{ person: person.id, by: by.id, to: { kind: 'coordination' }, domains: [law] },
        ...{ until: inDaysFrom(family.moment, 90), how: word('how') },
      },
    })
  }
  const given = family.past.filter(({ type }) => type === 'PermissionGiven')
  if (given.length === 0 || dice.chance(0.4)) return
  const taken = dice.pick(given)
  const who = [child, father, mother].find(({ id }) => id === fact(taken, 'by'))
  if (who !== undefined) await family.does({ who, path: `/permissions/${fact(taken, 'permission') ?? ''}/withdrawal` })
}
