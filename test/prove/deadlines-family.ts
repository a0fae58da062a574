/** A family whose plan has things to be settled in time, of which some are and some are not: what people do, by whom, and when. */
import type { Dice } from '../../apps/populate/dice.ts'
import { accountIn } from '../support/a-helped-family.ts'
import { behind, dayIn, type Oracle } from './deadlines-oracle.ts'
import { asksAs, who } from './family.ts'
import { PROTOCOLS, STEP } from './family-people.ts'
import type { Place } from './installation.ts'
import type { Who } from './sight-told.ts'

export const TEAM = 'noord'
export const OFFICER = who('escalation-officer', 'Otto', 'plan-coordination')
export const LEAD = who('team-lead', 'Truus', 'plan-coordination', { team: TEAM })

const DAY_MS = 86_400_000
const later = (at: string, days: number, minutes = 0): string =>
  new Date(Date.parse(at) + days * DAY_MS + minutes * 60_000).toISOString()

/** What somebody does, and when. */
export interface Deed {
  readonly at: string
  readonly does: () => Promise<readonly Deed[]>
}

const LADDER = ['coordinator', 'team-lead', 'escalation-officer'] as const
const ALL_BUT_THE_COORDINATOR = LADDER.slice(1)

export class TimedFamily {
  planId = ''
  readonly #place: Place
  readonly #name: string
  readonly #dice: Dice
  readonly #oracle: Oracle
  readonly #coordinator: Who
  readonly #worker: Who
  #parent: Who | undefined
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
  }

  /** The plan is open at a moment, and something is to be done in it, and done or not, in the months behind. */
  begins(at: string): Deed {
    return {
      at,
      does: async () => {
        await this.#opens(at)
        return Array.from({ length: this.#dice.whole(3, 6) }, () => {
          const when = later(at, this.#dice.whole(1, 150), this.#dice.whole(1, 1_400))
          const kind = this.#dice.pick(['action', 'own-action', 'deviation', 'deviation', 'wish'] as const)
          const settledAt = this.#dice.chance(0.6)
            ? later(when, this.#dice.whole(1, 60), this.#dice.whole(1, 1_400))
            : undefined
          return { at: when, does: () => this.#starts(kind, when, settledAt) }
        })
      },
    }
  }

  async #opens(at: string): Promise<void> {
    const noor = this.#coordinator
    this.planId = (await this.#does(noor, '/plans', { lifeAreas: ['finances'], reportedBy: 'family' })).planId ?? ''
    const member = (name: string, days: number) =>
      this.#does(noor, '/members', { name: `${name} ${this.#name}`, birthDate: dayIn(later(at, -days)) })
    const { id: parent = '' } = await member('Mirjam', 40 * 365)
    const { id: child = '' } = await member('Kim', 9 * 365)
    this.#child = child
    this.#parent = who('family-member', `Mirjam ${this.#name}`, 'own-file', { id: parent })
    await this.#does(noor, '/own-plan-invitations', {})
    await this.#does(this.#parent, '/own-plan-waivers', { reason: 'Wij praten liever' })
    const { id: professional, name, activity } = this.#worker
    const joining = { professional, name, activity, scope: 'domain', organisation: '00000099000000000002' }
    await this.#does(noor, '/care-team/professionals', { ...joining, domain: 'youth', until: later(at, 900) })
    const goal = { domain: 'youth', about: [child], lifeArea: 'finances', words: 'Kim slaapt weer door' }
    this.#goal = (await this.#does(this.#worker, '/goals', goal)).id ?? ''
  }

  async #starts(
    kind: 'action' | 'own-action' | 'deviation' | 'wish',
    at: string,
    settledAt: string | undefined,
  ): Promise<readonly Deed[]> {
    const plan = this.planId
    const settling = (does: () => Promise<readonly Deed[]>): readonly Deed[] =>
      settledAt === undefined ? [] : [{ at: settledAt, does }]
    switch (kind) {
      case 'action':
      case 'own-action': {
        const owner = kind === 'action' ? this.#worker : this.#coordinator
        const doneByDate = dayIn(later(at, this.#dice.whole(0, 30)))
        const planned = { goal: this.#goal, owner: owner.id, words: 'Voorlezen', doneByDate }
        const item = (await this.#does(this.#worker, '/actions', planned)).id ?? ''
        await this.#does(owner, `/actions/${item}/acceptance`, {})
        const of = { plan, what: 'action', item }
        const next = kind === 'action' ? LADDER : ALL_BUT_THE_COORDINATOR
        this.#oracle.begins({ ...of, until: behind(doneByDate, 5), next })
        return settling(() => this.#settles(of, owner, `/actions/${item}/completion`, {}))
      }
      case 'wish': {
        const wish = { reason: 'Zij luistert niet' }
        const item = (await this.#does(this.#parent ?? this.#worker, '/coordinator/requests', wish)).id ?? ''
        const of = { plan, what: 'other-coordinator', item }
        this.#oracle.begins({ ...of, until: behind(dayIn(at), 10), next: ['escalation-officer'] })
        const answer = { answer: 'refused', reason: 'Wij zoeken een gesprek' }
        return settling(() => this.#settles(of, LEAD, `/coordinator/requests/${item}/answer`, answer))
      }
      case 'deviation': {
        const left = {
          protocol: PROTOCOLS.youth,
          step: STEP,
          insteadDone: 'Gepraat',
          situation: 'Kim vertrouwt iemand',
        }
        const reported = { domain: 'youth', about: [this.#child], ...left }
        const item = (await this.#does(this.#worker, '/deviations', reported)).id ?? ''
        const of = { plan, what: 'account', item }
        this.#oracle.begins({ ...of, until: behind(dayIn(at), 5), next: LADDER })
        return settling(() => this.#accounts(item, settledAt ?? at))
      }
    }
  }

  /** What was accounted for is to be evaluated behind its review date. Its reading does not go up: it passes on. */
  async #accounts(item: string, at: string): Promise<readonly Deed[]> {
    const plan = this.planId
    const account = accountIn(60, at)
    const { etag } = await this.#asks(this.#worker, 'GET', `/plans/${plan}`)
    await this.#settles({ plan, what: 'account', item }, this.#worker, `/deviations/${item}/account`, {
      account,
      basedOn: etag,
    })
    this.#oracle.begins({ plan, what: 'evaluation', item, until: behind(account.reviewDate, 10), next: LADDER })
    return []
  }

  async #settles(
    of: { readonly plan: string; readonly what: string; readonly item: string },
    person: Who,
    path: string,
    body: object,
  ): Promise<readonly Deed[]> {
    await this.#does(person, path, body)
    this.#oracle.isSettled(of)
    return []
  }

  #does(person: Who, path: string, body: object) {
    return this.#asks(person, 'POST', this.planId === '' ? path : `/plans/${this.planId}${path}`, body)
  }

  async #asks(person: Who, method: 'GET' | 'POST', path: string, body?: object) {
    this.#asked += 1
    const headers = { 'idempotency-key': `${this.#name}-${String(this.#asked)}` }
    const asked = { method, path, ...(body && { body, headers }) }
    const { status, text } = await this.#place.asks(await asksAs(this.#place, person), asked)
    if (status >= 300) throw new Error(`${path} was answered ${String(status)}: ${text}`)
    return JSON.parse(text) as { readonly planId?: string; readonly id?: string; readonly etag?: string }
  }
}
