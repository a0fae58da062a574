/**
 * The essay's dilemma, as the people in it would play it over HTTP: the plan says that the parent's benefit fraud goes first, and the youth worker sees
 * that reporting now would cost the child's trust (Kim Putters, "Een lokaal sociaal contract", 2018, ch. 6). Each request as it is made, each promise
 * beside the request it is about. The reading, what others see, the lists and the audit have files of their own.
 */
import { randomUUID } from 'node:crypto'
import { daysAfter, dayOf, inWorkingDays } from '../../libs/deciding/days.ts'
import { at, listAt, mentions, names, textAt } from './answers.ts'
import { aChildTells } from './a-child-tells.ts'
import { theAudit } from './the-audit.ts'
import type { Cast, Family, Left, Scene, Told } from './the-cast.ts'
import { theLists } from './the-lists.ts'
import { theReaderReads } from './the-reading.ts'
import { whatEachNeeds } from './what-each-needs.ts'
import { whatOthersSee } from './what-others-see.ts'
import {
  fullAccount,
  HURRIED_ACCOUNT,
  MISSING,
  OF_PARTICIPATION,
  OF_YOUTH,
  OWN_PLAN,
  PERMITTED,
} from './what-they-say.ts'

export async function theStory(scene: Scene): Promise<Told> {
  await nobodyReadsAlong(scene)
  const family = await aNeedIsReported(scene)
  await theyPermit(scene, family)
  await aGoalForTheChild(scene, family)
  const priority = await thePriority(scene, family)
  const left = await thePriorityIsLeft(scene, family, priority)
  await theReaderReads(scene, family, left)
  await whatOthersSee(scene, family, left)
  await theLists(scene, family, left)
  await threeMonthsLater(scene, family, left)
  await theAudit(scene, family, left)
  await aChildTells(scene)
  await whatEachNeeds(scene)
  return { planId: family.planId }
}

async function nobodyReadsAlong({ time, people, tell }: Scene): Promise<void> {
  time.itIs(125, '08:00')
  tell('No law lets who coordinates read the words of every law: in this town they ask.')
  await people.ada.asks('PUT', '/coordination-bases', { body: { bases: [] } })
}

async function theyPermit({ time, tell }: Scene, { plan, cast: { petra, sam } }: Family): Promise<void> {
  const until = `${daysAfter(dayOf(time.itIs(119, '09:00')), 300)}T00:00:00Z`
  tell(`${dayOf(time.itIs(119, '09:00'))}: Petra and Sam permit Amina to read what is about them.`)
  for (const [who, domains] of [
    [petra, ['youth', 'participation']],
    [sam, ['youth']],
  ] as const)
    await who.post(`${plan}/permissions`, {
      ...{ person: who.id, by: who.id, to: { kind: 'coordination' }, domains, until },
      how: PERMITTED,
    })
}

async function aNeedIsReported({ time, people, tell, promise }: Scene): Promise<Family> {
  const opened = time.itIs(125, '09:00')
  const { amina, joke, bram, parentOf, childOf } = people
  tell(`${dayOf(opened)}: a school reports worries about a family; Amina, coordinator (regisseur), opens the one plan.`)
  const { planId } = await amina.post('/plans', {
    lifeAreas: ['domestic-relations', 'work-and-education', 'finances'],
    reportedBy: 'partner-organisation',
  })
  const plan = `/plans/${planId}`
  const petra = await parentOf(await amina.post(`${plan}/members`, people.aboutTheParent))
  const sam = await childOf(await amina.post(`${plan}/members`, people.aboutTheChild))
  await amina.post(`${plan}/care-team/representatives`, {
    representative: petra.id,
    name: petra.name,
    represents: sam.id,
    kind: 'parental-authority',
    from: opened,
    proof: { kind: 'brp', date: dayOf(opened) },
  })
  for (const [colleague, domain, activity] of [
    [joke, 'youth', 'youth-support'],
    [bram, 'participation', 'benefits-enforcement'],
  ] as const)
    await amina.post(`${plan}/care-team/professionals`, {
      professional: colleague.id,
      name: colleague.name,
      scope: 'domain',
      organisation: people.organisation,
      domain,
      activity,
      until: `${daysAfter(dayOf(opened), 730)}T00:00:00Z`,
    })
  tell('In it: Petra, Sam (14), Joke for youth care (jeugdhulp), and Bram, who enforces benefits (handhaving).')

  const tooSoon = await joke.asks('POST', `${plan}/goals`, { body: goalFor([petra.id, sam.id]) })
  promise(
    'The family comes first: no professional proposes a goal before it was asked for its own plan',
    tooSoon.code === 'FAMILY_WAS_NOT_INVITED_TO_ITS_OWN_PLAN',
  )
  await amina.post(`${plan}/own-plan-invitations`)
  tell(`${dayOf(time.itIs(120, '19:30'))}: Petra hands in the family's own plan (familiegroepsplan).`)
  await petra.post(`${plan}/own-plans`, { parts: OWN_PLAN })
  return { plan, planId, goal: '', action: '', cast: { ...people, petra, sam } }
}

const goalFor = (about: readonly string[]) => ({
  domain: 'youth',
  about,
  lifeArea: 'work-and-education',
  words: OF_YOUTH.goal,
})

async function aGoalForTheChild({ time, tell, promise }: Scene, family: Family): Promise<void> {
  const { plan, cast } = family
  const { joke, petra, sam } = cast
  tell(`${dayOf(time.itIs(117, '10:00'))}: Joke proposes a goal for Sam; Sam and Petra each say what they think of it.`)
  const { id: goal } = await joke.post(`${plan}/goals`, goalFor([petra.id, sam.id]))
  family.goal = goal
  await sam.post(`${plan}/goals/${goal}/views`, { person: sam.id, stance: 'agrees', words: OF_YOUTH.childOnGoal })
  const unheard = await joke.asks('POST', `${plan}/goals/${goal}/adoption`, {
    body: { basedOn: await joke.sees(plan) },
  })
  promise(
    'A goal is adopted only when everyone it affects was heard, a child of 14 with who has authority over it, and who was not is named',
    unheard.code === 'PERSONS_WERE_NOT_HEARD' && listAt(unheard.body, 'persons').join() === [petra.id, sam.id].join(),
  )
  await petra.post(`${plan}/goals/${goal}/views`, { person: petra.id, stance: 'agrees', words: OF_YOUTH.parentOnGoal })
  await joke.post(`${plan}/goals/${goal}/adoption`, { basedOn: await joke.sees(plan) })
  const action = await joke.post(`${plan}/actions`, { goal, owner: joke.id, words: OF_YOUTH.action })
  await joke.post(`${plan}/actions/${action.id}/acceptance`)
  family.action = action.id
}

async function thePriority({ time, tell, promise }: Scene, { plan, cast }: Family): Promise<string> {
  const { amina, joke, petra } = cast
  tell(`${dayOf(time.itIs(111, '11:00'))}: benefit fraud (bijstandsfraude) is suspected. Amina lets it go first.`)
  const fraudFirst = {
    concern: { domain: 'participation', lifeArea: 'finances' },
    about: [petra.id],
    over: ['youth'],
    reason: OF_PARTICIPATION.priority,
  }
  const needs = [{ contentOf: 'youth', to: 'participation' }]
  const refused = await amina.asks('POST', `${plan}/priorities`, { body: { ...fraudFirst, needs } })
  promise(
    'A priority that would make youth care tell enforcement what it knows is refused, and the disclosure named',
    refused.code === 'PRIORITY_NEEDS_A_DISCLOSURE_WITHOUT_GROUND' &&
      textAt(refused.body, 'disclosures', 0, 'contentOf') === 'youth',
  )
  const { id: priority } = await amina.post(`${plan}/priorities`, { ...fraudFirst, needs: [] })
  const seen = listAt(await joke.get(`${plan}/priorities`), 'priorities')
  promise(
    'Joke is bound by the priority and knows of it, but not why it goes first: that stays with its own law',
    textAt(seen, 0, 'id') === priority && !mentions(seen, [OF_PARTICIPATION.priority]),
  )
  return priority
}

async function thePriorityIsLeft(scene: Scene, { plan, cast }: Family, priority: string): Promise<Left> {
  const { time, tell, promise } = scene
  const { joke, petra, sam } = cast
  const reported = time.itIs(105, '16:40')
  tell(
    `${dayOf(reported)}: Sam tells Joke what goes on at home. She does not report it: she leaves the priority, and says so.`,
  )
  const { id } = await joke.post(`${plan}/deviations`, {
    domain: 'youth',
    about: [petra.id, sam.id],
    priority,
    insteadDone: OF_YOUTH.insteadDone,
    situation: OF_YOUTH.situation,
  })
  const deviation = `${plan}/deviations/${id}`
  const fresh = await joke.get(deviation)
  promise(
    'What she did is recorded as a fact; it justifies nothing yet, and its account (verantwoording) is due in five working days',
    at(fresh, 'justified') === false && textAt(fresh, 'dueAt') === inWorkingDays(reported, 5),
  )
  const basedOn = await joke.sees(plan)
  const hurried = await joke.asks('POST', `${deviation}/account`, { body: { account: HURRIED_ACCOUNT, basedOn } })
  promise(
    `An account with parts missing is refused, all ${String(MISSING.length)} of them named at once`,
    hurried.code === 'ACCOUNT_IS_INCOMPLETE' && listAt(hurried.body, 'missing').join() === MISSING.join(),
  )

  const accountedAt = time.itIs(104, '10:15')
  tell(
    `${dayOf(accountedAt)}: she accounts for it in full: legitimacy, involvement, return, and the interest of the child.`,
  )
  const body = { account: fullAccount(daysAfter(dayOf(accountedAt), 90)), basedOn }
  const key = randomUUID()
  const first = await joke.asks('POST', `${deviation}/account`, { body, key })
  const again = await joke.asks('POST', `${deviation}/account`, { body, key })
  const other = await joke.asks('POST', `${deviation}/account`, { body: { ...body, account: HURRIED_ACCOUNT }, key })
  promise('Complete, it is taken: the deviation is accounted for', at(await joke.get(deviation), 'justified') === true)
  promise(
    'Sent again after a lost answer, it is the same account and the same answer; with another body it is refused',
    first.status === 201 &&
      textAt(again.body, 'etag') === textAt(first.body, 'etag') &&
      other.code === 'COMMAND_ID_WAS_USED_FOR_ANOTHER_REQUEST',
  )
  await theyEachSayTheirOwn(scene, { cast, deviation })
  await aStepIsLeftToo(scene, { plan, cast })
  return { deviation, id, accountedAt }
}

async function theyEachSayTheirOwn(
  { time, tell, promise }: Scene,
  { cast, deviation }: { readonly cast: Family['cast']; readonly deviation: string },
): Promise<void> {
  const { petra, sam } = cast
  tell(
    `${dayOf(time.itIs(103, '18:00'))}: Petra, for herself and as Sam's parent, and Sam say what they think of that.`,
  )
  const view = { stance: 'agrees', words: OF_YOUTH.parentOnDeviation }
  await petra.post(`${deviation}/views`, { ...view, person: petra.id })
  await petra.post(`${deviation}/views`, { ...view, stance: 'has-doubts', person: sam.id })
  await sam.post(`${deviation}/views`, { person: sam.id, stance: 'agrees', words: OF_YOUTH.childOnDeviation })
  const views = listAt(await cast.joke.get(deviation), 'views')
  const heard = views.map((one) => `${textAt(one, 'voice')} ${textAt(one, 'stance')}`)
  promise(
    "The child's own view stands beside what its parent said for it; neither is overwritten",
    heard.join() === 'own agrees,representative has-doubts,own agrees',
  )
}

/** The protocol says: report a signal the same day. She left that too, and this time accounts for it in the same breath. */
async function aStepIsLeftToo(
  { time, tell, promise }: Scene,
  { plan, cast }: Pick<Family, 'plan' | 'cast'>,
): Promise<void> {
  const { joke, petra, sam, protocol } = cast
  const moment = time.itIs(102, '09:30')
  tell(
    `${dayOf(moment)}: the protocol says to report the same day. She left that step too, with its account in the same call.`,
  )
  const body = {
    domain: 'youth',
    about: [petra.id, sam.id],
    protocol: protocol.id,
    step: protocol.step,
    insteadDone: OF_YOUTH.insteadDone,
    situation: OF_YOUTH.situation,
    account: fullAccount(daysAfter(dayOf(moment), 60)),
    basedOn: await joke.sees(plan),
  }
  const invented = await joke.asks('POST', `${plan}/deviations`, { body: { ...body, version: 1 } })
  const { id } = await joke.post(`${plan}/deviations`, body)
  const from = at(await joke.get(`${plan}/deviations/${id}`), 'from')
  promise(
    'The step and its version in force are looked up in the protocol; a version sent along is refused',
    invented.status === 400 && at(from, 'version') === protocol.version && at(from, 'rule') === 'with-second-reader',
  )
}

const evaluation = async (who: Cast['joke'], plan: string) => ({
  outcome: 'worked',
  words: OF_YOUTH.outcome,
  lesson: OF_YOUTH.lesson,
  basedOn: await who.sees(plan),
})

async function threeMonthsLater({ time, tell, promise }: Scene, { plan, cast }: Family, left: Left): Promise<void> {
  const { joke, petra } = cast
  time.itIs(40, '11:00')
  const early = await joke.asks('POST', `${left.deviation}/evaluations`, { body: await evaluation(joke, plan) })
  tell(
    `${dayOf(time.itIs(9, '15:00'))}: three months later Joke, with Petra and Sam, looks back (evaluatie). It worked; the lesson is kept.`,
  )
  const byTheParent = await petra.asks('POST', `${left.deviation}/evaluations`, { body: await evaluation(petra, plan) })
  promise(
    'What the care team answers for, nobody else judges for it',
    byTheParent.code === 'NOT_ALLOWED_ON_THIS_GROUND',
  )
  await joke.post(`${left.deviation}/evaluations`, await evaluation(joke, plan))
  const evaluated = at(await joke.get(left.deviation), 'evaluation')
  promise(
    'It is evaluated after its review date, not before, and the lesson stands without a name in it',
    early.code === 'REVIEW_DATE_HAS_NOT_COME' &&
      textAt(evaluated, 'lesson') === OF_YOUTH.lesson &&
      !names(textAt(evaluated, 'lesson'), cast.names),
  )
}
