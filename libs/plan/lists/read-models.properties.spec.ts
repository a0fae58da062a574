import { describe, expect, it } from '@jest/globals'
import type { SealedInRow } from './as-rows.ts'
import { caseload } from './caseload.ts'
import { deviationNow, deviationsRegister } from './deviations-register.ts'
import { presentMembers } from '../members/members.ts'
import { planAsRead } from '../plan-as-read.ts'
import type { Plan, PlanEvent } from '../plan.ts'
import { plansByDomain } from './plans-by-domain.ts'
import { eventsOf, inEveryHistory, type History } from '../testing/histories.ts'
import { rowsAfter } from '../testing/rows-after.ts'
import { whatIsDue } from './what-is-due.ts'
import { whatIsWithheld } from './what-is-withheld.ts'
import { whoHasAPart } from './who-has-a-part.ts'

const headOf = (history: History): Plan => {
  const head = history.at(-1)?.after
  if (head === undefined) throw new Error('a history has a beginning')
  return head
}
const sorted = (words: readonly string[]) => [...words].sort()

/** What rows say is due must be what the rules still wait for. */
function dueIn(plan: Plan): readonly string[] {
  const { opening, goals, deviations, referrals, careTeam, members, visibility, absences, breakGlass, sharings } = plan
  const { challenges } = plan
  const uses = Object.entries(breakGlass).flatMap(([use, { is, user }]) =>
    is === 'used' ? [`break-glass-review ${use} reviewers ${user}`] : [],
  )
  const ownPlan =
    opening.is === 'open' && opening.ownPlan.is === 'invited' && 'until' in opening.ownPlan ? ['own-plan'] : []
  const exceptions = Object.entries(goals)
    .filter(
      ([, { is, exception }]) => is === 'proposed' && exception?.reader !== undefined && exception.readAt === undefined,
    )
    .map(([goal, { exception }]) => `exception-reading ${goal} reader ${String(exception?.reader)}`)
  const ofDeviations = Object.entries(deviations).flatMap(([id, one]) => {
    const { account, reading, evaluated, objection, conditions } = one
    const isToBeEvaluated = account.is === 'given' && account.reviewDate !== undefined && !evaluated
    return [
      ...(account.is === 'due' ? [`account ${id} authors`] : []),
      ...(isToBeEvaluated ? [`evaluation ${id} team`] : []),
      ...(reading.is === 'drawn' ? [`reading ${id} ${reading.asked ? 'authors' : 'reader'} ${reading.reader}`] : []),
      ...(reading.is === 'to-be-drawn' ? [`reader-pool ${id} administrator`] : []),
      ...(objection?.is === 'to-be-answered' ? [`objection ${id} authors`] : []),
      // What a lead left is settled above them.
      ...(objection?.is === 'to-be-settled'
        ? [`objection-settlement ${id} ${one.byALead ? 'escalation-officer' : 'team-lead'}`]
        : []),
      ...Object.entries(conditions).flatMap(([each, is]) => (is === 'open' ? [`condition ${each} authors ${id}`] : [])),
    ]
  })
  // Whether it lapsed is judged when the list is asked.
  const requests = Object.entries(sharings).flatMap(([id, { is, asking }]) =>
    is === 'asked' && asking?.reader !== undefined ? [`sharing-reading ${id} reader ${asking.reader}`] : [],
  )
  const ofReferrals = Object.entries(referrals).flatMap(([id, { is }]) => [
    ...(is === 'waiting' ? [`referral ${id} partner`] : []),
    ...(is === 'asked' ? [`referral ${id} coordinator`] : []),
  ])
  const proofs = Object.values(careTeam.representations)
    .filter(({ isVerified }) => isVerified === false)
    .map(({ representation }) => `proof ${representation} coordinator`)
  const asked = Object.entries(members.requested).filter(
    ([membership]) => !members.requestedWithAge.includes(membership),
  )
  const ages = [...new Set([...presentMembers(members), ...asked.map(([, person]) => person)])]
    .filter((person) => members.ageIsKnown[person] === undefined)
    .map((person) => `age ${person} coordinator`)
  const contests = absences
    .filter(({ until }) => until === undefined)
    .flatMap(({ person, contest, isSilent }) => [
      ...(contest.is === 'possible' ? [`contest ${person} who-left`] : []),
      ...(contest.is === 'open' ? [`contest-decision ${person} team-lead`] : []),
      ...(isSilent ? [`sight-limit ${person} coordinator`] : []),
    ])
  const withheld = Object.entries(visibility.withholdings).flatMap(([id, { is, mode }]) => {
    if (is === 'ended') return []
    if (is === 'asked') return [`withholding-completion ${id} team`]
    if (is === 'denied') return [`withholding-decision ${id} privacy-officer`]
    return is === 'made' && mode === 'silent'
      ? [`withholding-confirmation ${id} safety-officer`]
      : [`withholding-review ${id} team`]
  })
  const questions = Object.entries(visibility.requests).flatMap(([id, { isAnswered }]) =>
    isAnswered ? [] : [`withheld-request ${id} privacy-officer`],
  )
  const answers = Object.entries(challenges).flatMap(([id, { is, steps, on }]) =>
    is === 'raised' ? [`challenge ${id} ${String(steps.at(-1))} ${on.kind}:${on.id}`] : [],
  )
  const corrections = Object.entries(plan.corrections).flatMap(([id, { is, of }]) =>
    is === 'asked' ? [`correction ${id} ${of.kind === 'event' ? 'authors' : 'coordinator'}`] : [],
  )
  return sorted([
    ...answers,
    ...corrections,
    ...ownPlan,
    ...exceptions,
    ...ofDeviations,
    ...ofReferrals,
    ...requests,
    ...proofs,
    ...ages,
    ...withheld,
    ...questions,
    ...uses,
    ...contests,
  ])
}

/** What no rule waits for, and is due all the same. */
function startedIn(history: History): readonly string[] {
  const { coordination, actions } = headOf(history)
  const wishes = coordination.is === 'vacant' ? [] : Object.keys(coordination.requests)
  const judged = new Map<string, string>()
  const late: string[] = []
  for (const [, event] of eventsOf(history)) {
    if (event.type === 'CapacityJudged')
      judged.set(`${event.person} ${event.domain}`, `capacity ${event.judgement ?? ''} authors`)
    if (event.type === 'MemberLeft' || event.type === 'MemberDied')
      for (const of of [...judged.keys()]) if (of.startsWith(`${event.person} `)) judged.delete(of)
    if (event.type === 'ActionPlanned' && event.due && actions[event.action]?.is !== 'ended')
      late.push(`action ${event.action} owner ${event.owner}`)
  }
  return [...wishes.map((request) => `other-coordinator ${request} team-lead`), ...judged.values(), ...late]
}

/** What a plan that was closed waits for no longer, also once it is open again. */
const NOT_ONCE_CLOSED: Readonly<Record<string, RegExp>> = {
  'own-plan': /^OwnPlanInvit(ed|ationDelivered)$/,
  'exception-reading': /^(AdoptionExceptionReasoned|ExceptionReaderDrawn)$/,
  referral: /^ReferralMade$/,
}

function isAwaitedStill(line: string, events: readonly PlanEvent[]): boolean {
  const [what = '', item = ''] = line.split(' ')
  const begins = NOT_ONCE_CLOSED[what]
  if (begins === undefined) return true
  const since = events.slice(events.findLastIndex(({ type }) => type === 'PlanClosed') + 1)
  return since.some((one) => begins.test(one.type) && (what === 'own-plan' || Object.values(one).includes(item)))
}

/** Who ended the help of another, and was neither answered nor took it back. */
function endingsToAnswer(events: readonly PlanEvent[]): readonly string[] {
  const open = new Set<string>()
  for (const event of events) {
    if (event.type === 'HelpEnded' && event.by !== event.person) open.add(`${event.person} ${event.by}`)
    if (event.type === 'HelpResumed') open.delete(`${event.person} ${event.by}`)
    if (event.type === 'EndingAnswered') open.delete(`${event.person} ${event.to}`)
  }
  return sorted([...open])
}

/** Whom the family’s evaluation is asked of, and of what it is still to be asked. */
function askedOfTheFamily(events: readonly PlanEvent[]): readonly string[] {
  const open = new Set<string>()
  const forget = (isOver: (one: string) => boolean) => {
    for (const one of open) if (isOver(one)) open.delete(one)
  }
  for (const event of events) {
    if (event.type === 'DeviationAccountedFor' && event.familyInvitedFrom !== undefined)
      open.add(`evaluation-invitation ${event.deviation} `)
    if (event.type === 'FamilyInvitedToEvaluate') {
      open.delete(`evaluation-invitation ${event.deviation} `)
      for (const person of event.about) open.add(`family-evaluation ${event.deviation} ${person}`)
    }
    if (event.type === 'FamilyEvaluated') open.delete(`family-evaluation ${event.on.id} ${event.person}`)
    if (event.type === 'MemberLeft' || event.type === 'MemberDied')
      forget((one) => one.startsWith('family-evaluation ') && one.endsWith(` ${event.person}`))
  }
  return sorted([...open])
}

const ASKS_THE_FAMILY = ['evaluation-invitation', 'family-evaluation']

/** What goes up at once: a step that nobody may leave and nobody read, and a reading that cannot wait and was not given. */
function atOnceIn(events: readonly PlanEvent[]): readonly string[] {
  const open = new Set<string>()
  for (const event of events) {
    if (event.type === 'DeviationReported' && event.from.kind === 'step' && event.from.rule === 'not-allowed')
      open.add(`forbidden-step ${event.deviation}`)
    if (event.type === 'ReadingPassedOn' && event.due !== undefined) open.add(`acute-reading ${event.deviation}`)
    if (event.type === 'DeviationEnded') open.delete(`forbidden-step ${event.deviation}`)
    if (event.type !== 'SecondReadingGiven' || event.finding === 'asks') continue
    for (const what of ['forbidden-step', 'acute-reading']) open.delete(`${what} ${event.deviation}`)
  }
  return sorted([...open])
}

const AT_ONCE = ['forbidden-step', 'acute-reading']

/** Whose view is awaited on a goal: the last thing that happened between the two is that they were asked. */
function viewsAwaited(events: readonly PlanEvent[]): readonly string[] {
  const asked = new Set<string>()
  const forget = (isOver: (asking: string) => boolean) => {
    for (const one of asked) if (isOver(one)) asked.delete(one)
  }
  for (const event of events) {
    if (event.type === 'PlanClosed') asked.clear()
    if (event.type === 'ViewInvited' && event.representation === undefined) asked.add(`${event.on.id} ${event.person}`)
    if (event.type === 'ViewGiven') asked.delete(`${event.on.id} ${event.person}`)
    if (event.type === 'MemberLeft' || event.type === 'MemberDied') forget((one) => one.endsWith(` ${event.person}`))
    if (
      event.type === 'GoalRevised' ||
      event.type === 'GoalAdopted' ||
      event.type === 'GoalEvaluated' ||
      event.type === 'GoalDropped'
    )
      forget((one) => one.startsWith(`${event.goal} `))
  }
  return sorted([...asked])
}

describe('whatever happened in a plan', () => {
  it('is due what the rules still wait for, by who must act', () => {
    inEveryHistory((history) => {
      const past = eventsOf(history)
      const events = past.map(([, event]) => event)
      const { due } = rowsAfter(whatIsDue, past)
      const said = due
        .filter(({ what }) => !['view', 'ending', ...AT_ONCE, ...ASKS_THE_FAMILY].includes(what))
        .map(({ what, item, mustAct, reader }) =>
          what === 'own-plan'
            ? what
            : [what, item, mustAct, ['age', 'capacity'].includes(what) ? '' : reader].join(' ').trim(),
        )
      expect(sorted([...new Set(said)])).toEqual(
        sorted([...dueIn(headOf(history)), ...startedIn(history)].filter((line) => isAwaitedStill(line, events))),
      )
      const ended = due.filter(({ what }) => what === 'ending').map(({ item, person }) => `${item} ${person}`)
      expect(sorted(ended)).toEqual(endingsToAnswer(events))
      const atOnce = due.filter(({ what }) => AT_ONCE.includes(what)).map(({ what, item }) => `${what} ${item}`)
      expect(sorted(atOnce)).toEqual(atOnceIn(events))
      const asked = due.filter(({ what }) => ASKS_THE_FAMILY.includes(what))
      expect(sorted(asked.map(({ what, item, person }) => `${what} ${item} ${person}`))).toEqual(
        askedOfTheFamily(events),
      )
    })
  })

  it('awaits a view of whoever was asked and has not answered, as long as they and the question are there', () => {
    inEveryHistory((history) => {
      const events = eventsOf(history)
      const views = rowsAfter(whatIsDue, events).due.filter(({ what }) => what === 'view')
      expect(sorted(views.map(({ item, person }) => `${item} ${person}`))).toEqual(
        viewsAwaited(events.map(([, event]) => event)),
      )
    })
  })

  it('knows of each withholding how it stands, from whom, until when, and what is left of it', () => {
    inEveryHistory((history) => {
      const { withheld, withheld_item: items } = rowsAfter(whatIsWithheld, eventsOf(history))
      const said = withheld.map(({ withholding, ...row }) => {
        const left = items.filter((one) => one.withholding === withholding).map(({ kind, item }) => `${kind}:${item}`)
        const hasEnded = row.stands === 'ended' || (row.isLimit === 0 && left.length === 0)
        const stands = hasEnded ? 'ended' : row.stands
        return [withholding, row.human, stands, row.ground, row.mode, row.reviewDate, row.lapsesAt, ...sorted(left)]
      })
      const { withholdings } = headOf(history).visibility
      const known = Object.entries(withholdings).map(([id, one]) => {
        const left = one.is === 'ended' ? [] : one.items.map(({ kind, id: item }) => `${kind}:${item}`)
        return [id, one.from, one.is, one.ground, one.mode, one.reviewDate ?? '', one.lapsesAt ?? '', ...sorted(left)]
      })
      expect(sorted(said.map(String))).toEqual(sorted(known.map(String)))
    })
  })

  it('has the register say of each deviation how it stands', () => {
    inEveryHistory((history) => {
      const { deviation: rows, deviation_fact: facts } = rowsAfter(deviationsRegister, eventsOf(history))
      const said = rows.map((row) => {
        const { deviation } = row
        const its = facts
          .filter((fact) => fact.deviation === deviation)
          .sort((one, other) => one.revision - other.revision)
        const { state, reading } = deviationNow(row, its)
        return `${deviation} ${state} ${reading}`
      })
      const { deviations } = headOf(history)
      const stands = Object.entries(deviations).map(([id, { account, evaluated, reading, needsReader }]) => {
        const state = evaluated ? 'evaluated' : account.is === 'given' ? 'accounted-for' : 'reported'
        const drawn = reading.is === 'drawn' && reading.asked ? 'asked' : reading.is
        return `${id} ${state} ${drawn === 'not-needed' && needsReader ? 'to-be-drawn' : drawn}`
      })
      expect(sorted(said)).toEqual(sorted(stands))
    })
  })

  it('has the caseload and the parts name who coordinates, and the family as it is', () => {
    inEveryHistory((history) => {
      const events = eventsOf(history)
      const { coordination, members, careTeam } = headOf(history)
      const by = coordination.is === 'vacant' ? [] : [coordination.by]
      const { caseload_coordinator, caseload_member } = rowsAfter(caseload, events)
      expect(caseload_coordinator.map(({ coordinator }) => coordinator)).toEqual(by)
      const read = planAsRead(
        events.map(
          (
            [
              {
                by: { id },
                at,
              },
              event,
            ],
            revision,
          ) => ({ event, by: id, at, revision }),
        ),
      )
      const named = caseload_coordinator.map(({ sealed }) => (JSON.parse(sealed) as SealedInRow).words['name'])
      expect(named).toEqual(read.coordinator ? [read.coordinator.name] : [])
      const asked = caseload_member.filter(({ isMember }) => isMember === 1).map(({ person }) => person)
      expect(sorted(asked)).toEqual(sorted(presentMembers(members)))

      const parts = rowsAfter(whoHasAPart, events).plan_part
      const having = (part: string) => sorted(parts.filter((one) => one.part === part).map(({ who }) => who))
      expect(having('coordinating')).toEqual(by)
      expect(having('deputising')).toEqual(
        coordination.is === 'vacant' ? [] : sorted([...new Set(coordination.deputies)]),
      )
      expect(having('next-coordinator')).toEqual(coordination.is === 'passing' ? [coordination.to] : [])
      const here = sorted(Object.values(careTeam.joined).map(({ professional }) => professional))
      // Who helped before a plan was opened again may have a part still, which is judged where their plans are listed.
      const isOpenedAgain = events.some(([, { type }]) => type === 'PlanReopened')
      const may = having('care-team')
      expect(isOpenedAgain ? here.filter((one) => !may.includes(one)) : may).toEqual(isOpenedAgain ? [] : here)
    })
  })

  it('gives the plan the domains of the goals that stand', () => {
    inEveryHistory((history) => {
      const standing = rowsAfter(plansByDomain, eventsOf(history)).plan_goal.filter(({ endedBy }) => endedBy === '')
      const goals = Object.entries(headOf(history).goals).filter(([, { is }]) => is !== 'ended')
      expect(sorted(standing.map(({ goal, domain }) => `${goal} ${domain}`))).toEqual(
        sorted(goals.map(([goal, { domain }]) => `${goal} ${domain}`)),
      )
    })
  })
})
