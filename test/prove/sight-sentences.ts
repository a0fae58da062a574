/**
 * Who sees what of a family, said sentence by sentence from the design and the laws it names, over what was written: the opinion that every answer
 * of the API is held to. It knows no ground, no table and no fold of the product.
 */
import type { Envelope } from '../../libs/deciding/envelope.ts'
import {
  ageCorrectedOf,
  coordinatorNow,
  dayIn,
  fact,
  hasTurned,
  isDeputyNow,
  isIn,
  isOrWasIn,
  joinedNow,
  nextNow,
  ofTypes,
  PARENTS,
  spokenForBy,
  type Happened,
  type Law,
  type Spoken,
  type Who,
} from './sight-told.ts'
import { lastingUsesOf, usesToReview } from './sight-in-emergencies.ts'
import { enforcingNow, readToEnforce } from './sight-of-who-enforces.ts'
import { hasTheLaw, joinedForGoals, readInScope } from './sight-of-who-joined-for-goals.ts'
import { readAsSharedWith, readAsTheirReader, readAsWhoAsked } from './sight-of-what-was-shared.ts'
import { readAsAddressed } from './sight-of-what-went-up.ts'
import { asFarAsTheyKnow, contestedTooLong, isApartFor } from './sight-of-who-left.ts'
import { groundsToldTo, held, ofOneOf, withheldFrom } from './sight-withheld.ts'

type Sees = (event: Envelope) => boolean
const NOTHING: Sees = () => false

/** For whom of those at work something was written. */
export type Audience =
  'everyone' | 'who coordinates' | 'who coordinates, and no lead' | 'the coordinator' | 'confidence'

/** That something is withheld, and what became of it. */
const WITHHOLDING = /^(ContentWithheld|SightLimit(ed|Lifted)|Withholding|ContentReleased)/

export function audienceOf({ type, domain, data }: Envelope): Audience {
  // The number of a citizen, and who asked what is withheld, is for who coordinates, and nobody else at work with the family.
  if (/^(BsnRecorded|Withheld(AskedFor|Answered))$/.test(type)) return 'the coordinator'
  // Who opened the plan in an emergency is between those who coordinate, and who reviews it.
  if (type.startsWith('BreakGlass')) return 'who coordinates, and no lead'
  // What was weighed, what a reader answered in words, and what was judged of someone was said in confidence under one law.
  if (/^(DeviationReasoned|SecondReadingWorded|ReaderAnswerWorded|RemarkWorded|CapacityJudged)$/.test(type))
    return 'confidence'
  // The report, a refused or expected member, a departure that is contested, an address to keep, what a representative showed, the handover until it is
  // accepted, whom it named wrong, and wishes about the coordinator are between those who coordinate,
  const isOfHandover = type === 'CorrectionRecorded' && (data['of'] as { readonly kind: string }).kind === 'handover'
  const between =
    isOfHandover ||
    /^(NeedReported|MembershipRefused|Sharing(Refused|Asked|Reader|Read$|Withdrawn)|ChildExpected|SightLimitOffered|Departure(?!Undone)|RepresentationProofShown|OtherCoordinator|Handover(?!Accepted))/.test(
      type,
    )
  // and so is, under no law, what the family says of the coordinator or of its own plan. What is withheld under none is for no lead either.
  const isOfNoLaw = domain === 'general'
  if (isOfNoLaw && WITHHOLDING.test(type)) return 'who coordinates, and no lead'
  return between || (isOfNoLaw && type === 'ViewGiven') ? 'who coordinates' : 'everyone'
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

const coordinates = (who: Who, happened: Happened): boolean => {
  if (!isFor(who, ['coordinator'], ['plan-coordination'])) return false
  const coordinator = coordinatorNow(happened)
  return (coordinator && fact(coordinator, 'coordinator')) === who.id || isDeputyNow(happened, who.id)
}

const leads = (who: Who, happened: Happened): boolean => {
  if (!isFor(who, ['team-lead'], ['plan-coordination']) || who.team === undefined) return false
  const coordinator = coordinatorNow(happened)
  return coordinator !== undefined && fact(coordinator, 'team') === who.team
}

const isNext = (who: Who, happened: Happened): boolean =>
  isFor(who, ['coordinator'], ['plan-coordination']) && nextNow(happened) === who.id

/** Works with the family, or is asked to: such a person speaks for nobody in it. */
export const worksHere = (id: string, happened: Happened): boolean => {
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
}

/** The laws someone joined for, all of them, and helps under, for what they name. */
const lawsOf = (who: Who, happened: Happened): ReadonlySet<string> => {
  const { role, activity, id } = who
  const mayName = role === 'professional' || role === 'coordinator'
  const joined = joinedNow(happened).filter(
    (event) =>
      fact(event, 'professional') === id &&
      fact(event, 'activity') === activity &&
      LAW_OF[activity] === event.domain &&
      hasTheLaw(event, happened),
  )
  return new Set(mayName ? joined.map(({ domain }) => domain) : [])
}

/** That somebody asked to share something, and was refused or has a second reader judge it, is between them, who coordinates and that reader. */
const IS_A_REQUEST = /^Sharing(Refused|Asked|Reader|Read$|Withdrawn)/

const isOf = (laws: ReadonlySet<string>, { type, domain }: Envelope): boolean =>
  laws.has(domain) && !IS_A_REQUEST.test(type)

const helpsHere = (who: Who, happened: Happened): boolean =>
  lawsOf(who, happened).size > 0 || joinedForGoals(who, happened).length > 0

/** What a member reads of their own, by age, and by whether they are in or left. */
function ofTheirOwn(who: Who, happened: Happened): Sees {
  if (!isFor(who, ['family-member'], ['own-file']) || !isOrWasIn(happened, who.id)) return NOTHING
  // Of whom no age is known reads nothing of their own.
  const isOldEnough = (domain: Envelope['domain']) => hasTurned(OWN_SIGHT_FROM[domain], who.id, happened) === true
  const wasThere = asFarAsTheyKnow(happened, who.id, who.id)
  return (event) => isOldEnough(event.domain) && wasThere(event)
}

const reachesNothing = ({ represents, kind }: Spoken, happened: Happened): boolean =>
  // A child of whom no age is known reads nothing itself: its parents do.
  PARENTS.includes(kind) && hasTurned(PARENTS_UNTIL, represents, happened) === true

/** What each person that someone speaks for lets them read. */
function ofWhomTheySpeakFor(who: Who, happened: Happened): ReadonlyMap<string, readonly Sees[]> {
  const found = new Map<string, readonly Sees[]>()
  if (!isFor(who, ['family-member', 'representative'], ['own-file']) || worksHere(who.id, happened)) return found
  for (const spoken of spokenForBy(happened, who.id)) {
    const { represents, kind } = spoken
    if (!isOrWasIn(happened, represents) || reachesNothing(spoken, happened)) continue
    const isKnown = asFarAsTheyKnow(happened, who.id, represents)
    const reads: Sees = (event) =>
      isKnown(event) && (kind !== 'administrator-of-assets' || event.domain === 'participation' || isWhoIsWho(event))
    found.set(represents, [...(found.get(represents) ?? []), reads])
  }
  return found
}

/** Whether a correction of an age took someone's sight of that person: who loses it so does not lose it unseen. */
function isClosedBy(event: Envelope, who: Who, happened: Happened): boolean {
  const person = ageCorrectedOf(happened, event)
  if (person === undefined || !isIn(happened, person)) return false
  const isOwn = who.role === 'family-member' && who.id === person
  if (isOwn && hasTurned(OWN_SIGHT_FROM.general, person, happened) === true) return false
  if (ofWhomTheySpeakFor(who, happened).has(person)) return false
  const before = { ...happened, past: happened.past.slice(0, happened.past.indexOf(event)), at: event.recordedAt }
  const wasOwn = isOwn && hasTurned(OWN_SIGHT_FROM.general, person, before) === true
  const wasTheirChilds =
    !worksHere(who.id, happened) &&
    spokenForBy(happened, who.id).some(
      (spoken) => spoken.represents === person && PARENTS.includes(spoken.kind) && !reachesNothing(spoken, before),
    )
  return wasOwn || wasTheirChilds
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
  if (/^(ViewGiven|FamilyEvaluated)$/.test(type))
    return on?.kind === 'deviation' || on?.kind === 'goal' ? on.id : undefined
  if (/^(Goal|AdoptionException|ExceptionReader)/.test(type)) return String(data['goal'])
  return typeof data['deviation'] === 'string' ? data['deviation'] : undefined
}

type Sentence = (who: Who, happened: Happened) => Sees

const WHAT_WENT_UP =
  'to whom something went up, and a lead of all that is due, reads that it was begun and what became of its term, and no words'
const A_READING_WENT_UP = 'to whom a reading went up reads all that was said of it'
const BY_SHARING = 'a professional reads what was shared with them, while nothing is missing for it'

export const SENTENCES: Readonly<Record<string, Sentence>> = {
  'who coordinates, and a deputy, reads what coordinating takes: all but confidences': (who, happened) =>
    coordinates(who, happened) ? (event) => audienceOf(event) !== 'confidence' : NOTHING,

  'who is asked to coordinate next reads the same, and no BSN': (who, happened) =>
    isNext(who, happened) ? (event) => !['confidence', 'the coordinator'].includes(audienceOf(event)) : NOTHING,

  'a lead reads the coordination of their team, or of a team without a lead, and nothing of anyone’s life': (
    who,
    happened,
  ) => {
    return leads(who, happened)
      ? (event) => event.domain === 'general' && ['everyone', 'who coordinates'].includes(audienceOf(event))
      : NOTHING
  },

  [WHAT_WENT_UP]: (who, happened) => {
    if (coordinates(who, happened)) return readAsAddressed('coordinator', happened).begun
    return leads(who, happened) ? readAsAddressed('team-lead', happened).begun : NOTHING
  },

  [A_READING_WENT_UP]: (who, happened) => {
    if (coordinates(who, happened)) return readAsAddressed('coordinator', happened).read
    return leads(who, happened) ? readAsAddressed('team-lead', happened).read : NOTHING
  },

  'a professional reads the law they joined for, and who is who': (who, happened) => {
    const laws = lawsOf(who, happened)
    return laws.size === 0 ? NOTHING : (event) => isOf(laws, event) || isWhoIsWho(event)
  },

  [BY_SHARING]: (who, happened) =>
    helpsHere(who, happened) ? readAsSharedWith({ kind: 'professional', id: who.id }, happened) : NOTHING,

  'who helps here reads what they asked to share, and were refused or had a second reader judge': (who, happened) =>
    helpsHere(who, happened) ? readAsWhoAsked(who, happened) : NOTHING,

  'a second reader of what someone would share reads that and the items, until they read it; a colleague only that they were drawn':
    (who, happened) =>
      isFor(who, ['second-reader'], ['second-reading'])
        ? readAsTheirReader(who, happened, everJoined(who.id, happened))
        : NOTHING,

  'who joined for goals reads these, what hangs on them, what they wrote under that law, who coordinates, and who the people in it are':
    (who, happened) => {
      const isForThoseAtWork = (event: Envelope) => ['everyone', 'confidence'].includes(audienceOf(event))
      const reads = joinedForGoals(who, happened).map((joined) => readInScope(joined, happened, isForThoseAtWork))
      return (event) => reads.some((sees) => sees(event))
    },

  'who checks a benefit reads who the adults are, who coordinates, what goes first and what was begun for that, and no word of the family':
    (who, happened) => {
      if (!isFor(who, ['professional'], ['benefits-enforcement'])) return NOTHING
      const joined = enforcingNow(happened, 'professional', who.id)
      return joined.length === 0 ? NOTHING : readToEnforce(joined, happened)
    },

  'a member reads what is about themselves': (who, happened) => {
    const reads = ofTheirOwn(who, happened)
    const isApart = isApartFor(happened, who.id)
    return (event) => event.about.includes(who.id) && reads(event) && !isApart(event)
  },

  'who speaks for someone reads what is about them': (who, happened) => {
    const spoken = ofWhomTheySpeakFor(who, happened)
    const isApart = isApartFor(happened, who.id)
    return (event) => event.about.some((person) => spoken.get(person)?.some((reads) => reads(event))) && !isApart(event)
  },

  'the family reads what is about the plan as a whole, but not what is between those who coordinate': (
    who,
    happened,
  ) => {
    const all = [ofTheirOwn(who, happened), ...[...ofWhomTheySpeakFor(who, happened).values()].flat()]
    const isApart = isApartFor(happened, who.id)
    return (event) =>
      event.about.length === 0 &&
      audienceOf(event) === 'everyone' &&
      !isApart(event) &&
      all.some((reads) => reads(event))
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

  'who lost their sight of someone by a correction of an age reads that correction': (who, happened) =>
    isFor(who, ['family-member', 'representative'], ['own-file'])
      ? (event) => isClosedBy(event, who, happened)
      : NOTHING,

  'a safety officer reads what waits for a second person, that it is withheld, and nothing else': (who, happened) =>
    isFor(who, ['safety-officer'], ['safety-review'])
      ? ofOneOf(
          held(happened).filter(({ is, isSilent }) => is === 'made' && isSilent),
          happened,
        )
      : NOTHING,

  'a colleague from outside who was asked reads what they were asked about, until it is decided': (who, happened) =>
    isFor(who, ['second-reader'], ['second-reading'])
      ? ofOneOf(
          held(happened).filter(({ is, consulted }) => is === 'made' && consulted === who.id),
          happened,
        )
      : NOTHING,

  'a privacy officer reads of a contest that no lead decided in time who it is, how departure and contest were said, and nothing else':
    (who, happened) => {
      if (!isFor(who, ['privacy-officer'], ['privacy-oversight'])) return NOTHING
      const contesting = contestedTooLong(happened)
      return ({ type, about }) =>
        /^(MembershipRequested|MemberJoined|MemberLeft|DepartureContested)$/.test(type) &&
        about.some((person) => contesting.includes(person))
    },

  'a privacy officer reads that something is withheld, once nobody confirmed it in time or someone said no; and open questions':
    (who, happened) => {
      if (!isFor(who, ['privacy-officer'], ['privacy-oversight'])) return NOTHING
      const theirs = held(happened).filter(
        ({ is, isSilent, lastDay }) => is === 'denied' || (is === 'made' && isSilent && lastDay < dayIn(happened.at)),
      )
      const answered = new Set(ofTypes(happened, /^WithheldAnswered$/).map((event) => fact(event, 'request')))
      return (event) =>
        theirs.some(({ id }) => id === fact(event, 'withholding')) ||
        (/^Withheld(AskedFor|Answered)$/.test(event.type) && !answered.has(fact(event, 'request')))
    },

  'who verifies reads every envelope': (who) => (isFor(who, ['auditor'], ['log-verification']) ? () => true : NOTHING),

  'who opened the plan in an emergency reads, until it is over, what is of the laws they named, who is who, and that they did':
    (who, happened) => {
      if (!isFor(who, ['professional', 'coordinator', 'team-lead', 'safety-officer'], ['crisis-access'])) return NOTHING
      const lasting = lastingUsesOf(who.id, happened)
      if (lasting.length === 0) return NOTHING
      return (event) => {
        if (event.type.startsWith('BreakGlass')) return lasting.some(({ use }) => use === fact(event, 'use'))
        return isWhoIsWho(event) || isOf(new Set(lasting.flatMap(({ laws }) => laws)), event)
      }
    },

  'an officer reads that another opened the plan in an emergency, until it is reviewed, and what they reviewed themselves':
    (who, happened) => {
      const isOfficer =
        isFor(who, ['safety-officer'], ['safety-review']) || isFor(who, ['privacy-officer'], ['privacy-oversight'])
      const theirs = isOfficer ? usesToReview(who.id, happened) : []
      return (event) => event.type.startsWith('BreakGlass') && theirs.includes(fact(event, 'use') ?? '')
    },

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

const readsBySome = (who: Who, happened: Happened, but = ''): Sees => {
  const sentences = Object.entries(SENTENCES).filter(([name]) => name !== but)
  const reads = sentences.map(([, sentence]) => sentence(who, happened))
  return (event) => reads.some((sees) => sees(event))
}

/** What they read because it is due, and for no other reason. */
export function readsAsDueAlone(who: Who, happened: Happened): Sees {
  const isDue = SENTENCES[WHAT_WENT_UP]?.(who, happened) ?? NOTHING
  const reads = readsBySome(who, happened, WHAT_WENT_UP)
  return (event) => isDue(event) && !reads(event)
}

/** What they read whole, whatever is closed to them of its law. */
export const readsAsItWentUp = (who: Who, happened: Happened): Sees =>
  SENTENCES[A_READING_WENT_UP]?.(who, happened) ?? NOTHING

/** What they read because it was shared with them, and for no other reason. */
export function readsBySharingAlone(who: Who, happened: Happened): Sees {
  const isShared = SENTENCES[BY_SHARING]?.(who, happened) ?? NOTHING
  const reads = readsBySome(who, happened, BY_SHARING)
  return (event) => isShared(event) && !reads(event)
}

/** What someone sees, by these sentences and no others; and nothing that is withheld from them, by whichever. */
export function seenBy(who: Who, happened: Happened): readonly Envelope[] {
  const reads = readsBySome(who, happened)
  const isWithheld = withheldFrom(who.id, happened)
  return happened.past.filter((event) => reads(event) && !isWithheld(event))
}

/** What they are told is withheld, in the place of what they would read: when it was recorded, of what kind, and on what ground. */
export function toldInPlaceTo(who: Who, happened: Happened): readonly string[] {
  const reads = readsBySome(who, happened)
  const groundOf = groundsToldTo(who.id, happened)
  return happened.past.flatMap((event) => {
    const ground = groundOf(event)
    return ground !== undefined && reads(event) ? [`${event.recordedAt} ${ground}`] : []
  })
}
