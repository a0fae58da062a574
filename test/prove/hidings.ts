/** What can be hidden from whom: who is watched, and what may happen that is nothing to them. */
import { ACTIVITY, DE_BRUG } from './family-people.ts'
import type { AskedOfPlan } from './family.ts'
import { later, type Scene } from './family-scene.ts'
import { isTo, OF_A_LAW, suchThat, toPartners, type Hides, type Hiding } from './hiding.ts'
import { OPENED } from './hidings-of-the-rest.ts'
import { colleagueUnder, inDays, lawOf, withholding } from './family-withholding.ts'
import { fact, LAWS, type Who } from './sight-told.ts'

/** What may come of what is hidden, and hangs on it. */
const ON_HIDDEN = [
  'revision',
  'action',
  'view',
  'invitation',
  'goalDropped',
  'actionDone',
  'confirmed',
  'denied',
  'reviewed',
]
const WITHHELD = ['goal', 'goal', 'deviation', 'referral', 'priority', 'action', 'view', 'permission']

/** Whether something is asked of what is there in one of both only. */
function isOnHidden(plain: Scene, fuller: Scene, { path, body }: Pick<AskedOfPlan, 'path' | 'body'>): boolean {
  const items = (path + JSON.stringify(body?.['goal'] ?? '')).match(/[0-9a-f]{8}-[0-9a-f-]{27}/g) ?? []
  const there = ({ family }: Scene, item: string) => family.past.some(({ data }) => Object.values(data).includes(item))
  return items.some((item) => there(fuller, item) && !there(plain, item))
}

/** Whom something asked names, or what it is done to is about. */
function concernedBy({ path, body }: AskedOfPlan, { family }: Scene): string {
  const named = path + JSON.stringify(body ?? {})
  const items = named.match(/[0-9a-f]{8}-[0-9a-f-]{27}/g) ?? []
  const began = family.past.filter(({ data }) => items.some((item) => Object.values(data).includes(item)))
  return named + JSON.stringify(began.flatMap(({ about }) => about))
}

/** Content is withheld from somebody in the breath in which it is written; what hangs on it follows. */
function withheldSilently(plain: Scene, fuller: Scene, from: Who): Hiding {
  const anew = suchThat(WITHHELD, () => true)
  const onIt = suchThat(ON_HIDDEN, (asked) => isOnHidden(plain, fuller, asked))
  return {
    from,
    more(scene) {
      const after = scene.dice.chance(0.5) ? onIt(scene) : undefined
      const asked = after ?? anew(scene)
      if (asked === undefined) return undefined
      // What would be theirs to write, a colleague writes.
      const another = colleagueUnder(scene.people, lawOf(asked, scene.family)) ?? asked.who
      const byAnother = asked.who.id === from.id ? { ...asked, who: another } : asked
      return after === undefined ? withholding(scene, byAnother, from, 'silent') : byAnother
    },
  }
}

const BETWEEN = ['wish', 'wishAnswered', 'viewOnCoordinator', 'expectation', 'handover', 'handoverCorrected']

/** Who fled is back unknown to the others: what was begun apart goes on apart, and all else goes on in the open. */
function fledAndBack(plain: Scene, fuller: Scene): Hiding {
  const { people, dice, family } = plain
  const { father, mother, child, sibling, coordinator, lead, enforcer, workers, colleagues } = people
  const from = dice.pick([father, father, sibling])
  const gone = dice.pick([[mother.id], [mother.id], [mother.id, child.id]])
  const isLimited = dice.chance(0.3)
  const happened = (type: string, person: string) =>
    fuller.family.past.some((event) => event.type === type && fact(event, 'person') === person)
  const isOfThemAlone = (asked: AskedOfPlan) => {
    const concerned = concernedBy(asked, fuller)
    const others = [father, mother, child, sibling].filter(({ id }) => !gone.includes(id))
    return gone.some((one) => concerned.includes(one)) && !others.some(({ id }) => concerned.includes(id))
  }
  const leaves = (): AskedOfPlan => ({
    who: coordinator,
    path: `/members/${mother.id}/departure`,
    body: { kind: 'fled', date: '2026-03-01', reason: 'Gevlucht', ...(gone.length > 1 && { together: [child.id] }) },
  })
  const helped = (scene: Scene): AskedOfPlan => ({
    who: coordinator,
    path: '/care-team/professionals',
    body: {
      ...{
        professional: enforcer.id,
        name: enforcer.name,
        scope: 'domain',
        organisation: DE_BRUG,
        until: later(scene),
      },
      ...{ domain: 'participation', activity: enforcer.activity, members: gone },
    },
  })
  const limited = (): AskedOfPlan => ({
    who: workers[0] ?? coordinator,
    path: '/sight-limits',
    body: {
      ...{ about: mother.id, domain: 'youth', from: from.id, ground: 'safety', reason: 'Zij loopt gevaar' },
      ...{ consulted: colleagues[0]?.id, reviewDate: inDays(family, 60), mode: 'silent' },
    },
  })
  const away = suchThat(['action', 'action', 'view', 'view'], isOfThemAlone)
  const back = (person: string): AskedOfPlan => {
    const contest = `/members/${person}/contest`
    return happened('DepartureContested', person)
      ? { who: lead, path: `${contest}/decision`, body: { outcome: 'undone', reason: 'Zij was er steeds' } }
      : { who: person === child.id ? child : mother, path: contest, body: { words: 'Dat is niet zo' } }
  }
  const onIt = suchThat([...ON_HIDDEN, 'helperLeaves', 'whoIsThereWithheld'], (asked) =>
    isOnHidden(plain, fuller, asked),
  )
  const limitedSince = suchThat(
    ['goal', 'deviation'],
    (asked) =>
      asked.body?.['domain'] === 'youth' && isOfThemAlone(asked) && concernedBy(asked, fuller).includes(mother.id),
  )
  const isBack = (person: string) => happened('DepartureUndone', person)
  // Of hers alone, to which more can be added while she is away.
  const hers = { domain: 'youth', about: [mother.id], lifeArea: 'housing', words: 'Een eigen plek' }
  let meanwhile = 0
  return {
    from,
    before: [() => ({ who: workers[0] ?? coordinator, path: '/goals', body: hers })],
    more(scene) {
      if (!happened('MemberLeft', mother.id)) return leaves()
      meanwhile += 1
      if (meanwhile === 1 && isLimited) return limited()
      if (meanwhile <= 4) return (meanwhile === 2 ? undefined : away(scene)) ?? helped(scene)
      const [next] = gone.filter((person) => !isBack(person))
      if (!isBack(mother.id) || (next !== undefined && scene.dice.chance(0.3))) return back(next ?? mother.id)
      return (isLimited ? limitedSince(scene) : undefined) ?? onIt(scene)
    },
    // Nobody at work writes of who is gone as if they were there; what was settled for them then, and what a limit hides since, is in one of both only.
    otherwise: (asked) => {
      if (!happened('MemberLeft', mother.id)) return false
      const theirs = gone.filter((person) => concernedBy(asked, fuller).includes(person))
      if (theirs.some((person) => !isBack(person)) || isOnHidden(plain, fuller, asked)) return true
      const isSettled = /\/(address-secrecy|invitations|view-invitations)$/.test(asked.path)
      return theirs.length > 0 && (isSettled || (isLimited && theirs.includes(mother.id)))
    },
  }
}

export const HIDINGS: Readonly<Record<string, Hides>> = {
  'another law': ({ dice, people, family }) => {
    const from = dice.pick(people.workers)
    const law = LAWS.find((each) => ACTIVITY[each] === from.activity) ?? 'youth'
    const isOfIt = (asked: AskedOfPlan) => lawOf(asked, family) !== law && !isTo(from, asked)
    return { from, more: suchThat(OF_A_LAW, isOfIt) }
  },
  'a confidence': ({ people }) => ({ from: people.coordinator, more: suchThat(['capacity'], () => true) }),
  'what is between those who coordinate': ({ dice, people }) => ({
    from: dice.pick(people.workers),
    more: suchThat(BETWEEN, ({ path }) => path !== '/own-plans/views'),
  }),
  'that it was opened in an emergency': ({ dice, people }) => {
    const { workers, lead, father, sibling } = people
    const from = dice.pick([...workers.slice(1), lead, father, sibling])
    return { from, more: suchThat(['glassBroken', 'glassReviewed'], ({ who: { id } }) => id !== from.id) }
  },
  'what helps inside its law, from who checks': (plain) => {
    const { people, family } = plain
    const { enforcer: from, coordinator } = people
    const isJoined = family.past.some((event) => fact(event, 'professional') === from.id)
    const joins = { professional: from.id, name: from.name, organisation: DE_BRUG, until: later(plain) }
    return {
      from,
      ...(!isJoined && {
        before: [
          () => ({
            ...{ who: coordinator, path: '/care-team/professionals' },
            body: { ...joins, domain: 'participation', activity: from.activity },
          }),
        ],
      }),
      more: suchThat(
        ['goal', 'goal', 'revision', 'view', 'ownPlan', 'capacity', 'permission'],
        ({ who: { activity } }) => /-support$|^own-file$/.test(activity),
      ),
    }
  },
  'the rest of the family': ({ people }) => ({
    from: people.sibling,
    more: suchThat(['goal', 'deviation', 'capacity', 'referral', 'permission'], ({ body }) => {
      const { about = [], person } = body as { readonly about?: readonly string[]; readonly person?: string }
      return !about.includes(people.sibling.id) && person !== people.sibling.id
    }),
  }),
  'what is withheld from a parent': (plain, fuller) => {
    const { father, mother } = plain.people
    return withheldSilently(plain, fuller, plain.dice.pick([father, mother]))
  },
  'what is withheld from a child': (plain, fuller) => withheldSilently(plain, fuller, plain.people.child),
  'what is withheld from who coordinates': (plain, fuller) => withheldSilently(plain, fuller, plain.people.coordinator),
  'what is withheld from a colleague': (plain, fuller) =>
    withheldSilently(plain, fuller, plain.dice.pick(plain.people.workers)),
  'what is withheld from a representative': ({ people, ...plain }, fuller) => {
    const [from = people.father] = people.outsiders
    const more = withheldSilently({ people, ...plain }, fuller, from)
    const represents = {
      representative: from.id,
      name: from.name,
      represents: people.child.id,
      kind: 'mentor',
      from: plain.family.moment,
      proof: { kind: 'court', date: '2026-01-05', number: 'C/09/1' },
    }
    const before = { who: people.coordinator, path: '/care-team/representatives', body: represents }
    return { ...more, before: [() => before] }
  },
  'all about somebody': (plain, fuller) => {
    const { father, sibling, workers, colleagues } = plain.people
    const [by = father, consulted = father] = [workers[0], colleagues[0]]
    const limit = {
      about: sibling.id,
      domain: 'youth',
      from: father.id,
      ground: 'safety',
      reason: 'Zus loopt gevaar',
      consulted: consulted.id,
      reviewDate: inDays(plain.family, 60),
      mode: 'silent',
    }
    const isOfThem = (asked: AskedOfPlan) => {
      const { domain, about, person } = asked.body ?? {}
      const isSaidOfThem = domain === 'youth' && JSON.stringify([about, person]).includes(sibling.id)
      return isSaidOfThem || isOnHidden(plain, fuller, asked)
    }
    return {
      from: father,
      before: [() => ({ who: by, path: '/sight-limits', body: limit })],
      more: suchThat(['goal', 'goal', 'deviation', 'capacity', 'referral', 'permission', ...ON_HIDDEN], isOfThem),
    }
  },
  'that somebody fled': (plain, fuller) => {
    const { father, mother, child, sibling, coordinator, lead, enforcer } = plain.people
    const gone = [mother.id, child.id]
    const fled = {
      who: coordinator,
      path: `/members/${mother.id}/departure`,
      body: { kind: 'fled', date: '2026-03-01', reason: 'Gevlucht', together: [child.id] },
    }
    const contest = (more = '') => `/members/${plain.dice.pick(gone)}/contest${more}`
    const helps = {
      professional: enforcer.id,
      name: enforcer.name,
      scope: 'domain',
      organisation: DE_BRUG,
      until: later(plain),
    }
    const forThem = { ...helps, domain: 'participation', activity: enforcer.activity, members: gone }
    const since = (scene: Scene): AskedOfPlan =>
      scene.dice.pick<AskedOfPlan>([
        { who: mother, path: contest(), body: { words: scene.word('words') } },
        { who: lead, path: contest('/decision'), body: { outcome: 'upheld', reason: scene.word('reason') } },
        {
          who: mother,
          path: '/coordinator/views',
          body: { person: mother.id, stance: 'agrees', words: scene.word('words') },
        },
        { who: coordinator, path: '/care-team/professionals', body: forThem },
        { who: coordinator, method: 'PUT', path: `/members/${child.id}/address-secrecy`, body: { secret: false } },
      ])
    const isGone = () => fuller.family.past.some(({ type }) => type === 'MemberLeft')
    return {
      from: plain.dice.pick([father, father, sibling]),
      more: (scene) => (isGone() ? since(scene) : fled),
      // Nobody at work writes of who is gone as if they were there.
      otherwise: (asked) => gone.some((person) => concernedBy(asked, plain).includes(person)),
    }
  },
  'that somebody fled and came back': fledAndBack,
  'another law, from a partner': toPartners({
    ...{ law: 'wmo', kinds: OF_A_LAW },
    fits: (asked, { family }) => !['wmo', 'general'].includes(lawOf(asked, family)),
  }),
  'what is told to no partner': toPartners({
    law: 'youth',
    kinds: [
      ...[...BETWEEN, 'deviation', 'capacity', 'view', 'secrecy', 'deputy', 'representation', 'correction', 'ownPlan'],
      'sharingEnded',
    ],
    fits: () => true,
  }),
  ...OPENED,
  'what came after they left': ({ people }) => ({
    from: people.sibling,
    before: [
      () => ({
        who: people.coordinator,
        path: `/members/${people.sibling.id}/departure`,
        body: { kind: 'moved', date: '2026-03-01', reason: 'Verhuisd' },
      }),
    ],
    more: suchThat([...OF_A_LAW, ...BETWEEN, 'secrecy', 'deputy', 'representation'], () => true),
  }),
}
