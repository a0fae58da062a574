/** What the system of a partner organisation is told of a family, said in sentences over what was written. */
import type { Envelope } from '../../libs/deciding/envelope.ts'
import { audienceOf } from './sight-sentences.ts'
import { fact, joinedNow, ofTypes, saidWith, type Happened, type Who } from './sight-told.ts'

const LAW_OF: Readonly<Record<string, string>> = {
  'youth-support': 'youth',
  'social-support': 'wmo',
  'participation-support': 'participation',
  'benefits-enforcement': 'participation',
}

/** What leaves at all: of the opening, of who came and went, of referrals, goals and actions, and of what binds. */
const TOLD =
  /^(PlanOpened|Member(Joined|Left)|DepartureUndone|Coordinator(Appointed|Replaced)|HandoverAccepted|Professional|Referral|Goal|Action|Priority|DomainBound|DomainReleased)/

/** The laws its professionals work under and those of referrals it accepted; and what becomes of a referral to it that is open. */
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
  const laws = new Set([...joined, ...accepted].map(({ domain }) => domain))
  const referrals = new Set(open.map((event) => fact(event, 'referral')))
  return happened.past.filter(
    (event) =>
      TOLD.test(event.type) &&
      !isOfWhoFled(event, happened) &&
      audienceOf(event) === 'everyone' &&
      ((laws.size > 0 && event.domain === 'general') ||
        laws.has(event.domain) ||
        referrals.has(fact(event, 'referral') ?? 'none')),
  )
}

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
