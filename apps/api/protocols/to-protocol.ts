/** Commands to one protocol, and their door: who administers registers protocols and publishes versions. Nothing in a protocol is personal. */
import { Inject } from '@nestjs/common'
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs'
import { handle } from '../../../libs/event-store/handle.ts'
import { protocol, type ProtocolCommand } from '../../../libs/protocol/protocol.ts'
import { canonicalPlaintext } from '../../../libs/sealing/keyed-digest.ts'
import { mayAdminister } from '../administration.ts'
import type { Caller } from '../caller.ts'
import { protocolStream, SYSTEM, type System } from '../system.ts'

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
    const { folds, clock, configuration, digest, tags } = this.system
    const stream = protocolStream(id)
    const commandId = caller.commandId(stream)
    mayAdminister(caller)
    const { revision, position } = await handle(
      folds.protocols,
      protocol,
      stream,
      {
        commandId,
        digest: digest(canonicalPlaintext(asked)),
        deed: caller.deed,
        municipality: configuration.municipality,
        correlationId: caller.correlationId,
        causationId: commandId,
        traceparent: caller.traceparent,
        ready: () => Promise.resolve({ command: asked, ciphertexts: {} }),
      },
      clock,
    )
    return { protocol: id, etag: tags.tag(stream, revision), position }
  }
}
