/**
 * The connections of one client of Kafka: kafkajs gives up a question that was not answered in time, and asks the next over the same connection, where nobody
 * may be any more. So that connection is cut, and whoever asks again, as the same producer or the same member of a group, comes over another.
 */
import { connect as connectInClear, isIP, type Socket } from 'node:net'
import { connect as connectInTls, type ConnectionOptions } from 'node:tls'

/** As kafkajs asks for one. */
export interface SocketAsked {
  readonly host: string
  readonly port: number
  readonly ssl?: ConnectionOptions | null
  readonly onConnect: () => void
}

const KEEP_ALIVE_MS = 60_000

export class KafkaSockets {
  readonly #open = new Map<string, Set<Socket>>()

  readonly make = ({ host, port, ssl, onConnect }: SocketAsked): Socket => {
    const named = isIP(host) === 0 ? { servername: host } : {}
    const socket =
      ssl === undefined || ssl === null
        ? connectInClear({ host, port }, onConnect)
        : connectInTls({ host, port, ...named, ...ssl }, onConnect)
    socket.setKeepAlive(true, KEEP_ALIVE_MS)
    const broker = `${host}:${String(port)}`
    const open = this.#open.get(broker) ?? new Set()
    this.#open.set(broker, open.add(socket))
    socket.once('close', () => open.delete(socket))
    return socket
  }

  /** All that lead to that broker: who asks there now hears that it broke. @param broker `host:port` */
  cut(broker: string): void {
    for (const socket of this.#open.get(broker) ?? []) socket.destroy(new Error('the broker does not answer'))
  }
}
