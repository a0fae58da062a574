/** Who asks whether they may share something is told what then happens: of generated plans, for everyone at work who may share, with each worker and organisation. */
import assert from 'node:assert/strict'
import { describe, it } from '@jest/globals'
import fc from 'fast-check'
import { Refusal, type Deed } from '../deciding/decider.ts'
import { LEGAL_DOMAINS } from '../deciding/domains.ts'
import type { Draw } from '../plan/deviations/draw.ts'
import { plan, type Plan, type PlanCommand, type PlanEvent } from '../plan/plan.ts'
import type { Seen } from '../plan/seen.ts'
import { ALL_IS_SAID, missingFor } from '../plan/sharings/missing-for.ts'
import { MISSING_TO_SHARE, type MissingToShare } from '../plan/sharings/sharing.ts'
import { ORGANISATIONS, READERS, WORKERS } from '../plan/testing/attempts-around-the-plan.ts'
import { sealed, TERMS } from '../plan/testing/people.ts'
import { waysHere, type SharedWith } from '../plan/sharings/ways-here.ts'
import { mustBeOpen } from './closed.ts'
import type { Asker, Ground } from './grounds.ts'
import { mayDo } from './may.ts'
import { mayPartnerHave } from './partner.ts'
import { lawOfCare } from './processing-activities.ts'
import { sharedGrounds } from './shared.ts'
import { groundsToShare, inFullIn, wouldBeShared, type OnGround, type WouldShare } from './sharing-preview.ts'
import { closedOnAll, shown, sightOf } from './sight.ts'
import { writtenIn } from './testing/standing.ts'
import { aMomentLater, ASKERS, inEveryWorld, worlds, type World } from './testing/worlds.ts'

/** So many histories that any way of a preview to be wrong shows in one. */
const WORLDS_AT_MOST = 300
const SEED = 20_261_130

const RECIPIENTS: readonly SharedWith[] = [
  ...WORKERS.map((id) => ({ kind: 'professional', id }) as const),
  ...ORGANISATIONS.map((id) => ({ kind: 'organisation', id }) as const),
]
/** What may be named, but the ground, which each preview is of, and what few histories have: something withheld from whom it would be shared with. */
const NAMED: readonly MissingToShare[] = MISSING_TO_SHARE.filter((one) => !['ground', 'not-withheld'].includes(one))
const AT_WORK = ASKERS.filter(({ role }) => role === 'coordinator' || role === 'professional')

interface Asking {
  readonly world: World
  readonly asker: Asker
  readonly deed: Deed
  readonly asked: WouldShare
  readonly seen: readonly Seen[]
  readonly known: Plan
}

interface Preview {
  readonly grounds: readonly OnGround[]
  readonly gets: readonly object[]
}

/** Each event as someone on these grounds has it. */
const seenOn = (sight: ReturnType<typeof sightOf>, { past }: World): readonly Seen[] =>
  past.flatMap((one, revision) => {
    const event = shown(sight, writtenIn(one))
    return event === undefined ? [] : [{ event, by: one[0].by.id, at: one[0].at, revision }]
  })

function previewOf({ asked, known, deed, seen }: Asking): Preview {
  return {
    grounds: groundsToShare(asked, known, deed),
    gets: inFullIn(asked.items, wouldBeShared(asked.items, seen)),
  }
}

function isAnswered(run: () => unknown): boolean {
  try {
    run()
    return true
  } catch (refused) {
    assert.ok(refused instanceof Refusal)
    return false
  }
}

/** Histories know no rights: in some somebody joined for an activity of another law, which nobody is let in for. */
const isJoinedInOrder = ({ id }: SharedWith, { plan: { careTeam } }: World): boolean =>
  Object.values(careTeam.joined).every(
    ({ professional, organisation, activity, domain }) =>
      ![professional, organisation].includes(id) || lawOfCare(activity) === domain,
  )

/** What everyone at work may ask to share, one item of it, with everyone; at a moment when nothing else is recorded: what is as old as a sharing is shared. */
function askings(past: World, turn: number): readonly Asking[] {
  const world: World = { ...past, at: aMomentLater(past.at) }
  return AT_WORK.flatMap((asker, place): readonly Asking[] => {
    const sight = sightOf(asker, world)
    const seen = seenOn(sight, world)
    const revisions = new Set(seen.flatMap(({ event, revision }) => (event.type === 'ItemWithheld' ? [] : [revision])))
    const theirs = world.past.filter((_one, revision) => revisions.has(revision))
    if (theirs.length === 0) return []
    const known = theirs.reduce((now, [deed, event]) => plan.evolve(now, event, deed), plan.initial)
    const all = [
      ...Object.keys(known.goals).map((id) => ({ kind: 'goal', id }) as const),
      ...Object.keys(known.actions).map((id) => ({ kind: 'action', id }) as const),
    ]
    const item = all[(turn + place) % Math.max(all.length, 1)]
    // In a plan that is closed nothing is shared.
    if (item === undefined || known.closing.is === 'closed') return []
    const by: Deed['by'] = { kind: 'person', id: asker.id, role: asker.role }
    const deed: Deed = { by, at: world.at, activity: asker.activity, legalBasis: '' }
    return RECIPIENTS.filter((to) => isJoinedInOrder(to, world))
      .map((to) => ({ world, asker, deed, asked: { items: [item], to }, seen, known }))
      .filter((one) => {
        const command = { type: 'ShareItems', ...one.asked } as const
        return isAnswered(() => {
          mayDo(sight, command, known)
          mustBeOpen(closedOnAll(sight), command, theirs.map(writtenIn))
          previewOf(one)
        })
      })
  })
}

/** Enough readers that mostly somebody can be drawn. */
const DRAW: Draw = {
  pool: { version: 1, readers: [...READERS, 'reader-5'].map((reader) => ({ reader, domains: [...LEGAL_DOMAINS] })) },
  seed: '7'.repeat(64),
  terms: TERMS,
  teams: [],
}

type ShareItems = Extract<PlanCommand, { type: 'ShareItems' }>

/** As it is sent by who says what they are told to say, but some of it. */
function sent({ asked, known, deed }: Asking, { ground, say }: OnGround, but?: string): ShareItems {
  const says = {
    necessity: say.includes('necessity') && but !== 'necessity',
    article: say.includes('article') && but !== 'article',
  }
  // Of what a second reader supported, not beyond that.
  const until = aMomentLater(deed.at)
  return {
    ...{ type: 'ShareItems', sharing: 'sharing-x', ...asked, ground, until, draw: DRAW },
    ...(says.necessity && { necessity: sealed('necessity') }),
    ...(says.article && { article: sealed('article') }),
    missing: missingFor({ ...asked, ground, says, until }, known, deed.at),
  }
}

/** What whom it was shared with then has by that, of the plan as it is: nothing, where nothing is open. */
function readBy(to: SharedWith, items: WouldShare['items'], after: Plan, { world }: Asking): readonly object[] {
  const now = { plan: after, at: world.at }
  if (to.kind === 'organisation') {
    const has = world.past.flatMap((one, revision): readonly Seen[] =>
      mayPartnerHave(to.id, writtenIn(one), now).may
        ? [{ event: one[1], by: one[0].by.id, at: one[0].at, revision }]
        : [],
    )
    return inFullIn(items, wouldBeShared(items, has))
  }
  const grounds: readonly Ground[] = sharedGrounds(to.id, after, world.at)
  const asker: Asker = { id: to.id, role: 'professional', activity: '' }
  const { withheld } = sightOf(asker, { ...world, plan: after })
  return inFullIn(items, wouldBeShared(items, seenOn({ grounds, withheld }, world)))
}

/** Whether nothing that decides it is hidden from who asks: what is withheld, permitted and of whom, and what part whom it is to have here. */
function knowsWhatDecides({ world: { plan: now }, known, asked: { to } }: Asking): boolean {
  const isKnown = (part: (one: Plan) => unknown) => JSON.stringify(part(now)) === JSON.stringify(part(known))
  return (
    isKnown((one) => waysHere(to, one)) &&
    isKnown(({ visibility, permissions, absences }) => [visibility.withholdings, permissions, absences]) &&
    isKnown(({ members, careTeam }) => [members, careTeam.representations])
  )
}

const told = (asking: Asking, { grounds, gets }: Preview, more: unknown) =>
  JSON.stringify({ asker: asking.asker, asked: asking.asked, grounds, gets, more })

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** What of it does not then happen. */
function notSoIn(asking: Asking, preview: Preview): readonly string[] {
  const { world, deed, asked } = asking
  return preview.grounds.flatMap((on): readonly string[] => {
    const events = decided(sent(asking, on), asking)
    // What they asked already is open: whatever they are told of it, they asked it.
    if (events === 'SHARING_IS_ASKED') return isSame(on.missing, FOR_A_READER) ? [] : [told(asking, preview, { on })]
    const [then] = events
    const isAsked = then?.type === 'SharingAsked' && isSame(on.missing, FOR_A_READER)
    if (then?.type !== (on.may ? 'SharingGranted' : isAsked ? 'SharingAsked' : 'SharingRefused'))
      return [told(asking, preview, { on, then })]
    const missing = then.type === 'SharingRefused' ? then.missing : isAsked ? FOR_A_READER : []
    if (!isSame(missing, on.missing)) return [told(asking, preview, { on, then })]
    const silent = on.say.filter((one) => !sent(asking, on, one).missing.includes(one))
    if (silent.length > 0) return [told(asking, preview, { on, silent })]
    if (!knowsWhatDecides(asking)) return []
    const { domain, about } = then
    if (domain === 'general') return [told(asking, preview, { then })]
    // Recorded all the same, it opens nothing where something is missing.
    const { to, items, until } = then
    const granted = { type: 'SharingGranted', domain, about, sharing: 'sharing-x', to, items, until } as const
    const after = plan.evolve(world.plan, { ...granted, ground: on.ground, necessity: sealed('necessity') }, deed)
    const reads = readBy(asked.to, asked.items, after, asking)
    const before = readBy(asked.to, asked.items, world.plan, asking)
    const isAsSaid = on.may ? isSame(reads, preview.gets) : isSame(reads, before)
    const unlike = isAsked ? notSoOnceRead(asking, preview, events) : []
    return isAsSaid ? unlike : [told(asking, preview, { on, reads })]
  })
}

const FOR_A_READER: readonly MissingToShare[] = ['second-reader']

function decided(command: PlanCommand, { world, deed }: Asking): readonly PlanEvent[] | 'SHARING_IS_ASKED' {
  try {
    return plan.decide(command, world.plan, deed)
  } catch (refused) {
    if (refused instanceof Refusal && refused.code === 'SHARING_IS_ASKED') return 'SHARING_IS_ASKED'
    throw refused
  }
}

/** Of what a second reader was asked: nothing is open until they support it; then it is, as was said, and nothing is missing any more. */
function notSoOnceRead(asking: Asking, preview: Preview, request: readonly PlanEvent[]): readonly string[] {
  const { world, deed, asked } = asking
  const fold = (from: Plan, events: readonly PlanEvent[], by: Deed) =>
    events.reduce((now, event) => plan.evolve(now, event, by), from)
  const waiting = fold(world.plan, request, deed)
  const reader = waiting.sharings['sharing-x']?.asking?.reader ?? ''
  const byReader: Deed = { ...deed, by: { kind: 'person', id: reader, role: 'second-reader' } }
  const says = { finding: 'supports', words: sealed('words'), askedFor: sealed('necessity'), basedOn: 0 } as const
  const reading = { type: 'ReadSharing', sharing: 'sharing-x', ...says, pool: DRAW.pool, oin: '' } as const
  const supported = fold(waiting, plan.decide(reading, waiting, byReader), byReader)
  const reads = (now: Plan) => readBy(asked.to, asked.items, now, asking)
  const isClosed = isSame(reads(waiting), reads(world.plan))
  const isOpen = isSame(reads(supported), preview.gets)
  const again = { ...asked, ground: 'conflict-of-duties', says: ALL_IS_SAID } as const
  const left = missingFor(again, supported, deed.at)
  return isClosed && isOpen && left.length === 0 ? [] : [told(asking, preview, { isClosed, isOpen, left })]
}

const without =
  (which: MissingToShare) =>
  (asking: Asking): Preview => {
    const { grounds, gets } = previewOf(asking)
    const told = grounds.map((on): OnGround => {
      const missing = on.missing.filter((one) => one !== which)
      return { ...on, missing, may: missing.length === 0, say: on.say.filter((one) => one !== which) }
    })
    return { grounds: told, gets }
  }

/** Previews as they might be made wrongly. */
const FAULTS: Readonly<Record<string, (asking: Asking) => Preview>> = {
  ...Object.fromEntries(NAMED.map((one) => [`without that there is no ${one}`, without(one)])),
  'judged on the plan as it is, and not as its asker sees it': (asking) =>
    previewOf({ ...asking, known: asking.world.plan }),
  'of what its recipient is not given': (asking) => ({ ...previewOf(asking), gets: [] }),
}

/** What there must be to be wrong about: ways in which it may be shared, and what is missing. */
const KINDS = [
  ...['professional on legal-right', 'organisation on legal-right', 'organisation on same-help'],
  ...['professional, asked of a second reader', 'organisation, asked of a second reader'],
  ...['task', 'helps-only', 'same-law', 'permission', 'second-reader'],
]
const kindsOf = (asking: Asking): readonly string[] =>
  previewOf(asking).grounds.flatMap(({ ground, may, missing }): readonly string[] => {
    const { kind } = asking.asked.to
    if (may) return knowsWhatDecides(asking) ? [`${kind} on ${ground}`] : missing
    return isSame(missing, FOR_A_READER) ? [...missing, `${kind}, asked of a second reader`] : missing
  })

describe('a preview of sharing', () => {
  it('says what then happens, and what its recipient then reads, where nothing is hidden that decides it', () => {
    let turn = 0
    inEveryWorld((world) => {
      turn += 1
      for (const asking of askings(world, turn)) assert.deepEqual(notSoIn(asking, previewOf(asking)), [])
    }, 40)
  }, 240_000)

  it('made wrongly is noticed, in whichever way; and there were ways in which it may be shared, and not', () => {
    const unnoticed = new Set(Object.keys(FAULTS))
    const unseen = new Set<string>(KINDS)
    let turn = 0
    for (const world of fc.sample(worlds(), { numRuns: WORLDS_AT_MOST, seed: SEED }).flat()) {
      turn += 1
      for (const asking of askings(world, turn)) {
        assert.deepEqual(notSoIn(asking, previewOf(asking)), [])
        for (const kind of kindsOf(asking)) unseen.delete(kind)
        for (const name of [...unnoticed])
          if (notSoIn(asking, FAULTS[name]?.(asking) ?? previewOf(asking)).length > 0) unnoticed.delete(name)
      }
      if (unnoticed.size === 0 && unseen.size === 0) break
    }
    assert.deepEqual([...unnoticed, ...unseen], [])
  }, 240_000)
})
