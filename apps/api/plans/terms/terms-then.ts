/** The terms as they were in a version: a term that began under one keeps it. */
import { municipalityStream, type System } from '../../../../libs/installation/system.ts'
import { STATUTORY_TERMS, type Terms } from '../../../../libs/municipality/terms.ts'
import { municipalityEvents } from '../../municipality/municipality-events.ts'

/** Those of before the municipality set any, where there was no such version. */
export async function termsThen(system: System, version: number): Promise<Terms> {
  const { folds, configuration } = system
  const { state: now } = await folds.municipalities.at(municipalityStream(configuration.municipality))
  if (now.terms.version === version) return now.terms
  const all = (await municipalityEvents(system)).flatMap((event) =>
    event.type === 'TermsSet' ? [{ ...STATUTORY_TERMS, ...event.terms }] : [],
  )
  return all.find((terms) => terms.version === version) ?? STATUTORY_TERMS
}
