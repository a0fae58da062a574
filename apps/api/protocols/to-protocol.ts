/** Commands to one protocol, and their door: who administers registers protocols and publishes versions. Nothing in a protocol is personal. */
import { Inject } from '@nestjs/common'
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs'
import { RECORD_BOUNDS } from '../../../libs/deciding/shares.ts'
import { protocol, type ProtocolCommand } from '../../../libs/protocol/protocol.ts'
import { administers, mayAdminister } from '../administration.ts'
import type { Caller } from '../caller.ts'
import { carryOut, wholly } from '../carry-out.ts'
import { protocolStream, SYSTEM, type System } from '../../../libs/installation/system.ts'

export interface WrittenToProtocol {
  readonly protocol: string
  readonly etag: string
  readonly position: string | undefined
}

export class ToProtocol extends Command<WrittenToProtocol> {
  readonly caller: Caller
  readonly protocol: string
  readonly asked: ProtocolCommand

  constructor(caller: Caller, protocolId: string, asked: ProtocolCommand) {
    super()
    this.caller = caller
    this.protocol = protocolId
    this.asked = asked
  }
}

@CommandHandler(ToProtocol)
export class ProtocolDoor implements ICommandHandler<ToProtocol> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  async execute({ caller, protocol: id, asked }: ToProtocol): Promise<WrittenToProtocol> {
    const written = await carryOut(this.system, {
      caller,
      folds: this.system.folds.protocols,
      decider: protocol,
      stream: protocolStream(id),
      asked,
      ready: () => {
        mayAdminister(caller)
        return Promise.resolve({ command: asked, ciphertexts: {} })
      },
      bounds: RECORD_BOUNDS,
      changed: 'PROTOCOL_HAS_CHANGED',
      standing: () => Promise.resolve(wholly(administers(caller))),
    })
    return { protocol: id, ...written }
  }
}
