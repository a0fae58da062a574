/** The second reader's part of the story: drawn by lot, drawn again by whoever doubts it, reading without names. */
import { dayOf, daysAfter } from '../../libs/deciding/days.ts'
import { at, listAt, mentions, names, textAt } from './answers.ts'
import { StoryBroken } from './people.ts'
import type { Family, Left, Scene } from './the-cast.ts'
import { OF_YOUTH } from './what-they-say.ts'

export async function theReaderReads(
  { time, tell, promise }: Scene,
  { plan, cast }: Family,
  { deviation }: Left,
): Promise<void> {
  const { joke, petra, sam, amina, bram } = cast
  const moment = time.itIs(100, '13:20')
  const drawn = at(await joke.get(deviation), 'reader')
  const pool = await joke.get('/second-readers')
  const inPool = listAt(pool, 'readers').map((one) => textAt(one, 'reader'))
  promise(
    'Who reads was drawn by lot, from a version of the pool that stays with the reading, by a seed of which a digest does',
    at(pool, 'version') === at(drawn, 'pool') &&
      /^[\w-]{43}$/.test(textAt(drawn, 'seed')) &&
      inPool.includes(textAt(drawn, 'reader')),
  )
  promise(
    'Nobody who wrote it or works with the family was drawn, and who they all are is told to nobody',
    [joke, amina, bram].every(({ id }) => id !== textAt(drawn, 'reader')) &&
      !names(
        [at(drawn, 'excluded')],
        [joke, amina, bram].map(({ id }) => id),
      ),
  )
  const reader = await cast.readerWith(textAt(drawn, 'reader'))
  if (reader === undefined) throw new StoryBroken('nobody in the pool has the id of who was drawn')

  tell(`${dayOf(moment)}: the second reader (tweede lezer), from outside, reads it.`)
  const read = await reader.get(deviation)
  const whole = await reader.get(plan)
  const people = [...cast.names, ...[petra, sam, joke, amina, bram].map(({ id }) => id)]
  promise(
    'The reader reads the weighing without names: people are places, and names are gone from the words',
    mentions(read, ['family-member-1', 'interestOfTheChild']) && !names([read, whole], people),
  )
  promise(
    'The reader reads that deviation and nothing else of the plan',
    listAt(whole, 'plan', 'goals').length + listAt(whole, 'plan', 'members').length === 0 &&
      listAt(whole, 'plan', 'deviations').some((one) => textAt(one, 'id') === textAt(read, 'id')),
  )
  await reader.post(`${deviation}/readings`, {
    finding: 'supports-with-conditions',
    conditions: [{ words: OF_YOUTH.condition, until: daysAfter(dayOf(moment), 30) }],
    words: OF_YOUTH.reading,
    basedOn: await reader.sees(plan),
  })
  const [reading] = listAt(await joke.get(deviation), 'readings')
  promise(
    'The reader supports it, with conditions, and Joke reads what they are',
    textAt(reading, 'finding') === 'supports-with-conditions' && textAt(reading, 'words') === OF_YOUTH.reading,
  )
}
