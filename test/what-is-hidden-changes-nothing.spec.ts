/**
 * Nothing a caller may not see changes anything they are answered: whatever happens in a plan under a law they have no part in, every request of theirs
 * is answered as before, refusals, headers and tags included. Not promised: a person in another plan, a plan's bound, and time.
 */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { accountIn, aHelpedFamily, PROTOCOL, STEP, type HelpedFamily } from './support/a-helped-family.ts'
import { aPartner, allEvents, DE_BRUG, DE_STAM } from './support/partners.ts'
import { aTown, type Answer, type Asking, type Person, type Town } from './support/story.ts'
import { asOfNow } from './support/as-of-now.ts'

let town: Town
let family: HelpedFamily
let plan: string
let stam: Person
/** What Pim himself works on, under participation. */
let his: { readonly goal: string; readonly action: string }

const JOINS = {
  scope: 'domain',
  organisation: DE_STAM,
  domain: 'participation',
  activity: 'participation-support',
  until: '2031-01-01T00:00:00Z',
}

beforeAll(async () => {
  town = await aTown('2026-03-02T09:00:00.000Z')
  family = await aHelpedFamily(town)
  plan = `/plans/${family.planId}`
  const { coordinator, incomeWorker, parent } = family
  const coach = await town.person('professional', 'Coach', { activity: 'participation-support' })
  await town
    .as(coordinator)
    .post(`${plan}/care-team/professionals`, { professional: coach.id, name: 'Coach', ...JOINS })
  stam = await aPartner(town, DE_STAM)
  const pim = town.as(incomeWorker)
  const about = { domain: 'participation', about: [parent.id], lifeArea: 'finances', words: 'Weer rondkomen' }
  const { id: goal } = await pim.post(`${plan}/goals`, about)
  const { id: action } = await pim.post(`${plan}/actions`, { goal, owner: incomeWorker.id, words: 'Budget maken' })
  his = { goal, action }
})
afterAll(() => town.close())

/** What goes on under youth law, as a number says: each kind of it, on what is there. */
async function happensUnderYouth(kind: number): Promise<void> {
  const { child, youthWorker, coordinator } = family
  const yara = town.as(youthWorker)
  const noor = town.as(coordinator)
  const goal = async () =>
    (
      await yara.post(`${plan}/goals`, {
        domain: 'youth',
        about: [child.id],
        lifeArea: 'work-and-education',
        words: 'x',
      })
    ).id
  const challenged = (id: string, firstTo: string) =>
    town.as(child).post(`${plan}/challenges`, { on: { kind: 'goal', id }, words: 'Niet zo', wish: 'Anders', firstTo })
  const kinds: readonly (() => Promise<unknown>)[] = [
    goal,
    async () => yara.post(`${plan}/goals/${await goal()}/revisions`, { words: 'Anders' }),
    async () => yara.post(`${plan}/actions`, { goal: await goal(), owner: youthWorker.id, words: 'Praten' }),
    async () => yara.post(`${plan}/goals/${await goal()}/invitations`, { person: child.id }),
    async () => yara.post(`${plan}/goals/${await goal()}/withdrawal`, { reason: 'Hoeft niet' }),
    async () =>
      yara.post(`${plan}/deviations`, {
        domain: 'youth',
        about: [child.id],
        protocol: PROTOCOL,
        step: STEP,
        insteadDone: 'Eerst gepraat',
        situation: 'Vertrouwen',
        account: accountIn(60, town.now()),
        basedOn: await yara.tagOf(family.planId),
      }),
    () =>
      yara.post(`${plan}/care-team/capacity-judgements`, {
        person: child.id,
        domain: 'youth',
        canSpeak: kind % 2 === 0,
        reason: 'Gesproken',
      }),
    async () => {
      const another = await town.person('professional', randomUUID())
      await noor.post(`${plan}/care-team/professionals`, {
        ...JOINS,
        scope: 'domain',
        organisation: DE_BRUG,
        professional: another.id,
        name: 'Jeugd',
        domain: 'youth',
        activity: 'youth-support',
      })
    },
    () =>
      noor.post(`${plan}/referrals`, {
        to: '00000099000000000008',
        domain: 'youth',
        about: [child.id],
        words: 'Wie kan helpen?',
        until: '2031-01-01T00:00:00Z',
      }),
    async () => challenged(await goal(), 'addressee'),
    async () => challenged(await goal(), 'addressee-and-challenged'),
  ]
  await kinds[kind % kinds.length]?.()
}
const ALL_KINDS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
const JOINING = 7
const NOBODY = randomUUID()

const READS = [
  ...[
    '',
    '/history?limit=500',
    '/history/changes?from=-1&to=5',
    '/goals',
    '/challenges',
    '/actions',
    '/deviations',
    '/priorities',
  ],
  ...['/care-team', '/members', '/handovers', '/referrals', `?at=2026-03-02T09:00:01Z`, '?revision=3', '?revision=400'],
]
const LISTS = ['/caseload', '/due', '/due?scope=team', '/deviations', '/plans']

/** Commands that are refused, or change nothing: how they are answered may hang on nothing they may not see. */
function probes(pim: Asking): readonly (() => Promise<Answer>)[] {
  const { child, parent } = family
  const asks = (path: string, body: unknown = {}, headers = {}) => pim.asks('POST', plan + path, { body, headers })
  return [
    () => asks(`/goals/${NOBODY}/revisions`, { words: 'x' }),
    () => asks(`/goals/${his.goal}/adoption`, { basedOn: tag }),
    () => asks(`/goals/${his.goal}/exceptions`, { reason: 'x' }),
    () => asks('/actions', { goal: his.goal, owner: NOBODY, words: 'x' }),
    () => asks('/goals', { domain: 'youth', about: [child.id], lifeArea: 'finances', words: 'x' }),
    () => asks('/goals', { domain: 'participation', about: [NOBODY], lifeArea: 'finances', words: 'x' }),
    () => asks('/challenges', { on: { kind: 'goal', id: NOBODY }, words: 'x', wish: 'x', firstTo: 'addressee' }),
    () => asks(`/challenges/${NOBODY}/answers`, { finding: 'not', words: 'x', heard: true }),
    () => asks(`/actions/${his.action}/completion`, {}),
    () => asks(`/members/${parent.id}/departure`, {}),
    () =>
      asks('/deviations', {
        domain: 'youth',
        about: [child.id],
        protocol: PROTOCOL,
        step: STEP,
        insteadDone: 'x',
        situation: 'x',
      }),
    () => pim.asks('GET', `/plans/${NOBODY}`),
  ]
}
let tag: string

const SAME = ['etag', 'position', 'location', 'link', 'content-type', 'content-length', 'retry-after', 'allow']
const told = ({ status, body, headers }: Answer) => ({
  status,
  body,
  headers: Object.fromEntries(SAME.map((name) => [name, headers.get(name)])),
})

/** Every answer there is for someone to whom it is hidden, and for a partner under another law. */
async function everyAnswer(who: Person = family.incomeWorker): Promise<readonly unknown[]> {
  const pim = town.as(who)
  tag = await pim.tagOf(family.planId)
  const caughtUp = await asOfNow(town)
  const answers: unknown[] = []
  for (const path of READS) answers.push([path, told(await pim.asks('GET', plan + path))])
  for (const path of LISTS) answers.push([path, told(await pim.asks('GET', path, { headers: caughtUp }))])
  for (const [place, probe] of probes(pim).entries()) answers.push([place, told(await probe())])
  answers.push(['feed', await allEvents(town, stam)])
  return answers
}

const streamOf = () => `plan-${family.planId}`
const headOf = async (): Promise<number> => (await town.system.store.read(streamOf())).length

describe('what is hidden', () => {
  it.each([
    ['another law', () => family.incomeWorker, ALL_KINDS],
    // Who helps the family its members know; what is about a child is not about its mother, who does not represent it here.
    ['the rest of the family', () => family.parent, ALL_KINDS.filter((kind) => kind !== JOINING)],
  ])(
    'from %s changes none of their answers, whatever it is',
    async (_, who, kinds) => {
      const before = await everyAnswer(who())
      await fc.assert(
        fc.asyncProperty(fc.array(fc.constantFrom(...kinds), { minLength: 1, maxLength: 4 }), async (drawn) => {
          for (const kind of drawn) await happensUnderYouth(kind)
          expect(await everyAnswer(who())).toEqual(before)
        }),
        { numRuns: 5, examples: [[kinds]], endOnFailure: true },
      )
    },
    120_000,
  )

  it.each([
    ['a tag of the head', async () => town.system.tags.tag(streamOf(), await town.system.folds.plans.at(streamOf()))],
    ['a count of the stream', headOf],
    ['how far the store has come', async () => town.system.store.head()],
  ])('would be found by this if %s were among the answers', async (_, leak) => {
    const answers = async () => [...(await everyAnswer()), await leak()]
    const before = await answers()
    await happensUnderYouth(0)
    expect(await answers()).not.toEqual(before)
  })
})
