/** Before something is told further: Yara asks whether she may share it with the school, on which article, and what the school would have of it; and shares that, and no more. */
import { dayOf, daysAfter } from '../../libs/deciding/days.ts'
import { at, listAt, mentions, textAt } from './answers.ts'
import type { Person } from './people.ts'
import type { Scene } from './the-cast.ts'
import { OF_IMRAN } from './what-they-say.ts'

interface AskedFor {
  /** `/plans/{planId}` */
  readonly plan: string
  /** Of youth care: the goal that what is shared hangs on. */
  readonly goal: string
  readonly school: Person
  readonly oin: string
}

export async function mayIShareThis(scene: Scene, daysAgo: number, asked: AskedFor): Promise<void> {
  const { time, people, tell } = scene
  const { plan, goal, oin } = asked
  const { yara } = people
  const now = time.itIs(daysAgo, '15:30')
  tell(`${dayOf(now)}: Yara would tell the school of one thing more. First she asks: "May I share this?"`)
  const { id: action } = await yara.post(`${plan}/actions`, { goal, owner: yara.id, words: OF_IMRAN.shared })
  const wouldShare = { items: [{ kind: 'action', id: action }], to: { kind: 'organisation', id: oin } }
  await sheIsTold(scene, asked, wouldShare)
  const { id: sharing } = await yara.post(`${plan}/sharings`, {
    ...{ ...wouldShare, ground: 'same-help', necessity: OF_IMRAN.necessity },
    until: `${daysAfter(dayOf(now), 100)}T00:00:00Z`,
  })
  await theSchoolHasThat(scene, asked, { action, sharing })
}

async function sheIsTold({ people, promise }: Scene, { plan, school }: AskedFor, wouldShare: object): Promise<void> {
  const { body: told } = await people.yara.asks('POST', `${plan}/sharing-previews`, { body: wouldShare })
  const gets = listAt(told, 'gets')
  promise(
    'Who asks "may I share this?" is told on which article, and reads what the school would have: that action, and not its goal',
    textAt(told, 'grounds', 0, 'law') === 'Jeugdwet 7.3.11(2)' &&
      at(told, 'grounds', 0, 'may') === true &&
      gets.length === 1 &&
      mentions(gets, [OF_IMRAN.shared]) &&
      !mentions(told, [OF_IMRAN.goal]),
  )
  promise(
    'By asking nothing is shared yet',
    !mentions(await school.get('/events?limit=100'), [textAt(gets, 0, 'id') || OF_IMRAN.shared]),
  )
}

async function theSchoolHasThat(
  { promise }: Scene,
  { plan, goal, school }: AskedFor,
  { action, sharing }: { readonly action: string; readonly sharing: string },
): Promise<void> {
  const feed = await school.get('/events?limit=100')
  const events: readonly unknown[] = Array.isArray(feed) ? feed : []
  const fetched = async (id: string) => {
    const told = events.find((event) => textAt(event, 'data', 'item', 'id') === id)
    return school.asks('GET', textAt(told, 'dataref').replace(/^.*\/v1/, ''))
  }
  const [its, why] = [await fetched(action), await fetched(sharing)]
  promise(
    'Shared, the school fetches that one action, and for what it has it',
    mentions(its.body, [OF_IMRAN.shared]) && mentions(why.body, [OF_IMRAN.necessity]),
  )
  const theGoal = await school.asks('GET', `${plan}/goals/${goal}`)
  promise(
    'and the goal that it hangs on it is not told of, nor can it fetch that',
    theGoal.status === 404 &&
      !events.some((event) => textAt(event, 'data', 'item', 'id') === goal) &&
      !mentions([events, its.body, why.body], [OF_IMRAN.goal]),
  )
}
