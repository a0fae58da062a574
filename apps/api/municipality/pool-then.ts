/** The pool of second readers as it was in a version, from the events: rules read the pool of now only, so that is all the fold keeps. */
import { fromStored } from '../../../libs/event-store/recorded.ts'
import type { MunicipalityEvent } from '../../../libs/municipality/municipality.ts'
import type { ReaderPool } from '../../../libs/municipality/second-readers.ts'
import { municipalityStream, type System } from '../../../libs/installation/system.ts'

/** Undefined where there was no such version. */
export async function poolThen({ folds, configuration }: System, version: number): Promise<ReaderPool | undefined> {
  const { folding, store } = folds.municipalities
  const stored = await store.read(municipalityStream(configuration.municipality))
  const pools = stored
    .map((one) => fromStored<MunicipalityEvent>(one, folding.upcasters).event)
    .flatMap((event) => (event.type === 'ReaderPoolSet' ? [event.pool] : []))
  return [folding.initial().pool, ...pools].find((pool) => pool.version === version)
}
