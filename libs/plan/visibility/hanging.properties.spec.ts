/** Whatever event there is: it names each thing that it holds the id of, and begins those that nothing before it named. */
import assert from 'node:assert/strict'
import { describe, it } from '@jest/globals'
import { plan } from '../plan.ts'
import { eventsOf, inEveryHistory } from '../testing/histories.ts'
import { begunBy, namedBy } from './hanging.ts'
import { keyOf } from './visibility.ts'

/** What is no item and what nothing of the family hangs on, each with where its id is read. */
const NAMES_NONE: Readonly<Record<string, string>> = {
  plan: 'the plan itself',
  membership: 'who is in the family stays known to it',
  invitation: 'of the family as a whole, and kept from nobody in it',
  expectation: 'between those who coordinate, until the child is who is in the family',
  handover: 'between those who coordinate',
  document: 'what one coordinator leaves the next',
  correction: 'of what it corrects',
  event: 'of what it corrects',
  exception: 'of its goal, which is named with it',
  reading: 'of its deviation, which is named with it',
  condition: 'of its deviation, which is named with it',
  answer: 'of its deviation, which is named with it',
  remark: 'of its deviation, which is named with it',
  protocol: 'of nobody',
  step: 'of nobody',
  activity: 'of the register',
  use: 'between who used it and who reviews that',
  due: 'holds no id',
}
/** An event of the plan is no item of it: what corrects one is of the item that the event is of. */
const AN_EVENT = 'event-'
/** People and organisations, by their ids. */
const SOMEONE = /^(person|kin|crisis|worker|supporter|reader|lead|safety|privacy|team|oin|organisation|system|nothing)-/
const ID = /^[a-z-]+-\d+$/

function* idsIn(part: unknown): Generator<string> {
  if (typeof part === 'string') yield part
  else if (typeof part === 'object' && part !== null)
    for (const [name, inside] of Object.entries(part)) if (NAMES_NONE[name] === undefined) yield* idsIn(inside)
}

describe('an event', () => {
  it('names all that it holds the id of', () => {
    inEveryHistory((history) => {
      for (const [, event] of eventsOf(history)) {
        const named = new Set(namedBy(event).map(({ id }) => id))
        for (const id of idsIn(event))
          if (ID.test(id) && !SOMEONE.test(id) && !id.startsWith(AN_EVENT) && !id.startsWith('handover-'))
            assert.ok(named.has(id), `${event.type} does not name ${id}`)
      }
    })
  })

  it('begins what no event before it named', () => {
    inEveryHistory((history) => {
      const known = new Set<string>()
      for (const { before, events, deed } of history) {
        let now = before
        for (const event of events) {
          const named = namedBy(event).filter(({ kind }) => kind !== 'coordinator' && kind !== 'own-plan')
          for (const key of begunBy(event, now)) assert.ok(!known.has(key), `${event.type} begins ${key} again`)
          for (const key of named.map(keyOf)) known.add(key)
          now = plan.evolve(now, event, deed)
        }
      }
    })
  })
})
