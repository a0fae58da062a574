/** One family in two installations: the same is asked of both at the same moments, and in one of them more happens in between. */
import type { Dice } from '../../apps/populate/dice.ts'
import type { Envelope } from '../../libs/deciding/envelope.ts'
import { begun, type People } from './family-people.ts'
import type { AskedOfPlan, Family } from './family.ts'
import type { Answer, Installation, Request } from './installation.ts'
import { Named } from './names-in-turn.ts'
import { toldTo } from './sight-of-partners.ts'
import { seenBy } from './sight-sentences.ts'
import type { Who } from './sight-told.ts'

/** The time that something hidden takes, in minutes: less than passes before anything else. */
const HIDDEN_MINUTES = 1 / 60
const PAGES_AT_MOST = 5
const ASKED_AGAIN_AT_MOST = 5
/** Each of thousands of events of others. */
const PAGES_BEFORE = 6

/** In the place of the feed from where it began. */
export const FEED = '<the feed>'
/** In the place of an event's id. */
export const theEvent = (event: Envelope): string => `<event ${placeOf(event)}>`
const AN_EVENT = /<event ([^>]*)>/
const NO_EVENT = '00000000-0000-4000-8000-000000000000'

/** Alike in both: when something was asked, and what came of it. */
const placeOf = ({ type, domain, correlationId, about }: Envelope): string =>
  [type, domain, correlationId, ...about].join(' ')

/** Where a machine is busy its lists may be behind for a while: that hangs on nothing that is hidden, and is asked again as its answer says. */
async function inTime(asks: () => Promise<Answer>): Promise<Answer> {
  let answer = await asks()
  for (let time = 1; time < ASKED_AGAIN_AT_MOST && answer.text.includes('LISTS_ARE_BEHIND'); time += 1)
    answer = await asks()
  return answer
}

const nextOf = ({ headers }: Answer): string =>
  /^<\/v1([^>]+)>; rel="next"$/.exec(String(headers['link'] ?? ''))?.[1] ?? ''

export class TwinFamilies {
  /** In which nothing more happens. */
  readonly plain: Family
  readonly fuller: Family
  readonly people: People
  readonly #named: readonly [Named, Named] = [new Named(), new Named()]
  readonly #feeds: [string, string] = ['/events', '/events']
  #asked = 0

  private constructor(plain: Family, fuller: Family, people: People) {
    this.plain = plain
    this.fuller = fuller
    this.people = people
  }

  static async begin(
    [one, other]: readonly [Installation, Installation],
    name: string,
    diceFor: () => Dice,
  ): Promise<TwinFamilies> {
    const [plain, fuller] = await Promise.all([begun(one, name, diceFor()), begun(other, name, diceFor())])
    return new TwinFamilies(plain.family, fuller.family, plain.people)
  }

  passes(minutes: number): void {
    this.plain.passes(minutes)
    this.fuller.moment = this.plain.moment
  }

  /** What everyone may know of, or at least whoever is watched: it happens in both. @returns how both answered */
  async happens(asked: AskedOfPlan): Promise<readonly [Answer, Answer]> {
    this.#asked += 1
    const key = `v${String(this.#asked)}`
    return Promise.all([this.plain.does(asked, key), this.fuller.does(asked, key)])
  }

  /**
   * What is hidden from somebody happens in one of them.
   * @returns whether anything came of it
   * @throws Error where the sentences say that it is not hidden
   */
  async isHidden(asked: AskedOfPlan, from: Who): Promise<boolean> {
    this.#asked += 1
    this.fuller.passes(HIDDEN_MINUTES)
    const before = this.fuller.past.length
    const { status } = await this.fuller.does(asked, `h${String(this.#asked)}`)
    const seen = new Set([...seenBy(from, this.fuller.happened), ...toldTo(from, this.fuller.happened)])
    const shown = this.fuller.past.slice(before).filter((event) => seen.has(event))
    if (shown.length > 0)
      throw new Error(`${shown.map(({ type }) => type).join()} was to be hidden from ${from.name}, ${from.role}`)
    return status < 300
  }

  /** From here on a partner reads its feed: what lies before is of other families. */
  async feedBegins(who: Who): Promise<void> {
    const reads = async (family: Family, which: 0 | 1) => {
      for (let page = 0; page < PAGES_BEFORE; page += 1)
        this.#feeds[which] = nextOf(await family.asks(who, { method: 'GET', path: this.#feeds[which] }))
    }
    await Promise.all([reads(this.plain, 0), reads(this.fuller, 1)])
  }

  /** What is different in how both answer a reading; undefined where nothing is. */
  async readDifferently(who: Who, path: string): Promise<string | undefined> {
    const [one, other] = await Promise.all([
      this.#read(this.plain, who, this.#addressIn(path, 0)),
      this.#read(this.fuller, who, this.#addressIn(path, 1)),
    ])
    return this.#difference(`GET ${path}`, one, other)
  }

  /** The same of a write. */
  async writtenDifferently(asked: AskedOfPlan): Promise<string | undefined> {
    const [one, other] = await this.happens(asked)
    return this.#difference(`${asked.method ?? 'POST'} ${asked.path}`, [one], [other])
  }

  /** Page after page. */
  async #read(family: Family, who: Who, path: string): Promise<readonly Answer[]> {
    const pages: Answer[] = []
    // Lists follow what is written; a plan is as it is.
    const headers = path.startsWith('/plans/') ? {} : { 'consistent-after': await family.place.position() }
    for (let next = path; next !== '' && pages.length < PAGES_AT_MOST;) {
      const request: Request = { method: 'GET', path: next, headers }
      const answer = await inTime(() => family.asks(who, request))
      pages.push(answer)
      next = nextOf(answer)
    }
    return pages
  }

  /** The feed goes on from its beginning in this family; an event has an id of its own in each of both. */
  #addressIn(path: string, which: 0 | 1): string {
    const feed = this.#feeds[which]
    const { past } = which === 0 ? this.plain : this.fuller
    return path
      .replace(FEED, `${feed}${feed.includes('?') ? '&' : '?'}`)
      .replace(AN_EVENT, (_, place: string) => past.find((event) => placeOf(event) === place)?.id ?? NO_EVENT)
  }

  #difference(asked: string, ...both: readonly [readonly Answer[], readonly Answer[]]): string | undefined {
    const [one, other] = both.map((answers, which) =>
      answers.map((answer) => this.#named[which]?.told(answer)).join('\n'),
    )
    if (one === other) return undefined
    const at = (one ?? '').split('').findIndex((letter, place) => letter !== other?.[place])
    const around = (text = '') => text.slice(Math.max(0, at - 120), at + 80)
    return `${asked}\n  ${around(one)}\n  ${around(other)}`
  }
}
