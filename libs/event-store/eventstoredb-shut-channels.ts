/**
 * A channel of gRPC that is closed between being had and being used throws at once. The client's reads tell that as any fault; its appends throw it where
 * nobody can catch it, which ends the process, and leave who waits for them waiting. Here they fail as they do when their connection breaks.
 */
import { Writable } from 'node:stream'

interface Grpc {
  append(...args: readonly unknown[]): unknown
}

/** What of the client every append goes through. */
interface Inside {
  execute(kind: unknown, name: string, act: (grpc: Grpc) => Promise<unknown>): Promise<unknown>
}

/** @param client an EventStoreDBClient, which is changed */
export function withAppendsThatFail<Client extends object>(client: Client): Client {
  const inside = client as Client & Inside
  const execute = inside.execute.bind(inside)
  inside.execute = (kind, name, act) =>
    execute(kind, name, (grpc) => act(name === 'appendToStream' ? failing(grpc) : grpc))
  return client
}

const failing = (grpc: Grpc): Grpc =>
  Object.create(grpc, {
    append: {
      value: (...args: readonly unknown[]) => {
        try {
          return grpc.append(...args)
        } catch (fault) {
          return new Writable({ objectMode: true }).destroy(fault as Error)
        }
      },
    },
  }) as Grpc
