/** A family's plan is opened in an emergency, by who has no part in it and by who has; and another says what they find of it. */
import { coordinatorOf, one, type Move, type Scene } from './family-scene.ts'
import { PRIVACY_OFFICER, SAFETY_OFFICER } from './officers.ts'
import { fact, LAWS } from './sight-told.ts'

export const EMERGENCIES: Readonly<Record<string, Move>> = {
  glassBroken(scene) {
    const { dice, people, word } = scene
    const { crisis, workers, enforcer, father, coordinator } = people
    const by = dice.pick([crisis, crisis, crisis, workers[0] ?? crisis, enforcer, father, coordinator])
    const role = by === coordinator ? 'coordinator' : 'professional'
    const domains = LAWS.filter(() => dice.chance(0.5))
    return {
      ...{ who: { ...by, role, activity: 'crisis-access' }, path: '/break-glass-uses', isApart: true },
      body: { domains: domains.length > 0 ? domains : [LAWS[0]], reason: word('emergency') },
    }
  },
  glassReviewed(scene) {
    const used = one(scene, 'BreakGlassUsed')
    const by = scene.dice.pick([SAFETY_OFFICER, PRIVACY_OFFICER, coordinatorOf(scene)])
    const finding = scene.dice.pick(['justified', 'not-justified'])
    return (
      used && {
        ...{ who: by, path: `/break-glass-uses/${fact(used, 'use') ?? ''}/review`, isApart: true },
        body: { finding, reason: scene.word('review') },
      }
    )
  },
}

/** One that lasts still when everyone asks, where what went before it is reviewed. */
export async function emergency(scene: Scene): Promise<void> {
  for (const move of ['glassReviewed', 'glassReviewed', 'glassBroken']) {
    const asked = EMERGENCIES[move]?.(scene)
    if (asked !== undefined) await scene.family.does(asked)
  }
}
