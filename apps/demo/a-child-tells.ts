/**
 * A child's confidence, played as the people in it would: Lotte (13) tells what happens at home, and her father is never told. Beside her family stands
 * one in which nothing happens: each time, both fathers ask all there is, and must be answered alike.
 */
import { daysAfter, dayOf, type Day } from '../../libs/deciding/days.ts'
import { at, listAt, mentions, textAt } from './answers.ts'
import { caughtUp } from './caught-up.ts'
import type { Person } from './people.ts'
import type { Scene } from './the-cast.ts'
import { allThatHeAsks, Met, type Fathered } from './two-fathers.ts'
import { OF_LOTTE } from './what-they-say.ts'

/** She turns sixteen so many days ago, and told two years and two months before that. */
const SIXTEEN_DAYS_AGO = 21
const TOLD_DAYS_AGO = 812
const REVIEW_AFTER_DAYS = 85

interface Family extends Fathered {
  readonly planId: string
  readonly mother: Person
  readonly child: Person
  /** A goal of which everyone knows. */
  readonly known: string
}

interface Told {
  readonly family: Family
  /** In which nothing happens. */
  readonly calm: Family
  readonly home: string
  readonly school: string
  readonly met: readonly [Met, Met]
  readonly reviewDate: Day
}

export async function aChildTells(scene: Scene): Promise<void> {
  const { time, tell } = scene
  const born = sixteenYearsBefore(daysAfter(dayOf(time.itIs(SIXTEEN_DAYS_AGO, '12:00')), 1))
  tell('')
  tell(
    `${dayOf(time.itIs(TOLD_DAYS_AGO, '09:00'))}, before that: another family, with Lotte (13). Beside it the demo keeps one in which nothing happens, to compare with.`,
  )
  const [family, calm] = [await aFamily(scene, born), await aFamily(scene, born)]
  const told = await sheTells(scene, family, calm)
  await itIsConfirmed(scene, told)
  await theyFlee(scene, told)
  await heAsksWhatIsWithheld(scene, told)
  await theReview(scene, told)
  await whoLooked(scene, told)
  await sheTurnsSixteen(scene, told)
  time.itIsNow()
}

const sixteenYearsBefore = (day: Day): Day => `${String(Number(day.slice(0, 4)) - 16)}${day.slice(4)}`

async function aFamily({ time, people }: Scene, born: Day): Promise<Family> {
  const { amina, yara, hanna, member } = people
  const opened = time.itIs(TOLD_DAYS_AGO, '09:00')
  const { planId } = await amina.post('/plans', { lifeAreas: ['domestic-relations'], reportedBy: 'family' })
  const plan = `/plans/${planId}`
  const joins = async (name: string, birthDate: Day) =>
    member(name, await amina.post(`${plan}/members`, { name, birthDate }))
  const mother = await joins('Mirjam Stil', '1985-04-01')
  const father = await joins('Farid Stil', '1983-01-01')
  const child = await joins('Lotte Stil', born)
  for (const { id, name } of [mother, father])
    await amina.post(`${plan}/care-team/representatives`, {
      ...{ representative: id, name, represents: child.id, kind: 'parental-authority', from: opened },
      proof: { kind: 'brp', date: dayOf(opened) },
    })
  await amina.post(`${plan}/own-plan-invitations`)
  await father.post(`${plan}/own-plan-waivers`, { reason: OF_LOTTE.waived })
  const until = `${daysAfter(dayOf(opened), 1_825)}T00:00:00Z`
  for (const { id, name } of [yara, hanna])
    await amina.post(`${plan}/care-team/professionals`, {
      ...{ professional: id, name, organisation: people.municipality, domain: 'youth', activity: 'youth-support' },
      until,
    })
  const { id: known } = await yara.post(`${plan}/goals`, goalFor(child, OF_LOTTE.known))
  return { plan, planId, father, mother, child, known }
}

const goalFor = ({ id }: Person, words: string) => ({
  ...{ domain: 'youth', about: [id], lifeArea: 'work-and-education', words },
})

async function sheTells({ time, people, tell, promise }: Scene, family: Family, calm: Family): Promise<Told> {
  const { yara, hanna } = people
  const { plan, father, mother, child } = family
  const at = time.itIs(TOLD_DAYS_AGO - 1, '15:30')
  tell(
    `${dayOf(at)}: Lotte tells Yara, youth worker, what happens at home. Yara asks Hanna, her colleague, what to do.`,
  )
  const reviewDate = daysAfter(dayOf(at), REVIEW_AFTER_DAYS)
  const wish = { from: father.id, ground: 'safety', mode: 'silent' }
  const whole = { ...wish, reason: OF_LOTTE.reason, consulted: hanna.id, reviewDate }
  const body = { ...goalFor(child, OF_LOTTE.home), withhold: [wish] }
  const hurried = await yara.asks('POST', `${plan}/goals`, { body })
  promise(
    'Nothing is withheld lightly: a reason, a colleague who was consulted and a review date, all that is missing named at once',
    hurried.code === 'WITHHOLDING_IS_INCOMPLETE' &&
      listAt(hurried.body, 'missing').join() === 'withhold/0/reason,withhold/0/consulted,withhold/0/reviewDate',
  )
  const { id: home } = await yara.post(`${plan}/goals`, { ...body, withhold: [whole] })
  const { id: school } = await yara.post(`${plan}/goals`, { ...goalFor(child, OF_LOTTE.school), withhold: [whole] })
  await child.post(`${plan}/goals/${home}/views`, {
    ...{ person: child.id, stance: 'agrees', words: OF_LOTTE.hers },
    withhold: [{ from: father.id, ground: 'child-asked' }],
  })
  const told = { family, calm, home, school, met: [new Met(), new Met()], reviewDate } as const
  promise(
    'Her father is answered like a father to whose child nothing happened: plan, lists, history, changes, who looked, by id, and when he gives a view by id',
    await bothFathersAreToldTheSame({ time, people }, told, TOLD_DAYS_AGO - 1),
  )
  const read = await Promise.all([child, mother, yara, hanna].map((who) => who.asks('GET', `${plan}/goals/${home}`)))
  promise(
    'Lotte, her mother and those who help her read it, with what Lotte asked not to be told to him',
    read.every(({ body: goal }) => mentions(goal, [OF_LOTTE.home]) && mentions(goal, [OF_LOTTE.hers])),
  )
  return told
}

async function bothFathersAreToldTheSame(
  { time, people }: Pick<Scene, 'time' | 'people'>,
  { family, calm, home, met }: Told,
  daysAgo: number,
): Promise<boolean> {
  const today = dayOf(time.itIs(daysAgo, '20:00'))
  // Something that everyone may know, of which lists then know too.
  await people.amina.post(`${calm.plan}/client-support-offers`, { accepted: false })
  const { position: after } = await people.amina.post(`${family.plan}/client-support-offers`, { accepted: false })
  await caughtUp(people.amina, '/caseload', after)
  const [his = '', anothers = ''] = await inTurn([family, calm], async (one, which) =>
    met[which]?.told(await allThatHeAsks(one, { today, slipped: home, after })),
  )
  return his === anothers && mentions(his, [OF_LOTTE.known]) && !mentions(his, Object.values(OF_LOTTE.withheld))
}

async function inTurn<One, Answer>(
  all: readonly One[],
  ask: (one: One, which: number) => Promise<Answer>,
): Promise<readonly Answer[]> {
  const answers: Answer[] = []
  for (const [which, one] of all.entries()) answers.push(await ask(one, which))
  return answers
}

async function itIsConfirmed(scene: Scene, told: Told): Promise<void> {
  const { time, people, tell, promise } = scene
  const { yara, vera } = people
  const { family, home } = told
  tell(`${dayOf(time.itIs(TOLD_DAYS_AGO - 2, '10:00'))}: Vera, safety officer, is the second person who must agree.`)
  const read = await vera.asks('GET', `${family.plan}/goals/${home}`)
  const other = await vera.asks('GET', `${family.plan}/goals/${family.known}`)
  const withheld = listAt(await yara.get(`${family.plan}/withholdings`), 'withholdings')
  for (const one of withheld)
    if (textAt(one, 'state') === 'made')
      await vera.post(`${family.plan}/withholdings/${textAt(one, 'id')}/confirmation`)
  const after = await vera.asks('GET', `${family.plan}/goals/${home}`)
  promise(
    'The second person reads what is to be confirmed and nothing else, and nothing any more once it is',
    mentions(read.body, [OF_LOTTE.home]) && other.status === 404 && after.status === 404,
  )
  promise('Who looked does not tell him either', await bothFathersAreToldTheSame(scene, told, TOLD_DAYS_AGO - 2))
}

async function theyFlee(scene: Scene, told: Told): Promise<void> {
  const { time, people, tell, promise } = scene
  const { family, home } = told
  const { plan, mother, child } = family
  const at = time.itIs(TOLD_DAYS_AGO - 5, '11:00')
  tell(`${dayOf(at)}: Mirjam flees with Lotte. Amina records it; the shelter is in no answer but theirs.`)
  await people.amina.post(`${plan}/members/${mother.id}/departure`, {
    ...{ kind: 'fled', date: dayOf(at), reason: OF_LOTTE.fled, together: [child.id] },
  })
  await people.yara.post(`${plan}/goals/${home}/revisions`, { words: `${OF_LOTTE.home}. ${OF_LOTTE.fled}` })
  const members = listAt(await mother.get(`${plan}/members`), 'members')
  const left = members.filter((one) => textAt(one, 'state') === 'left')
  promise(
    'They know that they are recorded as having left, and their address is secret from then on',
    left.length === 2 && left.every((one) => (one as { addressIsSecret?: boolean }).addressIsSecret === true),
  )
  promise('Of their flight nothing of his moves', await bothFathersAreToldTheSame(scene, told, TOLD_DAYS_AGO - 5))
}

async function heAsksWhatIsWithheld(scene: Scene, told: Told): Promise<void> {
  const { time, people, tell, promise } = scene
  tell(
    `${dayOf(time.itIs(TOLD_DAYS_AGO - 9, '09:00'))}: Farid asks what is withheld from him (AVG 15). Frits, privacy officer, answers.`,
  )
  const both = [told.family, told.calm]
  const answers = await inTurn(both, async ({ plan, father }) => {
    const { id } = await father.post(`${plan}/withholding-requests`, {})
    const closed = await people.frits.asks('GET', plan)
    await people.frits.post(`${plan}/withholding-requests/${id}/answer`)
    const [answer] = listAt(await father.get(`${plan}/withholding-requests`), 'withheldRequests')
    return { answer, isClosed: closed.status === 404 || !mentions(closed.body, Object.values(OF_LOTTE.withheld)) }
  })
  const texts = answers.map(({ answer }) => JSON.stringify(at(answer, 'answer')))
  promise(
    'A human answers, in the same words whether anything is withheld or nothing, with what he can do about it; and reads no content for it',
    answers.every(({ answer, isClosed }) => isClosed && textAt(answer, 'answered', 'by') === people.frits.id) &&
      texts[0] === texts[1] &&
      mentions(texts, ['bezwaar']),
  )
  promise('Nor does asking move anything', await bothFathersAreToldTheSame(scene, told, TOLD_DAYS_AGO - 9))
}

async function theReview({ time, people, tell, promise }: Scene, told: Told): Promise<void> {
  const { family, home, school, reviewDate } = told
  const { plan, father } = family
  const moment = time.itIs(TOLD_DAYS_AGO - REVIEW_AFTER_DAYS, '14:00')
  tell(`${dayOf(moment)}: the review. Lotte wants him to know of school; of home not.`)
  const before = await father.asks('GET', `${plan}/goals/${school}`)
  const withheld = listAt(await people.yara.get(`${plan}/withholdings`), 'withholdings')
  const of = (goal: string) =>
    textAt(
      withheld.find((one) => textAt(one, 'items', 0, 'id') === goal),
      'id',
    )
  await people.yara.post(`${plan}/withholdings/${of(school)}/release`, { reason: OF_LOTTE.released })
  await people.yara.post(`${plan}/withholdings/${of(home)}/reviews`, {
    ...{ reason: OF_LOTTE.reason, reviewDate: daysAfter(reviewDate, REVIEW_AFTER_DAYS) },
  })
  const [now, history] = [await father.get(`${plan}/goals`), await father.get(`${plan}/history?limit=500`)]
  promise(
    'He reads what was released, and nothing else: not what stays withheld, not why it was, not that they fled',
    before.status === 404 &&
      mentions(now, [OF_LOTTE.school]) &&
      !mentions([now, history], [OF_LOTTE.home, OF_LOTTE.hers, OF_LOTTE.reason, OF_LOTTE.fled, home]),
  )
}

async function whoLooked({ people, tell, promise }: Scene, { family }: Told): Promise<void> {
  const { plan, mother } = family
  tell('Mirjam asks who looked at her and at Lotte.')
  const looks = listAt(await mother.get(`${plan}/access-records?limit=100`), 'items')
  const whole = ['date', 'role', 'function', 'organisation', 'processingActivity', 'kind']
  const atWork = looks.filter((look) => textAt(look, 'role') !== 'family-member')
  promise(
    'She sees each look: the day, the function, the organisation, what for and at what, the safety officer among them; nobody’s name',
    atWork.some((look) => textAt(look, 'role') === 'safety-officer' && textAt(look, 'kind') === 'goals') &&
      atWork.every((look) => whole.every((part) => at(look, part) !== undefined)) &&
      !mentions(
        looks,
        [people.yara, people.vera, people.amina].flatMap(({ id, name }) => [id, name]),
      ),
  )
}

async function sheTurnsSixteen({ time, tell, promise }: Scene, { family, home, school }: Told): Promise<void> {
  const { plan, father, child, known } = family
  const read = (who: Person) =>
    inTurn([known, school, home], async (goal) => (await who.asks('GET', `${plan}/goals/${goal}`)).status)
  const eve = dayOf(time.itIs(SIXTEEN_DAYS_AGO, '20:00'))
  const before = await read(father)
  time.itIs(SIXTEEN_DAYS_AGO, '23:05')
  tell(`${daysAfter(eve, 1)}, just after midnight: Lotte is sixteen.`)
  promise(
    'That night her father’s sight of what is hers ends, without anyone doing anything',
    before.join() === '200,200,404' && (await read(father)).join() === '404,404,404',
  )
  promise('It is hers: she reads all of it', (await read(child)).join() === '200,200,200')
}
