/**
 * How each person a goal affects was heard, as things are when it is decided. Under the age from which someone reads of the law themselves, others speak
 * for them; from there until parents stop reading, both are asked; after it they speak for themselves (Jeugdwet 7.3.4, 7.3.5; ages are the municipality's).
 */
import type { Moment, PersonId } from '../../deciding/decider.ts'
import { dayOf } from '../../deciding/days.ts'
import { authoritiesOver, cannotSpeakIn, countsForNothing, representativesOf } from '../care-team/representation.ts'
import type { CareTeam } from '../care-team/care-team.ts'
import { apartFrom, isKeptFromThem, limitsOn, type Absences } from '../members/absences.ts'
import type { Members } from '../members/members.ts'
import type { Voice } from '../views/views.ts'
import { keyOf } from '../visibility/visibility.ts'
import type { Goal, HeardFrom, Invited, Said } from './goal.ts'
import type { OwnVoices } from './own-voice.ts'

/** How each person a goal affects came to be heard. */
export type Heard = 'spoke' | 'represented' | 'chose-not-to-speak' | 'not-heard'

/** The nearer a voice is to the person, the more it counts: who says what they heard does not speak over them, nor over who represents them. */
const NEARNESS: Readonly<Record<Voice, number>> = {
  'reported-by-professional': 0,
  'supporter-present': 1,
  representative: 2,
  'own-confirmed': 3,
  own: 4,
}

export const isNearer = (one: Voice, other: Voice): boolean => NEARNESS[one] > NEARNESS[other]

/** In the order in which it was said. */
export function allSaid({ heard }: Goal, person: PersonId): readonly Said[] {
  const from = heard[person]
  if (from === undefined) return []
  const { others = [], ...said } = from
  return [...others, said]
}

export function nearest(all: readonly Said[]): HeardFrom | undefined {
  const said = all.reduce<Said | undefined>(
    (last, one) => (last !== undefined && NEARNESS[one.voice] < NEARNESS[last.voice] ? last : one),
    undefined,
  )
  const others = all.filter((one) => one !== said)
  return said && { ...said, ...(others.length > 0 && { others }) }
}

/** What those said from whom it is withheld now, of themselves or of others, counts no more. */
export function withoutVoicesOf(goal: Goal, barred: readonly string[]): Goal {
  if (barred.length === 0) return goal
  const heard = Object.keys(goal.heard).flatMap((person) => {
    const from = nearest(allSaid(goal, person).filter(({ by }) => !barred.includes(by)))
    return from === undefined ? [] : [[person, from] as const]
  })
  return { ...goal, heard: Object.fromEntries(heard) }
}

/** The circumstances of one decision. */
export interface Then {
  /** Of the goal. */
  readonly id: string
  /** With those alone who may speak for someone on it. */
  readonly careTeam: CareTeam
  readonly absences: Absences
  readonly members: Members
  readonly voices: OwnVoices
  /** Who decides. */
  readonly by: string
  readonly at: Moment
}

/** Who has a voice of their own is not spoken over by a parent; one who cannot speak is, until the age of the law. */
function parentsSpeakFor({ domain }: Goal, person: PersonId, { careTeam, voices }: Then): boolean {
  const own = voices[person]
  return own === undefined || (!own.isPastParents && cannotSpeakIn(careTeam, person, domain))
}

/**
 * What counts as said by a person or for them, as things are when it is decided: also what was said before a birthday, or before a conflict of interest
 * came to light. What who decides says to have heard does not count for their own decision.
 */
export function saidFor(goal: Goal, person: PersonId, then: Then): Said | undefined {
  const { careTeam, at, by: decides } = then
  const parentsCount = parentsSpeakFor(goal, person, then)
  return nearest(
    allSaid(goal, person).filter(({ voice, by, asParent }) => {
      if (voice === 'reported-by-professional') return by !== decides
      if (voice !== 'representative') return true
      return (parentsCount || asParent !== true) && !countsForNothing(careTeam, person, by, at, goal.domain)
    }),
  )
}

/** Each who has authority over a person and was neither heard nor let two invitations pass. None where they speak for themselves alone. */
export function authoritiesToHear(goal: Goal, person: PersonId, then: Then): readonly string[] {
  const { careTeam, voices, at } = then
  if (voices[person]?.isPastParents === true) return []
  const said = whoSpoke(goal)
  // Of who has no sight of their own in it, asking them is asking those who speak for them.
  const asked = voices[person] === undefined ? [person] : []
  const waiting = authoritiesOver(careTeam, person, { at, domain: goal.domain }).filter(
    ({ representation, representative }) =>
      !said.includes(representative) &&
      ![representation, ...asked].some((one) => hasLetPass(goal.invited[one], at)) &&
      seesIt(goal, representative, person, then),
  )
  return [...new Set(waiting.map(({ representative }) => representative))]
}

/** Everyone who said something of it, for themselves or for another. */
const whoSpoke = (goal: Goal): readonly string[] =>
  Object.keys(goal.heard).flatMap((person) =>
    allSaid(goal, person).flatMap(({ voice, by }) => (voice === 'representative' || voice === 'own' ? [by] : [])),
  )

/** Whether someone may know of the goal as it is worded now: whom a flight keeps from it is passed over. */
function seesIt({ wordsAt }: Goal, who: string, person: PersonId, { id, absences, members }: Then): boolean {
  const limits = limitsOn(absences, members, who, person)
  if (limits === undefined || isKeptFromThem(limits, wordsAt)) return false
  if (limits.until !== undefined && limits.until < wordsAt) return false
  return apartFrom(absences, members, who)?.begun.has(keyOf({ kind: 'goal', id })) !== true
}

const hasLetPass = (invited: Invited | undefined, at: Moment): boolean =>
  invited !== undefined && invited.times >= 2 && at > invited.until

/** How a person was heard on a goal; undefined while they, or who has authority over them, still may speak. */
export function hearing(goal: Goal, person: PersonId, then: Then): Heard | undefined {
  const { careTeam, voices, at } = then
  const { domain } = goal
  const view = saidFor(goal, person, then)
  const isMute = cannotSpeakIn(careTeam, person, domain)
  const speakers = representativesOf(careTeam, person, {
    at,
    domain,
    parentsCount: parentsSpeakFor(goal, person, then),
  })
  // Whoever hears a child tells what it said: that makes nobody who speaks for it.
  const needsSpeaker = voices[person] === undefined || (isMute && view === undefined)
  if (needsSpeaker && speakers.length === 0) return 'not-heard'
  if (authoritiesToHear(goal, person, then).length > 0) return undefined
  if (view !== undefined) return view.voice === 'representative' ? 'represented' : 'spoke'
  const { before = '' } = goal.invited[person] ?? {}
  // What was asked of their parents, before they had a voice of their own, was not asked of them.
  const isAsked = isMute || voices[person] === undefined || (before !== '' && dayOf(before) >= voices[person].since)
  return isAsked && isSilent(goal, person, then) ? 'chose-not-to-speak' : undefined
}

/** Who was invited twice and did not answer; of who is heard through others, also where each who has authority was. */
function isSilent(goal: Goal, person: PersonId, { careTeam, voices, at }: Then): boolean {
  if (hasLetPass(goal.invited[person], at)) return true
  const all = voices[person] === undefined ? authoritiesOver(careTeam, person, { at, domain: goal.domain }) : []
  return all.length > 0 && all.every(({ representation }) => hasLetPass(goal.invited[representation], at))
}
