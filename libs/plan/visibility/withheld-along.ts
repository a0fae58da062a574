/** Which item of the plan is made or added to by what was done, so that it can be withheld from someone in the same breath. */
import type { Moment } from '../../deciding/decider.ts'
import { hangsOn } from '../challenges/challenge.ts'
import { representationsOf, type Representations } from '../care-team/representation.ts'
import { kindOf, type PlanEvent } from '../parts.ts'
import { keyOf, type ItemKey, type ItemRef, type SaidItem } from './visibility.ts'

/** The item that an event makes or adds to; undefined for what is no such item. */
export function itemOfEvent(event: PlanEvent): ItemRef | undefined {
  const { item } = kindOf(event)
  return item === 'none' ? undefined : item.of(event)
}

/** The item that an event begins, where it begins one: in its place a reader is told that it is withheld. */
export function itemBegunBy(event: PlanEvent): ItemRef | undefined {
  const { item } = kindOf(event)
  return item !== 'none' && item.begins ? item.of(event) : undefined
}

/** The items that a command made, or added to; each once. */
export function contentOf(events: readonly PlanEvent[]): readonly ItemRef[] {
  const items = new Map<ItemKey, ItemRef>()
  for (const event of events) {
    // That it was tried, or asked, is told to nobody it could be kept from.
    if (event.type === 'SharingRefused' || event.type === 'SharingAsked' || event.type === 'SharingReaderDrawn')
      continue
    // What is mended is kept from nobody who read what was wrong.
    if (event.type === 'CorrectionRecorded') continue
    const item = itemOfEvent(event)
    if (item !== undefined) items.set(keyOf(item), item)
  }
  return [...items.values()]
}

/** What one of the family says of something: what they think of it, and what came of it. */
export const isVoice = (event: PlanEvent): event is Extract<PlanEvent, { type: 'ViewGiven' | 'FamilyEvaluated' }> =>
  event.type === 'ViewGiven' || event.type === 'FamilyEvaluated'

/** Of what is said or raised for someone: each way in which whoever says it speaks for them. */
export const spokenThrough = (
  event: PlanEvent,
  by: string,
  at: Moment,
  careTeam: Representations,
): readonly ItemKey[] => {
  if (event.type === 'ChallengeRaised' && event.support !== undefined)
    return [keyOf({ kind: 'support', id: event.support })]
  return isVoice(event) && event.voice === 'representative'
    ? representationsOf(careTeam, event.person, at, event.domain)
        .filter(({ representative }) => representative === by)
        .map(({ representation }) => keyOf({ kind: 'representation', id: representation }))
    : []
}

/** What is said and stands nowhere else in the plan's state, under its key. */
export function saidBy(
  event: PlanEvent,
  by: string,
  at: Moment,
  careTeam: Representations,
): readonly [ItemKey, SaidItem] | undefined {
  const { item } = kindOf(event)
  const said = item !== 'none' && item.isSaid ? item.of(event) : undefined
  if (said === undefined) return undefined
  const judgesTheCoordinator =
    event.type === 'OtherCoordinatorRequested' ||
    ((event.type === 'ViewGiven' || event.type === 'ChallengeRaised') && event.on.kind === 'coordinator')
  const on = (isVoice(event) || event.type === 'ChallengeRaised') && { on: keyOf(hangsOn(event.on)) }
  const wrong = event.type === 'CorrectionAsked' && event.corrects.item && { on: keyOf(event.corrects.item) }
  const viewed = event.type === 'ViewGiven' && { viewed: event.on }
  const ways = spokenThrough(event, by, at, careTeam)
  const through = ways.length > 0 && { through: ways }
  return [
    keyOf(said),
    { domain: event.domain, about: event.about, by, ...on, ...wrong, ...viewed, ...through, judgesTheCoordinator },
  ]
}
