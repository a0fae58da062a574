/** A protocol as it stands, for everyone signed in: nothing in it is about anybody. */
import { Inject } from '@nestjs/common'
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs'
import { Refusal } from '../../../libs/deciding/decider.ts'
import type { Protocol } from '../../../libs/protocol/protocol.ts'
import { protocolStream, SYSTEM, type System } from '../system.ts'

export type ProtocolAnswer = Omit<Extract<Protocol, { is: 'registered' }>, 'is'>

export class ReadProtocol extends Query<ProtocolAnswer> {
  readonly protocol: string

  constructor(protocolId: string) {
    super()
    this.protocol = protocolId
  }
}

@QueryHandler(ReadProtocol)
export class ReadProtocolHandler implements IQueryHandler<ReadProtocol> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  async execute({ protocol: id }: ReadProtocol): Promise<ProtocolAnswer> {
    const { state } = await this.system.folds.protocols.at(protocolStream(id))
    if (state.is === 'unknown') throw new Refusal('NOT_FOUND')
    const { is: _registered, ...protocol } = state
    return protocol
  }
}
