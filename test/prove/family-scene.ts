/** What a move in a family is drawn from: who is there, what happened, and whoever works with it now. */
import type { Dice } from '../../apps/populate/dice.ts'
import type { Envelope } from '../../libs/deciding/envelope.ts'
import type { AskedOfPlan, Family } from './family.ts'
import { ACTIVITY, type People } from './family-people.ts'
import { coordinatorNow, fact, type Law, type Who } from './sight-told.ts'

export interface Scene {
  readonly family: Family
  readonly people: People
  readonly dice: Dice
  /** A word that stands nowhere else. */
  readonly word: (of: string) => string
}

export type Move = (scene: Scene) => AskedOfPlan | undefined

export const DAY_MS = 86_400_000

export const membersOf = ({ people: { father, mother, child, sibling } }: Scene): readonly Who[] => [
  father,
  mother,
  child,
  sibling,
]
export const workerOf = ({ people }: Scene, law: string): Who | undefined =>
  people.workers.find(({ activity }) => activity === ACTIVITY[law as Law])
export const later = ({ family, dice }: Scene): string =>
  new Date(Date.parse(family.moment) + dice.pick([2, 8, 50, 400]) * DAY_MS).toISOString()

/** One of what happened, where anything did. */
export const one = ({ family, dice }: Scene, type: string): Envelope | undefined => {
  const found = family.past.filter((event) => event.type === type)
  return found.length === 0 ? undefined : dice.pick(found)
}
export const coordinatorOf = ({ family, people }: Scene): Who => {
  const id = fact(coordinatorNow(family.happened) ?? ({ data: {} } as Envelope), 'coordinator')
  return id === people.next.id ? people.next : people.coordinator
}
/** Of one thing that happened: whoever works in its law, with its id. */
export function onItem(
  scene: Scene,
  type: string,
  item: string,
  asks: (id: string, worker: Who, event: Envelope) => AskedOfPlan,
): AskedOfPlan | undefined {
  const event = one(scene, type)
  const worker = event && (workerOf(scene, event.domain) ?? coordinatorOf(scene))
  return event && worker && asks(fact(event, item) ?? '', worker, event)
}

export const inDaysFrom = (moment: string, days: number): string =>
  new Date(Date.parse(moment) + days * DAY_MS).toISOString()

export const about = (scene: Scene): readonly string[] => {
  const [first, second] = [scene.dice.pick(membersOf(scene)).id, scene.dice.pick(membersOf(scene)).id]
  return scene.dice.chance(0.75) || first === second ? [first] : [first, second]
}
