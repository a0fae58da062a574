/** What the system of a partner organisation is told of a family, said in sentences over what was written. */
import type { Envelope } from '../../libs/deciding/envelope.ts'
import { audienceOf } from './sight-sentences.ts'
import { enforcingNow, readToEnforce } from './sight-of-who-enforces.ts'
import { readAsSharedWith } from './sight-of-what-was-shared.ts'
import { hasTheLaw, readInScope } from './sight-of-who-joined-for-goals.ts'
import { fact, joinedNow, ofTypes, saidWith, type Happened, type Who } from './sight-told.ts'

const LAW_OF: Readonly<Record<string, string>> = {
  'youth-support': 'youth',
  'social-support': 'wmo',
  'participation-support': 'participation',
}

/** What leaves at all: of the opening, of who came and went, of referrals, goals and actions, and of what binds. */
const TOLD =
  /^(PlanOpened|Member(Joined|Left)|DepartureUndone|Coordinator(Appointed|Replaced)|HandoverAccepted|Professional|Referral|Goal|Action|Priority|DomainBound|DomainReleased)/

/** The laws its professionals help under; what they read who enforce; what becomes of a referral to it that is open; and what one that it accepted shows it. */
export function toldTo(who: Who, happened: Happened): readonly Envelope[] {
  if (who.role !== 'partner') return []
  const referred = ofTypes(happened, /^ReferralMade$/).filter(
    (event) => fact(event, 'to') === who.organisation && (fact(event, 'until') ?? '') >= happened.at,
  )
  const answers = (referral: string | undefined) =>
    ofTypes(happened, /^Referral(Answered|Ended)$/).filter((event) => fact(event, 'referral') === referral)
  const open = referred.filter((event) =>
    answers(fact(event, 'referral')).every(
      (answer) => answer.type === 'ReferralAnswered' && fact(answer, 'answer') === 'accepted',
    ),
  )
  const accepted = open.filter((event) => answers(fact(event, 'referral')).length > 0)
  const joined = joinedNow(happened).filter(
    (event) =>
      fact(event, 'organisation') === who.organisation && LAW_OF[fact(event, 'activity') ?? ''] === event.domain,
  )
  const laws = new Set(joined.filter((event) => hasTheLaw(event, happened)).map(({ domain }) => domain))
  const enforcing = enforcingNow(happened, 'organisation', who.organisation)
  const isToEnforce = enforcing.length === 0 ? () => false : readToEnforce(enforcing, happened)
  const named = accepted.flatMap((event) => openedBy(event) ?? [])
  const naming = accepted.filter((event) => openedBy(event) !== undefined)
  const isShown = (event: Envelope) =>
    naming.length > 0 &&
    (/^(CoordinatorAppointed|CoordinatorReplaced|HandoverAccepted)$/.test(event.type) ||
      (event.type === 'MemberJoined' && naming.some(({ about }) => about.includes(fact(event, 'person') ?? ''))) ||
      ('organisation' in event.actor && event.actor.organisation === who.organisation) ||
      named.includes(fact(event, 'action') ?? fact(event, 'goal') ?? ''))
  const referrals = new Set(open.map((event) => fact(event, 'referral')))
  const forGoals = joined.filter((event) => !hasTheLaw(event, happened))
  const inScope = forGoals.map((event) => readInScope(event, happened, (one) => audienceOf(one) === 'everyone'))
  const hasAPart = joined.length > 0 || open.length > 0
  const isShared = hasAPart
    ? readAsSharedWith({ kind: 'organisation', id: who.organisation ?? '' }, happened)
    : () => false
  return happened.past.filter(
    (event) =>
      isShared(event) ||
      (TOLD.test(event.type) &&
        !isOfWhoFled(event, happened) &&
        audienceOf(event) === 'everyone' &&
        ((laws.size > 0 && event.domain === 'general') ||
          laws.has(event.domain) ||
          // Nobody's age is asked for a delivery, so that its system is told of no member.
          (isToEnforce(event) && !event.type.startsWith('Member')) ||
          isShown(event) ||
          inScope.some((reads) => reads(event)) ||
          referrals.has(fact(event, 'referral') ?? 'none'))),
  )
}

/** What a referral names; those of old name nothing, and show nothing. */
const openedBy = ({ data }: Envelope): readonly string[] | undefined =>
  (data['opens'] as readonly { readonly id: string }[] | undefined)?.map(({ id }) => id)

/** That someone fled is told to nobody outside, nor that they did not. */
function isOfWhoFled(event: Envelope, happened: Happened): boolean {
  if (event.type === 'MemberLeft') return saidWith(happened, event)['kind'] === 'fled'
  if (event.type !== 'DepartureUndone') return false
  const left = happened.past.findLast(
    (one) =>
      one.type === 'MemberLeft' && fact(one, 'person') === fact(event, 'person') && one.recordedAt < event.recordedAt,
  )
  return left !== undefined && isOfWhoFled(left, happened)
}
