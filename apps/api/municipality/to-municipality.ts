/** Commands to the municipality's own stream, and their door; and what stands there now. */
import { Inject } from '@nestjs/common'
import { Command, CommandHandler, Query, QueryHandler, type ICommandHandler, type IQueryHandler } from '@nestjs/cqrs'
import { RECORD_BOUNDS } from '../../../libs/deciding/shares.ts'
import {
  municipality,
  type Municipality,
  type MunicipalityEvent,
  type MunicipalityCommand,
} from '../../../libs/municipality/municipality.ts'
import type { Unsealed } from '../../../libs/sealing/plain.ts'
import { administers, mayAdminister } from '../administration.ts'
import { idsOf, type Caller } from '../caller.ts'
import { carryOut, tagOfLastKnown } from '../carry-out.ts'
import { municipalityStream, SYSTEM, type System } from '../../../libs/installation/system.ts'

export interface WrittenToMunicipality {
  readonly id: string
  readonly etag: string
  readonly position: string | undefined
}

export class ToMunicipality extends Command<WrittenToMunicipality> {
  constructor(
    readonly caller: Caller,
    readonly ask: (newId: (what: string) => string) => Unsealed<MunicipalityCommand>,
  ) {
    super()
  }
}

@CommandHandler(ToMunicipality)
export class MunicipalityDoor implements ICommandHandler<ToMunicipality> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  async execute({ caller, ask }: ToMunicipality): Promise<WrittenToMunicipality> {
    const { folds, configuration, sealing } = this.system
    const tenant = configuration.municipality
    const stream = municipalityStream(tenant)
    const commandId = caller.commandId(stream)
    const newId = idsOf(commandId)
    const asked = ask(newId)
    const written = await carryOut(this.system, {
      caller,
      folds: folds.municipalities,
      decider: municipality,
      stream,
      asked,
      ready: async () => {
        mayAdminister(caller)
        const bound = { tenant, stream, commandId, domain: 'general', subjects: [], contentOwner: stream }
        const { command, values } = await sealing.seal<MunicipalityCommand>(asked, bound)
        return { command, ciphertexts: values }
      },
      bounds: RECORD_BOUNDS,
      changed: 'MUNICIPALITY_HAS_CHANGED',
      standing: () => Promise.resolve({ hasAGround: administers(caller), knows: isOfWhat(asked) }),
    })
    return { id: newId('made'), ...written }
  }
}

/** What is decided about the same: one inspection, or all that is open to everyone. Of an inspection nobody else's tag may tell. */
export const isOfWhat =
  (asked: object) =>
  ({ event }: { readonly event: MunicipalityEvent }): boolean =>
    inspectionIn(asked) === inspectionIn(event)

const inspectionIn = (what: object): unknown => ('inspection' in what ? what.inspection : undefined)

export interface MunicipalityAnswer extends Municipality {
  /** Of all that the municipality decides and everyone may know, together. */
  readonly etag: string
}

export class ReadMunicipality extends Query<MunicipalityAnswer> {}

@QueryHandler(ReadMunicipality)
export class ReadMunicipalityHandler implements IQueryHandler<ReadMunicipality> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  async execute(): Promise<MunicipalityAnswer> {
    const { folds, configuration } = this.system
    const stream = municipalityStream(configuration.municipality)
    const { state, revision } = await folds.municipalities.at(stream)
    return { ...state, etag: await tagOfLastKnown(this.system, folds.municipalities, stream, revision, isOfWhat({})) }
  }
}
