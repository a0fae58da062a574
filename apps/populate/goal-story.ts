/** A family's goals in its story: proposed, talked about by everyone they concern, adopted, worked on, evaluated; and the priority that may stand over them. */
import type { LegalDomain } from '../../libs/deciding/domains.ts'
import { GOAL_OUTCOMES } from '../../libs/plan/goals/goals.ts'
import type { Stance } from '../../libs/plan/views/views.ts'
import { challenged } from './challenge-story.ts'
import { chosen, said } from '../api/plans/door/words.ts'
import { concernedBy, TERM_HAS_PASSED_DAYS, voiceOf, type InPlan, type Story, type Telling } from './telling.ts'
import type { Colleague } from './staff.ts'
import { goalsFor, type GoalWords } from './words.ts'

export async function* goals(telling: Telling): Story {
  const { family, dice, professionals } = telling
  for (const law of family.laws) {
    const professional = professionals[law]
    if (professional === undefined) continue
    for (const words of goalsFor(family, law).slice(0, dice.whole(1, 2)))
      yield* goal(telling, { law, words, professional })
  }
  if (family.laws.length > 1 && dice.chance(0.5)) yield* priority(telling)
}

interface Proposed {
  readonly law: LegalDomain
  readonly words: GoalWords
  readonly professional: Colleague
}

async function* goal(telling: Telling, { law, words, professional }: Proposed): Story {
  const { dice, plan } = telling
  const all = concernedBy(telling, law)
  // Someone of the family proposes for themselves: of the others the plan may tell them nothing.
  const isTheirs = dice.chance(0.15)
  const concerned = isTheirs ? all.slice(0, 1) : all
  const proposer = isTheirs ? (all[0] ?? professional) : professional
  yield dice.whole(1, 10)
  const made = await plan.does(proposer, (newId) => ({
    type: 'ProposeGoal',
    goal: newId('goal'),
    domain: law,
    about: concerned.map(({ id }) => id),
    lifeArea: words.lifeArea,
    words: said(words.words),
  }))
  const id = made('goal')

  yield dice.whole(1, 7)
  const silent = dice.chance(0.08) ? concerned.at(-1) : undefined
  const opposed: InPlan[] = []
  for (const person of concerned.filter((one) => one !== silent))
    if ((await view(telling, id, person, professional)) === 'disagrees') opposed.push(person)
  if (silent !== undefined) yield* chosenNotToSpeak(telling, id, silent)

  const isAdopted = dice.chance(0.9)
  if (isAdopted) {
    const adopter = dice.chance(0.6) ? telling.coordinator : professional
    await plan.does(adopter, () => ({ type: 'AdoptGoal', goal: id, basedOn: plan.etag }))
  }
  telling.goals.push({ goal: id, law, isAdopted })
  for (const person of opposed) if (dice.chance(0.5)) yield* challenged(telling, id, person)
  yield* actions(telling, { id, words, professional, concerned })
}

const WHAT_THEY_THINK: readonly (readonly [Stance, number])[] = [
  ['agrees', 78],
  ['has-doubts', 13],
  ['disagrees', 6],
  ['no-opinion', 3],
]

const IN_OWN_WORDS: Readonly<Record<Stance, string>> = {
  agrees: 'Dit wil ik ook',
  'has-doubts': 'Ik weet niet of dit lukt',
  disagrees: 'Dit is niet wat ik nodig heb',
  'no-opinion': 'Doe maar',
}

/** Some tell it to the professional, and confirm what was written down. */
async function view(telling: Telling, goal: string, person: InPlan, professional: Colleague): Promise<Stance> {
  const { dice, plan } = telling
  const stance = dice.weighted(WHAT_THEY_THINK)
  const voice = voiceOf(telling, person)
  const isWrittenDown = voice.id === person.id && dice.chance(0.1)
  const made = await plan.does(isWrittenDown ? professional : voice, (newId) => ({
    type: 'GiveView',
    view: newId('view'),
    on: { kind: 'goal', id: goal },
    person: person.id,
    stance,
    words: said(IN_OWN_WORDS[stance]),
  }))
  if (isWrittenDown) await plan.does(person, () => ({ type: 'ConfirmView', view: made('view') }))
  return stance
}

/** Invited twice, and the time let pass twice. */
async function* chosenNotToSpeak({ plan, coordinator }: Telling, goal: string, { id: person }: InPlan): Story {
  for (let times = 0; times < 2; times += 1) {
    const needsMet = said('In eenvoudige woorden, met een tolk waar dat nodig was')
    await plan.does(coordinator, () => ({ type: 'InviteView', on: { kind: 'goal', id: goal }, person, needsMet }))
    yield TERM_HAS_PASSED_DAYS
  }
}

interface Pursued {
  readonly id: string
  readonly words: GoalWords
  readonly professional: Colleague
  readonly concerned: readonly InPlan[]
}

/** Who can count on people of their own shares the work with them; who cannot leans on a professional. */
async function* actions(telling: Telling, { id: goal, words, professional, concerned }: Pursued): Story {
  const { dice, family, plan } = telling
  const relative = concerned.find(({ isAdult }) => isAdult)
  for (let place = 0; place < dice.whole(1, 2); place += 1) {
    const byFamily = relative !== undefined && dice.chance(family.expectsHelp ? 0.75 : 0.15)
    const owner = byFamily ? relative : professional
    const made = await plan.does(professional, (newId) => ({
      type: 'PlanAction',
      action: newId('action'),
      goal,
      owner: owner.id,
      words: said(byFamily ? words.byFamily : words.byProfessional),
    }))
    const action = made('action')
    telling.actions.push(action)
    if (dice.chance(0.9)) yield* carriedOut(telling, action, owner)
  }
}

async function* carriedOut({ dice, plan }: Telling, action: string, owner: InPlan | Colleague): Story {
  yield dice.whole(0, 5)
  await plan.does(owner, () => ({ type: 'AcceptAction', action }))
  yield dice.whole(5, 30)
  const ends = dice.weighted([
    ['done', 55],
    ['still-going', 30],
    ['stalled', 15],
  ])
  if (ends === 'done') await plan.does(owner, () => ({ type: 'FinishAction', action, words: said('Gelukt') }))
  if (ends === 'stalled')
    await plan.does(owner, () => ({ type: 'ReportActionStalled', action, reason: said('Er is een wachtlijst') }))
}

/** One law's concern goes before the others' work, for a while or for good. */
async function* priority(telling: Telling): Story {
  const { dice, family, plan, coordinator, members } = telling
  const [first, ...others] = family.laws
  if (first === undefined) return
  yield dice.whole(3, 20)
  const made = await plan.does(coordinator, (newId) => ({
    type: 'SetPriority',
    priority: newId('priority'),
    concern: { domain: first, lifeArea: first === 'participation' ? 'finances' : 'physical-health' },
    about: members.slice(0, 1).map(({ id }) => id),
    over: others,
    needs: [],
    reason: said('Zolang dit niet rustig is, heeft de rest geen zin'),
  }))
  telling.priority = { id: made('priority'), over: others }
}

export async function* priorityLifted({ dice, plan, coordinator, priority }: Telling): Story {
  if (priority === undefined || !dice.chance(0.3)) return
  yield dice.whole(10, 60)
  await plan.does(coordinator, () => ({
    type: 'LiftPriority',
    priority: priority.id,
    reason: said('Het is rustig geworden'),
  }))
}

/** After half a year most goals are looked back on; some are let go. */
export async function* goalsEvaluated({ dice, plan, goals: all, professionals }: Telling): Story {
  yield dice.whole(60, 150)
  for (const { goal, law, isAdopted } of all) {
    const professional = professionals[law]
    if (professional === undefined) continue
    yield dice.whole(0, 10)
    if (!isAdopted) {
      if (dice.chance(0.5))
        await plan.does(professional, () => ({ type: 'DropGoal', goal, reason: said('Het gezin wil iets anders') }))
    } else if (dice.chance(0.7)) {
      const outcome = dice.pick(GOAL_OUTCOMES)
      await plan.does(professional, () => ({
        type: 'EvaluateGoal',
        goal,
        outcome: chosen(outcome),
        basedOn: plan.etag,
      }))
    }
  }
}
