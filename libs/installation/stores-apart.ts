/** What is said of stores that do not belong together: which, what is the matter, and the command that mends each where it is. */
import { START, type Parting } from '../event-store/history.ts'
import type { HistoryNow } from '../event-store/marking.ts'
import type { PlaceOfStore } from './put-back.ts'

/** Stores that do not belong together; the message says which, and what mends it. */
export class StoresApart extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'StoresApart'
  }
}

/** Events, or access records, of which a store beside them knows more, or others. */
export interface ApartInWords {
  readonly of: PlaceOfStore
  readonly beside: PlaceOfStore
  readonly now: Pick<HistoryNow, 'reached'>
  readonly parting: Pick<Parting, 'sharesNothing' | 'behind'>
}

const NOTHING_CHANGED = 'The stores do not belong together, and nothing was started or changed.'
const RESTORED = 'SAMENSPEL_RESTORED'

/** @param code with which a start is let go on; absent in a process that has none to give */
export function apartInWords(unsaid: readonly ApartInWords[], code: string | undefined): string {
  const each = [...new Set(unsaid.map(({ of }) => of))].map((of) => ofOne(of, unsaid))
  return [
    NOTHING_CHANGED,
    ...each.flat(),
    code === undefined
      ? 'If what is there was put back from a backup on purpose, start the API, which says with what code it is let start; once it has, start this again.'
      : `If what is there was put back from a backup on purpose, what came behind it is lost, and everyone who follows is sent back to there: start once with ${RESTORED}=${code}`,
  ].join('\n')
}

function ofOne(of: PlaceOfStore, unsaid: readonly ApartInWords[]): readonly string[] {
  const theirs = unsaid.filter((one) => one.of === of)
  const [first] = theirs
  const who = theirs.map(({ beside }) => `${beside.name} (${beside.at})`).join(', ')
  if (first === undefined) return []
  const { now, parting } = first
  if (now.reached === START)
    return [`${of.name} (${of.at}) are missing or empty, and of them know: ${who}. Put them back: ${of.putBack}`]
  const strangers = theirs.filter((one) => one.parting.sharesNothing)
  const what = parting.sharesNothing
    ? `are older than, or not those of: ${who}`
    : `end or part behind ${parting.behind === START ? 'the start' : parting.behind}, and more was known to: ${who}`
  return [
    `${of.name} (${of.at}) ${what}. If that was not meant, put back the newest: ${of.putBack}`,
    ...strangers.map(({ beside }) => `Or, where it is ${beside.name} that are another’s: ${beside.putBack}`),
  ]
}

export interface NeverInIt {
  /** `a key`. */
  readonly what: string
  /** Of the event that needs it. */
  readonly position: string
  readonly recordedAt: string | undefined
  readonly events: PlaceOfStore
}

/** Vault or sealed values that never had what an event needs. */
export function tooOld(store: PlaceOfStore, { what, position, recordedAt, events }: NeverInIt): StoresApart {
  const since = recordedAt === undefined ? 'when that event was written' : `at ${recordedAt}`
  return new StoresApart(
    [
      NOTHING_CHANGED,
      `${store.name} (${store.at}) is older than the events, or of another installation: ${what} of the event at ${position} was never in it.`,
      `Put back the one that was in use ${since} or later: ${store.putBack}`,
      `Where there is none, put back events that are as old as it: ${events.putBack}`,
    ].join('\n'),
  )
}
