/** What a departure leaves to whom, said in sentences over what was written and asked: who left reads on until then, and of who fled nobody else is told. */
import type { Envelope } from '../../libs/deciding/envelope.ts'
import { fact, isIn, saidWith, type Happened } from './sight-told.ts'

interface Departure {
  readonly person: string
  readonly from: string
  readonly until?: string
  readonly isSilent: boolean
}

/** Each time that someone left, until they came back or died. */
function departures(happened: Happened): readonly Departure[] {
  const { past } = happened
  return past.flatMap((event, place) => {
    if (event.type !== 'MemberLeft') return []
    const person = fact(event, 'person') ?? ''
    const back = past
      .slice(place + 1)
      .find((one) => /^(MemberJoined|MemberDied|DepartureUndone)$/.test(one.type) && fact(one, 'person') === person)
    const isSilent = saidWith(happened, event)['kind'] === 'fled'
    return [{ person, from: event.recordedAt, ...(back && { until: back.recordedAt }), isSilent }]
  })
}

/** Who left knows it, and so does who left in the same breath. */
const knows = (happened: Happened, who: string, { person, from }: Departure): boolean =>
  who === person || departures(happened).some((one) => one.person === who && one.from === from)

const isOfTheFamily = ({ actor }: Envelope): boolean =>
  actor.kind === 'person' && ['family-member', 'representative'].includes(actor.role)

/** Whether something done about who left, since they did, is for who asks all the same. */
function isDoneSince(happened: Happened, who: string, gone: Departure, recordedAt: string): boolean {
  if (recordedAt <= gone.from || (gone.until !== undefined && recordedAt >= gone.until)) return false
  return happened.past.some((event) => {
    if (event.recordedAt !== recordedAt || !event.about.includes(gone.person)) return false
    const isDecision = event.type === 'DepartureUpheld'
    if (!isDecision && !isOfTheFamily(event)) return false
    // What they and who speaks for them did, and what was decided of their contest; where they fled, of those only who knows as much as they.
    const by = event.actor.kind === 'system' ? '' : event.actor.id
    if (!gone.isSilent || by === who) return true
    if (knows(happened, who, gone)) return isDecision || knows(happened, by, gone)
    return !isDecision && isIn(happened, by) && !knows(happened, by, gone)
  })
}

/** Whether something recorded of a person is for who asks, as far as that hangs on their having left. */
export const asFarAsTheyKnow =
  (happened: Happened, who: string, person: string) =>
  ({ about, recordedAt }: Envelope): boolean =>
    departures(happened)
      .filter((one) => one.person === person)
      .every((gone) => {
        if (isDoneSince(happened, who, gone, recordedAt)) return true
        if (!gone.isSilent || knows(happened, who, gone)) return gone.until !== undefined || recordedAt <= gone.from
        // Of what is about all of them, nothing is missing.
        return about.length === 0 || recordedAt < gone.from || (gone.until !== undefined && recordedAt > gone.until)
      })

/** Who came to help while someone was away unknown to them, and was not said to come for anyone, may have come for who fled. */
export function isJoiningUnknownTo(happened: Happened, who: string, event: Envelope): boolean {
  const joining = fact(event, 'joining')
  const made = happened.past.find((one) => one.type === 'ProfessionalJoined' && fact(one, 'joining') === joining)
  if (joining === undefined || made === undefined || made.about.length > 0) return false
  return departures(happened).some(
    (gone) =>
      gone.isSilent &&
      !knows(happened, who, gone) &&
      made.recordedAt > gone.from &&
      (gone.until === undefined || made.recordedAt < gone.until),
  )
}
