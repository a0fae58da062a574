/** What can be hidden from whom: who is watched, and what may happen that is nothing to them. */
import { CONTENT } from './family-content.ts'
import { COURSE } from './family-course.ts'
import { ACTIVITY } from './family-people.ts'
import type { AskedOfPlan } from './family.ts'
import type { Move, Scene } from './family-scene.ts'
import { LAWS, type Who } from './sight-told.ts'

export interface Hiding {
  readonly from: Who
  /** One more thing that they may not know of, where chance finds one. */
  readonly more: Move
  /** What must have happened before, in both. */
  readonly before?: AskedOfPlan
}

const TRIES = 12

/** The first of several moves that is as it must be. */
const suchThat =
  (kinds: readonly string[], fits: (asked: AskedOfPlan) => boolean): Move =>
  (scene) => {
    for (let time = 0; time < TRIES; time += 1) {
      const asked = { ...CONTENT, ...COURSE }[scene.dice.pick(kinds)]?.(scene)
      if (asked !== undefined && fits(asked)) return asked
    }
    return undefined
  }

const OF_A_LAW = [
  'goal',
  'goal',
  'revision',
  'action',
  'deviation',
  'capacity',
  'referral',
  'invitation',
  'goalDropped',
]

export const HIDINGS: Readonly<Record<string, (scene: Scene) => Hiding>> = {
  'another law': ({ dice, people, family }) => {
    const from = dice.pick(people.workers)
    const law = LAWS.find((each) => ACTIVITY[each] === from.activity) ?? 'youth'
    const isOfIt = ({ path, body }: AskedOfPlan) => {
      const item = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(path + JSON.stringify(body?.['goal'] ?? ''))?.[0]
      const began = family.past.find(({ data }) => item !== undefined && Object.values(data).includes(item))
      return (body?.['domain'] ?? began?.domain ?? 'general') !== law
    }
    return { from, more: suchThat(OF_A_LAW, isOfIt) }
  },
  'a confidence': ({ people }) => ({ from: people.coordinator, more: suchThat(['capacity'], () => true) }),
  'what is between those who coordinate': ({ dice, people }) => ({
    from: dice.pick(people.workers),
    more: suchThat(['wish', 'viewOnCoordinator', 'expectation'], ({ path }) => path !== '/own-plans/views'),
  }),
  'the rest of the family': ({ people }) => ({
    from: people.sibling,
    more: suchThat(['goal', 'deviation', 'capacity', 'referral'], ({ body }) => {
      const { about = [], person } = body as { readonly about?: readonly string[]; readonly person?: string }
      return !about.includes(people.sibling.id) && person !== people.sibling.id
    }),
  }),
  'what came after they left': ({ people }) => ({
    from: people.sibling,
    before: { who: people.coordinator, path: `/members/${people.sibling.id}/departure`, body: { reason: 'Verhuisd' } },
    more: suchThat([...OF_A_LAW, 'expectation', 'secrecy', 'deputy', 'wish', 'representation'], () => true),
  }),
}
