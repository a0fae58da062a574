/** Who works in the made-up municipality: the same people for every seed, so that who signs in by role and name at the development issuer is one of them. */
import type { ActivityId } from '../../libs/access/processing-activities.ts'
import type { Role } from '../../libs/deciding/decider.ts'
import { LEGAL_DOMAINS, type LegalDomain } from '../../libs/deciding/domains.ts'
import { personNamed } from '../api/sign-in/development-issuer.ts'
import { FIRST_NAMES } from './names.ts'

export interface Colleague {
  readonly id: string
  readonly role: Role
  readonly name: string
  readonly organisation: string
  readonly activity: ActivityId
  readonly team?: string
}

export interface SecondReader extends Colleague {
  readonly domains: readonly LegalDomain[]
}

export interface Staff {
  readonly administrator: Colleague
  /** One of each team, by its name. */
  readonly teamLeads: Readonly<Record<string, Colleague>>
  readonly coordinators: readonly Colleague[]
  readonly professionals: Readonly<Record<LegalDomain, readonly Colleague[]>>
  readonly readers: readonly SecondReader[]
}

/** OINs for tests: no organisation has one that begins so. */
const ORGANISATIONS: Readonly<Record<LegalDomain | 'elsewhere', string>> = {
  youth: '00000099000000000002',
  wmo: '00000099000000000003',
  participation: '00000099000000000004',
  elsewhere: '00000099000000000009',
}

const ACTIVITIES = {
  youth: 'youth-support',
  wmo: 'social-support',
  participation: 'participation-support',
} as const satisfies Record<LegalDomain, ActivityId>

const TEAMS = ['Noord', 'Oost', 'Zuid', 'West', 'Centrum', 'Buitengebied']
/** Of how many families one coordinator, or one professional of a law, has the care. */
const FAMILIES_EACH = 25
const READERS_A_LAW = 6

/** @param oin of the municipality itself, for whom coordinators work */
export function staffFor(families: number, oin: string): Staff {
  const many = Math.max(6, Math.ceil(families / FAMILIES_EACH))
  const colleague = (role: Role, name: string, activity: ActivityId, more: Partial<Colleague> = {}): Colleague => ({
    id: personNamed(role, name),
    role,
    name,
    organisation: oin,
    activity,
    ...more,
  })
  const teamOf = (place: number) => TEAMS[place % TEAMS.length] ?? 'Centrum'
  return {
    administrator: colleague('administrator', 'Ada Beheer', 'administration'),
    teamLeads: Object.fromEntries(
      TEAMS.map((team) => [team, colleague('team-lead', `Tom ${team}`, 'plan-coordination', { team })]),
    ),
    coordinators: numbered(many, 'Regisseur', (name, place) =>
      colleague('coordinator', name, 'plan-coordination', { team: teamOf(place) }),
    ),
    professionals: forEachLaw((law) =>
      numbered(many, SURNAMES[law], (name) =>
        colleague('professional', name, ACTIVITIES[law], { organisation: ORGANISATIONS[law] }),
      ),
    ),
    readers: LEGAL_DOMAINS.flatMap((law) =>
      numbered(READERS_A_LAW, `Lezer-${SURNAMES[law]}`, (name) => ({
        ...colleague('second-reader', name, 'second-reading', { organisation: ORGANISATIONS.elsewhere }),
        domains: [law],
      })),
    ),
  }
}

const SURNAMES: Readonly<Record<LegalDomain, string>> = {
  youth: 'Jeugdzorger',
  wmo: 'Wijkmaker',
  participation: 'Werkzoeker',
}

const forEachLaw = <Value>(make: (law: LegalDomain) => Value): Readonly<Record<LegalDomain, Value>> => ({
  youth: make('youth'),
  wmo: make('wmo'),
  participation: make('participation'),
})

/** First names in turn; when they run out, with a number behind. */
function numbered<Made>(count: number, surname: string, make: (name: string, place: number) => Made): readonly Made[] {
  return Array.from({ length: count }, (_, place) => {
    const first = FIRST_NAMES[place % FIRST_NAMES.length] ?? ''
    const round = Math.floor(place / FIRST_NAMES.length)
    return make(`${first} ${surname}${round === 0 ? '' : ` ${String(round + 1)}`}`, place)
  })
}
