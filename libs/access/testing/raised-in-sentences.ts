/** Who reads what they challenged themselves, said sentence by sentence: whatever has become of what it is of, or of their part here. */
import type { Asker } from '../grounds.ts'
import { readsWhatTheyRaised } from './challenges-in-sentences.ts'
import type { Sees, Told } from './departures-in-sentences.ts'
import { hasNoPartHere } from './episodes-in-sentences.ts'
import { helpsHere, LAW_OF } from './helping-in-sentences.ts'
import { coordinates } from './who-works-in-sentences.ts'

export const WHAT_THEY_RAISED: Readonly<Record<string, (asker: Asker, told: Told) => Sees | undefined>> = {
  'who helps reads what they challenged under that law or none, and what becomes of it; once they help no longer, until 30 days after it is settled':
    (asker, told) => {
      const law = LAW_OF[asker.activity]
      if (law === undefined || !/^(professional|coordinator)$/.test(asker.role)) return undefined
      const worksHere = helpsHere(asker, told) && !hasNoPartHere('a professional', asker, told)
      return readsWhatTheyRaised(asker, told, { laws: [law, 'general'], worksHere })
    },

  'who coordinates reads what they challenged; once they do no longer, until 30 days after it is settled': (
    asker,
    told,
  ) => {
    if (asker.role !== 'coordinator' || asker.activity !== 'plan-coordination') return undefined
    const laws = ['general', 'youth', 'wmo', 'participation']
    return readsWhatTheyRaised(asker, told, { laws, worksHere: coordinates(asker, told) })
  },

  'the family reads what they challenged, for good': (asker, told) =>
    asker.activity === 'own-file' && /^(family-member|representative)$/.test(asker.role)
      ? readsWhatTheyRaised(asker, told, 'home')
      : undefined,
}
