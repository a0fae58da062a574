/** What becomes of what stands in a family's plan, and of the plan itself: who comes, goes, speaks for whom, coordinates. */
import { eventOf, TAG } from './family.ts'
import { BIRTH_DATES, DE_STAM, READERS } from './family-people.ts'
import { coordinatorOf, later, membersOf, one, onItem, type Move } from './family-scene.ts'
import { fact, LAWS } from './sight-told.ts'

const KINDS = [
  'parental-authority',
  'guardian',
  'guardian-institution',
  'curator',
  'mentor',
  'administrator-of-assets',
  'guardian-ad-litem',
  'mandated',
  'informal',
]

const PROOF = { kind: 'court', date: '2026-01-05', number: 'C/09/1234' }

export const COURSE: Readonly<Record<string, Move>> = {
  invitation: (scene) =>
    onItem(scene, 'GoalProposed', 'goal', (goal, worker, { about: [person = ''] }) => ({
      who: worker,
      path: `/goals/${goal}/invitations`,
      body: { person },
    })),
  exception: (scene) =>
    onItem(scene, 'GoalProposed', 'goal', (goal, worker) => ({
      who: worker,
      path: `/goals/${goal}/exceptions`,
      body: { reason: scene.word('reason') },
    })),
  adoption: (scene) =>
    onItem(scene, 'GoalProposed', 'goal', (goal, worker) => ({
      who: worker,
      path: `/goals/${goal}/adoption`,
      body: { basedOn: TAG },
    })),
  goalDropped: (scene) =>
    onItem(scene, 'GoalProposed', 'goal', (goal, worker) => ({
      who: worker,
      path: `/goals/${goal}/withdrawal`,
      body: { reason: scene.word('reason') },
    })),
  actionDone: (scene) =>
    onItem(scene, 'ActionPlanned', 'action', (action, worker) => ({
      who: worker,
      path: `/actions/${action}/${scene.dice.pick(['acceptance', 'completion'])}`,
      body: {},
    })),
  actionStalled: (scene) =>
    onItem(scene, 'ActionPlanned', 'action', (action, worker) => ({
      who: worker,
      path: `/actions/${action}/${scene.dice.pick(['stalls', 'withdrawal'])}`,
      body: { reason: scene.word('reason') },
    })),
  reading(scene) {
    const drawn = one(scene, 'ReaderDrawn')
    const reader = drawn && READERS.find(({ id }) => id === fact(drawn, 'reader'))
    const path = drawn && `/deviations/${fact(drawn, 'deviation') ?? ''}`
    if (reader === undefined || path === undefined) return undefined
    if (scene.dice.chance(0.15)) return { who: reader, path: `${path}/recusal`, body: { reason: scene.word('reason') } }
    const finding = scene.dice.pick(['supports', 'objects', 'asks'])
    return { who: reader, path: `${path}/readings`, body: { finding, words: scene.word('words'), basedOn: TAG } }
  },
  answerToReader: (scene) =>
    onItem(scene, 'SecondReadingGiven', 'deviation', (deviation, worker) => ({
      who: worker,
      path: `/deviations/${deviation}/answers`,
      body: { words: scene.word('words') },
    })),
  evaluation: (scene) =>
    onItem(scene, 'DeviationReported', 'deviation', (deviation, worker) => ({
      who: worker,
      path: `/deviations/${deviation}/evaluations`,
      body: { outcome: 'worked', words: scene.word('words'), lesson: scene.word('lesson'), basedOn: TAG },
    })),
  representation(scene) {
    const { father, mother, outsiders } = scene.people
    const by = scene.dice.pick([father, mother, ...outsiders, ...outsiders])
    const body = {
      representative: by.id,
      name: by.name,
      represents: scene.dice.pick(membersOf(scene)).id,
      kind: scene.dice.pick(KINDS),
      from: scene.dice.chance(0.8) ? scene.family.moment : later(scene),
      ...(scene.dice.chance(0.5) && { until: later(scene) }),
      ...(scene.dice.chance(0.8) && { proof: PROOF }),
      ...(scene.dice.chance(0.2) && {
        conflictOfInterest: scene.word('conflictOfInterest'),
        ...(scene.dice.chance(0.4) && { conflictIsTold: scene.dice.chance(0.5) }),
      }),
    }
    return { who: coordinatorOf(scene), path: '/care-team/representatives', body }
  },
  proof: (scene) =>
    onItem(scene, 'RepresentativeAppointed', 'representation', (representation) => ({
      who: coordinatorOf(scene),
      path: `/care-team/representatives/${representation}/proof`,
      body: { proof: PROOF },
    })),
  representationEnded: (scene) =>
    onItem(scene, 'RepresentativeAppointed', 'representation', (representation) => ({
      who: scene.people.lead,
      path: `/care-team/representatives/${representation}/end`,
    })),
  death: (scene) => ({
    who: coordinatorOf(scene),
    path: `/members/${scene.people.sibling.id}/death`,
  }),
  correction(scene) {
    const wrong = one(scene, scene.dice.pick(['MembershipRequested', 'MembershipRequested', 'CorrectionRecorded']))
    const becomes = scene.dice.pick([
      { birthDate: scene.dice.pick(BIRTH_DATES) },
      { birthDate: scene.dice.pick(BIRTH_DATES) },
      { ageBand: 'adult', ageEstablishedBy: scene.word('ageEstablishedBy') },
      { name: scene.word('name') },
    ])
    const body = { event: wrong && eventOf(wrong), reason: scene.word('reason'), becomes }
    return wrong && { who: coordinatorOf(scene), path: '/corrections', body }
  },
  handoverCorrected(scene) {
    const wrong = one(scene, 'HandoverProposed')
    const body = { event: wrong && eventOf(wrong), reason: scene.word('reason'), becomes: { name: scene.word('name') } }
    return wrong && { who: coordinatorOf(scene), path: '/corrections', body }
  },
  number: (scene) => ({
    who: coordinatorOf(scene),
    path: '/members',
    body: { name: scene.word('name'), bsn: scene.dice.pick(['999990019', '999990020', '999990032']) },
  }),
  expectation: (scene) => ({
    who: coordinatorOf(scene),
    path: '/expected-children',
    body: { expectedOn: later(scene).slice(0, 10) },
  }),
  secrecy: (scene) => ({
    who: coordinatorOf(scene),
    method: 'PUT',
    path: `/members/${scene.dice.pick(membersOf(scene)).id}/address-secrecy`,
    body: { secret: scene.dice.chance(0.5) },
  }),
  deputy: (scene) => ({
    who: coordinatorOf(scene),
    path: '/coordinator/deputies',
    body: { deputy: scene.people.next.id, name: scene.people.next.name },
  }),
  handover: (scene) => ({
    who: coordinatorOf(scene),
    path: '/handovers',
    body: {
      to: coordinatorOf(scene) === scene.people.next ? scene.people.coordinator.id : scene.people.next.id,
      name: scene.people.next.name,
      team: scene.people.next.team,
      document: {
        safety: scene.word('safety'),
        sensitivities: scene.word('sensitivities'),
        actions: scene.family.past.filter(({ type }) => type === 'ActionPlanned').map((event) => fact(event, 'action')),
        deviations: scene.family.past
          .filter(({ type }) => type === 'DeviationReported')
          .map((event) => fact(event, 'deviation')),
      },
    },
  }),
  handoverAnswered(scene) {
    const handover = one(scene, 'HandoverProposed')
    const path = `/handovers/${(handover && fact(handover, 'handover')) ?? ''}`
    const reason = scene.word('reason')
    return (
      handover &&
      (scene.dice.chance(0.7)
        ? {
            who: scene.people.next,
            path: `${path}/acceptance`,
            body: { basedOn: TAG, notTalkedThroughBecause: scene.word('notTalkedThroughBecause') },
          }
        : { who: scene.people.next, path: `${path}/refusal`, body: { reason } })
    )
  },
  replacement: (scene) => ({
    who: scene.people.lead,
    path: '/coordinator/replacements',
    body: {
      coordinator: scene.people.next.id,
      name: scene.people.next.name,
      team: scene.people.next.team,
      reason: scene.word('reason'),
    },
  }),
  wish: (scene) => ({
    who: scene.dice.pick(membersOf(scene)),
    path: '/coordinator/requests',
    body: { reason: scene.word('reason') },
  }),
  wishAnswered: (scene) =>
    onItem(scene, 'OtherCoordinatorRequested', 'request', (request) => ({
      who: scene.people.lead,
      path: `/coordinator/requests/${request}/answer`,
      body: { answer: scene.dice.pick(['granted', 'refused']), reason: scene.word('reason') },
    })),
  viewOnCoordinator(scene) {
    const person = scene.dice.pick(membersOf(scene))
    const body = { person: person.id, stance: 'disagrees', words: scene.word('words') }
    return { who: person, path: scene.dice.pick(['/coordinator/views', '/own-plans/views']), body }
  },
  ownPlan: (scene) => ({
    who: scene.dice.pick(membersOf(scene)),
    path: '/own-plans',
    body: { parts: [{ domain: scene.dice.pick(LAWS), words: scene.word('words') }] },
  }),
  referralEnded: (scene) =>
    onItem(scene, 'ReferralMade', 'referral', (referral, _, event) =>
      scene.dice.chance(0.6) && fact(event, 'to') === DE_STAM
        ? { who: scene.people.partner, path: `/referrals/${referral}/acceptance` }
        : { who: coordinatorOf(scene), path: `/referrals/${referral}/end`, body: { reason: scene.word('reason') } },
    ),
  permissionWithdrawn: (scene) =>
    onItem(scene, 'PermissionGiven', 'permission', (permission, worker) => ({
      who: scene.dice.pick([worker, ...membersOf(scene)]),
      path: `/permissions/${permission}/withdrawal`,
    })),
  helperLeaves: (scene) =>
    onItem(scene, 'ProfessionalJoined', 'joining', (joining) => ({
      who: coordinatorOf(scene),
      path: `/care-team/professionals/${joining}/departure`,
      body: { reason: scene.word('reason') },
    })),
}
