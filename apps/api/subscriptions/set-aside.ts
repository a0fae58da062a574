/** That a subscription is set aside, as its own organisation is told: why, and since when. */
import {
  CannotBeServed,
  SEEN_AT_A_LOOK,
  subscriptionNow,
  whyNotWhole,
  WHY_SET_ASIDE,
  type WhySetAside,
} from '../../../libs/relaying/whole-subscription.ts'
import type { System } from '../../../libs/installation/system.ts'

export interface SetAsideAnswer {
  /** For machines. */
  readonly because: WhySetAside
  readonly since: string
}

/** Nobody has more. */
const AT_MOST = 1_000

/** Of these subscriptions, those that are set aside; also where nobody who sends has looked at them, as at one that is paused. */
export async function setAsideAmong(
  system: System,
  ids: readonly string[],
): Promise<ReadonlyMap<string, SetAsideAnswer>> {
  const found = await Promise.all(ids.map(async (id) => [id, await seenAtALook(system, id)] as const))
  return standing(system, new Map(found))
}

/** The same, of one that was looked at. @param seen why it cannot be served; undefined where nothing was found */
export async function setAsideNow(
  system: System,
  id: string,
  seen: WhySetAside | undefined,
): Promise<SetAsideAnswer | undefined> {
  return (await standing(system, new Map([[id, seen]]))).get(id)
}

async function standing(
  { webhooks: { setAsides }, clock }: System,
  seen: ReadonlyMap<string, WhySetAside | undefined>,
): Promise<ReadonlyMap<string, SetAsideAnswer>> {
  const known = new Map((await setAsides.all(AT_MOST, [...seen.keys()])).map((one) => [one.subscription, one]))
  const answers = new Map<string, SetAsideAnswer>()
  for (const [id, because] of seen) {
    const stood = known.get(id)
    if (because !== undefined && stood?.because !== because) await setAsides.put(id, because, Date.parse(clock()))
    // What is found by looking, and is not there any more, was mended.
    const isMended = because === undefined && stood !== undefined && isOfALook(stood.because)
    if (isMended) await setAsides.lift(id)
    const why = because ?? (isMended ? undefined : stood?.because)
    if (why === undefined) continue
    const since = new Date(stood?.sinceMs ?? Date.parse(clock())).toISOString()
    answers.set(id, { because: WHY_SET_ASIDE.find((one) => one === why) ?? 'cannot-be-served', since })
  }
  return answers
}

/** But for its endpoint, which is opened for who reads it, and for who sends. */
async function seenAtALook({ folds }: System, id: string): Promise<WhySetAside | undefined> {
  try {
    const { state } = await subscriptionNow(folds.subscriptions, id)
    return state.is === 'registered' ? whyNotWhole(state) : undefined
  } catch (fault) {
    if (fault instanceof CannotBeServed) return fault.because
    throw fault
  }
}

const isOfALook = (because: string): boolean =>
  because !== 'endpoint-cannot-be-opened' && SEEN_AT_A_LOOK.some((one) => one === because)
