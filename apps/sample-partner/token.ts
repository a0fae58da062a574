/** The partner's own access token: read from a file that something else keeps fresh, or asked for by client credentials (RFC 6749 §4.4). */
import { readFileSync } from 'node:fs'

export type TokenFrom =
  | { readonly file: string }
  | {
      readonly url: string
      readonly clientId: string
      readonly clientSecretFile: string
      readonly resource: string
    }

/** No token, for a reason that says no secret. */
export class NoToken extends Error {}

export interface Tokens {
  /** @throws NoToken */
  now(): Promise<string>
  /** It was refused: the next one is another, where there is another. */
  refused(): void
}

const ANSWER_WITHIN_MS = 15_000
/** Asked for again so long before it runs out. */
const SPARE_MS = 30_000
/** Where the issuer does not say how long a token lasts. */
const LASTS_SECONDS = 60

export function tokensFrom(from: TokenFrom): Tokens {
  if ('file' in from) return { now: () => Promise.resolve(textIn(from.file)), refused: () => undefined }
  let kept: { readonly token: string; readonly untilMs: number } | undefined
  return {
    async now() {
      if (kept === undefined || Date.now() > kept.untilMs) kept = await askedFor(from)
      return kept.token
    },
    refused() {
      kept = undefined
    },
  }
}

async function askedFor({ url, clientId, clientSecretFile, resource }: Extract<TokenFrom, { url: string }>) {
  // RFC 6749 §2.3.1: both parts are form-encoded before they are joined.
  const who = `${encodeURIComponent(clientId)}:${encodeURIComponent(textIn(clientSecretFile))}`
  const answer = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(who).toString('base64')}`, accept: 'application/json' },
    body: new URLSearchParams({ grant_type: 'client_credentials', resource }),
    redirect: 'error',
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  }).catch((fault: unknown) => {
    throw new NoToken(`the issuer cannot be reached (${String(fault)})`)
  })
  const said = (await answer.json().catch(() => ({}))) as Readonly<Record<string, unknown>>
  const { access_token: token, expires_in: seconds, error } = said
  if (typeof token !== 'string')
    throw new NoToken(`the issuer answered ${String(answer.status)}${typeof error === 'string' ? `, ${error}` : ''}`)
  const lastsMs = (typeof seconds === 'number' ? seconds : LASTS_SECONDS) * 1_000
  return { token, untilMs: Date.now() + lastsMs - SPARE_MS }
}

function textIn(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    throw new NoToken(`${file} cannot be read`)
  }
}
