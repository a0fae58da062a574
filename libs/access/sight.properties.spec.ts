/** What anyone sees of any plan: the same as the rule says in sentences, by another hand; and never, by no way of folding, what no ground allows. */
import assert from 'node:assert/strict'
import { describe, it } from '@jest/globals'
import fc from 'fast-check'
import { isOfTheFamily, Refusal } from '../deciding/decider.ts'
import { LEGAL_DOMAINS } from '../deciding/domains.ts'
import { withNamedInSight } from '../plan/named-in-sight.ts'
import { planAsRead, type PlanAsRead } from '../plan/plan-as-read.ts'
import { plan, type Plan, type PlanCommand, type PlanEvent } from '../plan/plan.ts'
import { EVERYONE, PERSONS, WORKERS } from '../plan/testing/attempts-around-the-plan.ts'
import type { Recorded } from '../plan/testing/histories.ts'
import { sealed } from '../plan/testing/people.ts'
import { isThere } from '../plan/visibility/hanging.ts'
import { keyOf } from '../plan/visibility/visibility.ts'
import { AUDIENCES } from './audiences.ts'
import { groundsOf, type Asker, type Ground } from './grounds.ts'
import { mayDo } from './may.ts'
import { shown, sightOf, type Sight } from './sight.ts'
import { whatTheyLeft, whatTheySettle } from './testing/acted-in-sentences.ts'
import { isClosedInSentences, mayBeHiddenFromWhoPermits, OPENS, placesIn } from './testing/closed-in-sentences.ts'
import { activityOf, CARE_ACTIVITIES } from './processing-activities.ts'
import { isSharedWith, openValues } from './testing/sharing-in-sentences.ts'
import { readsToAnswer } from './testing/challenges-in-sentences.ts'
import { readBy, SENTENCES } from './testing/rule-in-sentences.ts'
import {
  aMomentLater,
  ASKERS,
  ENFORCER,
  inEveryWorld,
  OUT_OF_ROLE,
  seenBy,
  seenIn,
  worlds,
  WORLDS_A_HISTORY,
  type World,
} from './testing/worlds.ts'
import { writtenIn } from './testing/standing.ts'
import { isKeptFrom } from './testing/withheld-in-sentences.ts'
import { REPRESENTATION_KINDS } from '../plan/care-team/representation.ts'
import { untilMet } from '../plan/testing/until-met.ts'

const HISTORIES_TO_COMPARE = 800

const told = (asker: Asker, events: readonly Recorded[]) =>
  `${JSON.stringify(asker)}: ${events.map(([, event]) => JSON.stringify(event)).join('\n')}`

const BY_SHARING = 'a professional reads what was shared with them, while nothing is missing for it'

/** Whether they see something because it was shared with them, and for no other reason. */
const isSharedAlone = (asker: Asker, world: World, [{ at, by, activity }, event]: Recorded): boolean =>
  SENTENCES[BY_SHARING]?.(asker, world)?.(event, at, by, activity) === true &&
  !Object.entries(SENTENCES).some(
    ([name, says]) => name !== BY_SHARING && says(asker, world)?.(event, at, by, activity) === true,
  )

const OFFICES: readonly string[] = ['log-verification', 'safety-review', 'privacy-oversight']

describe('what anyone sees', () => {
  it('is what the rule says in sentences, of 800 histories and for everyone who may ask', () => {
    inEveryWorld((world) => {
      for (const asker of ASKERS) {
        const seen = seenBy(asker, world)
        const read = readBy(asker, world)
        const tooMuch = seen.filter((one) => !read.includes(one))
        const tooLittle = read.filter((one) => !seen.includes(one))
        assert.equal(tooMuch.length, 0, `sees too much: ${told(asker, tooMuch)}`)
        assert.equal(tooLittle.length, 0, `sees too little: ${told(asker, tooLittle)}`)
      }
    }, HISTORIES_TO_COMPARE / WORLDS_A_HISTORY)
  }, 120_000)

  it('is closed, word by word, where the rule says so in sentences, and whole everywhere else', () => {
    const met = { closed: 0, whole: 0, shared: 0 }
    inEveryWorld((world) => {
      if (mayBeHiddenFromWhoPermits(world)) return
      for (const asker of ASKERS.filter(({ role }) => role === 'coordinator' || role === 'professional'))
        for (const one of seenBy(asker, world)) {
          const event = shown(sightOf(asker, world), writtenIn(one)) ?? {}
          const [stands, told] = [placesIn(one[1]), placesIn(event)]
          const isClosed = isClosedInSentences(asker, world, one) && !isTheirOwnDoing(asker, world, one)
          const isShared = isSharedAlone(asker, world, one)
          const open = isShared ? openValues({ kind: 'professional', id: asker.id }, world, one) : 0
          const left = Math.min(open, stands.sealed)
          const expected = isClosed || isShared ? { sealed: left, closed: stands.sealed - left } : stands
          if (isShared && left < stands.sealed) met.shared += 1
          assert.deepEqual(told, expected, `${JSON.stringify(asker)} ${JSON.stringify(one)}`)
          if (stands.sealed > 0) met[isClosed ? 'closed' : 'whole'] += 1
        }
    }, 150)
    assert.ok(met.closed > 200 && met.whole > 1_000, JSON.stringify(met))
  }, 120_000)

  it('is nothing without a ground, and nothing for an activity of another role', () => {
    inEveryWorld((world) => {
      for (const asker of OUT_OF_ROLE) assert.deepEqual(groundsOf(asker, world), [])
      for (const asker of ASKERS) {
        const stranger = { ...asker, id: 'stranger-1', team: 'team-0', organisation: 'oin-0' }
        // Of these the ground is the office, not the person.
        if (OFFICES.includes(asker.activity)) continue
        assert.equal(seenBy(stranger, world).length, 0)
        if (groundsOf(asker, world).length === 0) assert.equal(seenBy(asker, world).length, 0)
      }
    })
  })

  it('lies within the domains that the register names for the activity, but for what was shared', () => {
    inEveryWorld((world) => {
      for (const asker of ASKERS)
        for (const [, event] of seenBy(asker, world))
          assert.ok(
            activityOf(asker.activity)?.domains.includes(event.domain) === true ||
              isSharedWith({ kind: 'professional', id: asker.id }, world)?.(event),
            `${JSON.stringify(asker)} ${event.type}`,
          )
    })
  })

  it('never shrinks when someone comes to stand on a further ground', () => {
    inEveryWorld((world) => {
      for (const asker of ASKERS) {
        const before = seenBy(asker, world)
        for (const event of furtherGrounds(asker, world)) {
          const after = plan.evolve(world.plan, event, {
            by: { kind: 'system', id: 's-1' },
            at: aMomentLater(world.at),
            activity: '',
            legalBasis: '',
          })
          // Who comes to have authority over a child reads no account of its safety: what is withheld is not a matter of grounds.
          const { withheld } = sightOf(asker, world)
          const { grounds } = sightOf(asker, { ...world, plan: after })
          const seen = new Set(seenIn({ grounds, withheld }, world))
          assert.deepEqual(
            before.filter((one) => !seen.has(one)),
            [],
            `${JSON.stringify(asker)} ${event.type}`,
          )
        }
      }
    }, 15)
  })

  it('on several grounds is what is seen on each of them, together', () => {
    inEveryWorld((world) => {
      const standings = ASKERS.map((asker) => sightOf(asker, world)).filter(({ grounds }) => grounds.length > 0)
      standings.forEach(({ grounds, withheld }, place) => {
        const others = standings[(place * 7 + 3) % standings.length]?.grounds ?? []
        // Of one human, so that the same is withheld from them whatever they stand on.
        const seenOn = (some: readonly Ground[]) => seenIn({ grounds: some, withheld }, world)
        const together = new Set([...seenOn(grounds), ...seenOn(others)])
        assert.deepEqual(
          seenOn([...grounds, ...others]),
          world.past.filter((one) => together.has(one)),
        )
      })
    })
  })
})

/** One more standing each: joined, appointed to represent, deputising. */
function furtherGrounds({ id, activity, role }: Asker, { plan: now }: World): readonly PlanEvent[] {
  const whole = { domain: 'general', about: [] } as const
  const name = sealed('name')
  if (activity === 'plan-coordination')
    return now.coordination.is === 'vacant' ? [] : [{ ...whole, type: 'DeputyAppointed', deputy: id, name }]
  const law = CARE_ACTIVITIES[activity as keyof typeof CARE_ACTIVITIES]
  const until = '2040-01-01T00:00:00.000Z'
  const joining = { joining: 'joining-x', professional: id, activity, until, name, organisation: 'oin-1' }
  if (law) return [{ domain: law, about: [], type: 'ProfessionalJoined', ...joining }]
  if (role !== 'family-member' && role !== 'representative') return []
  return PERSONS.flatMap((represents) =>
    REPRESENTATION_KINDS.map((kind) => ({
      domain: 'general',
      about: [represents],
      type: 'RepresentativeAppointed',
      representation: 'representation-x',
      representative: id,
      represents,
      kind,
      from: '2026-01-01T00:00:00.000Z',
      name,
    })),
  )
}

function may(sight: Sight, command: PlanCommand, now: Plan): boolean {
  try {
    mayDo(sight, command, now)
    return true
  } catch (refused) {
    assert.ok(refused instanceof Refusal)
    return false
  }
}

describe('a professional', () => {
  it('sees nothing of another domain than the one of their activity, and `general`, but in an emergency, and what was shared with them', () => {
    inEveryWorld((world) => {
      for (const asker of ASKERS.filter(
        ({ role, activity }) => role === 'professional' && activity !== 'crisis-access',
      )) {
        const law = CARE_ACTIVITIES[asker.activity as keyof typeof CARE_ACTIVITIES]
        const isShared = isSharedWith({ kind: 'professional', id: asker.id }, world)
        for (const [, event] of seenBy(asker, world))
          assert.ok(event.domain === law || event.domain === 'general' || isShared?.(event))
      }
    })
  })

  it('who enforces benefits reads nothing that the family said, nothing said to help, and nothing under another law, whatever happens', () => {
    let read = 0
    untilMet(
      () => read > 20,
      () => {
        inEveryWorld((world) => {
          for (const id of [ENFORCER, ...EVERYONE]) {
            const asker = { id, role: 'professional', activity: 'benefits-enforcement' } as const
            for (const [{ by, activity }, event] of seenBy(asker, world)) {
              const said = `${JSON.stringify(by)} ${activity} ${JSON.stringify(event)}`
              assert.ok(event.domain === 'participation' || event.domain === 'general', said)
              assert.ok(!isOfTheFamily(by) && event.type !== 'ViewGiven' && event.type !== 'OwnPlanSubmitted', said)
              assert.notEqual(activity, 'participation-support', said)
              if (activity === 'benefits-enforcement') read += 1
            }
          }
        }, 150)
      },
    )
  })

  it('who enforces benefits may do nothing to what was not begun to enforce', () => {
    let done = 0
    untilMet(
      () => done > 4,
      () => {
        inEveryWorld((world) => {
          for (const { command, before, deed } of world.attempts)
            for (const id of [ENFORCER, ...WORKERS]) {
              const asker = { id, role: 'professional', activity: 'benefits-enforcement' } as const
              if (!may(sightOf(asker, { ...world, plan: before, at: deed.at }), command, before)) continue
              assert.ok(!['GiveView', 'JudgeCapacity', 'LimitSight', 'LiftSightLimit'].includes(command.type))
              for (const kind of ['goal', 'action', 'deviation', 'withholding'] as const) {
                const item =
                  kind in command ? { kind, id: (command as Readonly<Record<string, string>>)[kind] ?? '' } : undefined
                if (item === undefined || !isThere(before, item)) continue
                assert.ok(before.begunToEnforce[keyOf(item)], JSON.stringify(command))
                done += 1
              }
            }
        }, 150)
      },
    )
  })
})

/** Whether it is of a step that they left as who coordinates, or leads, and answer for. */
const isTheirOwnDoing = (asker: Asker, world: World, [{ at }, event]: Recorded): boolean =>
  whatTheyLeft(asker, world)?.(event, at) === true || whatTheySettle(asker, world)?.(event, at) === true

describe('what is given in confidence', () => {
  it('never reaches who coordinates, is to coordinate, or leads them, unless they joined for its domain, answer a challenge of it, broke the glass, or it is on what they left themselves', () => {
    const confidences = [
      ...['DeviationReasoned', 'SecondReadingWorded', 'ReaderAnswerWorded', 'RemarkWorded', 'CapacityJudged'],
    ]
    inEveryWorld((world) => {
      for (const asker of ASKERS.filter(
        ({ role, activity }) => (role === 'coordinator' || role === 'team-lead') && activity !== 'crisis-access',
      ))
        for (const one of seenBy(asker, world)) {
          const { type, domain } = one[1]
          if (!confidences.includes(type) || isTheirOwnDoing(asker, world, one)) continue
          const isAnswered = readsToAnswer(asker, world, (id, event) => isKeptFrom(id, event, world))?.(
            one[1],
            one[0].at,
          )
          if (isAnswered === true) continue
          const joined = Object.values(world.plan.careTeam.joined).some(
            (each) => each.professional === asker.id && each.activity === asker.activity && each.domain === domain,
          )
          assert.ok(joined && asker.activity !== 'plan-coordination', `${JSON.stringify(asker)} ${type}`)
        }
    }, 150)
  })
})

describe('a plan folded from what a reader sees', () => {
  it('holds no id, no sealed value and no person that stands only in what they do not see', () => {
    inEveryWorld((world) => {
      for (const asker of ASKERS) {
        const seen = seenBy(asker, world)
        if (seen.length === 0) continue
        const known = marksIn(seen)
        const hidden = marksIn(world.past.filter((one) => !seen.includes(one)))
        for (const mark of marksIn(folded(seen)))
          assert.ok(!hidden.has(mark) || known.has(mark), `${JSON.stringify(asker)}: ${mark}`)
      }
    }, 25)
  })

  it('names no goal, action or deviation whose beginning they do not see, but in what one coordinator left the next', () => {
    const begins = ['GoalProposed', 'ActionPlanned', 'DeviationReported']
    inEveryWorld((world) => {
      // Who inspects a period sees the middle of things that began before it.
      // And who oversees what is withheld is told which items, by id.
      for (const asker of ASKERS.filter(({ role }) => role !== 'auditor' && role !== 'privacy-officer')) {
        const seen = seenBy(asker, world)
        if (seen.length === 0) continue
        // Who is asked about an action alone, is to answer a challenge of one, is to do it, or has it shared with them, or reads that as a second, is told which goal it serves, by id; and who is referred to, what that would open.
        const isAskedOfOne = (ground: Ground) =>
          ground.is === 'safety-officer' ||
          ground.is === 'consulted' ||
          ground.is === 'in-challenges' ||
          ground.is === 'shared' ||
          ground.is === 'sharing-reader' ||
          (ground.is === 'partner' && (ground.opened !== undefined || ground.referrals.length > 0))
        if (groundsOf(asker, world).some(isAskedOfOne)) continue
        // Who joined for goals reads what they wrote themselves before, on whatever it was, and who asked to share something that they did: they knew it then.
        const readsTheirOwn = groundsOf(asker, world).some(
          (ground) => (ground.is === 'care-team' && ground.scopes !== undefined) || ground.is === 'asked-to-share',
        )
        const worksInALaterEpisode = groundsOf(asker, world).some((ground) => 'episode' in ground)
        const fromOthers = seen.filter(([{ by }]) => !readsTheirOwn || by.id !== asker.id)
        const marks = marksIn(withoutWhatWasLeftOpen(folded(fromOthers)))
        for (const one of world.past) {
          const [, event] = one
          if (!begins.includes(event.type) || seen.includes(one)) continue
          // Of an item of an earlier episode who works in this one is told by id that something is of it since: the family's challenge of it stands.
          if (worksInALaterEpisode && isOfEarlier(itemOf(event), world.plan)) continue
          assert.ok(!marks.has(itemOf(event)), `${JSON.stringify(asker)}: ${itemOf(event)}`)
        }
      }
    })
  })
})

const isOfEarlier = (id: string, { closing: { earlier = [] } }: Plan): boolean =>
  earlier.some((key) => key.endsWith(`:${id}`))

const folded = (seen: readonly Recorded[]): PlanAsRead => {
  const visible = seen.map(([{ by, at }, event], revision) => ({ event, by: by.id, at, revision }))
  return planAsRead(withNamedInSight(visible, { isOfTheFamily: true }))
}

/** Both say by id what of all domains was open: to the team lead, and, of a replacement, to everyone. */
function withoutWhatWasLeftOpen({ coordinator, handovers, ...read }: PlanAsRead): unknown {
  const { notHandedOverInPerson: _leftOpen, ...who } = coordinator ?? {}
  return { ...read, coordinator: who, handovers: handovers.map(({ document: _document, ...one }) => one) }
}

const itemOf = (event: PlanEvent): string =>
  event.type === 'ActionPlanned'
    ? event.action
    : event.type === 'GoalProposed'
      ? event.goal
      : event.type === 'DeviationReported'
        ? event.deviation
        : ''

const MARK = /^([a-z]+-\d+|(ciphertext|digest)-.+)$/

/** Every id and every reference to a sealed value, as value or as key, at any depth. */
function marksIn(value: unknown, marks = new Set<string>()): ReadonlySet<string> {
  if (typeof value === 'string' && MARK.test(value)) marks.add(value)
  if (typeof value !== 'object' || value === null) return marks
  for (const [key, part] of Object.entries(value)) {
    if (MARK.test(key)) marks.add(key)
    marksIn(part, marks)
  }
  return marks
}

describe('the worlds these properties are held on', () => {
  const sample = fc.sample(worlds(), { numRuns: 1_400, seed: 5 }).flat()

  it('are deep: every ground is stood on, and every sentence lets someone read', () => {
    const grounds = new Set<Ground['is']>()
    const silent = new Set(Object.keys(SENTENCES))
    for (const world of sample)
      for (const asker of ASKERS) {
        for (const { is } of groundsOf(asker, world)) grounds.add(is)
        for (const says of silent) {
          const reads = SENTENCES[says]?.(asker, world)
          if (reads && world.past.some(([{ at, by, activity }, event]) => reads(event, at, by, activity)))
            silent.delete(says)
        }
      }
    assert.deepEqual([...silent], [])
    assert.equal(grounds.size, 22)
  })

  it('show every kind of event to someone at work and keep it from someone else with a part in the plan', () => {
    const shown = new Set<string>()
    const kept = new Set<string>()
    for (const world of sample)
      for (const asker of ASKERS.filter(({ role }) => role !== 'auditor')) {
        const seen = new Set(seenBy(asker, world))
        if (seen.size === 0) continue
        for (const one of world.past) (seen.has(one) ? shown : kept).add(one[1].type)
      }
    const all = Object.keys(AUDIENCES).sort()
    assert.deepEqual([...shown].sort(), all)
    assert.deepEqual([...kept].sort(), all)
  })

  it('open the words of a law to who coordinates in every way there is', () => {
    const opening = new Set(Object.keys(OPENS))
    const coordinators = ASKERS.filter(
      ({ role, activity }) => role === 'coordinator' && activity === 'plan-coordination',
    )
    for (const world of sample)
      for (const asker of coordinators)
        for (const one of opening.size > 0 ? seenBy(asker, world) : []) {
          if (one[1].domain === 'general') continue
          for (const says of opening) if (OPENS[says]?.(asker, world, one) === true) opening.delete(says)
        }
    assert.deepEqual([...opening], [])
  })

  it('hold joinings in every domain', () => {
    const domains = new Set(
      sample.flatMap(({ plan: now }) => Object.values(now.careTeam.joined).map(({ domain }) => domain)),
    )
    assert.deepEqual([...domains].sort(), [...LEGAL_DOMAINS].sort())
  })
})
