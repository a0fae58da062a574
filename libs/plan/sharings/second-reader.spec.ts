/** Stories of who reads, as a second, what someone bound by secrecy would share: the draw, the reading, standing aside, withdrawing, and the end of the term. */
import assert from 'node:assert/strict'
import { describe, it } from '@jest/globals'
import type { Deed, Moment } from '../../deciding/decider.ts'
import { plan, type PlanCommand, type PlanEvent } from '../plan.ts'
import { actionPlanned, careTeamJoined, given, goalProposed, helped, type Past } from '../testing/past.ts'
import { bart, DRAW, DRAWS_RUUD, noor, POOL, rosa, ruud, sealed, TERMS, wim, yara } from '../testing/people.ts'
import { missingFor } from './missing-for.ts'
import { everSharedWith, sharedWith } from './shared.ts'
import type { SharingFinding } from './sharing.ts'
import type { SharedWith } from './ways-here.ts'

const WIM: SharedWith = { kind: 'professional', id: 'wim' }
const UNTIL = '2026-12-31T22:59:59.999Z'
/** Five working days from Monday 2 March. */
const LAPSES = '2026-03-09T22:59:59.999Z'
const action = { kind: 'action', id: 'action-1' } as const
const about = { domain: 'youth', about: ['kim'] } as const
const request = { domain: 'youth', about: [], sharing: 'sharing-1' } as const

const past = [...helped, goalProposed(), actionPlanned('kim')]
const ask = {
  ...{ type: 'ShareItems', sharing: 'sharing-1', items: [action], to: WIM, ground: 'conflict-of-duties', until: UNTIL },
  ...{ necessity: sealed('silence would harm'), missing: ['second-reader'], draw: DRAW },
} as const satisfies PlanCommand
const asked = (sharing = 'sharing-1', deed: Deed = yara()): Past => [
  deed,
  {
    ...{ ...request, type: 'SharingAsked', sharing, to: WIM, items: [action], ground: 'conflict-of-duties' },
    ...{ necessity: sealed('silence would harm'), acute: false, until: UNTIL },
  },
]
const INSIDE = ['farid', 'kim', 'mirjam', 'noor', 'wim', 'yara']
const drawn = (
  reader: string,
  but: { sharing?: string; excluded?: readonly string[]; at?: Moment; seed?: string } = {},
  deed: Deed = yara(),
): Past => {
  const { sharing = 'sharing-1', excluded = INSIDE, at = LAPSES, seed = DRAW.seed } = but
  const due = { what: 'sharing-reading', at, terms: TERMS.version }
  return [deed, { ...request, type: 'SharingReaderDrawn', sharing, reader, pool: POOL.version, seed, excluded, due }]
}
const read = (finding: SharingFinding = 'supports') =>
  ({
    ...{ type: 'ReadSharing', sharing: 'sharing-1', finding, words: sealed('weighed'), basedOn: 15 },
    ...{ askedFor: sealed('silence would harm, again'), pool: POOL, oin: '00000099000000000001' },
  }) as const satisfies PlanCommand
const wasRead = (finding: SharingFinding, deed = rosa()): Past => [
  deed,
  { ...request, basedOn: 15, type: 'SharingRead', finding, words: sealed('weighed') },
]
const granted: Past = [
  rosa(),
  {
    ...{ ...about, type: 'SharingGranted', sharing: 'sharing-1', to: WIM, items: [action], until: UNTIL },
    ...{ ground: 'conflict-of-duties', askedBy: 'yara', necessity: sealed('silence would harm, again') },
  },
]
const waiting = [...past, asked(), drawn('rosa')]
const withdrawn: Past = [yara(), { ...request, type: 'SharingWithdrawn' }]

const after = (...some: readonly Past[]) =>
  some.reduce((now, [deed, event]) => plan.evolve(now, event, deed), plan.initial)
const openToWim = (some: readonly Past[], at: Moment = rosa('2026-03-04').at) => [
  ...(sharedWith(WIM, after(...some), at)?.items.keys() ?? []),
]
const sharing2 = { ...ask, sharing: 'sharing-2' } as const
const again = (reader: string, excluded: readonly string[], deed: Deed, at: Moment): readonly PlanEvent[] => [
  asked('sharing-2', deed)[1],
  drawn(reader, { sharing: 'sharing-2', excluded, at })[1],
]

describe('who would share against secrecy', () => {
  it('has it read by a second reader, drawn from outside; and nothing is open before that', () => {
    given(...past)
      .when(yara(), ask)
      .then(asked()[1], drawn('rosa')[1])
    assert.deepEqual(openToWim(waiting), [])
    assert.equal(everSharedWith(WIM, after(...waiting)), undefined)
  })

  it('is read within hours where there is acute danger, and never after it would end', () => {
    given(...past)
      .when(yara(), { ...ask, acute: true })
      .then({ ...asked()[1], acute: true } as PlanEvent, drawn('rosa', { at: '2026-03-05T09:00:00.000Z' })[1])
    given(...past)
      .when(yara(), { ...ask, until: '2026-03-03T09:00:00.000Z' })
      .then(
        { ...asked()[1], until: '2026-03-03T09:00:00.000Z' } as PlanEvent,
        drawn('rosa', { at: '2026-03-03T09:00:00.000Z' })[1],
      )
  })

  it('is refused, and that recorded, where nobody can be drawn, and where more is missing', () => {
    const refused = (missing: (typeof ask)['missing'] | readonly ['task', 'second-reader']): PlanEvent => ({
      ...{ ...request, type: 'SharingRefused', to: WIM, items: [action], until: UNTIL, missing },
      ...{ ground: 'conflict-of-duties', necessity: sealed('silence would harm') },
    })
    given(...past)
      .when(yara(), { ...ask, draw: { ...DRAW, pool: { ...POOL, readers: [] } } })
      .then(refused(['second-reader']))
    given(...past)
      .when(yara(), { ...ask, missing: ['task', 'second-reader'] } as unknown as PlanCommand)
      .then(refused(['task', 'second-reader']))
  })

  it('does not draw who asks, who receives it, who works here, or from whom it is withheld', () => {
    const pool = { version: 9, readers: ['yara', 'wim', 'noor', 'kim', 'rosa', 'ruud'].map(ofYouth) }
    const withheld: Past = [
      yara(),
      {
        ...{ ...about, type: 'ContentWithheld', withholding: 'withheld-1', from: 'rosa', items: [action] },
        ...{ ground: 'safety', mode: 'silent', reason: sealed('not hers'), reviewDate: '2026-05-01' },
        due: { what: 'withholding-confirmation', at: UNTIL, terms: 3 },
      },
    ]
    const events = plan.decide({ ...ask, draw: { ...DRAW, pool } }, after(...past, withheld), yara())
    assert.deepEqual(
      events.flatMap((event) => (event.type === 'SharingReaderDrawn' ? [event.reader] : [])),
      ['ruud'],
    )
  })

  it('asks it once: a second time they are told that it is asked, and another gets the same reader', () => {
    given(...waiting)
      .when(yara(), sharing2)
      .thenRefuses('SHARING_IS_ASKED', { sharing: 'sharing-1' })
    const draw = { ...DRAW, seed: DRAWS_RUUD }
    given(...waiting)
      .when(noor(), { ...sharing2, draw: { ...draw, first: POOL } })
      .then(...again('rosa', INSIDE, noor(), LAPSES))
  })

  it('withdraws it, alone; and who asks again gets the same reader', () => {
    given(...waiting)
      .when(yara(), { type: 'WithdrawSharing', sharing: 'sharing-1' })
      .then(withdrawn[1])
    given(...waiting, withdrawn)
      .when(yara(), { type: 'WithdrawSharing', sharing: 'sharing-1' })
      .thenNothing()
    given(...waiting)
      .when(noor(), { type: 'WithdrawSharing', sharing: 'sharing-1' })
      .thenRefuses('ONLY_WHO_ASKED_WITHDRAWS')
    given(...waiting, withdrawn)
      .when(rosa(), read())
      .thenRefuses('SHARING_IS_READ')
    given(...waiting, withdrawn)
      .when(yara(), { ...sharing2, draw: { ...DRAW, seed: DRAWS_RUUD, first: POOL } })
      .then(...again('rosa', INSIDE, yara(), LAPSES))
  })
})

const ofYouth = (reader: string) => ({ reader, domains: ['youth'] as const })

describe('the drawn reader', () => {
  it('supports it: then it is shared, by who asked, and open', () => {
    given(...waiting)
      .when(rosa(), read())
      .then(wasRead('supports')[1], granted[1])
    const shared = [...waiting, wasRead('supports'), granted]
    assert.deepEqual(openToWim(shared), ['action:action-1'])
    assert.equal(after(...shared).sharings['sharing-1']?.by, 'yara')
    given(...shared)
      .when(rosa(), read('objects'))
      .thenRefuses('SHARING_IS_READ')
  })

  it('objects: nothing is open, that stands as what was missing, and the next of the same lot is asked', () => {
    given(...waiting)
      .when(rosa(), read('objects'))
      .then(wasRead('objects')[1])
    const objected = [...waiting, wasRead('objects')]
    assert.deepEqual(openToWim(objected), [])
    given(...objected)
      .when(yara('2026-03-03'), { ...sharing2, draw: { ...DRAW, first: POOL } })
      .then(...again('ruud', [...INSIDE, 'rosa'].sort(), yara('2026-03-03'), '2026-03-10T22:59:59.999Z'))
  })

  it('reads alone, as long as they are of the pool, come from outside and do not work for who receives it', () => {
    given(...waiting)
      .when(ruud(), read())
      .thenRefuses('ONLY_THE_DRAWN_READER_READS')
    given(...waiting)
      .when(yara(), read())
      .thenRefuses('ONLY_THE_DRAWN_READER_READS')
    given(...waiting)
      .when(rosa(), { ...read(), pool: { ...POOL, readers: [] } })
      .thenRefuses('ONLY_THE_DRAWN_READER_READS')
    given(...waiting, careTeamJoined(rosa(), 'wmo'))
      .when(rosa(), read())
      .thenRefuses('READER_WORKS_WITH_THE_FAMILY')
    const [joined] = Object.values(after(...past).careTeam.joined)
    const of = (organisation = '') => ({ ...rosa(), by: { ...rosa().by, organisation } }) as Deed
    given(...waiting)
      .when(of(joined?.organisation), read())
      .thenRefuses('READER_IS_OF_THE_RECIPIENT')
    given(...waiting)
      .when(of(joined?.organisation), { ...read(), oin: joined?.organisation ?? '' })
      .then(wasRead('supports')[1], granted[1])
  })

  it('reads it within the term: after that who asks again has the next reader asked', () => {
    given(...waiting)
      .when(rosa('2026-03-10'), read())
      .thenRefuses('SHARING_READING_HAS_LAPSED', { lapsedAt: LAPSES })
    given(...waiting)
      .when(yara('2026-03-10'), { ...sharing2, draw: { ...DRAW, first: POOL } })
      .then(...again('ruud', [...INSIDE, 'rosa'].sort(), yara('2026-03-10'), '2026-03-17T22:59:59.999Z'))
  })

  it('stands aside: the next of the same lot is drawn, or nobody, and then it lapses', () => {
    const aside = { type: 'RecuseSharingReader', sharing: 'sharing-1', draw: { ...DRAW, first: POOL } } as const
    const recused: PlanEvent = { ...request, type: 'SharingReaderRecused', reader: 'rosa' }
    const next = drawn('ruud', { excluded: [...INSIDE, 'rosa'].sort() })
    given(...waiting)
      .when(rosa(), aside)
      .then(recused, next[1])
    given(...waiting, [rosa(), recused], next)
      .when(ruud(), aside)
      .then({ ...recused, reader: 'ruud' })
    given(...waiting, [rosa(), recused])
      .when(rosa(), read())
      .thenRefuses('ONLY_THE_DRAWN_READER_READS')
  })

  it('is asked nothing of what never was a request', () => {
    given(...past)
      .when(rosa(), read())
      .thenRefuses('SHARING_IS_UNKNOWN')
  })
})

describe('what a second reader supported', () => {
  const shared = [...waiting, wasRead('supports'), granted]
  const missing = (some: readonly Past[], until: Moment, to: SharedWith = WIM) => {
    const says = { necessity: true, article: false }
    return missingFor({ items: [action], to, ground: 'conflict-of-duties', says, until }, after(...some), wim().at)
  }

  it('is missing no more, for that item and recipient, as long as they supported it and no longer', () => {
    assert.deepEqual(missing(waiting, UNTIL), ['second-reader'])
    assert.deepEqual(missing(shared, UNTIL), [])
    assert.deepEqual(missing(shared, '2027-01-01T00:00:00.000Z'), ['second-reader'])
    const ended: Past = [noor(), { ...about, type: 'SharingEnded', sharing: 'sharing-1' }]
    assert.deepEqual(missing([...shared, ended], UNTIL), ['second-reader'])
    assert.deepEqual(missing(shared, UNTIL, { kind: 'professional', id: 'yara' }), ['second-reader'])
  })

  it('is what opens it: that it was granted alone opens nothing, and shared again it ends with what was read', () => {
    assert.deepEqual(openToWim([...past, granted]), [])
    const twice: Past = [bart(), { ...granted[1], sharing: 'sharing-2' } as PlanEvent]
    assert.deepEqual(openToWim([...shared, twice]), ['action:action-1'])
    const ended: Past = [noor(), { ...about, type: 'SharingEnded', sharing: 'sharing-1' }]
    assert.deepEqual(openToWim([...shared, twice, ended]), [])
  })
})
