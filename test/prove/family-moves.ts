/** What can be asked of a family's plan by whoever might, drawn by chance from what is there: most of it is done, some is refused. */
import { EMERGENCIES } from './family-emergencies.ts'
import { CONTENT } from './family-content.ts'
import { COURSE } from './family-course.ts'
import { LEAVING } from './family-leaving.ts'
import { SHARING } from './family-sharings.ts'
import { WITHHOLDING } from './family-withholding.ts'
import type { Scene } from './family-scene.ts'
import type { AskedOfPlan } from './family.ts'

export const MOVES = { ...CONTENT, ...COURSE, ...LEAVING, ...WITHHOLDING, ...EMERGENCIES, ...SHARING }
/** Content more often than what ends something, and what changes who people are to each other more often than the rest. */
const OFTEN = [...Object.keys(CONTENT), ...Object.keys(SHARING)]
const OFTEN_WITHHELD = ['withheld', 'withheld', 'withheld', ...Object.keys(WITHHOLDING)]
const OF_PEOPLE = [
  'representation',
  'representation',
  'representationEnded',
  'departure',
  ...Object.keys(LEAVING),
  'helperLeaves',
  'correction',
  ...Object.keys(EMERGENCIES),
]

/** Something that might be asked now. @param what of which kind; by default any */
export function moveIn(scene: Scene, what?: string): AskedOfPlan | undefined {
  const { dice } = scene
  const some = dice.weighted([
    [OFTEN, 5],
    [OF_PEOPLE, 2],
    [OFTEN_WITHHELD, 2],
    [Object.keys(COURSE), 3],
  ])
  const kind = what ?? dice.pick(some)
  return MOVES[kind]?.(scene)
}

/** Whatever comes of it, time has passed. */
export async function lives(scene: Scene, moves: number): Promise<void> {
  for (let move = 0; move < moves; move += 1) {
    scene.family.passes(scene.dice.pick([7, 61, 333, 1_441]))
    const asked = moveIn(scene)
    if (asked !== undefined) await scene.family.does(asked)
  }
}
