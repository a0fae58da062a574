/** A protocol as it stands, for everyone signed in: nothing in it is about anybody. */
import { Inject } from '@nestjs/common'
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs'
import { Refusal } from '../../../libs/deciding/decider.ts'
import type { Protocol } from '../../../libs/protocol/protocol.ts'
import { protocolStream, SYSTEM, type System } from '../../../libs/installation/system.ts'

export type ProtocolAnswer = Omit<Extract<Protocol, { is: 'registered' }>, 'is'>

interface Tagged {
  readonly protocol: ProtocolAnswer
  readonly etag: string
}

export class ReadProtocol extends Query<Tagged> {
  readonly protocol: string

  constructor(protocolId: string) {
    super()
    this.protocol = protocolId
  }
}

@QueryHandler(ReadProtocol)
export class ReadProtocolHandler implements IQueryHandler<ReadProtocol> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  async execute({ protocol: id }: ReadProtocol): Promise<Tagged> {
    const { folds, tags } = this.system
    const stream = protocolStream(id)
    const { state, ...last } = await folds.protocols.at(stream)
    if (state.is === 'unknown') throw new Refusal('NOT_FOUND')
    const { is: _registered, ...protocol } = state
    return { protocol, etag: await tags.tag(stream, last) }
  }
}
