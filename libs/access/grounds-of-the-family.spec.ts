/** Who of the family stands before a plan, and who stands there for whom: by age, by kind of representation, in time. */
import { describe, it } from '@jest/globals'
import { family, identityOf, joined, type Past } from '../plan/testing/past.ts'
import { noor, sealed } from '../plan/testing/people.ts'
import { given, left, member, representative, represents, type StandsOn } from './testing/standing.ts'

const inFull = (...persons: readonly string[]): StandsOn => ({
  is: 'family',
  persons: Object.fromEntries(persons.map((person) => [person, { domains: 'all' }])),
})

/** Of youth care and social support, and of all that has no law. */
const FROM_TWELVE = ['general', 'youth', 'wmo'] as const
const fromTwelve = (person: string): StandsOn => ({ is: 'family', persons: { [person]: { domains: FROM_TWELVE } } })

describe('a family member', () => {
  it('stands for themselves from the age that each law has for it; a younger child does not, nor who has no known age', () => {
    for (const band of ['16-17', 'adult'] as const)
      given(...family)
        .asks(member('kim'), { ages: { kim: band } })
        .standsOn(inFull('kim'))
    given(...family)
      .asks(member('kim'), { ages: { kim: '12-15' } })
      .standsOn(fromTwelve('kim'))
    for (const ages of [{ kim: 'under-12' }, {}] as const)
      given(...family)
        .asks(member('kim'), { ages })
        .standsOnNothing()
  })

  it('is who joined: not who was only asked for, and nobody by the role of representative', () => {
    const asked: Past = [
      noor(),
      { ...identityOf('omar'), type: 'MembershipRequested', membership: 'm-1', person: 'omar', name: sealed('Omar') },
    ]
    given(...family, asked)
      .asks(member('omar'))
      .standsOnNothing()
    given(...family)
      .asks(representative('mirjam'))
      .standsOnNothing()
  })

  it('who left stands for what there was until then; who comes back, for all of it again', () => {
    const gone = [...family, left('farid', '2026-03-02')]
    const until = '2026-03-02T09:00:00.000Z'
    given(...gone)
      .asks(member('farid'))
      .standsOn({ is: 'family', persons: { farid: { domains: 'all', until } } })
    given(...gone, joined('farid'))
      .asks(member('farid'))
      .standsOn(inFull('farid'))
  })

  it('who died stands nowhere, and nobody for them', () => {
    const died: Past = [noor(), { ...identityOf('kim'), type: 'MemberDied', person: 'kim' }]
    const past = [...family, represents('mirjam', 'kim', 'parental-authority')]
    given(...past, died)
      .asks(member('kim'))
      .standsOnNothing()
    given(...past, died)
      .asks(member('mirjam'))
      .standsOn(inFull('mirjam'))
  })
})

const provenFor = (representation: string, person: string): Past => [
  noor(),
  { ...identityOf(person), type: 'RepresentationProven', representation },
]

describe('who speaks for someone', () => {
  const mother = represents('mirjam', 'kim', 'parental-authority')

  it.each(['parental-authority', 'guardian', 'guardian-institution'] as const)(
    'by %s does so until the child is sixteen: alone under twelve, beside the child from then on',
    (kind) => {
      const past = [...family, represents('mirjam', 'kim', kind)]
      const ofAge = (kim: 'under-12' | '12-15' | '16-17' | 'adult') => ({ ages: { mirjam: 'adult', kim } as const })
      given(...past)
        .asks(member('mirjam'), ofAge('under-12'))
        .standsOn(inFull('mirjam', 'kim'))
      given(...past)
        .asks(member('kim'), ofAge('under-12'))
        .standsOnNothing()
      given(...past)
        .asks(member('mirjam'), ofAge('12-15'))
        .standsOn(inFull('mirjam', 'kim'))
      given(...past)
        .asks(member('kim'), ofAge('12-15'))
        .standsOn(fromTwelve('kim'))
      given(...past)
        .asks(member('mirjam'), ofAge('16-17'))
        .standsOn(inFull('mirjam'))
      given(...past)
        .asks(member('mirjam'), ofAge('adult'))
        .standsOn(inFull('mirjam'))
    },
  )

  it('by parental authority does so too where no age is known: the child reads nothing itself', () => {
    given(...family, mother)
      .asks(member('mirjam'), { ages: { mirjam: 'adult' } })
      .standsOn(inFull('mirjam', 'kim'))
  })

  it('by administering assets for a child of parents without known age does so of money only', () => {
    const both = [represents('mirjam', 'kim', 'administrator-of-assets'), mother]
    given(...family, ...both)
      .asks(member('mirjam'), { ages: { kim: '16-17' } })
      .standsOn({ is: 'family', persons: { kim: { domains: ['participation'] } } })
    given(...family, ...both)
      .asks(member('mirjam'), { ages: {} })
      .standsOn(inFull('kim'))
  })

  it.each(['curator', 'mentor', 'guardian-ad-litem', 'mandated', 'informal'] as const)(
    'by being %s does so at any age, whether of the family or not',
    (kind) => {
      given(...family, represents('gran', 'farid', kind))
        .asks(representative('gran'))
        .standsOn(inFull('farid'))
      given(...family, represents('mirjam', 'farid', kind))
        .asks(member('mirjam'))
        .standsOn(inFull('mirjam', 'farid'))
    },
  )

  it('by administering assets does so of money only; who also has a mandate, of all', () => {
    const assets = represents('gran', 'farid', 'administrator-of-assets')
    const mandate = represents('gran', 'farid', 'mandated')
    const money = { is: 'family', persons: { farid: { domains: ['participation'] } } } as const
    given(...family, assets)
      .asks(representative('gran'))
      .standsOn(money)
    given(...family, assets, mandate)
      .asks(representative('gran'))
      .standsOn(inFull('farid'))
    given(...family, mandate, assets)
      .asks(representative('gran'))
      .standsOn(inFull('farid'))
  })

  it('does so only once it is shown that they may: until then they are there to give views alone, as far as they would speak', () => {
    const unverified = { isVerified: false }
    const ground = (domains: 'all' | readonly 'participation'[]): StandsOn => ({
      is: 'unverified',
      persons: { farid: { domains } },
    })
    const past = [...family, represents('gran', 'farid', 'mentor', unverified)]
    given(...past)
      .asks(representative('gran'))
      .standsOn(ground('all'))
    given(...past)
      .asks(representative('gran'))
      .sees()
    given(...past, provenFor('gran-as-mentor-of-farid', 'farid'))
      .asks(representative('gran'))
      .standsOn(inFull('farid'))
    given(...family, represents('gran', 'farid', 'administrator-of-assets', unverified))
      .asks(representative('gran'))
      .standsOn(ground(['participation']))
    given(...family, represents('gran', 'kim', 'guardian', unverified))
      .asks(representative('gran'), { ages: { kim: '16-17' } })
      .standsOnNothing()
  })

  it('does so from and until the dates of their representation', () => {
    const dates = { from: '2026-03-01T00:00:00.000Z', until: '2026-05-01T00:00:00.000Z' }
    const past = [...family, represents('gran', 'farid', 'mentor', dates)]
    given(...past)
      .asks(representative('gran'), { at: '2026-02-28T23:59:59.999Z' })
      .standsOnNothing()
    given(...past)
      .asks(representative('gran'), { at: dates.from })
      .standsOn(inFull('farid'))
    given(...past)
      .asks(representative('gran'), { at: dates.until })
      .standsOn(inFull('farid'))
    given(...past)
      .asks(representative('gran'), { at: '2026-05-01T00:00:00.001Z' })
      .standsOnNothing()
  })

  it('does so also when they left the family themselves: authority over a child is not membership', () => {
    given(...family, mother, left('mirjam'))
      .asks(member('mirjam'))
      .standsOn({
        is: 'family',
        persons: { mirjam: { domains: 'all', until: '2026-03-02T09:00:00.000Z' }, kim: { domains: 'all' } },
      })
  })

  it('does so no longer when it ended, or when the represented left', () => {
    const ended: Past = [
      noor(),
      {
        ...identityOf('kim'),
        type: 'RepresentativeEnded',
        representation: 'mirjam-as-parental-authority-of-kim',
        why: 'ended',
      },
    ]
    given(...family, mother, ended)
      .asks(member('mirjam'))
      .standsOn(inFull('mirjam'))
    given(...family, mother, left('kim'))
      .asks(member('mirjam'))
      .standsOn(inFull('mirjam'))
  })
})
