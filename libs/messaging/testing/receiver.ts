/** A partner's endpoint for tests: a real HTTP or HTTPS server on this machine that answers as it is told and keeps what it got. */
import { createServer as createHttpServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { generate } from 'selfsigned'

export interface Received {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** Answers a message, now or later. */
export type Answering = (received: Received, response: ServerResponse) => void

export interface Receiver {
  readonly url: string
  readonly port: number
  readonly received: readonly Received[]
  /** Connections that were ever made, whether or not anything came over them. */
  readonly connections: () => number
  answer: Answering
  close(): Promise<void>
}

export const answering =
  (status: number, headers: Readonly<Record<string, string>> = {}): Answering =>
  (_, response) => {
    response.writeHead(status, headers).end()
  }

export interface Certificate {
  readonly key: string
  readonly cert: string
}

/** For this machine's names and addresses, signed by itself. */
export async function ownCertificate(): Promise<Certificate> {
  const made = await generate([{ name: 'commonName', value: 'receiver.test' }], {
    extensions: [
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'receiver.test' },
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
          { type: 7, ip: '127.0.0.2' },
        ],
      },
    ],
  })
  return { key: made.private, cert: made.cert }
}

export async function receiver({
  host = '127.0.0.1',
  port = 0,
  certificate,
  answer = answering(204),
}: {
  readonly host?: string
  readonly port?: number
  readonly certificate?: Certificate
  readonly answer?: Answering
} = {}): Promise<Receiver> {
  const server: Server =
    certificate === undefined ? createHttpServer() : createHttpsServer({ key: certificate.key, cert: certificate.cert })
  const received: Received[] = []
  let connections = 0
  server.on('connection', () => connections++)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve)
  })
  const at = server.address() as AddressInfo
  const self = {
    url: `${certificate === undefined ? 'http' : 'https'}://${host.includes(':') ? `[${host}]` : host}:${String(at.port)}/hooks`,
    port: at.port,
    received,
    connections: () => connections,
    answer,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  }
  server.on('request', (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const one = { path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() }
      received.push(one)
      self.answer(one, response)
    })
  })
  return self
}
