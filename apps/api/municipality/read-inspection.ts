/** One inspection while it is open, for who administers and for the auditor it names. Its reason stays sealed. */
import { Inject } from '@nestjs/common'
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs'
import { tagOfLastKnown } from '../carry-out.ts'
import { isOfWhat } from './to-municipality.ts'
import { Refusal } from '../../../libs/deciding/decider.ts'
import type { Inspection } from '../../../libs/municipality/municipality.ts'
import { administers } from '../administration.ts'
import type { Caller } from '../caller.ts'
import { municipalityStream, SYSTEM, type System } from '../../../libs/installation/system.ts'

export interface InspectionAnswer extends Omit<Inspection, 'inspection'> {
  readonly id: string
  /** Of all that the municipality decides, together. */
  readonly etag: string
}

export class ReadInspection extends Query<InspectionAnswer> {
  constructor(
    readonly caller: Caller,
    readonly id: string,
  ) {
    super()
  }
}

@QueryHandler(ReadInspection)
export class ReadInspectionHandler implements IQueryHandler<ReadInspection> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  async execute({ caller, id }: ReadInspection): Promise<InspectionAnswer> {
    const { folds, configuration } = this.system
    const stream = municipalityStream(configuration.municipality)
    const { state, revision } = await folds.municipalities.at(stream)
    const found = state.inspections[id]
    const { asker } = caller
    const isTheirs = administers(caller) || (asker.role === 'auditor' && asker.id === found?.auditor)
    if (found === undefined || !isTheirs) throw new Refusal('NOT_FOUND')
    const { inspection: _, ...inspection } = found
    const isOfIt = isOfWhat({ inspection: id })
    return {
      id,
      ...inspection,
      etag: await tagOfLastKnown(this.system, folds.municipalities, stream, revision, isOfIt),
    }
  }
}
