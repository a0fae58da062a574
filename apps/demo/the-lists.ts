/** What each finds on their lists: the caseload, what is due, the register of deviations. They are made of rows that follow the events, and are judged by the same eyes as the plan. */
import { dayOf } from '../../libs/deciding/days.ts'
import { at, listAt, mentions, names, textAt } from './answers.ts'
import { caughtUp } from './caught-up.ts'
import type { Person } from './people.ts'
import type { Family, Left, Scene } from './the-cast.ts'
import { OF_YOUTH } from './what-they-say.ts'

export async function theLists({ time, tell, promise }: Scene, family: Family, left: Left): Promise<void> {
  const { plan, planId, cast } = family
  const { amina, joke, bram } = cast
  tell(
    `${dayOf(time.itIs(97, '09:00'))}: Amina offers client support (cliëntondersteuning); everyone looks at their lists.`,
  )
  const { position } = await amina.post(`${plan}/client-support-offers`, { accepted: true })
  const onList = async (who: Person, list: string) =>
    listAt(await caughtUp(who, list, position), 'items').filter((item) => textAt(item, 'planId') === planId)

  const [caseload] = await onList(amina, '/caseload?limit=100')
  promise(
    'Amina finds the family on her caseload, by the names of who is in it',
    names(at(caseload, 'members'), ['Petra']) && names(at(caseload, 'members'), ['Sam']),
  )
  const due = await onList(joke, '/due?limit=100')
  promise(
    'Joke finds due what is hers to do, the evaluation of both deviations, each with its date',
    due.filter((one) => textAt(one, 'what') === 'evaluation' && textAt(one, 'dueAt') > '').length === 2,
  )
  const register = await onList(joke, `/deviations?protocol=${cast.protocol.id}&step=${cast.protocol.step}`)
  const byWorker = await Promise.all(
    [`author=${joke.id}`, `reportedBy=${joke.id}`, `by=${joke.id}`].map((filter) =>
      joke.asks('GET', `/deviations?${filter}`),
    ),
  )
  promise(
    'The register is asked by protocol and step, and never by who left it: there is no such question',
    register.length === 1 && byWorker.every(({ status }) => status === 400),
  )
  const his = await Promise.all(['/caseload', '/due', '/deviations', '/plans'].map((list) => onList(bram, list)))
  promise(
    "On none of Bram's lists is anything of youth care",
    listAt(his, 0).length === 1 && !mentions(his, [...Object.values(OF_YOUTH), '"youth"', left.id]),
  )
}
