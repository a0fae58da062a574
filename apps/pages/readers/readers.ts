/** What the page of who can read something is made from: asked of the API for what such an item is of and about, and only when somebody wants to know. */
import { pathOfPlan, planIdOf, type Asked } from '../asked.ts'
import { Refused, told, type Schema } from '../asking.ts'
import { inSight } from '../plan/in-plan.ts'

export interface ReadersAsked {
  readonly plan: Schema<'Plan'>
  readonly planId: string
  /** Undefined where the API does not tell whoever asks. */
  readonly readers: readonly Schema<'Reader'>[] | undefined
  /** From whom it is withheld, as far as whoever asks knows. */
  readonly withheldFrom: ReadonlySet<string>
  readonly words: Schema<'Words'> | undefined
  readonly back: string
}

interface Item {
  readonly domain: Schema<'LegalDomain'>
  readonly about: readonly string[]
  readonly words: Schema<'Words'> | undefined
  readonly goal?: string
}

export async function readersOfItem(asked: Asked): Promise<ReadersAsked> {
  const planId = planIdOf(asked)
  const id = asked.params['itemId'] ?? ''
  const { plan } = await told(asked.api.GET('/plans/{planId}', { params: { path: { planId } } }))
  const item = itemIn(plan, id)
  return {
    plan,
    planId,
    readers: item && (await readersOf(asked, item)),
    withheldFrom: withheldFrom(plan, id),
    words: item?.words,
    back: `${pathOfPlan(asked)}${item === undefined ? '' : `#${id}`}`,
  }
}

function itemIn({ goals, actions, deviations }: Schema<'Plan'>, id: string): Item | undefined {
  const found =
    inSight(goals).shown.find((one) => one.id === id) ??
    inSight(actions).shown.find((one) => one.id === id) ??
    inSight(deviations).shown.find((one) => one.id === id)
  if (found === undefined || found.domain === 'general') return undefined
  const { domain, about } = found
  const words = 'words' in found ? found.words : 'insteadDone' in found ? found.insteadDone : undefined
  return { domain, about, words, ...('goal' in found && { goal: found.goal }) }
}

async function readersOf({ api, params }: Asked, { domain, about, goal }: Item) {
  const body = { domain, about: [...about], ...(goal !== undefined && { scope: { goals: [goal] } }) }
  const path = { planId: params['planId'] ?? '' }
  try {
    return (await told(api.POST('/plans/{planId}/readers-previews', { params: { path }, body }))).readers
  } catch (fault) {
    // Told to whom could write such a thing, while it can be written.
    if (fault instanceof Refused && [403, 404, 409].includes(fault.problem.status)) return undefined
    throw fault
  }
}

const withheldFrom = ({ withholdings }: Schema<'Plan'>, id: string): ReadonlySet<string> =>
  new Set(
    withholdings.flatMap(({ from, state, items }) =>
      state !== 'denied' && state !== 'ended' && items.some((one) => one.id === id) ? [from] : [],
    ),
  )
