/** Who leaves a family, by every way of leaving, says that it is not so, and comes back; and who joins, for whom of them. */
import { fact, LAWS } from './sight-told.ts'
import { ACTIVITY, DE_BRUG } from './family-people.ts'
import { PRIVACY_OFFICER } from './officers.ts'
import { coordinatorOf, DAY_MS, later, membersOf, one, type Move, type Scene } from './family-scene.ts'

/** Nothing of who fled may be told: so that as often as all the rest together. */
const KINDS = ['moved', 'divorced', 'placed-elsewhere', 'other', 'fled', 'fled', 'fled', 'fled']

const contested = (scene: Scene) => {
  const left = one(scene, scene.dice.pick(['MemberLeft', 'DepartureContested']))
  return left && `/members/${fact(left, 'person') ?? ''}/contest`
}

const daysAgo = ({ family }: Scene, days: number): string =>
  new Date(Date.parse(family.moment) - days * DAY_MS).toISOString().slice(0, 10)

const oneOrTwo = (scene: Scene): readonly string[] =>
  [...new Set([scene.dice.pick(membersOf(scene)), scene.dice.pick(membersOf(scene))])].map(({ id }) => id)

export const LEAVING: Readonly<Record<string, Move>> = {
  departure: (scene) => ({
    who: coordinatorOf(scene),
    path: `/members/${scene.dice.pick(membersOf(scene)).id}/departure`,
    body: {
      kind: scene.dice.pick(KINDS),
      date: daysAgo(scene, scene.dice.pick([0, 1, 30])),
      reason: scene.word('reason'),
      ...(scene.dice.chance(0.4) && { together: oneOrTwo(scene) }),
    },
  }),
  contest(scene) {
    const path = contested(scene)
    const { father, mother } = scene.people
    const body = scene.dice.chance(0.7) ? { words: scene.word('words') } : {}
    const theirs = membersOf(scene).find(({ id }) => path?.includes(id)) ?? father
    return path === undefined ? undefined : { who: scene.dice.pick([theirs, theirs, father, mother]), path, body }
  },
  contestDecided(scene) {
    const path = contested(scene)
    const body = { outcome: scene.dice.pick(['upheld', 'undone']), reason: scene.word('reason') }
    const by = scene.dice.chance(0.7) ? scene.people.lead : PRIVACY_OFFICER
    return path === undefined ? undefined : { who: by, path: `${path}/decision`, body }
  },
  returns: (scene) => ({
    who: coordinatorOf(scene),
    path: '/members',
    body: {
      name: scene.word('name'),
      ...scene.dice.pick([
        { birthDate: '2011-01-01' },
        { birthDate: '2019-02-02' },
        { birthDate: '1990-01-01' },
        { ageBand: 'adult', ageEstablishedBy: scene.word('ageEstablishedBy') },
      ]),
    },
  }),
  helperJoins(scene) {
    const { workers, enforcer } = scene.people
    const law = scene.dice.pick(LAWS)
    const helper = scene.dice.chance(0.2) ? enforcer : workers.find(({ activity }) => activity === ACTIVITY[law])
    const body = {
      professional: helper?.id,
      name: helper?.name,
      scope: 'domain',
      organisation: DE_BRUG,
      domain: helper === enforcer ? 'participation' : law,
      activity: helper?.activity,
      until: later(scene),
      ...(scene.dice.chance(0.5) && { members: oneOrTwo(scene) }),
    }
    return helper && { who: coordinatorOf(scene), path: '/care-team/professionals', body }
  },
}
