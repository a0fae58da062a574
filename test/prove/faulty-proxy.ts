/**
 * A way to a server on which things go wrong: by chance, where it passes bytes on, or drops them, or falls silent, or cuts an answer in two, or is late;
 * or when it is told to, where it is closed, or swallows for ever what is open, or makes every answer wait. It knows nothing of HTTP.
 */
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'

/** Of each piece that comes by. */
export interface Chances {
  /** Of what is sent: the connection is gone before the server has it. */
  readonly drop: number
  /** Of an answer: half of it, and then nothing more, for ever. */
  readonly stall: number
  /** Of an answer: half of it, and the connection is gone. */
  readonly cut: number
  /** Of an answer: later. */
  readonly late: number
}

const NOTHING: Chances = { drop: 0, stall: 0, cut: 0, late: 0 }
const LATE_AT_MOST_MS = 200

/** Swallowed for ever, by whatever way it came. */
interface Between {
  isSwallowed: boolean
}

export class FaultyProxy {
  readonly port: number
  /** At first none. */
  chances = NOTHING
  /** How long each answer waits. */
  slowMs = 0
  /** How often each went wrong. */
  readonly counted: Record<keyof Chances, number> = { drop: 0, stall: 0, cut: 0, late: 0 }
  readonly #server: Server
  readonly #open = new Set<Socket>()
  readonly #between = new Set<Between>()
  #swallows = false

  private constructor(server: Server, to: () => number) {
    this.#server = server
    this.port = (server.address() as AddressInfo).port
    server.on('connection', (client) => {
      if (this.#swallows) this.#swallowed(client)
      else this.#connect(client, connect(to(), '127.0.0.1'))
    })
  }

  /** @param to the port on this machine that it leads to, asked at each connection */
  static async start(to: () => number): Promise<FaultyProxy> {
    // Who ends a connection that is swallowed hears no end of it either.
    const server = createServer({ allowHalfOpen: true }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    return new FaultyProxy(server, to)
  }

  /** Nobody hears anything any more over what is open, nor over what is opened until `returns`: bytes are taken and go nowhere, and nothing is closed. */
  swallow(): void {
    this.#swallows = true
    for (const between of this.#between) between.isSwallowed = true
  }

  /** What is open is cut, and who comes is refused, until `returns`. */
  async refuse(): Promise<void> {
    const closed = once(this.#server, 'close')
    this.#server.close()
    for (const socket of this.#open) socket.destroy()
    await closed
  }

  /** Who comes now is served. What was swallowed stays so. */
  async returns(): Promise<void> {
    this.#swallows = false
    if (this.#server.listening) return
    this.#server.listen(this.port, '127.0.0.1')
    await once(this.#server, 'listening')
  }

  async close(): Promise<void> {
    if (!this.#server.listening) return
    const closed = once(this.#server, 'close')
    this.#server.close()
    for (const socket of this.#open) socket.destroy()
    await closed
  }

  /** Nobody at the other end ever hears of it. */
  #swallowed(client: Socket): void {
    this.#open.add(client)
    client
      .on('error', () => undefined)
      .on('close', () => this.#open.delete(client))
      .resume()
  }

  #connect(client: Socket, server: Socket): void {
    const between = { isSwallowed: false }
    this.#between.add(between)
    const end = () => {
      this.#between.delete(between)
      for (const socket of [client, server]) {
        socket.destroy()
        this.#open.delete(socket)
      }
    }
    for (const socket of [client, server]) {
      this.#open.add(socket)
      // One that breaks takes the other along: who waits there hears of it.
      socket
        .on('error', end)
        .on('close', () => {
          // Who waits at the other end of what is swallowed hears nothing of it.
          if (!between.isSwallowed || socket === client) end()
        })
        .setNoDelay(true)
    }
    client.on('end', () => {
      if (!between.isSwallowed) end()
    })
    client.on('data', (sent) => {
      if (between.isSwallowed) return
      if (this.#happens('drop')) end()
      else server.write(sent)
    })
    let isSilent = false
    let passing = Promise.resolve()
    server.on('data', (answer) => {
      if (isSilent || between.isSwallowed) return
      const half = answer.subarray(0, answer.length / 2)
      if (this.#happens('stall')) {
        isSilent = true
        client.write(half)
      } else if (this.#happens('cut')) {
        client.write(half, end)
      } else {
        const lateMs = this.slowMs + (this.#happens('late') ? Math.random() * LATE_AT_MOST_MS : 0)
        const late = lateMs > 0 ? new Promise((resolve) => setTimeout(resolve, lateMs)) : undefined
        passing = passing.then(async () => {
          await late
          if (!between.isSwallowed) client.write(answer)
        })
      }
    })
  }

  #happens(what: keyof Chances): boolean {
    if (Math.random() >= this.chances[what]) return false
    this.counted[what] += 1
    return true
  }
}
