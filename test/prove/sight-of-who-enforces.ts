/** What someone reads who checks a benefit, said over what was written: who the adults are, whom to turn to, what goes first, what was begun for that; and of the family and who helps it nothing. */
import type { Envelope } from '../../libs/deciding/envelope.ts'
import { fact, hasTurned, isIn, joinedNow, type Happened } from './sight-told.ts'

const CHECKS = 'benefits-enforcement'
const ITEMS = [
  ...(['goal', 'action', 'deviation', 'withholding', 'referral'] as const),
  ...(['sharing', 'joining', 'representation', 'judgement'] as const),
]

interface Ref {
  readonly id: string
}

/** The joinings to check a benefit that count now. */
export const enforcingNow = (happened: Happened, name: 'professional' | 'organisation', is: string | undefined) =>
  joinedNow(happened).filter(
    (event) => fact(event, name) === is && fact(event, 'activity') === CHECKS && event.domain === 'participation',
  )

/** The ids of what an event is of, says something of, or withholds; a priority that is left is not among them. */
function idsIn(event: Envelope): readonly string[] {
  const { on, items = [] } = event.data as { readonly on?: Ref; readonly items?: readonly Ref[] }
  return [...ITEMS.map((item) => fact(event, item)), on?.id, ...items.map(({ id }) => id)].filter(
    (id) => id !== undefined,
  )
}

/** Goals and deviations that were begun to check a benefit, and what was begun for that on these alone. */
function begunToCheck({ past }: Happened): ReadonlySet<string> {
  const theirs = new Set<string>()
  for (const event of past) {
    if (event.processingActivity !== CHECKS || event.domain !== 'participation') continue
    const its = fact(event, event.type === 'ContentWithheld' ? 'withholding' : 'action')
    const isOnTheirs = idsIn(event).every((id) => id === its || theirs.has(id))
    if (event.type === 'GoalProposed') theirs.add(fact(event, 'goal') ?? '')
    if (event.type === 'DeviationReported') theirs.add(fact(event, 'deviation') ?? '')
    if (/^(ActionPlanned|ContentWithheld)$/.test(event.type) && isOnTheirs) theirs.add(its ?? '')
  }
  return theirs
}

export function readToEnforce(joined: readonly Envelope[], happened: Happened): (event: Envelope) => boolean {
  const theirs = begunToCheck(happened)
  const isAdult = (person: string) =>
    isIn(happened, person) &&
    hasTurned(18, person, happened) === true &&
    joined.some(({ about }) => about.length === 0 || about.includes(person))
  const isAName = ({ type, data }: Envelope) =>
    /^Member(shipRequested|Joined)$/.test(type) ||
    (type === 'CorrectionRecorded' && (data['of'] as { readonly kind: string }).kind === 'member')
  return (event) => {
    const { type, domain, about, processingActivity } = event
    if (domain !== 'general' && domain !== 'participation') return false
    // Never the family's own words.
    if (processingActivity === 'own-file') return false
    if (/^(PlanOpened|CoordinatorAppointed|CoordinatorReplaced|HandoverAccepted)$/.test(type)) return true
    if (/^(PrioritySet|PriorityLifted|DomainBoundByPriority|DomainReleasedFromPriority)$/.test(type)) return true
    if (isAName(event)) return about.every(isAdult)
    if (type === 'ProfessionalJoined') return joined.some((one) => one.id === event.id)
    const ids = idsIn(event)
    return (
      !/^(ViewGiven|FamilyEvaluated)$/.test(type) &&
      // That it was shared is said by who helps.
      !type.startsWith('Sharing') &&
      // Not the own file, nor helping.
      [CHECKS, 'plan-coordination', 'second-reading'].includes(processingActivity) &&
      ids.length > 0 &&
      ids.every((id) => theirs.has(id))
    )
  }
}
