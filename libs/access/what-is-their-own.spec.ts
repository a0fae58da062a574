/** A limit of sight takes everything about someone from its reader, but that they speak for them, work here and permitted something for them: they know that, and may take it back. */
import assert from 'node:assert/strict'
import { describe, it } from '@jest/globals'
import { permitted } from '../plan/permissions/permitted.ts'
import { family, goalProposed, type Past } from '../plan/testing/past.ts'
import { kim, noor, sealed } from '../plan/testing/people.ts'
import { withheldFromWhom } from '../plan/visibility/withheld-items.ts'
import type { Domain } from '../deciding/domains.ts'
import { sees, sightOf } from './sight.ts'
import { factsAfter, joinedFor, member, NOW, planAfter, represents, writtenIn } from './testing/standing.ts'

const limited = (from: string, domain: Domain = 'general'): Past => [
  noor(),
  {
    ...{ domain, about: ['kim'], type: 'SightLimited', withholding: `limit-${from}`, from },
    ...{ ground: 'safety', mode: 'silent', reason: sealed('afraid'), consulted: 'ruud' },
    ...{ limits: { person: 'kim', ...(domain !== 'general' && { domain }) }, lapsesAt: '2026-04-01T21:59:59.999Z' },
    due: { what: 'withholding-confirmation', at: '2026-03-09T22:59:59.999Z', terms: 3 },
  },
]
const permission = (id: string, by: string, more: object = {}): Past => [
  noor(),
  {
    ...{ domain: 'youth', about: ['kim'], type: 'PermissionGiven', permission: id, person: 'kim', by },
    ...{ to: { kind: 'coordination' }, until: '2026-12-31T22:59:59.999Z', how: sealed('over tea'), ...more },
  },
]
const withdrawn: Past = [
  kim(),
  { domain: 'youth', about: ['kim'], type: 'PermissionWithdrawn', permission: 'his', person: 'kim' },
]
const before: readonly Past[] = [
  ...family,
  represents('farid', 'kim', 'parental-authority'),
  joinedFor('yara', 'youth', 'youth-support'),
  goalProposed(),
  permission('his', 'farid'),
  permission('hers', 'mirjam'),
  permission('of-the-goal', 'farid', { items: [{ kind: 'goal', id: 'goal-1' }] }),
]

const seenBy = (who: string, ...past: readonly Past[]): readonly string[] => {
  const facts = factsAfter(past, { ages: { kim: 'under-12', farid: 'adult', mirjam: 'adult' } })
  const sight = sightOf(member(who), facts)
  return past.flatMap(([deed, event]) => {
    if (!sees(sight, writtenIn([deed, event])) || !event.about.includes('kim')) return []
    return 'permission' in event ? [`${event.type} ${event.permission}`] : [event.type]
  })
}
const ofTheirs = (one: string) => /Representative|Permission|Goal/.test(one)

describe('whose sight of a child is limited', () => {
  it('sees that they speak for it and what they permitted for it, and nothing else', () => {
    const was = [
      'RepresentativeAppointed',
      'GoalProposed',
      ...['his', 'hers', 'of-the-goal'].map((id) => `PermissionGiven ${id}`),
    ]
    assert.deepEqual(seenBy('farid', ...before).filter(ofTheirs), was)
    const then = ['RepresentativeAppointed', 'PermissionGiven his']
    assert.deepEqual(seenBy('farid', ...before, limited('farid')).filter(ofTheirs), then)
    assert.deepEqual(seenBy('farid', ...before, limited('farid'), withdrawn).filter(ofTheirs), [
      ...then,
      'PermissionWithdrawn his',
    ])
  })

  it('may withdraw it: to the rules it is there for them, and what names an item that is not is not', () => {
    const from = (id: string) =>
      withheldFromWhom({ kind: 'permission', id }, planAfter(...before, limited('farid')), NOW)
    assert.deepEqual(from('his'), [])
    assert.deepEqual(from('hers'), ['farid'])
    assert.deepEqual(from('of-the-goal'), ['farid'])
  })

  it('permits nothing meanwhile of what they do not see, nor of what belongs to no item', () => {
    const opens = (past: readonly Past[], items: readonly { kind: string; id: string }[]) =>
      permitted(planAfter(...past), { kind: 'coordination' }, { domain: 'youth', about: ['kim'], items }, NOW)
    const his = before.filter(([, event]) => !('permission' in event) || event.permission === 'his')
    for (const items of [[{ kind: 'goal', id: 'goal-1' }], []]) {
      assert.ok(opens(his, items))
      assert.ok(!opens([...his, limited('farid')], items))
      assert.ok(!opens([...his, limited('farid', 'youth')], items))
      assert.ok(opens([...his, limited('farid', 'wmo')], items))
      assert.ok(opens([...his, limited('mirjam')], items))
    }
  })
})
