/**
 * Need to know, as the people in it would play it: who coordinates sees that something is there and reads what somebody permits; a school has the one action
 * that it is to do; who checks a benefit has nothing of what its own law is told to help.
 */
import { dayOf, daysAfter } from '../../libs/deciding/days.ts'
import { at, listAt, mentions, textAt } from './answers.ts'
import { caughtUp } from './caught-up.ts'
import { mayIShareThis } from './may-i-share.ts'
import { itIsOpenedAtNight } from './opened-at-night.ts'
import type { Person } from './people.ts'
import type { Scene } from './the-cast.ts'
import { OF_IMRAN } from './what-they-say.ts'

const OPENED_DAYS_AGO = 60
const SCHOOLS_OIN = '00000099000000000077'

interface Family {
  readonly plan: string
  readonly mother: Person
  readonly child: Pick<Person, 'id'>
  /** Of youth care: the goal, and the one action of it that is the school's. */
  readonly goal: string
  readonly action: string
}

export async function whatEachNeeds(scene: Scene): Promise<void> {
  const { time, tell } = scene
  tell('')
  tell(`${dayOf(time.itIs(OPENED_DAYS_AGO, '09:00'))}: a third family, Samira and her son Imran (9).`)
  const family = await aFamily(scene)
  const permission = await whoCoordinatesAsks(scene, family)
  const school = await theSchoolHasItsAction(scene, family)
  await mayIShareThis(scene, OPENED_DAYS_AGO - 10, { ...family, school, oin: SCHOOLS_OIN })
  await itIsWithdrawn(scene, family, permission)
  await whoChecksHasNothing(scene, family)
  await itIsOpenedAtNight(scene, family, OPENED_DAYS_AGO - 20)
  time.itIsNow()
}

async function aFamily({ time, people }: Scene): Promise<Family> {
  const opened = time.itIs(OPENED_DAYS_AGO, '09:00')
  const { amina, yara, coach, bram, member } = people
  const { planId } = await amina.post('/plans', { lifeAreas: ['work-and-education'], reportedBy: 'family' })
  const plan = `/plans/${planId}`
  const joins = (name: string, birthDate: string) => amina.post(`${plan}/members`, { name, birthDate })
  const mother = await member('Samira Wil', await joins('Samira Wil', '1990-03-01'))
  const child = await joins('Imran Wil', daysAfter(dayOf(opened), -9 * 366))
  await amina.post(`${plan}/care-team/representatives`, {
    ...{ representative: mother.id, name: mother.name, represents: child.id, kind: 'parental-authority', from: opened },
    proof: { kind: 'brp', date: dayOf(opened) },
  })
  await amina.post(`${plan}/own-plan-invitations`)
  await mother.post(`${plan}/own-plan-waivers`, { reason: OF_IMRAN.waived })
  for (const [{ id, name }, domain, activity] of [
    [yara, 'youth', 'youth-support'],
    [coach, 'participation', 'participation-support'],
    [bram, 'participation', 'benefits-enforcement'],
  ] as const)
    await amina.post(`${plan}/care-team/professionals`, {
      ...{ professional: id, name, organisation: people.municipality, domain, activity },
      until: `${daysAfter(dayOf(opened), 365)}T00:00:00Z`,
    })
  const { id: goal } = await yara.post(`${plan}/goals`, {
    ...{ domain: 'youth', about: [child.id], lifeArea: 'work-and-education', words: OF_IMRAN.goal },
  })
  const { id: action } = await yara.post(`${plan}/actions`, { goal, owner: yara.id, words: OF_IMRAN.action })
  return { plan, mother, child, goal, action }
}

async function whoCoordinatesAsks(scene: Scene, { plan, mother, child, goal }: Family): Promise<string> {
  const { time, people, tell, promise } = scene
  const { amina } = people
  const until = `${daysAfter(dayOf(time.itIs(OPENED_DAYS_AGO - 1, '10:00')), 90)}T00:00:00Z`
  const closed = await amina.get(`${plan}/goals/${goal}`)
  promise(
    'Who coordinates sees that youth care has a goal for Imran, and not its words',
    at(closed, 'words', 'closed') === true && !mentions(closed, [OF_IMRAN.goal]),
  )
  tell('Amina asks whether she may read along. Samira permits it, for her son, and thinks better of it a week later.')
  const permission = { person: child.id, by: mother.id, to: { kind: 'coordination' }, domains: ['youth'], until }
  const own = await amina.asks('POST', `${plan}/permissions`, { body: { ...permission, how: OF_IMRAN.how } })
  promise('Nobody records a permission to themselves', own.code === 'NOBODY_RECORDS_A_PERMISSION_TO_THEMSELVES')
  const { id } = await mother.post(`${plan}/permissions`, { ...permission, how: OF_IMRAN.how })
  const open = await amina.get(`${plan}/goals/${goal}`)
  promise('Permitted, she reads it', mentions(open, [OF_IMRAN.goal]))
  return id
}

async function theSchoolHasItsAction(scene: Scene, { plan, child, goal, action }: Family): Promise<Person> {
  const { time, people, tell, promise } = scene
  const now = time.itIs(OPENED_DAYS_AGO - 9, '11:00')
  const { amina, partnerOf } = people
  const school = await partnerOf('OBS De Horizon', SCHOOLS_OIN)
  tell(`${dayOf(now)}: Amina refers Imran to his school, for one action: a weekly talk with the mentor.`)
  const { id: referral } = await amina.post(`${plan}/referrals`, {
    ...{ to: SCHOOLS_OIN, domain: 'youth', about: [child.id], words: OF_IMRAN.referred },
    ...{ opens: [{ kind: 'action', id: action }], until: `${daysAfter(dayOf(now), 200)}T00:00:00Z` },
  })
  await school.post(`${plan}/referrals/${referral}/acceptance`)
  const feed = await school.get('/events?limit=100')
  const events: readonly unknown[] = Array.isArray(feed) ? feed : []
  const of = (kind: string, id: string) =>
    events.filter(
      (event) => textAt(event, 'data', 'item', 'kind') === kind && textAt(event, 'data', 'item', 'id') === id,
    )
  const [its] = of('action', action)
  const fetched = await school.asks('GET', textAt(its, 'dataref').replace(/^.*\/v1/, ''))
  promise(
    'The school is told of its one action, and can fetch it; of the goal it is told nothing',
    mentions(fetched.body, [OF_IMRAN.action]) && of('goal', goal).length === 0 && !mentions(events, [OF_IMRAN.goal]),
  )
  const other = await Promise.all(
    [`/goals/${goal}`, '', '/history', '/members'].map((path) => school.asks('GET', plan + path)),
  )
  promise(
    'Nor can it fetch that by itself',
    other.every(({ status }) => status === 404),
  )
  return school
}

async function itIsWithdrawn(scene: Scene, { plan, mother, goal }: Family, permission: string): Promise<void> {
  const { time, people, promise } = scene
  time.itIs(OPENED_DAYS_AGO - 11, '20:00')
  await mother.post(`${plan}/permissions/${permission}/withdrawal`)
  const after = await people.amina.get(`${plan}/goals/${goal}`)
  promise('Withdrawn, she reads it no more', !mentions(after, [OF_IMRAN.goal]) && at(after, 'words', 'closed') === true)
}

async function whoChecksHasNothing(scene: Scene, { plan, mother }: Family): Promise<void> {
  const { time, people, tell, promise } = scene
  const { bram, coach } = people
  const today = dayOf(time.itIs(OPENED_DAYS_AGO - 12, '14:00'))
  tell(`${today}: Samira tells her job coach why she lost her work. Bram, who checks benefits, asks for it.`)
  const { id: goal, position } = await coach.post(`${plan}/goals`, {
    ...{ domain: 'participation', about: [mother.id], lifeArea: 'work-and-education', words: OF_IMRAN.coached },
  })
  const asked = await bram.asks('GET', `${plan}/goals/${goal}`)
  const [plans, history] = [await bram.get(plan), await bram.get(`${plan}/history?limit=500`)]
  await caughtUp(people.amina, '/caseload', position)
  const looks = listAt(await mother.get(`${plan}/access-records?limit=100&from=${today}&until=${today}`), 'items')
  promise(
    'What is told to help inside one law does not reach who checks under it, on no route',
    asked.status === 404 && !mentions([plans, history], [OF_IMRAN.coached, goal]),
  )
  promise(
    'and Samira sees that it was asked for, and refused',
    looks.some(
      (look) => textAt(look, 'processingActivity') === 'benefits-enforcement' && textAt(look, 'outcome') === 'refused',
    ),
  )
}
