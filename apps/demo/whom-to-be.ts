/** Whom somebody who looks round the demo can be, with one click: those of the story, and what they are in it. */
import type { Role } from '../../libs/deciding/decider.ts'
import type { KnownPerson } from '../api/sign-in/development-people.ts'
import type { Person, Who } from './people.ts'

type PersonMaker = (role: Role, name: string, who: Who) => Promise<Person>

const PARTS: Readonly<Record<string, KnownPerson['part']>> = {
  'Amina Regie': { nl: 'regisseur van het plan', en: 'coordinates the plan' },
  'Joke Vertrouwen': { nl: 'jeugdhulpverlener, week van een protocol af', en: 'youth worker, left a protocol' },
  'Petra Dilemma': { nl: 'moeder', en: 'mother' },
  'Sam Dilemma': { nl: 'kind van veertien', en: 'child of fourteen' },
  'Bram Controle': { nl: 'controleert de bijstand', en: 'checks social assistance' },
  'Odile Toezicht': { nl: 'toezichthouder', en: 'auditor' },
}
const READER = { nl: 'tweede lezer', en: 'second reader' }

/** Makes people as before, and keeps whom of them one can be. */
export class WhomToBe {
  readonly #met = new Map<string, KnownPerson>()

  /** In the order in which the story has them. */
  get people(): readonly KnownPerson[] {
    const order = Object.keys(PARTS)
    const placeOf = ({ answers: { name = '' } }: KnownPerson) =>
      order.includes(name) ? order.indexOf(name) : order.length
    return [...this.#met.values()].sort((one, other) => placeOf(one) - placeOf(other))
  }

  noting(make: PersonMaker): PersonMaker {
    return async (role, name, who) => {
      const person = await make(role, name, who)
      const part = role === 'second-reader' ? READER : PARTS[name]
      const { organisation, team } = who
      const answers = { role, name, id: person.id, ...(organisation && { organisation }), ...(team && { team }) }
      if (part !== undefined) this.#met.set(person.id, { answers, part })
      return person
    }
  }
}
