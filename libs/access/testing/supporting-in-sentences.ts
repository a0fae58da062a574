/** Who supports a member, what they read of them, and who may know that they do, said from the words of the design and from the events alone. */
import type { PersonId } from '../../deciding/decider.ts'
import type { Asker } from '../grounds.ts'
import { departures, knows, wasDoneApart, type Sees, type Told } from './departures-in-sentences.ts'
import type { Reads } from './episodes-in-sentences.ts'
import { isOfTheFamily } from './supports-in-sentences.ts'
import { isWithheldFrom } from './withheld-in-sentences.ts'
import { events, worksHere, type Of } from './who-works-in-sentences.ts'

type Asked = Of<'SupporterAsked'>

const isOf = ({ support }: Asked, told: Told, type: 'SupportAccepted' | 'SupportEnded'): boolean =>
  events(told, type).some((event) => event.support === support)

/** Those who asked somebody that has not been over, and whom they would support. */
const askedOf = ({ id, role, activity }: Asker, told: Told): readonly Asked[] =>
  role === 'supporter' && activity === 'client-support'
    ? events(told, 'SupporterAsked').filter(
        (one) => one.supporter === id && told.at <= one.until && !isOf(one, told, 'SupportEnded'),
      )
    : []

const READ_OF_SOMEONE =
  /^(Goal|AdoptionException|ExceptionReader|Action|Priority|Domain(Bound|Released)|Deviation|Reader|Reading|SecondReading|NoReaderLeft|Condition|Objection|Remark|LessonCleared|Referral|View|Family(Evaluated|InvitedToEvaluate)|Challenge)/
const OF_THE_PLAN =
  /^(Plan(Opened|Closed|Reopened)|OwnPlan(Invited|InvitationDelivered|Waived)|CoordinatorAppointed|CoordinatorReplaced|HandoverAccepted)$/

type Whose = (asker: Asker, told: Told) => Sees | undefined
type Spoken = (asker: Asker, told: Told) => readonly (readonly [PersonId, Sees])[]

/** Under the law they were asked for, what is about nobody else, and no more than who asked reads of that person; nothing that is kept from either. */
export function readsAsSupporter(asker: Asker, told: Told, ofThemselves: Whose, spokenFor: Spoken): Reads | undefined {
  const isKeptFrom = (id: string) => isWithheldFrom({ ...asker, id }, told)
  const ofSomeone = (askedBy: string, person: PersonId): readonly Sees[] => {
    const own: Asker = { id: askedBy, role: 'family-member', activity: 'own-file' }
    const themselves = askedBy === person ? ofThemselves(own, told) : undefined
    const spoken = spokenFor(own, told).flatMap(([whom, reads]) => (whom === person ? [reads] : []))
    return [...(themselves ? [themselves] : []), ...spoken]
  }
  const asked = askedOf(asker, told)
  if (asked.length === 0) return undefined
  const hasAnotherPart = isOfTheFamily(asker.id, told) || worksHere(asker.id, told)
  const each = asked.map((one) => {
    const { person, askedBy, domain } = one
    const reads = ofSomeone(askedBy, person)
    const isGone = departures(told).some(
      (gone) => gone.person === person && gone.until === undefined && (!gone.isSilent || knows(told, askedBy, gone)),
    )
    const something = { type: 'GoalProposed', domain, about: [person] } as unknown as Parameters<Sees>[0]
    const readsTheLaw = reads.some((read) => read(something, told.at))
    const isRead = !hasAnotherPart && isOf(one, told, 'SupportAccepted') && !isGone && readsTheLaw
    return { ...one, isRead, reads, isApart: wasDoneApart(told, askedBy), keeps: [askedBy, person].map(isKeptFrom) }
  })
  return (event, recordedAt, by) => {
    if (/^Support(erAsked|Accepted|Ended)$/.test(event.type))
      return each.some(({ support }) => 'support' in event && event.support === support)
    return each.some(({ person, domain, isRead, reads, isApart, keeps }) => {
      if (!isRead) return false
      if (event.type === 'OwnPlanSubmitted') return by.id === asker.id && event.domain === domain
      if (isApart(event, recordedAt) || keeps.some((keep) => keep(event, recordedAt))) return false
      if (event.about.length === 0) return event.domain === 'general' && OF_THE_PLAN.test(event.type)
      if (event.about.some((one) => one !== person)) return false
      const isWho = /^(MembershipRequested|MemberJoined|ChildBorn)$/.test(event.type)
      const isKnown = reads.some((read) => read({ ...event, domain } as typeof event, recordedAt))
      return isKnown && (isWho || (event.domain === domain && READ_OF_SOMEONE.test(event.type)))
    })
  }
}
