/** What is withheld from one human, whatever they ask on: said over what was written and what was asked when it was, in sentences that know no rule of the product. */
import type { Envelope } from '../../libs/deciding/envelope.ts'
import { dayIn, fact, type Happened } from './sight-told.ts'

/** What was asked, when something was withheld. */
interface Held {
  readonly id: string
  readonly from: string
  readonly items: readonly string[]
  readonly limit?: { readonly about: string; readonly domain?: string }
  readonly isSilent: boolean
  /** The last day of what is told. */
  readonly reviewDate?: string
}

type Asked = Readonly<Record<string, unknown>>

const ITEMS = ['goal', 'action', 'deviation', 'priority', 'referral', 'view', 'judgement', 'request', 'part'] as const
/** What begins an item, and the name of its id. */
const BEGINS: Readonly<Record<string, (typeof ITEMS)[number]>> = {
  GoalProposed: 'goal',
  ActionPlanned: 'action',
  DeviationReported: 'deviation',
  PrioritySet: 'priority',
  ReferralMade: 'referral',
  ViewGiven: 'view',
  CapacityJudged: 'judgement',
  OtherCoordinatorRequested: 'request',
  OwnPlanSubmitted: 'part',
}
/** That somebody is in the family does not go away by not being said. */
const WHO_IS_WHO = /^(MembershipRequested|MemberJoined|ChildBorn)$/

/** What an event speaks of, changes or leaves. */
function itemsOf({ data }: Envelope): readonly string[] {
  const [on, from] = [data['on'], data['from']] as readonly (
    { readonly id?: string; readonly priority?: string } | undefined
  )[]
  return [...ITEMS.flatMap((name) => data[name]), on?.id, from?.priority].filter((id) => typeof id === 'string')
}

/** Every withholding there was, as it was asked for, and as far as it was not released since. */
function heldIn(happened: Happened): readonly Held[] {
  const { past, asked } = happened
  const made = past.filter(({ type }) => type === 'ContentWithheld' || type === 'SightLimited')
  return made.flatMap((event): readonly Held[] => {
    const body: Asked = asked.get(event.correlationId) ?? {}
    const id = fact(event, 'withholding') ?? ''
    const wishes = Array.isArray(body['withhold']) ? (body['withhold'] as readonly Asked[]) : [body]
    const wish = wishes.find(({ from }) => from === event.data['from']) ?? {}
    const after = [...asked.values()].filter(({ path }) => String(path).includes(id))
    const released = after.filter(({ path }) => /\/(release|lifting)$/.test(String(path)))
    const ended = released.some(({ items }) => items === undefined)
    const gone = new Set(
      released.flatMap(({ items }) => (items ?? []) as readonly { readonly id: string }[]).map((one) => one.id),
    )
    const reviewed = after.findLast(({ path }) => String(path).endsWith('/reviews'))
    const reviewDate = reviewed?.['reviewDate'] ?? wish['reviewDate']
    const named = ((wish['items'] ?? []) as readonly { readonly id: string }[]).map((one) => one.id)
    const begun = past
      .filter(({ correlationId }) => correlationId === event.correlationId && wish !== body)
      .flatMap((one) => fact(one, BEGINS[one.type] ?? '') ?? [])
    if (ended) return []
    return [
      {
        id,
        from: String(wish['from']),
        items: [...named, ...begun].filter((item) => !gone.has(item)),
        ...(event.type === 'SightLimited' && {
          limit: {
            about: String(body['about']),
            ...(typeof body['domain'] === 'string' && { domain: body['domain'] }),
          },
        }),
        // A member who asks says no more than from whom: it is silent.
        isSilent: wish['mode'] === 'silent' || wish['ground'] === 'child-asked',
        ...(typeof reviewDate === 'string' && { reviewDate }),
      },
    ]
  })
}

/** Whether an event is nothing to a human, on any ground. */
export function withheldFrom(human: string, happened: Happened): (event: Envelope) => boolean {
  const all = heldIn(happened)
  const held = all.filter(
    ({ from, isSilent, reviewDate }) =>
      from === human && (isSilent || reviewDate === undefined || dayIn(happened.at) <= reviewDate),
  )
  const isLimited = ({ about, domain, type }: Envelope) =>
    !WHO_IS_WHO.test(type) &&
    held.some(({ limit }) => limit && about.includes(limit.about) && (limit.domain ?? domain) === domain)
  const items = withWhatHangs(new Set(held.flatMap((one) => one.items)), isLimited, happened)
  const hidden = new Set(
    all
      .filter(
        (one) =>
          one.from === human ||
          one.items.some((item) => items.has(item)) ||
          held.some(({ limit }) => limit && limit.about === one.limit?.about),
      )
      .map(({ id }) => id),
  )
  return (event) =>
    isLimited(event) ||
    itemsOf(event).some((item) => items.has(item)) ||
    hidden.has(fact(event, 'withholding') ?? '') ||
    judges(human, event, happened)
}

/** What is done for a goal that is withheld, or leaves a priority that is, is withheld with it. */
function withWhatHangs(
  items: Set<string>,
  isLimited: (event: Envelope) => boolean,
  { past }: Happened,
): ReadonlySet<string> {
  for (const event of past) {
    const begun = fact(event, BEGINS[event.type] ?? '')
    const hangs =
      ['ActionPlanned', 'DeviationReported'].includes(event.type) && itemsOf(event).some((item) => items.has(item))
    if (begun !== undefined && (isLimited(event) || hangs)) items.add(begun)
  }
  return items
}

/** A judgement of somebody's capacity is not for them, unless whoever made it tells them. */
const judges = (human: string, event: Envelope, { asked }: Happened): boolean =>
  event.type === 'CapacityJudged' &&
  fact(event, 'person') === human &&
  asked.get(event.correlationId)?.['told'] !== true
