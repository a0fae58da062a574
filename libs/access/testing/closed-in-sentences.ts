/** What of the plan is closed to whom, said in sentences and from the events alone: a second opinion that `closed.ts` is held to. */
import type { CoordinationBasis } from '../../municipality/coordination-bases.ts'
import type { PlanEvent } from '../../plan/plan.ts'
import type { Recorded } from '../../plan/testing/histories.ts'
import type { Asker } from '../grounds.ts'
import type { Told } from './departures-in-sentences.ts'

const HELPS_UNDER: Readonly<Record<string, string>> = {
  'youth-support': 'youth',
  'social-support': 'wmo',
  'participation-support': 'participation',
}

type Sentence = (asker: Asker, told: Told, one: Recorded) => boolean

/** Each says when who coordinates reads the words of something under a law. */
export const OPENS: Readonly<Record<string, Sentence>> = {
  'the municipality has a basis for that law, on this day in Amsterdam': (_asker, { bases, at }, [, { domain }]) => {
    const today = new Date(at).toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' })
    const counts = ({ from, until = '9999-12-31' }: CoordinationBasis) => from <= today && today <= until
    return bases.some((basis) => basis.domain === domain && counts(basis))
  },

  'someone other than themselves let them help under that law, and they do now': ({ id }, { past, at }, [, its]) =>
    past.some(
      ([{ by }, event]) =>
        event.type === 'ProfessionalJoined' &&
        event.professional === id &&
        by.id !== id &&
        HELPS_UNDER[event.activity] === event.domain &&
        event.domain === its.domain &&
        event.until >= at &&
        !past.some(([, { type, ...left }]) => type === 'ProfessionalLeft' && joiningOf(left) === event.joining),
    ),

  'they wrote it themselves': ({ id }, _told, [{ by }]) => by.id === id,

  'it says who works with the family': (_asker, _told, [, { type }]) => type === 'ProfessionalJoined',
}

const joiningOf = (event: object): unknown => ('joining' in event ? event.joining : undefined)

/** Whether the words of something that they see are closed to them. */
export const isClosedInSentences = (asker: Asker, told: Told, one: Recorded): boolean =>
  asker.activity === 'plan-coordination' &&
  asker.role === 'coordinator' &&
  one[1].domain !== 'general' &&
  !Object.values(OPENS).some((says) => says(asker, told, one))

/** How many places of an event hold a personal value, and how many say that they are closed. */
export function placesIn(event: PlanEvent | object): { readonly sealed: number; readonly closed: number } {
  const text = JSON.stringify(event)
  return { sealed: text.split('"sha256":').length - 1, closed: text.split('{"closed":true}').length - 1 }
}
