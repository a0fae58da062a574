/**
 * Who sees which event, said sentence by sentence from the words of the design and from the events alone: a second opinion that the
 * judgement in `sight.ts` is held to. It knows no table of audiences and no fold of the plan.
 */
import type { Moment, PersonId } from '../../deciding/decider.ts'
import type { Inspection } from '../../municipality/municipality.ts'
import type { PlanEvent } from '../../plan/plan.ts'
import type { Recorded } from '../../plan/testing/histories.ts'
import type { Asker } from '../grounds.ts'
import {
  asFarAsTheyKnow,
  departures,
  isIn,
  membershipOf,
  wasDoneApart,
  type Sees,
  type Told,
} from './departures-in-sentences.ts'
import { whatTheyLeft, whatTheySettle } from './acted-in-sentences.ts'
import { lastingUsesOf, usesToReview } from './emergencies-in-sentences.ts'
import { inThisEpisode, isToldOfAnEnding, type Reads } from './episodes-in-sentences.ts'
import {
  enforces,
  enforcingNow,
  isAnAdultOf,
  isKnownToWhoEnforces,
  isOfWhatEnforces,
} from './enforcing-in-sentences.ts'
import { asFarAsTheyEnforce, forGoalsNow, hasTheLaw, isInScopeOf } from './scopes-in-sentences.ts'
import { helpsHere, lawOfWork, lawsOfPartner, openTo } from './helping-in-sentences.ts'
import { askedToShare, isSharedWith, readsWhatTheyAreAsked } from './sharing-in-sentences.ts'
import {
  coordinates,
  coordinatorOf,
  events,
  isAskedToCoordinate,
  isDeputy,
  worksHere,
  type Of,
} from './who-works-in-sentences.ts'
import { isOfANameTold, readsIt } from './corrections-in-sentences.ts'
import { answersWhatWasAsked, readsToAnswer } from './challenges-in-sentences.ts'
import { WHAT_THEY_RAISED } from './raised-in-sentences.ts'
import { readsAsSupporter } from './supporting-in-sentences.ts'
import { isKeptFrom, isOf, isWithheldFrom, withholdings, type Stands } from './withheld-in-sentences.ts'

type Sentence = (asker: Asker, told: Told) => Reads | undefined

const NEVER: Sees = () => false

/** A correction of whom a handover is proposed to tells that one is. */
const isOfTheCoordination = (event: PlanEvent): boolean =>
  (event.type === 'CorrectionRecorded' && event.of.kind === 'handover') || isBetweenThoseWhoCoordinate(event)
const isBetweenThoseWhoCoordinate = ({ type, domain }: PlanEvent): boolean =>
  isOfARequestToShare({ type }) ||
  /^(NeedReported|MembershipRefused|ChildExpected|RepresentationProofShown|SightLimitOffered|Departure(?!Undone)|Handover(?!Accepted)|OtherCoordinator|Help(Ended|Resumed)|EndingAnswered)/.test(
    type,
  ) ||
  (domain === 'general' && (isOfAView({ type }) || type.startsWith('Challenge'))) ||
  isForNoLead({ type, domain })
const isOfAView = ({ type }: Pick<PlanEvent, 'type'>): boolean => type === 'ViewGiven' || type === 'ViewConfirmed'
/** Between who asked, who coordinates, and the second reader whom they asked. */
const isOfARequestToShare = ({ type }: Pick<PlanEvent, 'type'>): boolean =>
  /^Sharing(Refused|Asked|Reader(Drawn|Recused)|Read|Withdrawn)$/.test(type)
/** Between the family, or who is to review it, and who coordinates: not for a lead. */
const isForNoLead = ({ type, domain }: Pick<PlanEvent, 'type' | 'domain'>): boolean =>
  domain === 'general' && /^(BreakGlass|ContentWithheld|SightLimit(ed|Lifted)|Withholding|ContentReleased)/.test(type)
const isGivenInConfidence = ({ type }: PlanEvent): boolean =>
  /^(DeviationReasoned|SecondReadingWorded|ReaderAnswerWorded|RemarkWorded|CapacityJudged)$/.test(type)
/** Between who asks what is withheld, and who oversees it. */
const isAskedOfOversight = ({ type }: PlanEvent): boolean => /^Withheld(AskedFor|Answered)$/.test(type)
const isSaidOf = (event: PlanEvent): event is Of<'ViewGiven'> | Of<'ViewConfirmed'> | Of<'FamilyEvaluated'> =>
  event.type === 'ViewGiven' || event.type === 'ViewConfirmed' || event.type === 'FamilyEvaluated'
const isBsn = ({ type }: PlanEvent): boolean => type === 'BsnRecorded'
/** What everyone with a part in the plan reads. */
const isWhoIsWho = (event: PlanEvent): boolean =>
  event.domain === 'general' && !isOfTheCoordination(event) && !isBsn(event) && !isAskedOfOversight(event)

/** What is told outside: of the opening, of who came and went, of referrals, goals and actions, and of what binds. */
const isTold = (event: PlanEvent): boolean =>
  isOfANameTold(event) ||
  (!('silent' in event && event.silent) &&
    /^(Plan(Opened|Closed|Reopened)|Member(Joined|Left)|DepartureUndone|CoordinatorAppointed|CoordinatorReplaced|HandoverAccepted|Professional|Referral|Goal|Action|PrioritySet|PriorityLifted|DomainBound|DomainReleased)/.test(
      event.type,
    ))

const enforcesFor = ({ activity }: Asker): boolean => activity === 'benefits-enforcement'

const ownFile = ({ activity, role }: Asker, ...roles: readonly Asker['role'][]): boolean =>
  activity === 'own-file' && roles.includes(role)

/** From twelve on of youth care and social support, from sixteen on of work and income too; who has no known age reads nothing of their own. */
const isOldEnough = (person: PersonId, told: Told): Sees => {
  const band = told.ageBand(person) ?? 'unknown'
  const isSixteen = band === '16-17' || band === 'adult'
  return ({ domain }) => isSixteen || (band === '12-15' && domain !== 'participation')
}

/** What someone reads of their own, as long as they were in. */
const ofThemselves = (asker: Asker, told: Told): Sees | undefined => {
  if (!ownFile(asker, 'family-member')) return undefined
  if (!isIn(told, asker.id) && membershipOf(told, asker.id)?.[1].type !== 'MemberLeft') return undefined
  const wasIn = asFarAsTheyKnow(told, asker.id, asker.id) ?? NEVER
  return (event, recordedAt) => wasIn(event, recordedAt) && isOldEnough(asker.id, told)(event, recordedAt)
}

/** Those someone speaks for here and now, and what they read of each. */
const spokenFor = (asker: Asker, told: Told): readonly (readonly [PersonId, Sees])[] => {
  // Who works with a family, or is asked to, speaks for nobody in it.
  if (!ownFile(asker, 'family-member', 'representative') || worksHere(asker.id, told)) return []
  const ended = new Set(events(told, 'RepresentativeEnded').map(({ representation }) => representation))
  const proven = new Set(events(told, 'RepresentationProven').map(({ representation }) => representation))
  return events(told, 'RepresentativeAppointed').flatMap(({ representation, representative, represents, ...one }) => {
    const isInForce = !ended.has(representation) && one.from <= told.at && told.at <= (one.until ?? told.at)
    const isOrWasIn = isIn(told, represents) || membershipOf(told, represents)?.[1].type === 'MemberLeft'
    const known = asFarAsTheyKnow(told, asker.id, represents)
    if (representative !== asker.id || !isInForce || !isOrWasIn || known === undefined) return []
    // Who was asked to show what lets them speak, and has shown nothing, reads nothing.
    if (one.isVerified === false && !proven.has(representation)) return []
    const band = told.ageBand(represents) ?? 'unknown'
    const isUntilSixteen = ['parental-authority', 'guardian', 'guardian-institution'].includes(one.kind)
    // A child whose age is not known reads nothing itself: its parents do.
    if (isUntilSixteen && band !== 'under-12' && band !== '12-15' && band !== 'unknown') return []
    const reads: Sees = (event, recordedAt) =>
      known(event, recordedAt) &&
      (one.kind !== 'administrator-of-assets' || event.domain === 'participation' || isWhoIsWho(event))
    return [[represents, reads]]
  })
}

/** Who coordinates, deputises or joined and did not leave. */
const worksWithTheFamily = (id: string, told: Told): boolean => {
  const left = new Set(events(told, 'ProfessionalLeft').map(({ joining }) => joining))
  const hasJoined = events(told, 'ProfessionalJoined').some((one) => one.professional === id && !left.has(one.joining))
  return hasJoined || coordinatorOf(told)?.coordinator === id || isDeputy(told, id)
}

/** What someone was drawn to read and did not stand aside from, each with when they read it. */
const drawnFor = ({ id, role, activity }: Asker, { past }: Told): ReadonlyMap<string, Moment | undefined> => {
  if (role !== 'second-reader' || activity !== 'second-reading') return new Map()
  const readers = new Map<string, { reader: string; readAt?: Moment }>()
  for (const [{ at }, event] of past) {
    const item = 'deviation' in event ? event.deviation : 'goal' in event ? event.goal : ''
    const drawn = readers.get(item)
    if (
      event.type === 'ReaderDrawn' ||
      event.type === 'AdoptionExceptionReasoned' ||
      event.type === 'ExceptionReaderDrawn'
    )
      readers.set(item, { reader: event.reader })
    // Revised words are heard anew: what was excepted before is so no longer.
    if (/^((Exception)?ReaderRecused|GoalRevised|ReadingPassedOn)$/.test(event.type)) readers.delete(item)
    const isRead =
      event.type === 'AdoptionExceptionRead' || (event.type === 'SecondReadingGiven' && event.finding !== 'asks')
    if (isRead && drawn !== undefined) readers.set(item, { ...drawn, readAt: at })
  }
  return new Map([...readers].flatMap(([item, { reader, readAt }]) => (reader === id ? [[item, readAt] as const] : [])))
}

/** All of an item until they read it; but of who came to work with the family, no more than that they were drawn. */
const ofItem = (asker: Asker, told: Told, item: (event: PlanEvent) => string | undefined): Sees | undefined => {
  const drawn = drawnFor(asker, told)
  const passedBy = events(told, 'ReadingPassedOn').flatMap((one) =>
    one.reader === asker.id && asker.role === 'second-reader' && asker.activity === 'second-reading'
      ? [one.deviation]
      : [],
  )
  if (drawn.size === 0 && passedBy.length === 0) return undefined
  const isColleague = worksWithTheFamily(asker.id, told)
  return (event, recordedAt) => {
    // What is said of their reading is said after it.
    if ('challenge' in event && event.on.kind === 'reading') return drawn.get(event.on.id) !== undefined
    const of = item(event)
    // Whom a reading passed by is told so, and no more.
    if (of !== undefined && passedBy.includes(of)) return /^Read(erDrawn|erRecused|ingPassedOn)$/.test(event.type)
    if (of === undefined || !drawn.has(of)) return false
    const readAt = drawn.get(of)
    if (readAt !== undefined) return recordedAt <= readAt
    return (
      !isColleague || /^(AdoptionExceptionReasoned|(Exception)?Reader(Drawn|Recused)|ReadingPassedOn)$/.test(event.type)
    )
  }
}

const inspectedUnder = ({ id, role, activity }: Asker, { inspections, planId, at }: Told): readonly Inspection[] =>
  Object.values(inspections).filter(
    (one) =>
      role === 'auditor' &&
      activity === `inspection-${one.law}` &&
      one.auditor === id &&
      one.plans.includes(planId) &&
      at <= one.openUntil,
  )

/** Each says of one kind of reader what they read; who reads by none of them reads nothing. */
export const SENTENCES: Readonly<Record<string, Sentence>> = {
  'the coordinator, and a deputy, read what their role needs: not what was given in confidence under one law': (
    asker,
    told,
  ) => (coordinates(asker, told) ? (event) => !isGivenInConfidence(event) : undefined),

  'who is asked to coordinate next reads the same, but the BSN is for who coordinates': (asker, told) =>
    isAskedToCoordinate(asker, told)
      ? (event) => !isGivenInConfidence(event) && !isBsn(event) && !isAskedOfOversight(event)
      : undefined,

  'a team lead reads the coordination of their own team, and nothing of anyone’s life': (asker, told) => {
    const { role, team, activity } = asker
    const leads = role === 'team-lead' && activity === 'plan-coordination' && team !== undefined
    return leads && coordinatorOf(told)?.team === team
      ? (event) => event.domain === 'general' && !isBsn(event) && !isAskedOfOversight(event) && !isForNoLead(event)
      : undefined
  },

  'the lead of the fallback team reads the same of a plan whose team has no lead': (asker, told) => {
    const { role, team, activity } = asker
    const leads = role === 'team-lead' && activity === 'plan-coordination' && team !== undefined
    const its = coordinatorOf(told)?.team
    const hasNoLead = its !== undefined && told.teams?.teams.every((one) => one !== its) === true
    return leads && hasNoLead && told.teams.fallback === team
      ? (event) => event.domain === 'general' && !isBsn(event) && !isAskedOfOversight(event) && !isForNoLead(event)
      : undefined
  },

  'who coordinates or leads reads what they left a step of as such, while they do or have to answer for it, and what was said of it':
    whatTheyLeft,

  'who leads the team reads what a reader objected to and its author answered, to settle it, and for thirty days after; not what they left themselves':
    whatTheySettle,

  'a professional reads the domain they joined for': (asker, told) => {
    const law = lawOfWork(asker, told)
    return law && ((event) => event.domain === law && !isOfARequestToShare(event))
  },

  'a professional reads what was shared with them, while nothing is missing for it': (asker, told) =>
    helpsHere(asker, told) ? isSharedWith({ kind: 'professional', id: asker.id }, told) : undefined,

  'who works here reads what they asked to share, and were refused, or had a second reader judge; not who that is, before they read it':
    (asker, told) => (helpsHere(asker, told) ? askedToShare(asker, told) : undefined),

  ...WHAT_THEY_RAISED,

  'who is to answer a challenge reads it, what it is of, and what those said of that whom it is about; until it is settled, and 30 days on':
    (asker, told) => readsToAnswer(asker, told, (id, event) => isKeptFrom(id, event, told)),

  'a professional reads who is who': (asker, told) => (lawOfWork(asker, told) ? isWhoIsWho : undefined),

  'who enforces benefits reads who the adults are, who coordinates, that they joined, what goes first and what was begun to enforce':
    (asker, told) => {
      const isTheirs = (one: Of<'ProfessionalJoined'>) => one.professional === asker.id && hasTheLaw(told, one)
      const joined = enforces(asker) ? enforcingNow(told, isTheirs) : []
      if (joined.length === 0) return undefined
      const [isAdult, isOfIt] = [isAnAdultOf(told, joined), isOfWhatEnforces(told)]
      return (event, _recordedAt, _by, activity) =>
        activity !== 'own-file' &&
        (isKnownToWhoEnforces(event) ||
          isAdult(event) ||
          (event.type === 'ProfessionalJoined' && joined.some(({ joining }) => joining === event.joining)) ||
          isOfIt(event, activity))
    },

  'who joined for goals reads these and what hangs on them, what they wrote under that law, that they joined, who coordinates, and who the people are':
    (asker, told) => {
      if (!/^(professional|coordinator)$/.test(asker.role) || (enforcesFor(asker) && !enforces(asker))) return undefined
      const isTheirs = (one: Of<'ProfessionalJoined'>) =>
        one.professional === asker.id && one.activity === asker.activity
      const reads = forGoalsNow(told, isTheirs).map((one) => [isInScopeOf(one, told), asFarAsTheyEnforce(one, told)])
      return reads.length === 0
        ? undefined
        : (event, _recordedAt, by, activity) => reads.some((each) => each.every((read) => read(event, by, activity)))
    },

  'a family member reads what is about themselves; who left, what there was until then': (asker, told) => {
    const reads = ofThemselves(asker, told) ?? NEVER
    const isApart = wasDoneApart(told, asker.id)
    return (event, recordedAt) =>
      event.about.includes(asker.id) && reads(event, recordedAt) && !isApart(event, recordedAt)
  },

  'who speaks for someone reads what is about them: what the represented may, parents until sixteen, assets only of money':
    (asker, told) => {
      const represented = spokenFor(asker, told)
      const isApart = wasDoneApart(told, asker.id)
      return (event, recordedAt, by) =>
        !isApart(event, recordedAt) &&
        isToldOfAnEnding(asker, event, by) &&
        represented.some(([person, reads]) => event.about.includes(person) && reads(event, recordedAt))
    },

  'the family reads what is about the plan as a whole, but not what is between those who coordinate': (asker, told) => {
    const reads = [ofThemselves(asker, told) ?? NEVER, ...spokenFor(asker, told).map(([, each]) => each)]
    const isApart = wasDoneApart(told, asker.id)
    return (event, recordedAt) =>
      event.about.length === 0 &&
      !isApart(event, recordedAt) &&
      !isOfTheCoordination(event) &&
      reads.some((each) => each(event, recordedAt))
  },

  'who supports someone reads of them alone': (asker, told) => readsAsSupporter(asker, told, ofThemselves, spokenFor),

  'a second reader reads the one deviation, and what the family said of it, until they read it': (asker, told) =>
    ofItem(asker, told, (event) => {
      if ('deviation' in event) return event.deviation
      return (isSaidOf(event) || 'challenge' in event) && event.on.kind === 'deviation' ? event.on.id : undefined
    }),

  'a second reader of an exception reads the goal, and what the family said of it, until they read it': (asker, told) =>
    ofItem(asker, told, (event) => {
      if (/^(Goal|AdoptionException|ExceptionReader)/.test(event.type) && 'goal' in event) return event.goal
      return (isSaidOf(event) || 'challenge' in event) && event.on.kind === 'goal' ? event.on.id : undefined
    }),

  'a second reader of what someone would share reads that, what was objected to it before, and the items as their recipient would have them; once they read it, what there was of the request':
    (asker, told) => {
      if (asker.role !== 'second-reader' || asker.activity !== 'second-reading') return undefined
      return readsWhatTheyAreAsked(asker, told, worksWithTheFamily(asker.id, told))
    },

  'a partner has what is told of the laws that someone of it works under': (asker, told) => {
    const laws = lawsOfPartner(asker, told)
    return laws.size === 0 ? undefined : (event) => isTold(event) && (laws.has(event.domain) || isWhoIsWho(event))
  },

  'a partner has what is told of what its people have who joined for goals; whose age is not known to it': (
    asker,
    told,
  ) => {
    if (asker.role !== 'partner' || asker.activity !== 'partner-information') return undefined
    const ageless = { ...told, ageBand: () => undefined }
    const joined = forGoalsNow(told, ({ organisation }) => organisation === asker.organisation)
    const reads = joined.map((one) => [isInScopeOf(one, ageless), asFarAsTheyEnforce(one, ageless)])
    return reads.length === 0
      ? undefined
      : (event, _recordedAt, by, activity) =>
          isTold(event) && reads.some((each) => each.every((read) => read(event, by, activity)))
  },

  'a partner whose people enforce has what is told of what they read, and of no member': (asker, told) => {
    if (asker.role !== 'partner' || asker.activity !== 'partner-information') return undefined
    const isOfIt = (one: Of<'ProfessionalJoined'>) => one.organisation === asker.organisation && hasTheLaw(told, one)
    const joined = enforcingNow(told, isOfIt)
    if (joined.length === 0) return undefined
    const isTheirs = isOfWhatEnforces(told)
    return (event, _recordedAt, _by, activity) =>
      isTold(event) &&
      activity !== 'own-file' &&
      (isKnownToWhoEnforces(event) ||
        (event.type === 'ProfessionalJoined' && joined.some(({ joining }) => joining === event.joining)) ||
        isTheirs(event, activity))
  },

  'a partner has what becomes of a referral to it, as long as that is open': (asker, told) => {
    const open = new Set(openTo(asker, told).map(({ referral }) => referral))
    return open.size === 0 ? undefined : (event) => 'referral' in event && open.has(event.referral)
  },

  'a partner has of a referral it accepted what that names, what it wrote itself, who coordinates, and who is who of those it is about':
    (asker, told) => {
      const accepted = openTo(asker, told).filter(
        ({ referral, opens }) =>
          opens !== undefined &&
          events(told, 'ReferralAnswered').some((event) => event.referral === referral && event.answer === 'accepted'),
      )
      if (accepted.length === 0) return undefined
      const opened = accepted.flatMap(({ opens = [] }) => opens.map(({ kind, id }) => `${kind} ${id}`))
      const names = (event: PlanEvent) =>
        'action' in event ? `action ${event.action}` : 'goal' in event ? `goal ${event.goal}` : undefined
      const isWhoCoordinates = (event: PlanEvent) =>
        /^(CoordinatorAppointed|CoordinatorReplaced|HandoverAccepted)$/.test(event.type)
      const isWhoTheyAre = (event: PlanEvent) =>
        event.type === 'MemberJoined' && accepted.some(({ about }) => about.includes(event.person))
      return (event, _recordedAt, by) =>
        isTold(event) &&
        (isWhoCoordinates(event) ||
          isWhoTheyAre(event) ||
          ('organisation' in by && by.organisation === asker.organisation) ||
          opened.includes(names(event) ?? 'nothing'))
    },

  'a partner has that something was shared with it, and of that what is told': (asker, told) => {
    const { organisation = '', role, activity } = asker
    if (role !== 'partner' || activity !== 'partner-information') return undefined
    const isForGoals = forGoalsNow(told, (one) => one.organisation === organisation).length > 0
    const hasAPart = isForGoals || lawsOfPartner(asker, told).size > 0 || openTo(asker, told).length > 0
    return hasAPart ? isSharedWith({ kind: 'organisation', id: organisation }, told) : undefined
  },

  'a safety officer reads what waits for a second person, that it is withheld, and nothing else': (asker, told) => {
    if (asker.role !== 'safety-officer' || asker.activity !== 'safety-review') return undefined
    return isOfOneThat(told, ({ is, mode }) => is === 'made' && mode === 'silent')
  },

  'a colleague from outside who was asked reads what they were asked about, until it is decided': (asker, told) => {
    if (asker.role !== 'second-reader' || asker.activity !== 'second-reading') return undefined
    return isOfOneThat(told, ({ is, consulted }) => is === 'made' && consulted === asker.id)
  },

  'a privacy officer reads that something is withheld, once nobody decided in time or someone said no; and open questions':
    ({ role, activity }, told) => {
      if (role !== 'privacy-officer' || activity !== 'privacy-oversight') return undefined
      const theirs = withholdings(told).filter(
        ({ is, mode, lapsesAt }) =>
          is === 'denied' || (is === 'made' && mode === 'silent' && lapsesAt !== undefined && lapsesAt < told.at),
      )
      const answered = new Set(events(told, 'WithheldAnswered').map(({ request }) => request))
      const contesting = departures(told)
        .filter(({ person, from, until }) => {
          const its = told.past.filter(([{ at }, event]) => at >= from && 'person' in event && event.person === person)
          const contested = its.find(([, { type }]) => type === 'DepartureContested')?.[1]
          const isUpheld = its.some(([, { type }]) => type === 'DepartureUpheld')
          return until === undefined && !isUpheld && contested?.due !== undefined && contested.due.at < told.at
        })
        .map(({ person }) => person)
      const isOfAContest = ({ type, about }: PlanEvent) =>
        /^(MembershipRequested|MemberJoined|MemberLeft|DepartureContested)$/.test(type) &&
        about.some((person) => contesting.includes(person))
      return (event) =>
        isOfAContest(event) ||
        ('withholding' in event
          ? theirs.some(({ id }) => id === event.withholding)
          : isAskedOfOversight(event) && 'request' in event && !answered.has(event.request))
    },

  'who broke the glass reads, while it lasts, what is of the laws they opened, who is who, and that they did': (
    asker,
    told,
  ) => {
    const lasting = lastingUsesOf(asker, told)
    if (lasting.length === 0) return undefined
    return (event) => {
      if ('use' in event) return lasting.some(({ use }) => use === event.use)
      if (isOfARequestToShare(event)) return false
      return isWhoIsWho(event) || lasting.some(({ laws }) => laws.includes(event.domain))
    }
  },

  'an officer reads that someone else broke the glass, until it is reviewed, and what they reviewed themselves; not what was read by it':
    (asker, told) => {
      const theirs = usesToReview(asker, told)
      return theirs.length === 0 ? undefined : (event) => 'use' in event && theirs.some(({ use }) => use === event.use)
    },

  'an auditor verifies every envelope': ({ role, activity }) =>
    role === 'auditor' && activity === 'log-verification' ? () => true : undefined,

  'an auditor reads content only under an inspection that names law, plan and period': (asker, told) => {
    const under = inspectedUnder(asker, told)
    return (event, recordedAt) =>
      under.some(
        ({ law, recordedFrom, recordedUntil }) =>
          recordedAt >= recordedFrom && recordedAt < recordedUntil && (event.domain === law || isWhoIsWho(event)),
      )
  },
}

/** Of the items of a withholding of some kind, or that they are withheld. */
function isOfOneThat(told: Told, which: (one: Stands) => boolean): Sees {
  const some = withholdings(told).filter(which)
  // Theirs is the item, and not how long others took with it.
  return (event) =>
    !/^Due(WentUp|LeftUnanswered|Extended)$/.test(event.type) &&
    some.some((one) => ('withholding' in event && one.id === event.withholding) || isOf(one, event, told))
}

/** The events an asker sees, by these sentences. */
export function readBy(asker: Asker, told: Told): readonly Recorded[] {
  if (!told.past.some(([, { type }]) => type === 'PlanOpened')) return []
  const reads = Object.entries(SENTENCES).flatMap(([name, says]) => inThisEpisode(name, asker, told, says(asker, told)))
  if (reads.length === 0) return []
  const withheld = isWithheldFrom(asker, told)
  const answersIt = answersWhatWasAsked(asker, told, (id, event) => isKeptFrom(id, event, told))
  return told.past.filter((one) => (readsIt(asker, reads, one) || answersIt(one[1])) && !withheld(one[1], one[0].at))
}
