/** What one request looked at, gathered where plans are stood before and read, until its record is made. Which events an answer told is said by who makes the answer; whoever says nothing told all. */
import type { FactsThen, Look, LookedItem } from '../../../libs/access/access-record.ts'
import type { Ground } from '../../../libs/access/grounds.ts'
import { standsFor } from '../../../libs/access/supporting.ts'
import { asRanges } from '../../../libs/access/revisions.ts'
import { closedOnAll, readsWords } from '../../../libs/access/sight.ts'
import type { PersonId } from '../../../libs/deciding/decider.ts'
import type { Domain } from '../../../libs/deciding/domains.ts'
import type { Recorded } from '../../../libs/event-store/recorded.ts'
import type { PlanEvent } from '../../../libs/plan/plan.ts'

type Told = Pick<Recorded<PlanEvent>, 'event' | 'envelope'>

/** More than these are the plan as good as whole, and not named one by one. */
const ITEMS_AT_MOST = 500

/** On which something may be closed though nothing of a law is: a wish for another coordinator, and what went up to them. */
const MAY_BE_CLOSED: readonly Ground['is'][] = ['coordinating', 'next-coordinator', 'addressed']

export class LookAt {
  readonly plan: string
  readonly #facts: FactsThen | undefined
  readonly #grounds: readonly Ground[]
  #sees: readonly Told[] | undefined
  #told: readonly Told[] | undefined
  readonly #rows = new Map<
    string,
    { readonly item: LookedItem; readonly domain: Domain; readonly about: readonly PersonId[] }
  >()

  readonly #persons: PersonId[] = []

  /** @param facts what was decided of the plan stood on; undefined where it was not decided on how that stands */
  constructor(plan: string, facts: FactsThen | undefined, grounds: readonly Ground[]) {
    this.plan = plan
    this.#facts = facts
    this.#grounds = grounds
  }

  /** The events that the reader sees of the plan. */
  sees(events: readonly Told[]): void {
    this.#sees = events
  }

  /** Those of them that the answer tells. */
  tells(events: readonly Told[]): void {
    this.#told = events
  }

  /** Those of them, by what was asked for; what the answer's maker said already stands. */
  tellsOnly(isOf: (event: PlanEvent) => boolean): void {
    this.#told ??= this.#sees?.filter(({ event }) => isOf(event))
  }

  /** A row of a list. */
  lists(item: LookedItem, { domain, about }: { readonly domain: Domain; readonly about: readonly PersonId[] }): void {
    this.#rows.set(`${item.kind} ${item.id} ${domain}`, { item, domain, about })
  }

  /** Persons whom an answer is about that tells no events of the plan. */
  isAbout(persons: readonly PersonId[]): void {
    this.#persons.push(...persons)
  }

  get isTold(): boolean {
    return this.#sees !== undefined || this.#rows.size > 0
  }

  /** @param by who looks: all others whose file they read, they speak for */
  asLook(by: string, asked: LookedItem | undefined): Look {
    const [told, rows] = [this.#told ?? this.#sees ?? [], [...this.#rows.values()]]
    const sight = { grounds: this.#grounds }
    const isAllOpen = closedOnAll(sight) === undefined && !sight.grounds.some(({ is }) => MAY_BE_CLOSED.includes(is))
    const closed = isAllOpen ? [] : told.filter((one) => !readsWords(sight, one))
    const ofRows = rows.flatMap(({ about }) => about)
    const persons = new Set([...told.flatMap(({ event }) => event.about), ...ofRows, ...this.#persons])
    const domains = new Set([...told.map(({ event }) => event.domain), ...rows.map(({ domain }) => domain)])
    const items = [...(asked === undefined ? [] : [asked]), ...rows.map(({ item }) => item)]
    const spokenFor = [...new Set(this.#grounds.flatMap((ground) => whoseIn(ground)))].filter((one) => one !== by)
    return {
      plan: this.plan,
      ...(this.#facts && { facts: this.#facts }),
      grounds: this.#grounds.map(({ is }) => is),
      ...(spokenFor.length > 0 && { onBehalfOf: spokenFor.sort() }),
      domains: [...domains].sort(),
      persons: [...persons].sort(),
      ...(this.#sees && { sees: rangesOf(this.#sees) }),
      ...(this.#told && this.#told !== this.#sees && { told: rangesOf(this.#told) }),
      ...(closed.length > 0 && { closed: rangesOf(closed) }),
      ...(items.length > 0 && items.length <= ITEMS_AT_MOST && { items }),
    }
  }
}

/** Whom someone stands there for, and who asked them to. */
function whoseIn(ground: Ground): readonly PersonId[] {
  if (ground.is === 'family') return Object.keys(ground.persons)
  return ground.is === 'supporting' ? standsFor(ground) : []
}

const rangesOf = (events: readonly Told[]): string => asRanges(events.map(({ envelope }) => envelope.revision))

/** Of one request. */
export class Looks {
  readonly #plans = new Map<string, LookAt>()

  at(plan: string, facts: FactsThen, grounds: readonly Ground[]): LookAt {
    const known = this.#plans.get(plan)
    if (known !== undefined) return known
    const look = new LookAt(plan, facts, grounds)
    this.#plans.set(plan, look)
    return look
  }

  get all(): readonly LookAt[] {
    return [...this.#plans.values()]
  }
}
