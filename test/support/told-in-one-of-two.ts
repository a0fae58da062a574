/** Two families that are the same, in installations with the same keys and clock; in one of them more happens, and whoever may not know it is asked after in both. */
import { Family, type AskedOfPlan } from '../prove/family.ts'
import { Installation, type Answer, type Request } from '../prove/installation.ts'
import { Named } from '../prove/names-in-turn.ts'
import type { Who } from '../prove/sight-told.ts'

export type Body = Readonly<Record<string, unknown>>

/** A moment that nobody else's deeds fall in, in minutes. */
const A_SECOND = 1 / 60
const AROUND = 200

export class ToldInOneOfTwo implements AsyncDisposable {
  readonly told: Family
  readonly calm: Family
  readonly #twins: readonly [Installation, Installation]
  #names = [new Named(), new Named()] as const
  #deeds = 0

  private constructor(twins: readonly [Installation, Installation], name: string, beginning: string) {
    this.#twins = twins
    this.told = new Family(twins[0], name, beginning)
    this.calm = new Family(twins[1], name, beginning)
  }

  static async begin(name: string, beginning: string): Promise<ToldInOneOfTwo> {
    return new ToldInOneOfTwo(await Installation.twins(false), name, beginning)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#twins.map((place) => place.close()))
  }

  get both(): readonly [Family, Family] {
    return [this.told, this.calm]
  }

  /** From now on it is this moment in both. */
  itIs(moment: string): void {
    for (const family of this.both) family.moment = moment
  }

  /** Time goes on in both, to a whole minute that neither has reached. */
  passes(minutes: number): void {
    this.itIs(new Date(Math.ceil(Date.parse(this.told.moment) / 60_000) * 60_000 + minutes * 60_000).toISOString())
  }

  /** What everyone may know. @throws Error where it is refused */
  async inBoth(who: Who, path: string, body: Body = {}) {
    this.passes(1)
    const key = this.#nextKey('both')
    const [answer] = await Promise.all(this.both.map((family) => family.does({ who, path, body }, key)))
    return taken({ path }, answer)
  }

  /** What happens in one of them. @throws Error where it is refused */
  async hidden(who: Who, path: string, body: Body = {}) {
    this.told.passes(A_SECOND)
    return taken({ path }, await this.told.does({ who, path, body }, this.#nextKey('hidden')))
  }

  /** In the one in which more happens. */
  read(who: Who, path: string): Promise<Answer> {
    return this.told.asks(who, { method: 'GET', path: `/plans/${this.told.planId}${path}` })
  }

  /** @throws Error where it is refused */
  async reads(who: Who, path: string) {
    return taken({ path }, await this.read(who, path))
  }

  async statusOf(who: Who, path: string): Promise<number> {
    return (await this.read(who, path)).status
  }

  /** What is due for somebody, in both. */
  async dueFor(who: Who): Promise<readonly Body[]> {
    const lists = this.both.map(async (family) => {
      const headers = { 'consistent-after': await family.place.position() }
      return taken({ path: '/due' }, await family.asks(who, { method: 'GET', path: '/due', headers }))
    })
    return ((await Promise.all(lists))[0]?.['items'] ?? []) as readonly Body[]
  }

  /** From now on a tag or token that changed in one of them only counts as the same. */
  forgetsWhatChanged(): void {
    this.#names = [new Named(), new Named()]
  }

  /** How both answer, with what is made up anew each time under names in turn. */
  async answersTo(
    who: Who,
    asksOf: (family: Family) => readonly Request[],
  ): Promise<readonly [readonly string[], readonly string[]]> {
    const key = this.#nextKey('asked')
    const answersOf = async (family: Family, names: Named) => {
      const answers: string[] = []
      const { moment } = family
      const list = { 'consistent-after': await family.place.position() }
      for (const [place, asked] of asksOf(family).entries()) {
        // Each at a moment of its own: looks at one and the same stand in no order.
        family.passes(A_SECOND)
        const trace = `00-${String(this.#deeds * 1_000 + place).padStart(32, '1')}-${'1'.repeat(16)}-01`
        const more = { traceparent: trace, 'idempotency-key': `${key}-${String(place)}` }
        const isOfList = asked.method === 'GET' && !asked.path.startsWith('/plans/')
        const answer = await family.asks(who, { ...asked, headers: { ...more, ...(isOfList && list) } })
        answers.push(`${asked.method} ${asked.path} ${names.told(answer)}`)
      }
      family.moment = moment
      return answers
    }
    return Promise.all([answersOf(this.told, this.#names[0]), answersOf(this.calm, this.#names[1])])
  }

  #nextKey(what: string): string {
    this.#deeds += 1
    return `${what}-${String(this.#deeds)}`
  }
}

function taken({ path }: Pick<AskedOfPlan, 'path'>, answer: Answer | undefined) {
  if (answer === undefined || answer.status >= 300) throw new Error(`${path} was answered ${answer?.text ?? ''}`)
  return JSON.parse(answer.text) as { readonly id: string } & Body
}

/** Of each two answers that are not the same: what stands around the first letter that is another. */
export function differing(one: readonly string[], other: readonly string[]): readonly (readonly string[])[] {
  return one.flatMap((text, place) => {
    const against = other[place] ?? ''
    if (text === against) return []
    let at = 0
    while (text[at] === against[at]) at += 1
    return [[text, against].map((which) => which.slice(Math.max(0, at - AROUND), at + AROUND))]
  })
}
