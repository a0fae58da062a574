/** The pool of second readers as it was in a version. */
import type { System } from '../../../libs/installation/system.ts'
import type { ReaderPool } from '../../../libs/municipality/second-readers.ts'
import { municipalityEvents } from './municipality-events.ts'

/** Undefined where there was no such version. */
export async function poolThen(system: System, version: number): Promise<ReaderPool | undefined> {
  const pools = (await municipalityEvents(system)).flatMap((event) =>
    event.type === 'ReaderPoolSet' ? [event.pool] : [],
  )
  return [system.folds.municipalities.folding.initial().pool, ...pools].find((pool) => pool.version === version)
}
