/** What a hiding is: who is watched, and what may happen that is nothing to them; and how one is drawn. */
import { MOVES } from './family-moves.ts'
import { ACTIVITY } from './family-people.ts'
import type { Move, Scene } from './family-scene.ts'
import { inDays } from './family-withholding.ts'
import { who, type AskedOfPlan } from './family.ts'
import type { Law, Who } from './sight-told.ts'

export interface Hiding {
  readonly from: Who
  /** One more thing that they may not know of, where chance finds one. */
  readonly more: Move
  /** What must have happened before, in both, one after another. */
  readonly before?: readonly Move[]
  /** What cannot come out the same in both, though it is hidden from nobody. */
  readonly otherwise?: (asked: AskedOfPlan) => boolean
}

/** Of the plan in which nothing more happens, and of the other. */
export type Hides = (plain: Scene, fuller: Scene) => Hiding

const TRIES = 12

/** The first of several moves that is as it must be. */
export const suchThat =
  (kinds: readonly string[], fits: (asked: AskedOfPlan) => boolean): Move =>
  (scene) => {
    for (let time = 0; time < TRIES; time += 1) {
      const asked = MOVES[scene.dice.pick(kinds)]?.(scene)
      if (asked !== undefined && fits(asked)) return asked
    }
    return undefined
  }

/** Whether something is opened by it to somebody, or to whom they work for. */
export function isTo({ id, organisation }: Who, { body }: AskedOfPlan): boolean {
  const { id: to } = (body?.['to'] ?? {}) as { readonly id?: string }
  return to !== undefined && [id, organisation].includes(to)
}

export const OF_A_LAW = [
  'goal',
  'goal',
  'revision',
  'action',
  'deviation',
  'capacity',
  'referral',
  'invitation',
  'goalDropped',
  'shared',
]

interface OfAPartner {
  readonly law: Law
  readonly kinds: readonly string[]
  readonly fits: (asked: AskedOfPlan, scene: Scene, from: Who) => boolean
  /** For which goals its professional joins; by default for all of the law. */
  readonly scope?: (plain: Scene) => unknown
  /** What happens before they do, and after. */
  readonly first?: readonly Move[]
  readonly then?: (from: Who) => readonly Move[]
}

/** Of an organisation of its own in each family, of which a professional works with it under one law. */
export function toPartners({ law, kinds, fits, scope, first = [], then }: OfAPartner): Hides {
  return (plain, fuller) => {
    const { dice, people, family } = plain
    const organisation = `00000099${String(dice.whole(1, 999_999_999)).padStart(12, '0')}`
    const [system, helper] = [`Systeem ${family.name}`, who('professional', `Hulp ${family.name}`, ACTIVITY[law])]
    const from = who('partner', system, 'partner-information', { organisation })
    const joins: Move = (scene) => ({
      who: people.coordinator,
      path: '/care-team/professionals',
      body: {
        professional: helper.id,
        name: helper.name,
        scope: scope?.(scene) ?? 'domain',
        organisation,
        domain: law,
        activity: helper.activity,
        until: inDays(family, 900) + 'T00:00:00Z',
      },
    })
    return {
      from,
      before: [...first, joins, ...(then?.(from) ?? [])],
      more: suchThat(kinds, (asked) => fits(asked, fuller, from)),
    }
  }
}
