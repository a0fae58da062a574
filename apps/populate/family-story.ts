/** What happens to a family, from the report of a need to today: told command by command by its own people, each in their own role. The present cuts it off. */
import { dayOf } from '../../libs/deciding/days.ts'
import type { LifeArea } from '../../libs/plan/opening/life-areas.ts'
import { SAID_HOW } from '../../libs/plan/opening/opening.ts'
import { Plain } from '../../libs/sealing/plain.ts'
import { chosen, said } from '../api/plans/door/words.ts'
import { deviations } from './deviation-story.ts'
import { goals, goalsEvaluated, priorityLifted } from './goal-story.ts'
import { handover } from './handover-story.ts'
import {
  DAYS_OFF_HAVE_PASSED,
  TERM_HAS_PASSED_DAYS,
  YOUTH_TERM_HAS_PASSED_DAYS,
  type Story,
  type Telling,
} from './telling.ts'
import { goalsFor, OWN_PLANS } from './words.ts'
import type { Family } from './family.ts'

export async function* storyOf(telling: Telling): Story {
  yield* opening(telling)
  yield* goals(telling)
  yield* deviations(telling)
  yield* priorityLifted(telling)
  yield* handover(telling)
  yield* goalsEvaluated(telling)
  yield* endings(telling)
  yield* closing(telling)
}

/** Families change: someone moves out, someone dies. */
async function* endings({ dice, plan, coordinator, members, now }: Telling): Story {
  const person = members.at(-1)?.id
  const how = dice.weighted([
    ['stays', 93],
    ['left', 5],
    ['died', 2],
  ])
  if (how === 'stays' || person === undefined) return
  yield dice.whole(10, 90)
  await plan.does(coordinator, () =>
    how === 'died'
      ? { type: 'RecordDeath', person }
      : {
          type: 'RecordMemberLeft',
          person,
          together: [],
          kind: chosen('moved'),
          silent: false,
          leftOn: chosen(dayOf(now())),
          reason: said('Is op zichzelf gaan wonen'),
        },
  )
}

/** Some plans end: the family does not want on, each of its adults for themselves or as the coordinator records it, or moves to another municipality. */
async function* closing({ dice, plan, coordinator, members }: Telling): Story {
  const how = dice.weighted([
    ['goes-on', 88],
    ['ends-own', 4],
    ['family-ends', 4],
    ['moved', 4],
  ])
  const [one] = members
  if (how === 'goes-on' || one === undefined) return
  yield dice.whole(5, 40)
  if (how === 'ends-own')
    await plan.does(one, () => ({ type: 'EndHelp', person: one.id, words: said('Wij kunnen het nu zelf') }))
  else
    await plan.does(coordinator, () => ({
      type: 'ClosePlan',
      ground: chosen(how),
      takes: 'nothing',
      reason: said(how === 'moved' ? 'Het gezin is naar een andere gemeente verhuisd' : 'Het gezin wil zelf verder'),
    }))
}

async function* opening(telling: Telling): Story {
  const { family, dice, plan, coordinator } = telling
  const reportedBy = dice.pick(['family', 'professional', 'partner-organisation', 'neighbourhood'] as const)
  await plan.open(coordinator, lifeAreasOf(family), reportedBy)
  for (const member of family.members) {
    const { name, birthDate, bsn, livesElsewhereToo } = member
    const inTwo = livesElsewhereToo && IN_TWO_FAMILIES
    const id = await plan.joins(coordinator, { name, birthDate, bsn, ...inTwo })
    telling.members.push({ ...member, id, role: 'family-member', activity: 'own-file' })
  }
  await parentsSpeakFor(telling)
  if (dice.chance(0.05)) {
    const someone = dice.pick(telling.members).id
    await plan.does(coordinator, () => ({ type: 'SetAddressSecrecy', person: someone, secret: true }))
  }
  if (dice.chance(0.12)) {
    const { id: person } = dice.pick(telling.members)
    await plan.does(coordinator, (newId) => ({
      type: 'StateCommunicationNeeds',
      statement: newId('statement'),
      person,
      language: said(dice.pick(['Tigrinya', 'Arabisch', 'Pools', 'Turks'])),
      interpreter: chosen(dice.chance(0.6)),
    }))
  }
  await careTeam(telling)

  yield dice.whole(1, 4)
  yield* invitedToTheirOwnPlan(telling)
  await plan.does(coordinator, () => ({ type: 'OfferClientSupport', accepted: chosen(dice.chance(0.3)) }))
  yield* ownPlan(telling)
}

/** Most invitations arrive; of those by letter some do not, and another is sent. */
async function* invitedToTheirOwnPlan({ dice, plan, coordinator }: Telling): Story {
  const invites = async () => {
    const made = await plan.does(coordinator, (newId) => ({
      type: 'InviteOwnPlan',
      invitation: newId('invitation'),
      // One that passes over what somebody needs is marked, and no invitation less.
      ...(dice.chance(0.8) && { needsMet: said('In eenvoudige woorden, met een tolk waar dat nodig was') }),
    }))
    return made('invitation')
  }
  const how = dice.weighted([
    ['in-person', 60],
    ['letter', 25],
    ['digital', 15],
  ] as const)
  let invitation = await invites()
  if (how === 'letter' && dice.chance(0.1)) {
    yield dice.whole(5, 9)
    invitation = await invites()
  }
  if (how === 'letter') yield dice.whole(1, 3)
  await plan.does(coordinator, () => ({ type: 'DeliverOwnPlanInvitation', invitation, how: chosen(how) }))
}

const IN_TWO_FAMILIES = {
  inAnotherPlanBecause: 'Woont om de week bij de andere ouder',
  leads: 'the-other-plan',
} as const

/** A child under sixteen has a parent to speak for it; one under twelve has nobody else. */
async function parentsSpeakFor({ family, plan, members, coordinator, now }: Telling): Promise<void> {
  const [parent] = members
  if (parent === undefined) return
  for (const child of members.filter(({ isAdult }) => !isAdult))
    await plan.does(coordinator, (newId) => ({
      type: 'AppointRepresentative',
      representation: newId('representation'),
      representative: parent.id,
      name: said(family.members[0]?.name ?? '', { subjects: [parent.id] }),
      represents: child.id,
      kind: 'parental-authority',
      from: now(),
      proof: { kind: 'brp', shown: { kind: chosen('brp'), date: chosen(dayOf(now())), ...NOTHING_MORE } },
    }))
}

/** An extract from the register has a date, and neither number nor reference. */
const NOTHING_MORE = { number: new Plain<string>(undefined), reference: new Plain<string>(undefined) }

const THREE_YEARS_MS = 3 * 366 * 86_400_000

async function careTeam({ family, dice, plan, staff, professionals, coordinator, now }: Telling): Promise<void> {
  const until = new Date(Date.parse(now()) + THREE_YEARS_MS).toISOString()
  for (const law of family.laws) {
    const professional = dice.pick(staff.professionals[law])
    professionals[law] = professional
    const { id, name, organisation, activity } = professional
    await plan.does(coordinator, (newId) => ({
      type: 'JoinProfessional',
      joining: newId('joining'),
      professional: id,
      name: said(name, { subjects: [id] }),
      organisation,
      domain: law,
      activity,
      scope: 'domain',
      until,
    }))
  }
}

/** The family hands in a plan of its own, waives it, or lets the time pass. */
async function* ownPlan({ family, dice, plan, members, coordinator }: Telling): Story {
  const what = dice.weighted([
    ['handed-in', 55],
    ['waived', 28],
    ['let-pass', 17],
  ])
  const speaker = members[0] ?? coordinator
  yield dice.whole(2, 6)
  if (what === 'handed-in') {
    const partsOf = (newId: (what: string) => string) =>
      family.laws.map((domain) => ({
        domain,
        part: newId(`part/${domain}`),
        words: said(family.expectsHelp ? OWN_PLANS[domain].withHelp : OWN_PLANS[domain].alone),
      }))
    await plan.does(speaker, (newId) => ({ type: 'SubmitOwnPlan', parts: partsOf(newId) }))
  } else if (what === 'waived') {
    const reason = said('Wij praten liever dan dat wij schrijven')
    // Most say so to who coordinates, who records whose word it is.
    const isRecorded = dice.chance(0.6) && speaker !== coordinator
    if (isRecorded) yield DAYS_OFF_HAVE_PASSED
    const word = isRecorded && { saidBy: speaker.id, saidHow: chosen(dice.pick(SAID_HOW)) }
    await plan.does(isRecorded ? coordinator : speaker, () => ({ type: 'WaiveOwnPlan', reason, ...word }))
  } else yield family.laws.includes('youth') ? YOUTH_TERM_HAS_PASSED_DAYS : TERM_HAS_PASSED_DAYS
}

function lifeAreasOf(family: Family): readonly LifeArea[] {
  const areas = family.laws.flatMap((law) =>
    goalsFor(family, law)
      .slice(0, 2)
      .map(({ lifeArea }) => lifeArea),
  )
  return [...new Set(areas)]
}
