/** Who plays in the story, each with a token of their own; and what a scene needs to be told. All of them are made up. */
import { daysAfter, type Day } from '../../libs/deciding/days.ts'
import type { Role } from '../../libs/deciding/decider.ts'
import { PROTOCOLS } from '../populate/protocols.ts'
import type { Staff } from '../populate/staff.ts'
import type { Made, Person, Who } from './people.ts'
import type { Narrator } from './promises.ts'
import type { StoryTime } from './story-time.ts'

export interface Scene {
  readonly time: Pick<StoryTime, 'itIs' | 'itIsNow'>
  readonly people: Company
  readonly tell: Narrator['tell']
  readonly promise: Narrator['promise']
}

/** What is left of a story when it is told. */
export interface Told {
  readonly planId?: string
}

/** Everyone who is there before the family is. */
export interface Company {
  readonly amina: Person
  readonly joke: Person
  readonly bram: Person
  /** A youth worker who has no part in it. */
  readonly wim: Person
  readonly odile: Person
  /** The same auditor, reading content: that takes an inspection. */
  readonly odileInspecting: Person
  readonly ada: Person
  /** Two youth workers, of the municipality itself. */
  readonly yara: Person
  readonly hanna: Person
  /** Who helps with work and income. */
  readonly coach: Person
  /** Who comes in an emergency, and has no part in any plan. */
  readonly saar: Person
  /** Safety officer, and privacy officer. */
  readonly vera: Person
  readonly frits: Person
  readonly municipality: string
  readonly organisation: string
  readonly names: readonly string[]
  readonly bsnOfTheParent: string
  readonly aboutTheParent: Joins
  readonly aboutTheChild: Joins
  readonly protocol: { readonly id: string; readonly step: string; readonly version: number }
  /** A plan of another family, of whoever populated the town; undefined in an empty one. */
  readonly anotherPlan: string | undefined
  /** Whoever joined under a name. */
  readonly member: (name: string, joined: Made) => Promise<Person>
  /** The system of an organisation, by its OIN. */
  readonly partnerOf: (name: string, organisation: string) => Promise<Person>
  readonly parentOf: (joined: Made) => Promise<Person>
  readonly childOf: (joined: Made) => Promise<Person>
  /** The second reader with an id, if there is one in the pool. */
  readonly readerWith: (id: string) => Promise<Person | undefined>
}

export interface Cast extends Company {
  readonly petra: Person
  readonly sam: Person
}

export interface Family {
  /** `/plans/{planId}` */
  readonly plan: string
  readonly planId: string
  readonly cast: Cast
  /** What youth care works on for the child; empty until there is something. */
  goal: string
  action: string
}

export interface Left {
  /** `/plans/{planId}/deviations/{id}` */
  readonly deviation: string
  readonly id: string
  /** When it was accounted for, and what its maker based that on. */
  readonly accountedAt: string
}

interface Joins {
  readonly name: string
  readonly birthDate: Day
  readonly bsn: string
}

const PARENT = 'Petra Dilemma'
const CHILD = 'Sam Dilemma'
/** Of RvIG's test set, as all that begin with 99999; the made-up families have none that do. */
const BSN = { parent: '999993653', child: '999990019' }
const YEAR_DAYS = 365.25

export async function companyOf(
  person: (role: Role, name: string, who: Who) => Promise<Person>,
  {
    staff,
    today,
    anotherPlan,
  }: { readonly staff: Staff; readonly today: Day; readonly anotherPlan: string | undefined },
): Promise<Company> {
  const [protocol] = PROTOCOLS.filter(({ domain }) => domain === 'youth')
  const member: Company['member'] = (name, { id }) =>
    person('family-member', name, { activity: 'own-file', subject: id })
  const born = (age: number) => daysAfter(today, -Math.round(age * YEAR_DAYS))
  return {
    amina: await person('coordinator', 'Amina Regie', { activity: 'plan-coordination', team: 'Noord' }),
    joke: await person('professional', 'Joke Vertrouwen', { activity: 'youth-support' }),
    bram: await person('professional', 'Bram Controle', { activity: 'benefits-enforcement' }),
    wim: await person('professional', 'Wim Elders', { activity: 'youth-support' }),
    odile: await person('auditor', 'Odile Toezicht', { activity: 'log-verification' }),
    odileInspecting: await person('auditor', 'Odile Toezicht', { activity: 'inspection-youth' }),
    ada: await person('administrator', staff.administrator.name, { activity: 'administration' }),
    yara: await person('professional', 'Yara Luister', { activity: 'youth-support' }),
    hanna: await person('professional', 'Hanna Weeg', { activity: 'youth-support' }),
    coach: await person('professional', 'Karel Kans', { activity: 'participation-support' }),
    saar: await person('professional', 'Saar Spoed', { activity: 'crisis-access' }),
    vera: await person('safety-officer', 'Vera Veilig', { activity: 'safety-review' }),
    frits: await person('privacy-officer', 'Frits Privaat', { activity: 'privacy-oversight' }),
    municipality: staff.administrator.organisation,
    organisation: staff.professionals.youth[0]?.organisation ?? staff.administrator.organisation,
    names: ['Petra', 'Sam', 'Dilemma', 'Joke', 'Amina', 'Bram'],
    bsnOfTheParent: BSN.parent,
    aboutTheParent: { name: PARENT, birthDate: born(41.3), bsn: BSN.parent },
    aboutTheChild: { name: CHILD, birthDate: born(14.6), bsn: BSN.child },
    protocol: { id: protocol?.protocol ?? '', step: 'signaal-direct-melden', version: protocol?.versions.length ?? 0 },
    anotherPlan,
    member,
    partnerOf: (name, organisation) => person('partner', name, { activity: 'partner-information', organisation }),
    parentOf: (joined) => member(PARENT, joined),
    childOf: (joined) => member(CHILD, joined),
    async readerWith(id) {
      const reader = staff.readers.find((one) => one.id === id)
      return reader && person('second-reader', reader.name, { activity: 'second-reading' })
    },
  }
}
