/** A plan is opened in an emergency: on Saturday night, by who may read nothing of it by day; reviewed on Monday by somebody else. The family sees both. */
import { dayOf, daysAfter, type Day } from '../../libs/deciding/days.ts'
import { at, listAt, mentions, textAt } from './answers.ts'
import { caughtUp } from './caught-up.ts'
import type { Person } from './people.ts'
import type { Scene } from './the-cast.ts'
import { OF_IMRAN } from './what-they-say.ts'

interface Family {
  /** `/plans/{planId}` */
  readonly plan: string
  readonly mother: Person
}

const isSaturday = (day: Day): boolean => new Date(`${day}T12:00:00Z`).getUTCDay() === 6

/** @param daysAgo on that day, or on the last Saturday before it */
export async function itIsOpenedAtNight(scene: Scene, family: Family, daysAgo: number): Promise<void> {
  const saturday = dayOf(scene.time.itIs(daysAgo, '20:00', isSaturday))
  const use = await onSaturdayNight(scene, family, saturday)
  const monday = daysAfter(saturday, 2)
  scene.time.itIs(0, '09:00', (day) => day === monday)
  await onMonday(scene, family, { use, saturday, monday })
}

async function onSaturdayNight({ people, tell, promise }: Scene, { plan }: Family, saturday: Day): Promise<string> {
  const { ada, saar, amina, vera, frits } = people
  await ada.asks('PUT', '/break-glass-roles', { body: { roles: ['professional'] } })
  tell(`${saturday}, at night: Imran is not home. Saar, a crisis worker, has no part in his plan.`)
  const before = await saar.asks('GET', plan)
  promise('By herself Saar is answered as if there were no plan', before.status === 404)
  const asks = { plan: plan.replace('/plans/', ''), domains: ['youth'], reason: OF_IMRAN.emergency }
  const { id: use, position } = await saar.post('/break-glass-uses', asks)
  const read = await saar.get(`${plan}/goals`)
  promise(
    'Opened for youth care, with her reason, she reads what Imran told; and nothing of another law',
    mentions(read, [OF_IMRAN.goal]) && !mentions(read, [OF_IMRAN.coached]),
  )
  const isDue = async (who: Person) => mentions(await caughtUp(who, '/due?limit=100', position), [use])
  promise(
    'It is due at once to who coordinates, and to safety and privacy officer',
    (await isDue(amina)) && (await isDue(vera)) && (await isDue(frits)),
  )
  const next = await saar.asks('POST', '/break-glass-uses', { body: asks })
  promise('Nobody opens a next one before that is reviewed', next.code === 'BREAK_GLASS_AWAITS_REVIEW')
  return use
}

async function onMonday(
  { people, tell, promise }: Scene,
  { plan, mother }: Family,
  { use, saturday, monday }: { readonly use: string; readonly saturday: Day; readonly monday: Day },
): Promise<void> {
  const { saar, vera } = people
  promise('After four hours it was over', (await saar.asks('GET', plan)).status === 404)
  tell(`${monday}: Vera, who is safety officer, speaks with Saar and reviews it. Samira asks who looked.`)
  const finding = { plan: plan.replace('/plans/', ''), finding: 'justified', reason: OF_IMRAN.reviewed }
  await vera.post(`/break-glass-uses/${use}/review`, finding)
  const looks = listAt(await mother.get(`${plan}/access-records?limit=100&from=${saturday}&until=${saturday}`), 'items')
  const opened = looks.find((look) => textAt(look, 'kind') === 'break-glass' && textAt(look, 'outcome') === 'answered')
  promise(
    'Samira sees both: that the plan was opened in an emergency, and what was found of it',
    at(opened, 'breakGlass', 'finding') === 'justified' && at(opened, 'breakGlass', 'on') === monday,
  )
  promise('and reads nothing of the reasons', !mentions(looks, [OF_IMRAN.emergency, OF_IMRAN.reviewed]))
}
