/** The feed read over a way that drops, stalls, cuts and is late, from an API that is killed, by a reader that at times forgets what it just read: page by page and as a stream, nothing is passed over. A trial is an event. */
import { setTimeout as pause } from 'node:timers/promises'
import type { ApiProcess } from './api-process.ts'
import { FaultyProxy, type Chances } from './faulty-proxy.ts'
import { killedWhileTelling, type Telling } from './killed-while-telling.ts'
import { goalsIn, type Came } from './partner-plans.ts'
import { plant, type Asked, type Proof } from './proof.ts'

const CHANCES: Chances = { drop: 0.05, stall: 0.01, cut: 0.05, late: 0.05 }
/** Of pages that were read and whose cursor was not kept: a reader dies too. */
const FORGETS = 0.05
const PAGE = 50
const WAIT_SECONDS = 1
/** After which the way is taken for broken. */
const PATIENCE_MS = 4_000
const EVENTS_A_STREAM = 150
/** A port on which nobody listens: that of an API which is gone may be somebody else's by now. */
const NOWHERE = 1
const AFTER_A_FAULT_MS = 20

export const proveFeed = (asked: Asked): Promise<Proof> =>
  killedWhileTelling(
    {
      promise: 'the feed passes over no event, repeats only with the same id, and keeps each plan in its order',
      planted: plant('cursor-ahead-of-its-page'),
      begin,
    },
    asked,
  )

interface Told {
  readonly id: string
  readonly type: string
  readonly subject: string
}

async function begin(api: ApiProcess): Promise<Telling> {
  const proxy = await FaultyProxy.start(() => (api.url === '' ? NOWHERE : Number(new URL(api.url).port)))
  proxy.chances = CHANCES
  const reader = new Reader(`http://127.0.0.1:${String(proxy.port)}/v1/events`, api.headers)
  const stopping = new AbortController()
  const reading = reader.read(stopping.signal)
  return {
    came: reader.came,
    details: () => ({ ...reader.counted, ...proxy.counted }),
    async ended(events) {
      // Two pages that waited for something and found nothing: there is nothing.
      for (const emptyAtFirst = reader.counted.emptyPages; goalsIn(reader.came) < events;) {
        if (reader.counted.emptyPages >= emptyAtFirst + 2) return
        await pause(100)
      }
    },
    async close() {
      stopping.abort()
      await reading
      await proxy.close()
    },
  }
}

class Reader {
  readonly came: Came[] = []
  readonly counted = { pages: 0, emptyPages: 0, streams: 0, brokenOff: 0, forgotten: 0 }
  readonly #url: string
  readonly #headers: Readonly<Record<string, string>>
  #cursor: string | undefined

  constructor(url: string, headers: Readonly<Record<string, string>>) {
    this.#url = url
    this.#headers = headers
  }

  /** Pages and streams in turn, from the same cursor. Whatever breaks off is asked for again. */
  async read(signal: AbortSignal): Promise<void> {
    for (let turn = 0; !signal.aborted; turn += 1) {
      try {
        await (turn % 8 === 7 ? this.#stream(signal) : this.#page(signal))
      } catch (fault) {
        if (fault instanceof Unexpected) throw fault
        this.counted.brokenOff += 1
        await pause(AFTER_A_FAULT_MS)
      }
    }
  }

  async #page(signal: AbortSignal): Promise<void> {
    const query = new URLSearchParams({ limit: String(PAGE), waitSeconds: String(WAIT_SECONDS) })
    if (this.#cursor !== undefined) query.set('cursor', this.#cursor)
    const answer = await this.#asked(`?${query.toString()}`, {}, [signal, AbortSignal.timeout(PATIENCE_MS)])
    const told = (await answer.json()) as readonly Told[]
    this.counted.pages += 1
    if (told.length === 0) this.counted.emptyPages += 1
    this.came.push(...told.map((one) => cameIn(one, JSON.stringify(one))))
    const next = /[?&]cursor=([^&>]+)/.exec(answer.headers.get('link') ?? '')?.[1]
    if (Math.random() < FORGETS) this.counted.forgotten += 1
    else if (next !== undefined) this.#cursor = decodeURIComponent(next)
  }

  /** Until so many came, or nothing does for a while. */
  async #stream(signal: AbortSignal): Promise<void> {
    const leaving = new AbortController()
    const headers = {
      accept: 'text/event-stream',
      ...(this.#cursor !== undefined && { 'last-event-id': this.#cursor }),
    }
    const isPatient = () =>
      setTimeout(() => {
        leaving.abort()
      }, WAIT_SECONDS * 1_000)
    let patience = isPatient()
    try {
      const { body } = await this.#asked('', headers, [signal, leaving.signal])
      if (body === null) return
      this.counted.streams += 1
      let text = ''
      let count = 0
      for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
        clearTimeout(patience)
        patience = isPatient()
        const blocks = (text + chunk).split('\n\n')
        text = blocks.pop() ?? ''
        count += blocks.filter((block) => this.#taken(block)).length
        if (count >= EVENTS_A_STREAM) return
      }
    } finally {
      clearTimeout(patience)
      leaving.abort()
    }
  }

  /** @returns whether there was an event in it */
  #taken(block: string): boolean {
    const id = /^id: (.*)$/m.exec(block)?.[1]
    const data = /^data: (.*)$/m.exec(block)?.[1]
    if (data !== undefined) {
      const told = JSON.parse(data) as Told
      this.came.push(cameIn(told, JSON.stringify(told)))
    }
    if (id !== undefined) this.#cursor = id
    return data !== undefined
  }

  async #asked(query: string, headers: Readonly<Record<string, string>>, signals: readonly AbortSignal[]) {
    const signal = AbortSignal.any([...signals])
    const answer = await fetch(this.#url + query, { headers: { ...this.#headers, ...headers }, signal })
    if (answer.status === 200) return answer
    const said = await answer.text()
    // Busy, or stopping: it says to come back.
    if (answer.status === 429 || answer.status === 503) throw new Error(said)
    throw new Unexpected(`the feed was answered ${String(answer.status)}: ${said}`)
  }
}

class Unexpected extends Error {}

const cameIn = ({ id, type, subject }: Told, text: string): Came => ({ id, type, plan: subject, text })
