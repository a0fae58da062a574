/** A family whose plan has things to be settled in time, of which some are and some are not: who is in it, how it begins, and when what starts. */
import type { Dice } from '../../apps/populate/dice.ts'
import { KINDS, started, TEAM, type Answered, type Course, type Deed } from './deadlines-courses.ts'
import { dayIn, later, type Oracle } from './deadlines-oracle.ts'
import { asksAs, who } from './family.ts'
import type { Place } from './installation.ts'
import type { Who } from './sight-told.ts'

/** The term of its own plan, where nobody waived it: 28 days, and past the holidays on which no term ends (Algemene termijnenwet 1). */
const OWN_PLAN_DAYS = 28 + 7

export class TimedFamily {
  planId = ''
  readonly #place: Place
  readonly #name: string
  readonly #dice: Dice
  readonly #oracle: Oracle
  readonly #coordinator: Who
  readonly #worker: Who
  #parent: Who
  #child = ''
  #goal = ''
  #asked = 0

  constructor(place: Place, name: string, dice: Dice, oracle: Oracle) {
    this.#place = place
    this.#name = name
    this.#dice = dice
    this.#oracle = oracle
    this.#coordinator = who('coordinator', `Noor ${name}`, 'plan-coordination', { team: TEAM })
    this.#worker = who('professional', `Yara ${name}`, 'youth-support')
    this.#parent = this.#worker
  }

  /** The plan is open at a moment, and something is to be done in it, and done or not, in the months behind. */
  begins(at: string): Deed {
    return {
      at,
      does: async () => {
        const mayBegin = await this.#opens(at)
        const starts = Array.from({ length: this.#dice.whole(3, 6) }, (): Deed => {
          const when = later(mayBegin, this.#dice.whole(1, 150), this.#dice.whole(1, 1_400))
          const kind = this.#dice.pick(KINDS)
          const settledAt = this.#dice.chance(0.6)
            ? later(when, this.#dice.whole(1, 60), this.#dice.whole(1, 1_400))
            : undefined
          return { at: when, does: () => started(kind, this.#course(when, settledAt)) }
        })
        return [{ at: mayBegin, does: () => this.#proposesAGoal(at) }, ...starts]
      },
    }
  }

  /** @returns from when a goal may be proposed: nobody is late with a plan of their own, and it goes up to nobody */
  async #opens(at: string): Promise<string> {
    const noor = this.#coordinator
    this.planId = (await this.#does(noor, '/plans', { lifeAreas: ['finances'], reportedBy: 'family' })).planId ?? ''
    const member = (name: string, days: number) =>
      this.#does(noor, '/members', { name: `${name} ${this.#name}`, birthDate: dayIn(later(at, -days)) })
    const { id: parent = '' } = await member('Mirjam', 40 * 365)
    const { id: child = '' } = await member('Kim', 9 * 365)
    this.#child = child
    this.#parent = who('family-member', `Mirjam ${this.#name}`, 'own-file', { id: parent })
    const { id: invitation = '' } = await this.#does(noor, '/own-plan-invitations', {})
    await this.#does(noor, `/own-plan-invitations/${invitation}/delivery`, { how: 'in-person' })
    if (this.#dice.chance(0.3)) return later(at, OWN_PLAN_DAYS)
    await this.#does(this.#parent, '/own-plan-waivers', { reason: 'Wij praten liever' })
    return at
  }

  async #proposesAGoal(at: string): Promise<readonly Deed[]> {
    const { id: professional, name, activity } = this.#worker
    const joining = { professional, name, activity, scope: 'domain', organisation: '00000099000000000002' }
    const until = later(at, 1_100)
    await this.#does(this.#coordinator, '/care-team/professionals', { ...joining, domain: 'youth', until })
    const goal = { domain: 'youth', about: [this.#child], lifeArea: 'finances', words: 'Kim slaapt weer door' }
    this.#goal = (await this.#does(this.#worker, '/goals', goal)).id ?? ''
    return []
  }

  #course(at: string, settledAt: string | undefined): Course {
    return {
      ...{ place: this.#place, dice: this.#dice, oracle: this.#oracle, plan: this.planId, name: this.#name },
      ...{ goal: this.#goal, child: this.#child, at, settledAt },
      ...{ coordinator: this.#coordinator, worker: this.#worker, parent: this.#parent },
      does: (person, path, body) => this.#does(person, path, body),
      reads: async (person, path) =>
        path.startsWith('/due')
          ? this.#asks(person, 'GET', path, undefined, { 'consistent-after': await this.#place.position() })
          : this.#asks(person, 'GET', `/plans/${this.planId}${path}`),
    }
  }

  #does(person: Who, path: string, body: object) {
    return this.#asks(person, 'POST', this.planId === '' ? path : `/plans/${this.planId}${path}`, body)
  }

  async #asks(
    person: Who,
    method: 'GET' | 'POST',
    path: string,
    body?: object,
    more: Readonly<Record<string, string>> = {},
  ): Promise<Answered> {
    this.#asked += 1
    const headers = { ...more, 'idempotency-key': `${this.#name}-${String(this.#asked)}` }
    const asked = { method, path, headers: body ? headers : more, ...(body && { body }) }
    const { status, text } = await this.#place.asks(await asksAs(this.#place, person), asked)
    if (status >= 300) throw new Error(`${path} was answered ${String(status)}: ${text}`)
    return JSON.parse(text) as Answered
  }
}
