/** What the story's other people see of it: the one who enforces, the one who coordinates, and one with no part in it. What may not be seen is absent, not blanked. */
import { randomUUID } from 'node:crypto'
import { dayOf } from '../../libs/deciding/days.ts'
import { at, listAt, mentions, textAt } from './answers.ts'
import type { Family, Left, Scene } from './the-cast.ts'
import { HURRIED_ACCOUNT, OF_YOUTH } from './what-they-say.ts'

export async function whatOthersSee(
  { time, tell, promise }: Scene,
  { plan, goal, action, cast }: Family,
  left: Left,
): Promise<void> {
  const { amina, bram, wim } = cast
  tell(`${dayOf(time.itIs(98, '14:00'))}: Bram, who enforces, reads all he can: plan, lists, history, what changed.`)
  const lists = ['', '/goals', '/actions', '/deviations', '/priorities', '/care-team', '/members', '/history']
  const read = await Promise.all(lists.map((list) => bram.get(plan + list)))
  const history = listAt(read.at(-1), 'events')
  const changes = await bram.get(`${plan}/history/changes?from=-1&to=${String(history.length - 1)}`)
  const ofYouth = listAt(await bram.get(`${plan}/history?domain=youth`), 'events')
  const ofParticipation = history.filter((event) => at(event, 'domain') === 'participation')
  const hidden = [`${plan}/goals/${goal}`, `${plan}/actions/${action}`, left.deviation, `${left.deviation}/dossier`]
  const refused = await Promise.all(hidden.map((path) => bram.asks('GET', path)))
  promise(
    'Of youth care he reads nothing: no word, item or event, not even that it is there; what he asks for by id is not found',
    !mentions([read, changes], [...Object.values(OF_YOUTH), '"youth"', left.id, goal, action]) &&
      listAt(read[1], 'goals').length + listAt(read[3], 'deviations').length + ofYouth.length === 0 &&
      refused.every(({ status }) => status === 404),
  )
  promise(
    'Nor does a gap tell of it: his events are numbered as if there were no others, and nothing else of them counts',
    history.length > 0 &&
      history.every((event, place) => at(event, 'revision') === place) &&
      ofParticipation.length > 0 &&
      history.every((event) => ['position', 'sequence', 'commandId'].every((name) => at(event, name) === undefined)),
  )
  const known = await amina.get(left.deviation)
  promise(
    'The account is in confidence: Amina, who coordinates, knows that a priority was left and that it was accounted for and read; not the weighing, nor the reading’s words',
    mentions(known, [OF_YOUTH.insteadDone]) &&
      at(known, 'justified') === true &&
      textAt(known, 'account', 'reviewDate') !== '' &&
      textAt(listAt(known, 'readings')[0], 'finding') !== '' &&
      !mentions(known, ['interestOfTheChild', HURRIED_ACCOUNT.different, OF_YOUTH.reading]),
  )
  promise(
    'A citizen service number (BSN) is read by who coordinates, and by nobody else at work',
    mentions(await amina.get(plan), [cast.bsnOfTheParent]) &&
      !mentions([read, await cast.joke.get(plan)], [cast.bsnOfTheParent]),
  )
  const [there, nowhere] = [await wim.asks('GET', plan), await wim.asks('GET', `/plans/${randomUUID()}`)]
  promise(
    'To Wim, a youth worker with no part in it, the plan is as one that does not exist',
    there.status === 404 && JSON.stringify(there) === JSON.stringify(nowhere),
  )
}
