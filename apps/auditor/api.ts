/** Reading from the API over HTTP, as one auditor on one ground: patient where it asks to come back, and clear about what it refuses. */
import type { Screen } from './screen.ts'
import type { InWords } from '../../libs/plan/part.ts'

export interface Access {
  /** With its `/v1`, without a slash at the end. */
  readonly base: string
  /** Asked anew for every request, so that a token can be renewed under a command that goes on. */
  readonly token: () => string
  readonly activity: string
  readonly language: keyof InWords
}

export interface Api {
  /**
   * What is at a path, as JSON.
   * @param ground another processing activity than the command's own, where only that opens it
   * @throws ApiProblem, NoAnswer, Enough
   */
  get(path: string, query?: Readonly<Record<string, string | number>>, ground?: string): Promise<unknown>
}

/** The API says no: what it calls the problem, and what it says of it (RFC 9457). */
export class ApiProblem extends Error {
  readonly status: number
  readonly title: string
  readonly detail: string | undefined
  readonly faults: readonly string[]

  constructor(status: number, body: unknown) {
    const said = (name: string) => textIn(body, name)
    const title = said('title') ?? said('error') ?? said('message') ?? `HTTP ${String(status)}`
    super(title)
    this.status = status
    this.title = title
    this.detail = [said('detail'), said('message')].find((text) => text !== undefined && text !== title)
    this.faults = faultsIn(body)
  }
}

/** No answer, or one that no API of ours gives. */
export class NoAnswer extends Error {}

/** Whoever watches has seen enough. */
export class Enough extends Error {}

const ATTEMPTS = 6
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 60_000
/** An API that says nothing for longer than that, or only that it cannot serve now, is told so. */
const PATIENCE_MS = 25_000
const TOO_MANY_REQUESTS = 429

export function apiAt({ base, token, activity, language }: Access, screen: Screen): Api {
  let hasAnswered = false

  async function attempt(url: URL, ground: string, withinMs: number): Promise<Response | NoAnswer> {
    try {
      const answer = await fetch(url, {
        headers: {
          accept: 'application/json, application/problem+json',
          'accept-language': language,
          authorization: `Bearer ${token()}`,
          'processing-activity': ground,
        },
        // The token is for this API, wherever it says that something else lives.
        redirect: 'error',
        signal: AbortSignal.any([screen.stop, AbortSignal.timeout(withinMs)]),
      })
      hasAnswered = true
      return answer
    } catch (fault) {
      if (screen.stop.aborted) throw new Enough()
      return new NoAnswer(`${url.origin}: ${reasonOf(fault)}`)
    }
  }

  return {
    async get(path, query = {}, ground = activity) {
      const url = new URL(base + path)
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value))
      let beganMs = performance.now()
      const leftMs = () => Math.max(1, Math.ceil(beganMs + PATIENCE_MS - performance.now()))
      for (let nth = 1; ; nth += 1) {
        const answer = await attempt(url, ground, leftMs())
        // An address where nobody ever answered is a wrong one; one that did will be back.
        const isTooMuch = !(answer instanceof NoAnswer) && answer.status === TOO_MANY_REQUESTS
        const isPassing = answer instanceof NoAnswer ? hasAnswered : answer.status === 503 || isTooMuch
        if (!isPassing || nth === ATTEMPTS) return bodyOf(answer)
        const pauseMs = pauseAfter(answer, nth)
        // Who is asked too much is there, and is waited for; who cannot serve may not be back for hours.
        if (!isTooMuch && pauseMs >= leftMs()) return bodyOf(answer)
        if (!(answer instanceof NoAnswer)) await answer.body?.cancel()
        screen.note(AGAIN[language](Math.ceil(pauseMs / 1000)))
        await screen.wait(pauseMs)
        if (screen.stop.aborted) throw new Enough()
        if (isTooMuch) beganMs = performance.now()
      }
    },
  }
}

const AGAIN = {
  nl: (seconds: number) => `De API is er even niet; over ${String(seconds)} s opnieuw.`,
  en: (seconds: number) => `The API is away for a moment; again in ${String(seconds)} s.`,
} as const

async function bodyOf(answer: Response | NoAnswer): Promise<unknown> {
  if (answer instanceof NoAnswer) throw answer
  const text = await answer.text()
  const body = jsonIn(text)
  if (!answer.ok) throw new ApiProblem(answer.status, body)
  if (body === undefined) throw new NoAnswer(`${answer.url}: ${String(answer.status)}, no JSON`)
  return body
}

/** As long as it asked for (RFC 9110 §10.2.3: seconds or a date), else longer each time. */
function pauseAfter(answer: Response | NoAnswer, nth: number): number {
  const asked = answer instanceof NoAnswer ? undefined : answer.headers.get('retry-after')?.trim()
  if (asked === undefined || asked === '') return FIRST_PAUSE_MS * 2 ** (nth - 1)
  const ms = /^\d+$/.test(asked) ? Number(asked) * 1000 : Date.parse(asked) - Date.now()
  return Number.isNaN(ms) ? FIRST_PAUSE_MS : Math.min(Math.max(ms, 0), LONGEST_PAUSE_MS)
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function textIn(body: unknown, name: string): string | undefined {
  const text = isRecord(body) ? body[name] : undefined
  if (Array.isArray(text)) return text.map(String).join('; ')
  return typeof text === 'string' && text !== '' ? text : undefined
}

function faultsIn(body: unknown): readonly string[] {
  const errors = isRecord(body) ? body.errors : undefined
  if (!Array.isArray(errors)) return []
  return errors.map((each: unknown) => [textIn(each, 'pointer'), textIn(each, 'detail')].filter(Boolean).join(': '))
}

/** Node wraps why a connection failed: `fetch failed`, because of something that may have a code and no message. */
function reasonOf(fault: unknown): string {
  const cause = isRecord(fault) ? fault.cause : undefined
  return [textIn(fault, 'message'), textIn(cause, 'code') ?? textIn(cause, 'message')].filter(Boolean).join(': ')
}
