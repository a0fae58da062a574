/** What an event refers to, fetched at its `dataref` with the partner's own token. A refusal is an answer; what may be otherwise later is tried again. */
import { setTimeout as pause } from 'node:timers/promises'
import { NoToken, type Tokens } from './token.ts'

export type Fetched =
  | { readonly is: 'told'; readonly words: string; readonly item: unknown }
  | { readonly is: 'refused'; readonly status: number; readonly code: string; readonly title: string }
  | { readonly is: 'not-asked'; readonly because: string }

export interface Fetching {
  /** Of the municipality, with its `/v1`: nowhere else goes the token. */
  readonly api: string
  readonly tokens: Tokens
  /** Told why it waits, once for each reason. */
  readonly waiting: (because: string) => void
  /** Called at least every few seconds while it waits. */
  readonly alive: () => Promise<void>
  readonly signal: AbortSignal
}

/** Shorter than the broker waits for a sign of life. */
const ANSWER_WITHIN_MS = 6_000
const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 30_000
const ALIVE_EVERY_MS = 2_000

/** Until there is an answer. @throws what `signal` aborts with */
export async function fetchItem(dataref: string, fetching: Fetching): Promise<Fetched> {
  const { api, tokens, waiting, signal } = fetching
  // Whoever writes to the topic would otherwise have our token sent to wherever they say.
  if (URL.parse(dataref)?.href.startsWith(`${api}/`) !== true)
    return { is: 'not-asked', because: `its dataref is not at ${api}` }
  let said = ''
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS)) {
    const tried = await attempt(dataref, tokens, signal)
    if ('is' in tried) return tried
    if (tried.because !== said) waiting(tried.because)
    said = tried.because
    await waited(Math.max(waitMs, tried.notBeforeMs), fetching)
  }
}

interface Later {
  readonly because: string
  readonly notBeforeMs: number
}

async function attempt(dataref: string, tokens: Tokens, signal: AbortSignal): Promise<Fetched | Later> {
  try {
    const answer = await fetch(dataref, {
      headers: {
        authorization: `Bearer ${await tokens.now()}`,
        'processing-activity': 'partner-information',
        'accept-language': 'en',
      },
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
    })
    const body = (await answer.json().catch(() => ({}))) as Readonly<Record<string, unknown>>
    const { status } = answer
    if (status === 200) return { is: 'told', words: inEnglish(body['words']), item: body['item'] }
    const code = textOf(body['code'])
    if (status === 401) tokens.refused()
    if (status === 401 || status === 429 || status >= 500) {
      const seconds = Number(answer.headers.get('retry-after') ?? 0)
      return { because: `${String(status)} ${code}`, notBeforeMs: Math.min(seconds * 1_000 || 0, LONGEST_WAIT_MS) }
    }
    return { is: 'refused', status, code, title: textOf(body['title']) }
  } catch (fault) {
    signal.throwIfAborted()
    const because = fault instanceof NoToken ? fault.message : 'the API cannot be reached'
    return { because, notBeforeMs: 0 }
  }
}

async function waited(ms: number, { alive, signal }: Fetching): Promise<void> {
  for (let left = ms; left > 0; left -= ALIVE_EVERY_MS) {
    await pause(Math.min(left, ALIVE_EVERY_MS), undefined, { signal })
    await alive()
  }
}

const textOf = (said: unknown): string => (typeof said === 'string' ? said : '')

const inEnglish = (words: unknown): string =>
  typeof words === 'object' && words !== null && 'en' in words ? String(words.en) : ''
