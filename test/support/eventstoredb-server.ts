/** A real EventStoreDB for tests: the one that EVENTSTORE_URL names, else a container, else the reason why there is none. */
import { readCredentials, type Credentials } from '../../libs/event-store/eventstoredb-connection.ts'
import { hasContainerEngine } from './container-engine.ts'

export interface RealServer {
  readonly connection: string
  readonly credentials?: Credentials
  stop(): Promise<void>
}

const IMAGE = 'docker.kurrent.io/kurrent-lts/kurrentdb:26.0'

/** Credentials for EVENTSTORE_URL, where it is encrypted, are in the file that EVENTSTORE_CREDENTIALS_FILE names. */
const { EVENTSTORE_URL, EVENTSTORE_CREDENTIALS_FILE } = process.env

/** Undefined where there is one, or can be. */
export async function whyNoServer(): Promise<string | undefined> {
  if (EVENTSTORE_URL !== undefined || (await hasContainerEngine())) return undefined
  return 'EVENTSTORE_URL is not set, and there is no container engine'
}

export async function startServer(): Promise<RealServer> {
  if (EVENTSTORE_URL !== undefined)
    return {
      connection: EVENTSTORE_URL,
      ...(EVENTSTORE_CREDENTIALS_FILE !== undefined && { credentials: readCredentials(EVENTSTORE_CREDENTIALS_FILE) }),
      stop: () => Promise.resolve(),
    }
  const { KurrentDbContainer } = await import('@testcontainers/kurrentdb')
  const container = await new KurrentDbContainer(IMAGE).start()
  return {
    connection: container
      .getConnectionString()
      .replace(/^kurrentdb:/, 'esdb:')
      .replace(/\/\/[^/]*@/, '//'),
    stop: async () => {
      await container.stop()
    },
  }
}
