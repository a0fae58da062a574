/** All that a father can ask of his family's plan, and whether two fathers are answered alike: what is made up anew for each counts by when it changes. */
import type { Day } from '../../libs/deciding/days.ts'
import { listAt } from './answers.ts'
import type { Answer, Person } from './people.ts'

/** A family as its father meets it. */
export interface Fathered {
  /** `/plans/{planId}` */
  readonly plan: string
  readonly father: Person
  readonly child: Pick<Person, 'id'>
}

export interface Asking {
  readonly today: Day
  /** The id of something, as if somebody had let it slip. */
  readonly slipped: string
  /** A position that lists must know. */
  readonly after: string
}

const PARTS = ['', '/goals', '/actions', '/deviations', '/priorities', '/care-team', '/members', '/coordinator']
const THEN = ['/history?limit=500', '/history/changes?from=-1&to=9', '?revision=3', '/withholdings']
const LISTS = ['/due', '/plans', '/deviations']

/** He reads, lists, asks by id, and gives a view by id, for himself and for his child; and asks who looked. */
export async function allThatHeAsks(
  { plan, father, child }: Fathered,
  { today, slipped, after }: Asking,
): Promise<readonly unknown[]> {
  const answers: unknown[] = []
  for (const path of [...PARTS, ...THEN]) answers.push([path, told(await father.asks('GET', plan + path))])
  for (const list of LISTS) answers.push([list, told(await father.asks('GET', list, { after }))])
  for (const part of ['goals', 'actions', 'withholdings'])
    answers.push([part, told(await father.asks('GET', `${plan}/${part}/${slipped}`))])
  for (const person of [father.id, child.id]) {
    const body = { person, stance: 'disagrees' }
    answers.push(['view', told(await father.asks('POST', `${plan}/goals/${slipped}/views`, { body }))])
  }
  const looks = await father.asks('GET', `${plan}/access-records?limit=100&from=${today}&until=${today}`)
  // Those of one moment stand in no order.
  const sorted = listAt(looks.body, 'items').map((look) => JSON.stringify(look))
  return [...answers, [looks.status, sorted.sort()]]
}

/** Without what names a request, which is another each time. */
const told = ({ status, body }: Answer): unknown => [
  status,
  JSON.parse(JSON.stringify(body, (name, value: unknown) => (name === 'instance' ? undefined : value))) as unknown,
]

const MADE_UP =
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?<![\w-])(?:[0-9a-f]{32}|(?=[\w-]*[a-z])(?=[\w-]*[A-Z\d])(?:[\w-]{22}|[\w-]{43}))(?![\w-])/g

/** Answers of one father, with ids, tags and positions under names by the order in which he meets them. */
export class Met {
  readonly #names = new Map<string, string>()

  told(answers: readonly unknown[]): string {
    return JSON.stringify(answers).replaceAll(MADE_UP, (word) => {
      const known = this.#names.get(word) ?? `#${String(this.#names.size)}`
      this.#names.set(word, known)
      return known
    })
  }
}
