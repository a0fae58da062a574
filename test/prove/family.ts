/** A family in one installation: who is in it and around it, and what is asked of its plan, each time at a moment and with words of its own. */
import { createHash } from 'node:crypto'
import { v5 as uuidFrom } from 'uuid'
import type { Envelope } from '../../libs/deciding/envelope.ts'
import type { Answer, Asks, Place, Request } from './installation.ts'
import { BASES_OF_ALL_LAWS } from '../support/coordination-bases.ts'
import { fact, type Basis, type Happened, type Inspected, type Who } from './sight-told.ts'

const PEOPLE = '0c3c2e64-5f7a-4f0e-9d6b-5a3c8f3a7b10'
const MINUTE_MS = 60_000

export const idOf = (name: string): string => uuidFrom(name, PEOPLE)

/** @param activity what they ask for; @param more team, organisation, or an id that was given to them */
export const who = (role: string, name: string, activity: string, more: Partial<Who> = {}): Who => ({
  id: idOf(`${role} ${name}`),
  role,
  name,
  activity,
  ...more,
})

/** What somebody asks of the plan. In the place of `TAG` stands the tag of the plan as they see it when they ask, and of `eventOf` an event’s id. */
export interface AskedOfPlan {
  readonly who: Who
  readonly method?: Request['method']
  /** Behind the plan's own address. */
  readonly path: string
  /** At an address of its own: the plan stands in the body. */
  readonly isApart?: true
  readonly body?: Readonly<Record<string, unknown>>
}

export const TAG = '<the tag of now>'
/** In the place of the id of an event that began or corrected something: of the family in which it is asked. */
export const eventOf = (event: Envelope): string =>
  `<the event of ${fact(event, 'membership') ?? fact(event, 'correction') ?? fact(event, 'handover') ?? ''}>`
const EVENT = /^<the event of (.*)>$/
const NO_EVENT = '00000000-0000-4000-8000-000000000000'

export class Family {
  readonly name: string
  readonly place: Place
  /** When it is in this family: no story of another changes it. */
  moment: string
  planId = ''
  past: readonly Envelope[] = []
  readonly asked = new Map<string, Readonly<Record<string, unknown>>>()
  readonly inspections: Inspected[] = []
  bases: readonly Basis[] = BASES_OF_ALL_LAWS
  #commands = 0

  constructor(place: Place, name: string, beginning: string) {
    this.place = place
    this.name = name
    this.moment = beginning
  }

  get happened(): Happened {
    const { planId, past, asked, inspections, bases, moment: at } = this
    return { planId, past, asked, inspections, bases, at }
  }

  /** Time goes on. */
  passes(minutes: number): void {
    this.moment = new Date(Date.parse(this.moment) + minutes * MINUTE_MS).toISOString()
  }

  async asks(person: Who, request: Request): Promise<Answer> {
    await this.place.itIs(this.moment)
    return this.place.asks(await asksAs(this.place, person), request)
  }

  /** @param key what it is known by when it is asked elsewhere too; by default it is one of a row */
  async does({ who: person, method = 'POST', path, isApart, body }: AskedOfPlan, key?: string): Promise<Answer> {
    this.#commands += 1
    const named = `${this.name}/${key ?? String(this.#commands)}`
    const trace = createHash('sha256').update(named).digest('hex')
    const said = body && ((await this.#withTags(person, body)) as typeof body)
    const answer = await this.asks(person, {
      method,
      path: this.planId === '' ? '/plans' : isApart ? path : `/plans/${this.planId}${path}`,
      ...(said && { body: isApart ? { plan: this.planId, ...said } : said }),
      headers: { 'idempotency-key': named, traceparent: `00-${trace.slice(0, 32)}-${trace.slice(32, 48)}-01` },
    })
    // Also where it was refused: that someone was asked for stays, when their own stream says no.
    this.asked.set(trace.slice(0, 32), { ...said, path })
    if (this.planId === '' && answer.status < 300)
      this.planId = (JSON.parse(answer.text) as { readonly planId: string }).planId
    if (this.planId !== '') await this.reread()
    return answer
  }

  async reread(): Promise<void> {
    const from = (this.past.at(-1)?.revision ?? -1) + 1
    const more = await this.place.recorded(this.planId, from)
    this.past = [...this.past, ...more.filter(({ type }) => type !== 'CommandChangedNothing')]
  }

  async #withTags(person: Who, part: unknown): Promise<unknown> {
    if (part === TAG) {
      const { text } = await this.asks(person, { method: 'GET', path: `/plans/${this.planId}` })
      return (JSON.parse(text) as { readonly etag?: string }).etag ?? '"AAAAAAAAAAAAAAAAAAAAAA"'
    }
    if (typeof part === 'string' && EVENT.test(part)) {
      const began = EVENT.exec(part)?.[1]
      const found = this.past.find(
        (event) =>
          (event.type === 'MembershipRequested' && fact(event, 'membership') === began) ||
          (event.type === 'CorrectionRecorded' && fact(event, 'correction') === began) ||
          (event.type === 'HandoverProposed' && fact(event, 'handover') === began),
      )
      return found?.id ?? NO_EVENT
    }
    if (Array.isArray(part) || typeof part !== 'object' || part === null) return part
    const entries = Object.entries(part).map(
      async ([name, value]) => [name, await this.#withTags(person, value)] as const,
    )
    return Object.fromEntries(await Promise.all(entries))
  }
}

export async function asksAs(place: Place, { id, role, name, activity, team, organisation }: Who): Promise<Asks> {
  const identity = {
    role: role as 'partner',
    name,
    subject: id,
    ...(team && { team }),
    ...(organisation && { organisation }),
  }
  return { token: await place.tokenFor(identity), activity }
}
