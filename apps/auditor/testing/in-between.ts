/** Someone between the auditor and the API: passes requests on, remembers them, and may answer itself or alter what comes back. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Passing {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  /** JSON. */
  readonly body: unknown
}

export interface InBetween extends AsyncDisposable {
  /** In place of the API's address, with its `/v1`. */
  readonly api: string
  /** The paths that were asked, with their queries, behind `/v1`. */
  readonly asked: readonly string[]
  /** Answers these itself; undefined is passed on. */
  answers(instead: (path: string) => Passing | undefined): void
  /** Alters what the API says. */
  alters(altered: (path: string, body: unknown) => unknown): void
}

export async function inBetween(api: string): Promise<InBetween> {
  const asked: string[] = []
  let instead: (path: string) => Passing | undefined = () => undefined
  let altered: ((path: string, body: unknown) => unknown) | undefined

  const server = createServer((request, reply) => {
    const path = (request.url ?? '').replace(/^\/v1/, '')
    asked.push(path)
    const own = instead(path)
    const passing = own === undefined ? passedOn(path, request.headers) : Promise.resolve(own)
    passing.then(
      ({ status, headers = {}, body }) => {
        const said = status < 300 && altered !== undefined ? altered(path, body) : body
        reply.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(said))
      },
      () => {
        // As it was not answered here, it is not there.
        reply.destroy()
      },
    )
  })

  async function passedOn(path: string, headers: NodeJS.Dict<string | string[]>): Promise<Passing> {
    const { authorization = '', 'processing-activity': activity = '', 'accept-language': language = '' } = headers
    const answer = await fetch(api + path, {
      headers: {
        authorization: String(authorization),
        'processing-activity': String(activity),
        'accept-language': String(language),
      },
    })
    return { status: answer.status, body: await answer.json() }
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    api: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/v1`,
    asked,
    answers(own) {
      instead = own
    },
    alters(alter) {
      altered = alter
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
