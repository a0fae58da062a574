/** The auditor's part of the story: envelopes without content, content under an inspection, and the replay of what was known when. */
import { at, listAt, mentions, names, textAt } from './answers.ts'
import { replayTable } from './replay-table.ts'
import type { Family, Left, Scene } from './the-cast.ts'
import { OF_PARTICIPATION, OF_YOUTH } from './what-they-say.ts'

export async function theAudit(
  { time, tell, promise }: Scene,
  { plan, planId, cast }: Family,
  left: Left,
): Promise<void> {
  const { odile, odileInspecting, ada } = cast
  time.itIsNow()
  tell('Today: Odile, auditor (toezichthouder), replays the history.')
  const history = await odile.get(`${plan}/history?limit=500`)
  const all = listAt(history, 'events')
  const replayable = [history, await odile.get(plan)]
  promise(
    'Without an inspection she replays every event of every law, and reads not one word, nor who anyone is: people are pseudonyms of this plan',
    ['general', 'youth', 'participation'].every((domain) => all.some((one) => at(one, 'domain') === domain)) &&
      mentions(all, ['"sealed"', '"sha256"']) &&
      !mentions(replayable, [...Object.values(OF_YOUTH), cast.amina.id, cast.joke.id]) &&
      !names(replayable, cast.names),
  )
  const withheld = await odile.asks('GET', `${plan}/envelopes`)
  const closed = await odileInspecting.asks('GET', plan)

  tell(
    'Ada, administrator (beheerder), who sees no content herself, opens an inspection (onderzoek): youth law, this plan, half a year.',
  )
  const now = Date.now()
  const moment = (days: number) => new Date(now + days * 86_400_000).toISOString()
  await ada.post('/inspections', {
    auditor: odile.id,
    law: 'youth',
    plans: [planId],
    recordedFrom: moment(-183),
    recordedUntil: moment(1),
    openUntil: moment(30),
    reason: 'Hoe wordt er met afwijkingen omgegaan?',
  })
  const opened = await odileInspecting.get(plan)
  const others = cast.anotherPlan === undefined ? [] : [await odileInspecting.asks('GET', `/plans/${cast.anotherPlan}`)]
  promise(
    'An inspection opens the content of its law, in its plans and no others, and none of another law',
    closed.status === 404 &&
      mentions(opened, [OF_YOUTH.lesson]) &&
      !mentions(opened, [OF_PARTICIPATION.priority]) &&
      others.every(({ status }) => status === 404) &&
      (await ada.asks('GET', plan)).status !== 200,
  )
  const envelopes = listAt(await odile.get(`${plan}/envelopes?limit=500`), 'envelopes')
  promise(
    'The stored envelopes, which name workers as every plan does, are hers to verify once an inspection names the plan, and not before',
    withheld.status === 403 && envelopes.length >= all.length && mentions(envelopes, ['sealedValues', cast.joke.id]),
  )
  await whatWasKnownThen({ promise }, { plan, cast }, left)
  await theDossier({ promise }, { cast }, left)
  tell('')
  tell('The history of the plan as the inspection opens it:')
  const replayed = listAt(await odileInspecting.get(`${plan}/history?limit=500`), 'events')
  for (const line of replayTable(replayed)) tell(line)
}

/** The plan at the moment of the account, and what its maker had before her then. */
async function whatWasKnownThen(
  { promise }: Pick<Scene, 'promise'>,
  { plan, cast }: Pick<Family, 'plan' | 'cast'>,
  { id, accountedAt, deviation }: Left,
): Promise<void> {
  const { odileInspecting: odile } = cast
  const then = await odile.get(`${plan}?at=${accountedAt}`)
  const stood = listAt(then, 'plan', 'deviations').find((one) => textAt(one, 'id') === id)
  const dossier = await odile.get(`${deviation}/dossier`)
  const known = listAt(dossier, 'basedOn').find((one) => textAt(one, 'decision') === 'account')
  const revision = at(known, 'revision')
  const before = await odile.get(`${plan}?revision=${String(revision)}`)
  promise(
    'Replayed at the moment of the account, the plan knows the account and nothing that came after',
    at(stood, 'justified') === true && at(stood, 'evaluation') === undefined && listAt(stood, 'readings').length === 0,
  )
  promise(
    'What Joke had before her when she accounted for it is kept: the plan up to her own report, and she knew no more',
    textAt(known, 'lastEvent') === 'DeviationReported' &&
      listAt(before, 'plan', 'deviations').length === 1 &&
      at(before, 'plan', 'deviations', 0, 'account') === undefined,
  )
}

async function theDossier(
  { promise }: Pick<Scene, 'promise'>,
  { cast }: Pick<Family, 'cast'>,
  { deviation }: Left,
): Promise<void> {
  const dossier = await cast.odileInspecting.get(`${deviation}/dossier`)
  const types = listAt(dossier, 'events').map((event) => textAt(event, 'type'))
  const parts = [
    'DeviationReported',
    'DeviationAccountedFor',
    'DeviationReasoned',
    'ReaderDrawn',
    'ViewGiven',
    'SecondReadingGiven',
    'SecondReadingWorded',
    'DeviationEvaluated',
  ]
  promise(
    'The dossier holds it all: the priority that was left, the weighing, both views, the reading, the evaluation, each event',
    parts.every((part) => types.includes(part)) &&
      listAt(dossier, 'priorities').length === 1 &&
      textAt(dossier, 'deviation', 'account', 'weighing', 'interestOfTheChild') !== '' &&
      [OF_YOUTH.childOnDeviation, OF_YOUTH.parentOnDeviation, OF_YOUTH.reading, OF_YOUTH.lesson].every((words) =>
        mentions(dossier, [words]),
      ),
  )
}
