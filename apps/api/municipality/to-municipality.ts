/** Commands to the municipality's own stream, and their door; and what stands there now. */
import { Inject } from '@nestjs/common'
import { Command, CommandHandler, Query, QueryHandler, type ICommandHandler, type IQueryHandler } from '@nestjs/cqrs'
import { handle } from '../../../libs/event-store/handle.ts'
import { municipality, type Municipality, type MunicipalityCommand } from '../../../libs/municipality/municipality.ts'
import { canonicalPlaintext } from '../../../libs/sealing/keyed-digest.ts'
import type { Unsealed } from '../../../libs/sealing/plain.ts'
import { mayAdminister } from '../administration.ts'
import { idsOf, type Caller } from '../caller.ts'
import { municipalityNow } from '../plans/standing.ts'
import { municipalityStream, SYSTEM, type System } from '../system.ts'

export interface WrittenToMunicipality {
  readonly id: string
  readonly etag: string
  readonly position: string | undefined
}

export class ToMunicipality extends Command<WrittenToMunicipality> {
  readonly caller: Caller
  readonly ask: (newId: (what: string) => string) => Unsealed<MunicipalityCommand>

  constructor(caller: Caller, ask: ToMunicipality['ask']) {
    super()
    this.caller = caller
    this.ask = ask
  }
}

@CommandHandler(ToMunicipality)
export class MunicipalityDoor implements ICommandHandler<ToMunicipality> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  async execute({ caller, ask }: ToMunicipality): Promise<WrittenToMunicipality> {
    const { folds, clock, configuration, digest, sealing, tags } = this.system
    const tenant = configuration.municipality
    const stream = municipalityStream(tenant)
    const commandId = caller.commandId(stream)
    const newId = idsOf(commandId)
    const asked = ask(newId)
    mayAdminister(caller)
    const { revision, position } = await handle(
      folds.municipalities,
      municipality,
      stream,
      {
        commandId,
        digest: digest(canonicalPlaintext(asked)),
        deed: caller.deed,
        municipality: tenant,
        correlationId: caller.correlationId,
        causationId: commandId,
        traceparent: caller.traceparent,
        ready: async () => {
          const bound = { tenant, stream, commandId, domain: 'general', subjects: [], contentOwner: stream }
          const { command, values } = await sealing.seal<MunicipalityCommand>(asked, bound)
          return { command, ciphertexts: values }
        },
      },
      clock,
    )
    return { id: newId('made'), etag: tags.tag(stream, revision), position }
  }
}

export class ReadMunicipality extends Query<Municipality> {}

@QueryHandler(ReadMunicipality)
export class ReadMunicipalityHandler implements IQueryHandler<ReadMunicipality> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  execute(): Promise<Municipality> {
    return municipalityNow(this.system)
  }
}
