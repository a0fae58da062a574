/** What is open by what was shared with someone, over what was written: by the sentences that sight is held to (`libs/access/testing/sharing-in-sentences.ts`). */
import type { Deed } from '../../libs/deciding/decider.ts'
import type { Envelope } from '../../libs/deciding/envelope.ts'
import type { Told } from '../../libs/access/testing/departures-in-sentences.ts'
import {
  askedToShare,
  isSharedWith,
  openValues,
  readsWhatTheyAreAsked,
} from '../../libs/access/testing/sharing-in-sentences.ts'
import type { PlanEvent } from '../../libs/plan/plan.ts'
import type { Recorded } from '../../libs/plan/testing/histories.ts'
import { ofTypes, type Happened, type Who } from './sight-told.ts'

export type Recipient = Parameters<typeof isSharedWith>[0]

const recorded = ({
  type,
  domain,
  about,
  data,
  due,
  actor,
  recordedAt,
  processingActivity,
  legalBasis,
}: Envelope): Recorded => {
  const deed: Deed = { by: actor, at: recordedAt, activity: processingActivity, legalBasis }
  return [deed, { ...data, ...(due && { due }), type, domain, about } as unknown as PlanEvent]
}

/** Of each history once: a sharing is known by its place in it. */
const pasts = new WeakMap<Happened['past'], readonly Recorded[]>()

function toldOf({ planId, past, bases, at }: Happened): Told {
  const known = pasts.get(past) ?? past.map(recorded)
  pasts.set(past, known)
  return { planId, past: known, inspections: {}, bases, at, ageBand: () => undefined }
}

/** That it was shared, and of each item what partners are told of. */
export function readAsSharedWith(to: Recipient, happened: Happened): (event: Envelope) => boolean {
  const reads = isSharedWith(to, toldOf(happened))
  return reads === undefined ? () => false : (event) => reads(recorded(event)[1])
}

/** What they asked to share, and were refused or had a second reader judge. */
export function readAsWhoAsked(
  { id, activity }: Pick<Who, 'id' | 'activity'>,
  happened: Happened,
): (event: Envelope) => boolean {
  const reads = askedToShare({ id, activity }, toldOf(happened))
  return (event) => reads(recorded(event)[1], event.recordedAt)
}

/** What a second reader is asked of what someone would share, and the items as their recipient would have them. */
export function readAsTheirReader(
  { id }: Pick<Who, 'id'>,
  happened: Happened,
  isColleague: boolean,
): (event: Envelope) => boolean {
  const reads = readsWhatTheyAreAsked({ id }, toldOf(happened), isColleague)
  return (event) => reads?.(recorded(event)[1], event.recordedAt) === true
}

/** How many values stand open of an event that they read by a sharing alone. */
export const openInWhatWasShared = (to: Recipient, event: Envelope, happened: Happened): number =>
  openValues(to, toldOf(happened), recorded(event))

const isTo = (to: Recipient, { data }: Envelope): boolean => {
  const { kind, id } = data['to'] as Recipient
  return kind === to.kind && id === to.id
}

/** How what was shared with someone counts for each event: as one of a few values. */
export function sharingOf(to: Recipient, happened: Happened): (event: Envelope) => string {
  const given = ofTypes(happened, /^SharingGranted$/).filter((sharing) => isTo(to, sharing))
  if (given.length === 0) return () => 'never shared'
  const [reads, items] = [readAsSharedWith(to, happened), new Set(given.flatMap(({ data }) => itemsIn(data)))]
  const isOfOne = ({ type, data }: Envelope) => /^(Goal|Action)/.test(type) && itemsIn(data).some((id) => items.has(id))
  return (event) => (reads(event) ? 'shared' : isOfOne(event) ? 'of what was ever shared' : 'never shared')
}

const itemsIn = ({ items, goal, action }: Envelope['data']): readonly unknown[] =>
  items === undefined ? [goal, action] : (items as readonly { readonly id: string }[]).map(({ id }) => id)
