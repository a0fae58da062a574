/** The pool of second readers as it is, or as it was in an earlier version: what a draw is repeated with. */
import { Inject } from '@nestjs/common'
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs'
import { tagOfLastKnown } from '../carry-out.ts'
import { isOfWhat } from './to-municipality.ts'
import { Refusal } from '../../../libs/deciding/decider.ts'
import type { ReaderPool } from '../../../libs/municipality/second-readers.ts'
import { municipalityStream, SYSTEM, type System } from '../../../libs/installation/system.ts'
import { poolThen } from './pool-then.ts'

export type ReaderPoolRefusal = 'POOL_HAS_NO_SUCH_VERSION'

interface Tagged {
  readonly pool: ReaderPool
  /** Of all that the municipality decides now, together. */
  readonly etag: string
}

export class ReadReaderPool extends Query<Tagged> {
  constructor(readonly version?: number) {
    super()
  }
}

@QueryHandler(ReadReaderPool)
export class ReadReaderPoolHandler implements IQueryHandler<ReadReaderPool> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  async execute({ version }: ReadReaderPool): Promise<Tagged> {
    const { folds, configuration } = this.system
    const stream = municipalityStream(configuration.municipality)
    const { state, revision } = await folds.municipalities.at(stream)
    const isNow = version === undefined || version === state.pool.version
    const pool = isNow ? state.pool : await poolThen(this.system, version)
    if (pool === undefined) throw new Refusal<ReaderPoolRefusal>('POOL_HAS_NO_SUCH_VERSION')
    return { pool, etag: await tagOfLastKnown(this.system, folds.municipalities, stream, revision, isOfWhat({})) }
  }
}
