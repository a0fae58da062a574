/** Who looked at what: every access record by the plans it named, and look-ups of a citizen service number by day and by whose they were. */
import { dayOf } from '../deciding/days.ts'
import type { Happened, ReadModel } from '../deciding/read-model.ts'
import type { AccessRecorded, Look } from './access-record.ts'

const tables = {
  look: {
    columns: {
      /** '' where it was of a person, whatever plans they are in. */
      plan: 'text',
      /** '' where it was of a plan. */
      person: 'text',
      /** The record's id. */
      record: 'text',
      at: 'text',
      /** Where its record stands: the order of looks of the same millisecond, alike in whichever rows. It counts what others did, and is told to nobody. */
      stream: 'text',
      revision: 'integer',
      who: 'text',
      role: 'text',
      organisation: 'text',
      activity: 'text',
      kind: 'text',
      outcome: 'text',
      /** The look itself, as JSON. */
      look: 'text',
    },
    key: ['plan', 'person', 'record'],
    lookups: [
      ['plan', 'at', 'stream', 'revision'],
      ['person', 'at', 'stream', 'revision'],
      ['plan', 'who'],
    ],
  },
  look_up: {
    columns: { day: 'text', who: 'text', record: 'text', organisation: 'text', outcome: 'text' },
    key: ['record'],
    lookups: [['day', 'who']],
  },
} as const

export const whoLooked = {
  name: 'who-looked',
  version: 2,
  tables,
  after: {
    AccessRecorded: (happened) => {
      const { event, envelope } = happened
      if (event.kind !== 'bsn-look-ups')
        return event.looks.map((look) => ({ put: 'look', row: rowOf(happened, look) }) as const)
      const { who, organisation } = whoIn(happened)
      const lookUp = { day: dayOf(envelope.recordedAt), who, record: envelope.id, organisation, outcome: event.outcome }
      // Whose number it was learns of it in whatever plan they are.
      const theirs = event.looks.flatMap((look) =>
        look.persons.map((person) => ({ put: 'look', row: { ...rowOf(happened, look), plan: '', person } }) as const),
      )
      return [...theirs, { put: 'look_up', row: lookUp } as const]
    },
  },
} as const satisfies ReadModel<AccessRecorded, typeof tables>

function rowOf(happened: Happened<AccessRecorded>, look: Look) {
  const { event, envelope } = happened
  return {
    plan: look.plan,
    person: '',
    record: envelope.id,
    at: envelope.recordedAt,
    stream: envelope.stream,
    revision: envelope.revision,
    ...whoIn(happened),
    activity: envelope.processingActivity,
    kind: event.kind,
    outcome: event.outcome,
    look: JSON.stringify(look),
  }
}

function whoIn({ envelope: { actor } }: Pick<Happened<AccessRecorded>, 'envelope'>) {
  if (actor.kind === 'system') return { who: actor.id, role: 'system', organisation: '' }
  return { who: actor.id, role: actor.role, organisation: actor.organisation ?? '' }
}
