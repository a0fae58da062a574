/**
 * Who sees what of a family, said sentence by sentence from the design and the laws it names, over what was written: the opinion that every answer
 * of the API is held to. It knows no ground, no table and no fold of the product.
 */
import type { Envelope } from '../../libs/deciding/envelope.ts'
import {
  coordinatorNow,
  fact,
  hasTurned,
  isDeputyNow,
  joinedNow,
  membershipOf,
  nextNow,
  ofTypes,
  spokenForBy,
  type Happened,
  type Law,
  type Who,
} from './sight-told.ts'
import { withheldFrom } from './sight-withheld.ts'

type Sees = (event: Envelope) => boolean
const NOTHING: Sees = () => false

/** For whom of those at work something was written. */
export type Audience = 'everyone' | 'who coordinates' | 'the coordinator' | 'confidence'

export function audienceOf({ type, domain }: Envelope): Audience {
  // The number of a citizen is for who coordinates, and nobody else.
  if (type === 'BsnRecorded') return 'the coordinator'
  // What was weighed, what a reader answered in words, and what was judged of someone was said in confidence under one law.
  if (/^(DeviationReasoned|SecondReadingWorded|ReaderAnswerWorded|CapacityJudged)$/.test(type)) return 'confidence'
  // The report, a refused or expected member, what a representative showed, the handover until it is accepted and wishes about the coordinator are
  // between those who coordinate,
  const between =
    /^(NeedReported|MembershipRefused|ChildExpected|RepresentationProofShown|OtherCoordinator|Handover(?!Accepted))/.test(
      type,
    )
  // and so is what the family says of the coordinator or of its own plan.
  return between || (type === 'ViewGiven' && domain === 'general') ? 'who coordinates' : 'everyone'
}

const isWhoIsWho = (event: Envelope): boolean => event.domain === 'general' && audienceOf(event) === 'everyone'

const isFor = ({ role, activity }: Who, roles: readonly string[], activities: readonly string[]): boolean =>
  roles.includes(role) && activities.includes(activity)

/** From which birthday a member reads what is about themselves under each law (Jeugdwet 7.3.10; Wmo 2015 5.3.2; UAVG 5), and of what has no law. */
const OWN_SIGHT_FROM: Readonly<Record<Law | 'general', number>> = {
  general: 12,
  youth: 12,
  wmo: 12,
  participation: 16,
}
/** Until which birthday parents and guardians read for a child, under every law. */
const PARENTS_UNTIL = 16

const PARENTS = ['parental-authority', 'guardian', 'guardian-institution']

const coordinates = (who: Who, happened: Happened): boolean => {
  if (!isFor(who, ['coordinator'], ['plan-coordination'])) return false
  const coordinator = coordinatorNow(happened)
  return (coordinator && fact(coordinator, 'coordinator')) === who.id || isDeputyNow(happened, who.id)
}

const isNext = (who: Who, happened: Happened): boolean =>
  isFor(who, ['coordinator'], ['plan-coordination']) && nextNow(happened) === who.id

/** Works with the family, or is asked to: such a person speaks for nobody in it. */
const worksHere = (id: string, happened: Happened): boolean => {
  const as = { id, role: 'coordinator', activity: 'plan-coordination', name: '' }
  return (
    coordinates(as, happened) ||
    isNext(as, happened) ||
    joinedNow(happened).some((event) => fact(event, 'professional') === id)
  )
}

const LAW_OF: Readonly<Record<string, Law>> = {
  'youth-support': 'youth',
  'social-support': 'wmo',
  'participation-support': 'participation',
  'benefits-enforcement': 'participation',
}

/** The laws someone joined for and works under, for what they name. */
const lawsOf = (who: Who, happened: Happened): ReadonlySet<string> => {
  const { role, activity, id } = who
  const mayName = role === 'professional' || (role === 'coordinator' && activity !== 'benefits-enforcement')
  const joined = joinedNow(happened).filter(
    (event) =>
      fact(event, 'professional') === id && fact(event, 'activity') === activity && LAW_OF[activity] === event.domain,
  )
  return new Set(mayName ? joined.map(({ domain }) => domain) : [])
}

/** What a member reads of their own, by age and by whether they are in, left or died. */
function ofTheirOwn(who: Who, happened: Happened): Sees {
  if (!isFor(who, ['family-member'], ['own-file'])) return NOTHING
  const last = membershipOf(happened, who.id)
  if (last === undefined || last.type === 'MemberDied') return NOTHING
  // Of whom no age is known reads nothing of their own.
  const isOldEnough = (domain: Envelope['domain']) => hasTurned(OWN_SIGHT_FROM[domain], who.id, happened) === true
  const wasThere = ({ recordedAt }: Envelope) => last.type === 'MemberJoined' || recordedAt <= last.recordedAt
  return (event) => isOldEnough(event.domain) && wasThere(event)
}

/** What each person that someone speaks for lets them read. */
function ofWhomTheySpeakFor(who: Who, happened: Happened): ReadonlyMap<string, readonly Sees[]> {
  const found = new Map<string, readonly Sees[]>()
  if (!isFor(who, ['family-member', 'representative'], ['own-file']) || worksHere(who.id, happened)) return found
  for (const { represents, kind } of spokenForBy(happened, who.id)) {
    if (membershipOf(happened, represents)?.type !== 'MemberJoined') continue
    // A child of whom no age is known reads nothing itself: its parents do.
    if (PARENTS.includes(kind) && hasTurned(PARENTS_UNTIL, represents, happened) === true) continue
    const reads: Sees = (event) =>
      kind !== 'administrator-of-assets' || event.domain === 'participation' || isWhoIsWho(event)
    found.set(represents, [...(found.get(represents) ?? []), reads])
  }
  return found
}

/** Until when each item someone was drawn to read is theirs to read. */
function drawnFor(who: Who, { past }: Happened): ReadonlyMap<string, string | undefined> {
  if (!isFor(who, ['second-reader'], ['second-reading'])) return new Map()
  const drawn = new Map<string, { readonly reader: string | undefined; readonly readAt?: string }>()
  for (const event of past) {
    const item = fact(event, 'deviation') ?? fact(event, 'goal') ?? ''
    const reader = fact(event, 'reader')
    if (/^(ReaderDrawn|AdoptionExceptionReasoned|ExceptionReaderDrawn)$/.test(event.type)) drawn.set(item, { reader })
    // Who stands aside reads no more; words that were revised are heard anew, and what was excepted before is so no longer.
    if (/^((Exception)?ReaderRecused|GoalRevised)$/.test(event.type)) drawn.delete(item)
    const isRead =
      event.type === 'AdoptionExceptionRead' ||
      (event.type === 'SecondReadingGiven' && fact(event, 'finding') !== 'asks')
    const before = drawn.get(item)
    if (isRead && before !== undefined) drawn.set(item, { ...before, readAt: event.recordedAt })
  }
  return new Map(
    [...drawn].flatMap(([item, { reader, readAt }]) => (reader === who.id ? [[item, readAt] as const] : [])),
  )
}

/** Coordinates, deputises or joined and did not leave: also when the joining is past its date. */
function everJoined(id: string, happened: Happened): boolean {
  const left = new Set(ofTypes(happened, /^ProfessionalLeft$/).map((event) => fact(event, 'joining')))
  const joined = ofTypes(happened, /^ProfessionalJoined$/).filter((event) => !left.has(fact(event, 'joining')))
  const coordinator = coordinatorNow(happened)
  return (
    joined.some((event) => fact(event, 'professional') === id) ||
    (coordinator && fact(coordinator, 'coordinator')) === id ||
    isDeputyNow(happened, id)
  )
}

/** The item an event belongs to for its second reader: a deviation, or a goal with its exception, and what was said of it. */
function itemRead({ type, data }: Envelope): string | undefined {
  const on = data['on'] as { readonly kind: string; readonly id?: string } | undefined
  if (type === 'ViewGiven') return on?.kind === 'deviation' || on?.kind === 'goal' ? on.id : undefined
  if (/^(Goal|AdoptionException|ExceptionReader)/.test(type)) return String(data['goal'])
  return typeof data['deviation'] === 'string' ? data['deviation'] : undefined
}

type Sentence = (who: Who, happened: Happened) => Sees

export const SENTENCES: Readonly<Record<string, Sentence>> = {
  'who coordinates, and a deputy, reads what coordinating takes: all but confidences': (who, happened) =>
    coordinates(who, happened) ? (event) => audienceOf(event) !== 'confidence' : NOTHING,

  'who is asked to coordinate next reads the same, and no BSN': (who, happened) =>
    isNext(who, happened) ? (event) => !['confidence', 'the coordinator'].includes(audienceOf(event)) : NOTHING,

  'a lead reads the coordination of their team, or of a team without a lead, and nothing of anyone’s life': (
    who,
    happened,
  ) => {
    const coordinator = coordinatorNow(happened)
    const leads = isFor(who, ['team-lead'], ['plan-coordination']) && who.team !== undefined
    return leads && coordinator && fact(coordinator, 'team') === who.team
      ? (event) => event.domain === 'general' && ['everyone', 'who coordinates'].includes(audienceOf(event))
      : NOTHING
  },

  'a professional reads the law they joined for, and who is who': (who, happened) => {
    const laws = lawsOf(who, happened)
    return laws.size === 0 ? NOTHING : (event) => laws.has(event.domain) || isWhoIsWho(event)
  },

  'a member reads what is about themselves': (who, happened) => {
    const reads = ofTheirOwn(who, happened)
    return (event) => event.about.includes(who.id) && reads(event)
  },

  'who speaks for someone reads what is about them': (who, happened) => {
    const spoken = ofWhomTheySpeakFor(who, happened)
    return (event) => event.about.some((person) => spoken.get(person)?.some((reads) => reads(event)))
  },

  'the family reads what is about the plan as a whole, but not what is between those who coordinate': (
    who,
    happened,
  ) => {
    const all = [ofTheirOwn(who, happened), ...[...ofWhomTheySpeakFor(who, happened).values()].flat()]
    return (event) => event.about.length === 0 && audienceOf(event) === 'everyone' && all.some((reads) => reads(event))
  },

  'a second reader reads the one item and what the family said of it, until they read it; a colleague only that they were drawn':
    (who, happened) => {
      const drawn = drawnFor(who, happened)
      const isColleague = drawn.size > 0 && everJoined(who.id, happened)
      return (event) => {
        const item = itemRead(event) ?? ''
        if (!drawn.has(item)) return false
        const readAt = drawn.get(item)
        if (readAt !== undefined) return event.recordedAt <= readAt
        return !isColleague || /^(AdoptionExceptionReasoned|(Exception)?Reader(Drawn|Recused))$/.test(event.type)
      }
    },

  'who verifies reads every envelope': (who) => (isFor(who, ['auditor'], ['log-verification']) ? () => true : NOTHING),

  'who inspects reads the law, the plans and the period of an inspection of theirs that is open, and who is who': (
    who,
    happened,
  ) => {
    const open = happened.inspections.filter(
      ({ auditor, law, plans, openUntil }) =>
        isFor(who, ['auditor'], [`inspection-${law}`]) &&
        auditor === who.id &&
        plans.includes(happened.planId) &&
        happened.at <= openUntil,
    )
    return (event) =>
      open.some(
        ({ law, recordedFrom, recordedUntil }) =>
          recordedFrom <= event.recordedAt &&
          event.recordedAt < recordedUntil &&
          (event.domain === law || isWhoIsWho(event)),
      )
  },
}

/** What someone sees, by these sentences and no others; and nothing that is withheld from them, by whichever. */
export function seenBy(who: Who, happened: Happened): readonly Envelope[] {
  const reads = Object.values(SENTENCES).map((sentence) => sentence(who, happened))
  const isWithheld = withheldFrom(who.id, happened)
  return happened.past.filter((event) => reads.some((sees) => sees(event)) && !isWithheld(event))
}
