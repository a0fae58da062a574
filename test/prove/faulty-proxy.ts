/** A way to a server on which things go wrong, by chance: it passes bytes on, or drops them, or falls silent, or cuts an answer in two, or is late. It knows nothing of HTTP. */
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

export class FaultyProxy {
  readonly port: number
  /** At first none. */
  chances = NOTHING
  /** How often each went wrong. */
  readonly counted: Record<keyof Chances, number> = { drop: 0, stall: 0, cut: 0, late: 0 }
  readonly #server: Server
  readonly #open = new Set<Socket>()

  private constructor(server: Server, to: () => number) {
    this.#server = server
    this.port = (server.address() as AddressInfo).port
    server.on('connection', (client) => {
      this.#between(client, connect(to(), '127.0.0.1'))
    })
  }

  /** @param to the port on this machine that it leads to, asked at each connection */
  static async start(to: () => number): Promise<FaultyProxy> {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    return new FaultyProxy(server, to)
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close')
    this.#server.close()
    for (const socket of this.#open) socket.destroy()
    await closed
  }

  #between(client: Socket, server: Socket): void {
    const end = () => {
      for (const socket of [client, server]) {
        socket.destroy()
        this.#open.delete(socket)
      }
    }
    for (const socket of [client, server]) {
      this.#open.add(socket)
      // One that breaks takes the other along: who waits there hears of it.
      socket.on('error', end).on('close', end).setNoDelay(true)
    }
    client.on('data', (sent) => {
      if (this.#happens('drop')) end()
      else server.write(sent)
    })
    let isSilent = false
    let passing = Promise.resolve()
    server.on('data', (answer) => {
      if (isSilent) return
      const half = answer.subarray(0, answer.length / 2)
      if (this.#happens('stall')) {
        isSilent = true
        client.write(half)
      } else if (this.#happens('cut')) {
        client.write(half, end)
      } else {
        const lateMs = this.#happens('late') ? Math.random() * LATE_AT_MOST_MS : 0
        passing = passing.then(async () => {
          if (lateMs > 0) await new Promise((resolve) => setTimeout(resolve, lateMs))
          client.write(answer)
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
