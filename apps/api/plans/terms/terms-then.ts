/** The terms as they were in a version, from the events: a term that began under one keeps it. */
import { fromStored } from '../../../../libs/event-store/recorded.ts'
import { municipalityStream, type System } from '../../../../libs/installation/system.ts'
import type { MunicipalityEvent } from '../../../../libs/municipality/municipality.ts'
import { STATUTORY_TERMS, type Terms } from '../../../../libs/municipality/terms.ts'

/** Those of before the municipality set any, where there was no such version. */
export async function termsThen({ folds, configuration }: System, version: number): Promise<Terms> {
  const { folding, store } = folds.municipalities
  const { state: now } = await folds.municipalities.at(municipalityStream(configuration.municipality))
  if (now.terms.version === version) return now.terms
  const stored = await store.read(municipalityStream(configuration.municipality))
  const all = stored
    .map((one) => fromStored<MunicipalityEvent>(one, folding.upcasters).event)
    .flatMap((event) => (event.type === 'TermsSet' ? [{ ...STATUTORY_TERMS, ...event.terms }] : []))
  return all.find((terms) => terms.version === version) ?? STATUTORY_TERMS
}
