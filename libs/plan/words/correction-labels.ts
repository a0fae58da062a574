/** What is challenged and corrected, and asked to be, is called so in a plan, Dutch and English. */
import { of } from '../part.ts'

export const CORRECTIONS = {
  challenges: { one: of('tegenspraak', 'challenge'), all: of('tegenspraak', 'challenges') },
  steps: { one: of('stap hogerop', 'step up'), all: of('hogerop gegaan', 'steps up') },
  forwarded: { one: of('doorzending', 'forwarding'), all: of('doorgezonden', 'forwarded') },
  corrections: { one: of('correctie', 'correction'), all: of('correcties', 'corrections') },
  correctionRequests: {
    one: of('correctieverzoek', 'request for a correction'),
    all: of('correctieverzoeken', 'requests for corrections'),
  },
}
