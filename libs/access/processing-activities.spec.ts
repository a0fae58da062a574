/** The register of processing activities: closed, published, and whole. Its articles themselves are confirmed by people. */
import assert from 'node:assert/strict'
import { describe, it } from '@jest/globals'
import { ROLES, type Role } from '../deciding/decider.ts'
import { DOMAINS, LEGAL_DOMAINS } from '../deciding/domains.ts'
import { BREAK_GLASS_ROLES } from '../municipality/break-glass-roles.ts'
import { activityOf, CARE_ACTIVITIES, INSPECTIONS, PROCESSING_ACTIVITIES } from './processing-activities.ts'

const LAWS = ['Awb', 'Jeugdwet', 'Wmo 2015', 'Participatiewet', 'AVG', 'UAVG', 'Gemeentewet', 'Archiefwet 2021']

describe('the register', () => {
  it('is this list; another activity is a decision to be made here too', () => {
    assert.deepEqual(
      PROCESSING_ACTIVITIES.map(({ id }) => id),
      [
        'plan-coordination',
        'youth-support',
        'social-support',
        'participation-support',
        'benefits-enforcement',
        'own-file',
        'client-support',
        'second-reading',
        'log-verification',
        'inspection-youth',
        'inspection-wmo',
        'inspection-participation',
        'partner-information',
        'safety-review',
        'privacy-oversight',
        'protocol-learning',
        'escalation',
        'crisis-access',
        'administration',
      ],
    )
  })

  it('is closed: no other name finds an activity, nor one that every object has', () => {
    for (const { id } of PROCESSING_ACTIVITIES) assert.equal(activityOf(id)?.id, id)
    for (const id of [
      '',
      'Youth-Support',
      ' youth-support',
      'youth-support ',
      'toString',
      '__proto__',
      'constructor',
      '*',
    ])
      assert.equal(activityOf(id), undefined)
  })

  it('has every id once, in kebab-case', () => {
    const ids = PROCESSING_ACTIVITIES.map(({ id }) => id)
    assert.equal(new Set(ids).size, ids.length)
    for (const id of ids) assert.match(id, /^[a-z]+(-[a-z]+)*$/)
  })

  it.each(PROCESSING_ACTIVITIES)(
    'says of $id under which law, for which task in both languages, for whom, in which domains',
    (one) => {
      for (const part of one.law.split('; ')) {
        assert.ok(
          LAWS.some((law) => part.startsWith(law)),
          part,
        )
        assert.match(part, /\d/)
      }
      for (const text of [one.task.nl, one.task.en]) assert.match(text, /^\p{Lu}.{10,}[^.\s]$/u)
      assert.notEqual(one.task.nl, one.task.en)
      assert.ok(one.roles.length > 0)
      assert.equal(new Set(one.roles).size, one.roles.length)
      assert.ok((one.domains as readonly string[]).includes('general'))
      assert.equal(new Set(one.domains).size, one.domains.length)
      for (const domain of one.domains) assert.ok(DOMAINS.includes(domain))
    },
  )

  it('has an activity for every role, so that nobody who may sign in has none to name', () => {
    for (const role of ROLES)
      assert.ok(
        PROCESSING_ACTIVITIES.some(({ roles }) => (roles as readonly Role[]).includes(role)),
        role,
      )
  })
})

describe('a care activity', () => {
  it.each(Object.entries(CARE_ACTIVITIES))('%s serves one law, %s, whose article it names', (id, law) => {
    const named = { youth: 'Jeugdwet', wmo: 'Wmo 2015', participation: 'Participatiewet' }
    const activity = activityOf(id)
    assert.deepEqual(activity?.domains, ['general', law])
    assert.ok(activity.law.startsWith(named[law]))
    assert.ok(!activity.law.includes(';'))
    assert.ok(activity.roles.includes('professional'))
  })

  it('is every activity that a professional may name but in an emergency, and each law has one', () => {
    const ofProfessionals = PROCESSING_ACTIVITIES.filter(
      ({ id, roles }) => (roles as readonly Role[]).includes('professional') && id !== 'crisis-access',
    )
    assert.deepEqual(
      Object.keys(CARE_ACTIVITIES),
      ofProfessionals.map(({ id }) => id),
    )
    assert.deepEqual(new Set(Object.values(CARE_ACTIVITIES)), new Set(LEGAL_DOMAINS))
  })

  it('that enforces is for no coordinator: who enforces does not coordinate all domains', () => {
    assert.deepEqual(activityOf('benefits-enforcement')?.roles, ['professional'])
    assert.ok(!activityOf('benefits-enforcement')?.domains.includes('youth'))
  })
})

describe('crisis access', () => {
  it('is for the roles that a municipality may let break glass, and no others', () => {
    assert.deepEqual(activityOf('crisis-access')?.roles, BREAK_GLASS_ROLES)
  })
})

describe('an inspection', () => {
  it('serves one law each, and every law has one', () => {
    assert.deepEqual(INSPECTIONS, Object.fromEntries(LEGAL_DOMAINS.map((law) => [`inspection-${law}`, law])))
    for (const [id, law] of Object.entries(INSPECTIONS)) {
      assert.deepEqual(activityOf(id)?.domains, ['general', law])
      assert.deepEqual(activityOf(id)?.roles, ['auditor'])
    }
  })
})
