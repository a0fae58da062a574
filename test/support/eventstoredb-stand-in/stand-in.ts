/**
 * A server that speaks EventStoreDB's gRPC protocol to EventStoreDB's client, for where no EventStoreDB can run. It is not one: it holds one log
 * in memory, has no projections, scavenging or disk, and knows only what our adapter asks, and how an administrator deletes. It can be made to fail.
 */
import {
  Server,
  ServerCredentials,
  status,
  type handleUnaryCall,
  type Metadata,
  type ServiceError,
} from '@grpc/grpc-js'
import features from '@eventstore/db-client/generated/serverfeatures_pb.js'
import featuresService from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js'
import gossip from '@eventstore/db-client/generated/gossip_pb.js'
import gossipService from '@eventstore/db-client/generated/gossip_grpc_pb.js'
import shared from '@eventstore/db-client/generated/shared_pb.js'
import streams from '@eventstore/db-client/generated/streams_pb.js'
import streamsService from '@eventstore/db-client/generated/streams_grpc_pb.js'
import { expectedOf } from '../../../libs/event-store/claims.ts'
import { may, type Right, type User } from './access.ts'
import { append, batchAppend, type Writer } from './appending.ts'
import { Faults } from './faults.ts'
import { StandInLog } from './log.ts'
import { nameOf, rpcError } from './messages.ts'
import { read, type ReadCall } from './reading.ts'

export interface StandInOptions {
  /** 0 or absent: any free one. */
  readonly port?: number
  /** The log of another node, for a cluster. */
  readonly log?: StandInLog
  /** PEM; without it the connection is not encrypted. */
  readonly tls?: { readonly key: string; readonly certificate: string }
  /** Whom it lets in, to what access lists say; without it everyone, to everything. */
  readonly users?: readonly User[]
  /** A server's own default. */
  readonly maxAppendBytes?: number
}

export class EventStoreDbStandIn {
  readonly log: StandInLog
  readonly faults = new Faults()
  readonly port: number
  /** Calls that came in, by name, since the start. */
  readonly calls: string[] = []
  /** Of those, reads of a stream and appends to one, each with its name. */
  readonly onStreams: (readonly ['read' | 'append', string])[] = []
  /** The names under which clients came: each client has one, however many connections it makes. */
  readonly clients = new Set<string>()
  /** The ports of the nodes that gossip tells of, the leader first; without any it is alone. */
  members: readonly number[] = []
  readonly #server: Server
  readonly #options: StandInOptions

  private constructor(server: Server, port: number, options: StandInOptions, log: StandInLog) {
    this.#server = server
    this.port = port
    this.#options = options
    this.log = log
  }

  static async start(options: StandInOptions = {}): Promise<EventStoreDbStandIn> {
    const { port = 0, tls, log = new StandInLog() } = options
    const server = new Server()
    const credentials =
      tls === undefined
        ? ServerCredentials.createInsecure()
        : ServerCredentials.createSsl(null, [
            { private_key: Buffer.from(tls.key), cert_chain: Buffer.from(tls.certificate) },
          ])
    const bound = await new Promise<number>((resolve, reject) => {
      server.bindAsync(`127.0.0.1:${String(port)}`, credentials, (fault, taken) => {
        if (fault === null) resolve(taken)
        else reject(fault)
      })
    })
    const standIn = new EventStoreDbStandIn(server, bound, options, log)
    standIn.#serve()
    return standIn
  }

  /** A connection string for a client of this node alone. */
  get url(): string {
    return `esdb://127.0.0.1:${String(this.port)}?tls=${String(this.#options.tls !== undefined)}`
  }

  /** Cuts every connection; whoever comes again is served. */
  dropConnections(): void {
    this.#server.drain(`127.0.0.1:${String(this.port)}`, 0)
  }

  /** Another server in its place, with that log: its disk was put back from a backup. Whoever was connected is cut off. */
  async putBack(log: StandInLog): Promise<EventStoreDbStandIn> {
    this.stop()
    return EventStoreDbStandIn.start({ ...this.#options, port: this.port, log })
  }

  /** Nobody answers at the port any more; another one may be started there, with this one's log. */
  stop(): void {
    this.#server.forceShutdown()
  }

  #serve(): void {
    const writerFor = (metadata: Metadata): Writer => ({
      maxAppendBytes: this.#options.maxAppendBytes ?? 1024 * 1024,
      faults: this.faults,
      write: ({ stream, expected, events }) => {
        this.onStreams.push(['append', stream])
        return this.log.append(stream, expected, events)
      },
      end: (stream) => expectedOf(this.log.stream(stream)?.length ?? 0),
      refused: this.#refusing('$w', metadata),
    })
    this.#server.addService(streamsService.StreamsService, {
      read: (call: ReadCall) => {
        call.on('error', () => undefined)
        this.#admitted('read', call.metadata, (refused) => {
          const options = call.request.getOptions()
          if (options?.hasStream() === true)
            this.onStreams.push(['read', nameOf(options.getStream()?.getStreamIdentifier())])
          if (refused !== undefined) call.emit('error', refused)
          else
            read(call, this.log, this.faults, this.#refusing('$r', call.metadata)).catch((fault: unknown) => {
              call.emit('error', fault)
            })
        })
      },
      append: (call: Parameters<typeof append>[0], answer: Parameters<typeof append>[1]) => {
        this.#admitted('append', call.metadata, (refused) => {
          if (refused === undefined) append(call, answer, writerFor(call.metadata))
          else answer(refused)
        })
      },
      batchAppend: (call: Parameters<typeof batchAppend>[0]) => {
        this.#admitted('batchAppend', call.metadata, (refused) => {
          if (refused === undefined) batchAppend(call, writerFor(call.metadata))
          else call.emit('error', refused)
        })
      },
      delete: this.#deleting(new streams.DeleteResp(), (stream) => {
        this.log.deleteSoftly(stream)
      }),
      tombstone: this.#deleting(new streams.TombstoneResp(), (stream) => {
        this.log.tombstone(stream)
      }),
    })
    this.#server.addService(featuresService.ServerFeaturesService, { getSupportedMethods: this.#features() })
    this.#server.addService(gossipService.GossipService, { read: this.#gossip() })
  }

  /** Whatever revision is expected of the stream. */
  #deleting<Request extends DeleteRequest, Answer>(
    answered: Answer,
    carryOut: (stream: string) => void,
  ): handleUnaryCall<Request, Answer> {
    return (call, answer) => {
      this.#admitted('delete', call.metadata, (notAdmitted) => {
        const stream = nameOf(call.request.getOptions()?.getStreamIdentifier())
        const refused = notAdmitted ?? this.#refusing('$d', call.metadata)(stream)
        if (refused === undefined) carryOut(stream)
        answer(refused ?? null, answered)
      })
    }
  }

  /** As a server does: whoever is not let in, and whoever insists on the leader elsewhere, is told so. */
  #admitted(name: string, metadata: Metadata, next: (refused?: ServiceError) => void): void {
    this.calls.push(name)
    for (const client of metadata.get('connection-name')) this.clients.add(String(client))
    const { users } = this.#options
    const [leader] = this.members
    if (users !== undefined && saidBy(metadata) === undefined) next(denied())
    else if (users !== undefined && this.#user(metadata) === undefined)
      next(rpcError(status.UNAUTHENTICATED, 'Bad HTTP status code: 401'))
    else if (leader !== undefined && leader !== this.port && metadata.get('requires-leader').length > 0)
      next(
        rpcError(status.NOT_FOUND, 'Leader info available', {
          exception: 'not-leader',
          'leader-endpoint-host': '127.0.0.1',
          'leader-endpoint-port': String(leader),
        }),
      )
    else next()
  }

  #user(metadata: Metadata): User | undefined {
    const said = saidBy(metadata)
    return this.#options.users?.find((user) => basic(user) === said)
  }

  /** Why who calls may not do it with a stream: undefined where they may. */
  #refusing(right: Right, metadata: Metadata): (stream: string) => ServiceError | undefined {
    const user = this.#user(metadata)
    return (stream) => (user === undefined || may(this.log, user, right, stream) ? undefined : denied())
  }

  /** It claims batch appends, so that the client chooses as it would with a server. */
  #features(): handleUnaryCall<InstanceType<typeof shared.Empty>, InstanceType<typeof features.SupportedMethods>> {
    return (_call, answer) => {
      this.calls.push('getSupportedMethods')
      const methods = new features.SupportedMethods().setEventStoreServerVersion('0.0.0-stand-in')
      for (const name of ['read', 'append', 'batchappend']) {
        const service = 'event_store.client.streams.streams'
        methods.addMethods(new features.SupportedMethod().setServiceName(service).setMethodName(name))
      }
      answer(null, methods)
    }
  }

  #gossip(): handleUnaryCall<InstanceType<typeof shared.Empty>, InstanceType<typeof gossip.ClusterInfo>> {
    return (_call, answer) => {
      this.calls.push('gossip')
      if (this.faults.ignoresGossip) return
      const info = new gossip.ClusterInfo()
      const { LEADER, FOLLOWER } = gossip.MemberInfo.VNodeState
      for (const [place, port] of (this.members.length > 0 ? this.members : [this.port]).entries()) {
        const member = new gossip.MemberInfo().setState(place === 0 ? LEADER : FOLLOWER).setIsAlive(true)
        member.setInstanceId(new shared.UUID().setString(crypto.randomUUID()))
        info.addMembers(member.setHttpEndPoint(new gossip.EndPoint().setAddress('127.0.0.1').setPort(port)))
      }
      answer(null, info)
    }
  }
}

/** What the generated classes for the two ways to delete have in common. */
interface DeleteRequest {
  getOptions(): { getStreamIdentifier(): InstanceType<typeof shared.StreamIdentifier> | undefined } | undefined
}

const denied = () => rpcError(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' })

const saidBy = (metadata: Metadata): string | undefined => metadata.get('authorization').map(String)[0]

const basic = ({ username, password }: User): string =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
