/** People with tokens of their own, and requests made as them over HTTP: nothing in the story reaches the system by another way. */
import { randomUUID } from 'node:crypto'
import type { ActivityId } from '../../libs/access/processing-activities.ts'
import type { Role } from '../../libs/deciding/decider.ts'
import { personNamed, type DevelopmentIssuer } from '../api/sign-in/development-issuer.ts'
import type { Identity } from '../api/sign-in/identity-asked.ts'
import { textAt } from './answers.ts'

export interface Answer {
  readonly status: number
  readonly body: unknown
  /** Why it was refused; empty where it was not. */
  readonly code: string
}

export interface Request {
  readonly body?: unknown
  readonly key?: string
  /** The position of a write that a list must know. */
  readonly after?: string
}

export interface Person {
  readonly id: string
  readonly name: string
  readonly role: Role
  /** Whatever comes of it. Paths start behind `/v1`. */
  asks(method: 'GET' | 'POST' | 'PUT', path: string, request?: Request): Promise<Answer>
  /** Nothing but success. @throws StoryBroken */
  get(path: string): Promise<unknown>
  /** @returns the id of what was made, and the tag of the plan after it. @throws StoryBroken */
  post(path: string, body?: unknown): Promise<Made>
  /** The plan's tag as they see it now: what they base a decision on. */
  sees(plan: string): Promise<string>
}

export interface Made {
  readonly id: string
  readonly planId: string
  readonly etag: string
  readonly position: string
}

/** A request that the story stands on was answered otherwise. */
export class StoryBroken extends Error {}

/** Long enough to read the story and try things out afterwards. */
const TOKENS_LAST_SECONDS = 8 * 3_600

export interface Who extends Partial<Pick<Identity, 'subject' | 'organisation' | 'team'>> {
  readonly activity: ActivityId
}

/** @param api with its `/v1`; where there are several, the next one is asked each time */
export const peopleAt =
  (apis: readonly string[], issuer: DevelopmentIssuer) =>
  async (role: Role, name: string, { activity, ...who }: Who): Promise<Person> => {
    const token = await issuer.issue({ role, name, lifetimeSeconds: TOKENS_LAST_SECONDS, ...who })

    let asked = 0
    const asks: Person['asks'] = async (method, path, { body, key = randomUUID(), after } = {}) => {
      const api = apis[asked++ % apis.length] ?? ''
      const answer = await fetch(api + path, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          'processing-activity': activity,
          'accept-language': 'en',
          ...(method === 'POST' && { 'idempotency-key': key }),
          ...(after !== undefined && { 'consistent-after': after }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      const said: unknown = JSON.parse((await answer.text()) || '{}')
      return { status: answer.status, body: said, code: answer.ok ? '' : textAt(said, 'code') }
    }
    const succeeds = async (method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> => {
      const answer = await asks(method, path, { body })
      if (answer.status < 300) return answer.body
      throw new StoryBroken(`${name}: ${method} ${path} was answered ${JSON.stringify(answer.body)}`)
    }
    return {
      id: who.subject ?? personNamed(role, name),
      name,
      role,
      asks,
      get: (path) => succeeds('GET', path),
      async post(path, body) {
        const made = await succeeds('POST', path, body)
        const [id, planId] = [textAt(made, 'id'), textAt(made, 'planId')]
        return { id, planId, etag: textAt(made, 'etag'), position: textAt(made, 'position') }
      },
      sees: async (plan) => textAt(await succeeds('GET', plan), 'etag'),
    }
  }
