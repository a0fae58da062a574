/** Everyone who might ask for a family's plan, as each of what they may be signed in as and for each activity there is, some for one that is not theirs. */
import { READERS, type People } from './family-people.ts'
import { PRIVACY_OFFICER, SAFETY_OFFICER } from './officers.ts'
import type { Family } from './family.ts'
import { fact, type Who } from './sight-told.ts'
import { who } from './family.ts'

const AT_WORK = [
  'plan-coordination',
  'youth-support',
  'social-support',
  'participation-support',
  'benefits-enforcement',
]
const INSPECTIONS = ['inspection-youth', 'inspection-wmo', 'inspection-participation']

export const AUDITORS = ['Odile', 'Otto'].map((name) => who('auditor', name, 'log-verification'))

const asEach = (person: Who, role: string, activities: readonly string[], more: Partial<Who> = {}): readonly Who[] =>
  activities.map((activity) => ({ ...person, role, activity, ...more }))

export function whoAsks({ past }: Family, people: People): readonly Who[] {
  const { coordinator, next, lead, workers, colleagues, enforcer, crisis, father, mother, child, sibling, outsiders } =
    people
  const helpers = [...workers, enforcer]
  const members = [father, mother, child, sibling, ...others(past, [father, mother, child, sibling])]
  const stranger = who('coordinator', 'Vera', 'plan-coordination', { team: 'zuid' })
  return [
    ...[coordinator, next].flatMap((person) => asEach(person, 'coordinator', AT_WORK.slice(0, 4))),
    ...asEach(coordinator, 'professional', ['youth-support']),
    ...asEach(coordinator, 'coordinator', ['crisis-access']),
    ...[crisis, enforcer, father, ...workers.slice(0, 1)].flatMap((one) =>
      asEach(one, 'professional', ['crisis-access']),
    ),
    ...asEach(crisis, 'professional', ['youth-support']),
    stranger,
    lead,
    { ...lead, team: lead.team === 'noord' ? 'zuid' : 'noord' },
    ...helpers.flatMap((person) => asEach(person, 'professional', AT_WORK)),
    ...colleagues,
    ...helpers.slice(0, 1).flatMap((person) => asEach(person, 'second-reader', ['second-reading'])),
    ...members.flatMap((person) => asEach(person, 'family-member', ['own-file'])),
    ...members.slice(0, 3).flatMap((person) => asEach(person, 'representative', ['own-file'])),
    ...asEach(child, 'family-member', ['youth-support']),
    ...outsiders.flatMap((person) => asEach(person, 'representative', ['own-file'])),
    ...READERS,
    ...AUDITORS.flatMap((person) => asEach(person, 'auditor', ['log-verification', ...INSPECTIONS])),
    ...asEach(SAFETY_OFFICER, 'safety-officer', ['safety-review', 'privacy-oversight']),
    ...asEach(PRIVACY_OFFICER, 'privacy-officer', ['privacy-oversight', 'safety-review']),
    who('administrator', 'Ans', 'administration'),
  ]
}

/** Members who came later. */
const others = (past: Family['past'], known: readonly Who[]): readonly Who[] =>
  past.flatMap((event) => {
    const id = fact(event, 'person') ?? ''
    if (event.type !== 'MemberJoined' || known.some((one) => one.id === id)) return []
    return [who('family-member', `Lid ${id}`, 'own-file', { id })]
  })
