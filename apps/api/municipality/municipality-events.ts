/** All that the municipality ever set, from the events: rules read what is in force only, so that is all the fold keeps. */
import { fromStored } from '../../../libs/event-store/recorded.ts'
import { municipalityStream, type System } from '../../../libs/installation/system.ts'
import type { MunicipalityEvent } from '../../../libs/municipality/municipality.ts'

export async function municipalityEvents({ folds, configuration }: System): Promise<readonly MunicipalityEvent[]> {
  const { folding, store } = folds.municipalities
  const stored = await store.read(municipalityStream(configuration.municipality))
  return stored.map((one) => fromStored<MunicipalityEvent>(one, folding.upcasters).event)
}
