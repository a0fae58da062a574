/** The terms as they were in a version: a term that began under one keeps it. */
import { fromStored } from '../../../../libs/event-store/recorded.ts'
import { municipalityStream, type System } from '../../../../libs/installation/system.ts'
import type { MunicipalityEvent } from '../../../../libs/municipality/municipality.ts'
import { STATUTORY_TERMS, type Terms } from '../../../../libs/municipality/terms.ts'
import { dayOf, type Day } from '../../../../libs/deciding/days.ts'
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

/** As they were at the end of a day: what is counted from it, and nobody wrote down, keeps those. */
export async function termsOnDays(system: System): Promise<(day: Day) => Terms> {
  const { folding, store } = system.folds.municipalities
  const stored = await store.read(municipalityStream(system.configuration.municipality))
  const set = stored.flatMap((one) => {
    const { event, envelope } = fromStored<MunicipalityEvent>(one, folding.upcasters)
    return event.type === 'TermsSet'
      ? [{ on: dayOf(envelope.recordedAt), terms: { ...STATUTORY_TERMS, ...event.terms } }]
      : []
  })
  return (day) => set.findLast(({ on }) => on <= day)?.terms ?? STATUTORY_TERMS
}
