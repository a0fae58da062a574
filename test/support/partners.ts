/** Partner organisations of a story: their systems, what they are sent over the feed, and the streams they keep open. */
import { closeAll } from './closing.ts'
import type { Asking, People, Person, Town } from './story.ts'

export const DE_BRUG = '00000099000000000002'
export const DE_STAM = '00000099000000000003'

export interface CloudEventTold {
  readonly id: string
  readonly type: string
  readonly subject: string
  readonly dataref: string
  readonly dataschema: string
  readonly sequence: string
  readonly data: {
    readonly plan: string
    readonly domain: string
    readonly revision: number
    readonly item: { readonly kind: string; readonly id: string }
  }
  readonly [attribute: string]: unknown
}

export const aPartner = (
  town: People,
  organisation: string,
  { name = `Systeem van ${organisation}`, lifetimeSeconds = 3_600 } = {},
): Promise<Person> => town.person('partner', name, { organisation, lifetimeSeconds })

export interface FeedPage {
  readonly status: number
  readonly type: string
  readonly events: readonly CloudEventTold[]
  /** What to ask next; undefined where there was no link. */
  readonly next: string | undefined
  readonly text: string
}

/** One page. @param query as in an address, without its question mark */
export async function pageOfEvents(town: Town, partner: Person, query = ''): Promise<FeedPage> {
  const answer = await fetch(`${town.api}/events${query === '' ? '' : `?${query}`}`, { headers: headersOf(partner) })
  const text = await answer.text()
  const link = /[?&]cursor=([^&>]+)/.exec(answer.headers.get('link') ?? '')?.[1]
  const type = answer.headers.get('content-type') ?? ''
  const events = answer.status === 200 ? (JSON.parse(text) as readonly CloudEventTold[]) : []
  return { status: answer.status, type, events, next: link, text }
}

/** Everything there is, page after page, until a page is empty at the head. */
export async function allEvents(town: Town, partner: Person, query = 'limit=100'): Promise<readonly CloudEventTold[]> {
  const all: CloudEventTold[] = []
  for (let cursor: string | undefined; ;) {
    const { events, next } = await pageOfEvents(
      town,
      partner,
      cursor === undefined ? query : `${query}&cursor=${cursor}`,
    )
    all.push(...events)
    if (events.length === 0) return all
    cursor = next
  }
}

export const headersOf = ({ token, activity }: Person, more: Readonly<Record<string, string>> = {}) => ({
  authorization: `Bearer ${token}`,
  'processing-activity': activity,
  ...more,
})

/** What stands behind a `dataref`, for whoever asks. */
export const fetched = (asking: Asking, { dataref }: Pick<CloudEventTold, 'dataref'>) =>
  asking.asks('GET', new URL(dataref).pathname.replace(/^\/v1/, ''))

export interface OpenStream extends AsyncDisposable {
  /** Waits for this many more events, at most ten seconds. */
  take(count: number): Promise<readonly { readonly id: string; readonly event: CloudEventTold }[]>
  /** Whatever came so far and was not taken. */
  pending(): number
  readonly ended: Promise<void>
}

/** Keeps a stream open. @param lastEventId where to go on */
export async function aStream(
  town: Town,
  partner: Person,
  { query = '', lastEventId }: { readonly query?: string; readonly lastEventId?: string } = {},
): Promise<OpenStream> {
  const leaving = new AbortController()
  const answer = await fetch(`${town.api}/events${query === '' ? '' : `?${query}`}`, {
    headers: headersOf(partner, {
      accept: 'text/event-stream',
      ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
    }),
    signal: leaving.signal,
  })
  if (answer.status !== 200 || answer.body === null) throw new Error(`no stream: ${String(answer.status)}`)
  const came: { id: string; event: CloudEventTold }[] = []
  const ended = read(answer.body, came).catch(() => undefined)
  return {
    ended,
    pending: () => came.length,
    async take(count) {
      await until(() => came.length >= count)
      return came.splice(0, count)
    },
    async [Symbol.asyncDispose]() {
      leaving.abort()
      await closeAll({ stream: () => ended })
    },
  }
}

async function read(body: ReadableStream<Uint8Array>, came: { id: string; event: CloudEventTold }[]): Promise<void> {
  let text = ''
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    text += chunk
    const blocks = text.split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) {
      const id = /^id: (.*)$/m.exec(block)?.[1]
      const data = /^data: (.*)$/m.exec(block)?.[1]
      if (id !== undefined && data !== undefined) came.push({ id, event: JSON.parse(data) as CloudEventTold })
    }
  }
}

/** Whether a stream stays silent for so long. */
export async function nothingComes(stream: OpenStream, forMs: number): Promise<boolean> {
  const end = Date.now() + forMs
  await until(() => stream.pending() > 0 || Date.now() > end, forMs + 1_000)
  return stream.pending() === 0
}

/** @throws Error when it is not so within ten seconds */
export async function until(isSo: () => boolean | Promise<boolean>, atMostMs = 10_000): Promise<void> {
  for (const end = Date.now() + atMostMs; !(await isSo());) {
    if (Date.now() > end) throw new Error('it did not come to that in time')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
