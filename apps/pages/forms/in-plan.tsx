/** What forms of a plan are made from: the plan as its reader has it, what in it a form is about, and whom it may name. */
import type { Child } from 'hono/jsx'
import { pathOfPlan, planIdOf, type Asked } from '../asked.ts'
import { Refused, told, type Schema } from '../asking.ts'
import type { Language } from '../language.ts'
import { sayIn, useHere, useSay } from '../look/here.ts'
import { Words } from '../look/words.tsx'
import { namesIn, nameOf, type Names } from '../plan/called.ts'
import { inSight } from '../plan/in-plan.ts'
import type { Option } from './fields.tsx'

export interface OfPlan {
  readonly etag: string
  readonly revision: number
  readonly plan: Schema<'Plan'>
  readonly names: Names
  /** Whoever writes. */
  readonly me: string
  /** The path of the plan. */
  readonly back: string
  readonly isOfTheFamily: boolean
}

export async function planFor(asked: Asked): Promise<OfPlan> {
  const { api, session, purpose } = asked
  const params = { path: { planId: planIdOf(asked) } }
  const { plan, etag, revision } = await told(api.GET('/plans/{planId}', { params }))
  const isOfTheFamily = purpose === 'own-file'
  return { etag, revision, plan, names: namesIn(plan), me: session.subject, back: pathOfPlan(asked), isOfTheFamily }
}

/** As the API says it of what is not there, or not for whoever asks. */
export const notThere = ({ language }: Asked): Refused =>
  new Refused({ status: 404, code: 'NOT_FOUND', title: sayIn(language)('Niet gevonden', 'Not found') })

export type ItemOf = 'goals' | 'actions' | 'priorities' | 'deviations' | 'challenges'

/** One item that its reader sees. */
export const itemIn = <Kind extends ItemOf>(plan: Schema<'Plan'>, kind: Kind, id: string | undefined) =>
  inSight<Exclude<Schema<'Plan'>[Kind][number], Schema<'WithheldItem'>>>(plan[kind] as never).shown.find(
    (one) => 'id' in one && one.id === id,
  )

/** What an item says, above a form that is about it. */
export function About({ label, children }: { readonly label: string; readonly children: Child }) {
  return (
    <div class="samenspel-about">
      <p class="samenspel-label">{label}</p>
      {children}
    </div>
  )
}

export function AboutItem({
  plan,
  kind,
  id,
}: {
  readonly plan: Schema<'Plan'>
  readonly kind: string
  readonly id: string
}) {
  const say = useSay()
  const goal = itemIn(plan, 'goals', id)
  const action = itemIn(plan, 'actions', id)
  const priority = itemIn(plan, 'priorities', id)
  const deviation = itemIn(plan, 'deviations', id)
  if (goal !== undefined)
    return (
      <About label={say('Het doel', 'The goal')}>
        <Words of={goal.words} />
      </About>
    )
  if (action !== undefined)
    return (
      <About label={say('De actie', 'The action')}>
        <Words of={action.words} />
      </About>
    )
  if (priority?.reason !== undefined)
    return (
      <About label={say('Wat voorgaat, en waarom', 'What goes first, and why')}>
        <Words of={priority.reason} />
      </About>
    )
  if (deviation !== undefined)
    return (
      <>
        <About label={say('Wat er in plaats daarvan is gedaan', 'What was done instead')}>
          <Words of={deviation.insteadDone} />
        </About>
        {kind === 'reading' &&
          deviation.readings.map(({ words }) => (
            <About label={say('Wat de tweede lezer vond', 'What the second reader found')}>
              <Words of={words} />
            </About>
          ))}
      </>
    )
  return null
}

/** Members whom the plan is about now, with the names that its reader may read. */
export const membersIn = ({ plan }: OfPlan): readonly Option[] =>
  plan.members.flatMap(({ id, name, state }) =>
    typeof name === 'string' && state === 'in' ? [{ value: id, label: name }] : [],
  )

/** Of the family: oneself and whom one speaks for; for who works here all whose words they may have heard. The API says who may. */
export function whoseWord(of: OfPlan): readonly Option[] {
  const { plan, me, isOfTheFamily } = of
  const represented = inSight(plan.representatives).shown.flatMap(({ representative, represents, ended }) =>
    representative === me && ended === undefined ? [represents] : [],
  )
  const mine = new Set([me, ...represented])
  return membersIn(of).filter(({ value }) => !isOfTheFamily || mine.has(value))
}

/**
 * From whom a member for whom somebody speaks can ask that it is kept: who speaks for them, and who else is in the family. Nobody is chosen before they choose.
 * Nobody for whom no one speaks: who reads what is about them is then nobody of their family.
 */
export const keptFrom = ({ plan, me, names, isOfTheFamily }: OfPlan, language: Language): readonly Option[] =>
  isOfTheFamily ? keptFromIn(plan, names, me, language) : []

export function keptFromIn(plan: Schema<'Plan'>, names: Names, me: string, language: Language): readonly Option[] {
  const speakers = inSight(plan.representatives).shown.flatMap(({ representative, represents, ended }) =>
    represents === me && ended === undefined ? [representative] : [],
  )
  if (speakers.length === 0) return []
  const members = plan.members.flatMap(({ id, state }) => (state === 'in' ? [id] : []))
  return [...new Set([...speakers, ...members])]
    .filter((id) => id !== me)
    .map((id) => ({ value: id, label: nameOf(id, names, language) }))
}

export const useNameOf = ({ names }: OfPlan) => {
  const { language } = useHere()
  return (id: string) => nameOf(id, names, language)
}
