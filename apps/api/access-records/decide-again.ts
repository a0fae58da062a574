/** Decides again what was decided when somebody looked: on the facts as they stood then, by the tables in force now. Where those are the same, the answer must be. */
import {
  ACCESS_FORMS,
  ANSWERED,
  type AccessRecorded,
  type FactsThen,
  type Look,
} from '../../../libs/access/access-record.ts'
import type { Asker, Facts } from '../../../libs/access/grounds.ts'
import { asRanges } from '../../../libs/access/revisions.ts'
import { sees, sightOf, type Sight } from '../../../libs/access/sight.ts'
import { dayOf } from '../../../libs/deciding/days.ts'
import type { Envelope } from '../../../libs/deciding/envelope.ts'
import { foldedFrom, type Folding } from '../../../libs/event-store/folds.ts'
import type { StoredEvent } from '../../../libs/event-store/port.ts'
import { changedNothing, fromStored, type Recorded, type Typed } from '../../../libs/event-store/recorded.ts'
import { ageBandsOf, correctedAges } from '../../../libs/installation/ages.ts'
import { municipalityStream, planStream, type System } from '../../../libs/installation/system.ts'
import type { PlanEvent } from '../../../libs/plan/plan.ts'
import { dueIn } from '../../../libs/plan/terms/due-now.ts'
import { mayBeAddressed } from '../plans/door/standing.ts'
import { digestOfTables } from '../../../libs/access-records/access-records.ts'

export interface DecidedAgain {
  /** Looks that could be decided again. */
  readonly compared: number
  /** Those that come out otherwise now. */
  readonly differing: number
  /** Those that other tables were in force for. */
  readonly byOtherTables: number
}

/** @param stored one access record */
export async function decideAgain(system: System, stored: StoredEvent): Promise<DecidedAgain> {
  if (stored.type !== 'AccessRecorded') return NOTHING
  const { event, envelope } = fromStored<AccessRecorded>(stored, ACCESS_FORMS)
  const asker = askerIn(event, envelope)
  const looks = event.looks.flatMap((look) => (look.facts === undefined ? [] : [{ ...look, facts: look.facts }]))
  if (asker === undefined || event.kind === 'bsn-look-ups') return NOTHING
  const { state: municipality } = await municipalityNow(system)
  // What counts on a day does not change once it has begun: what is set since counts of later days.
  const tables = digestOfTables(dayOf(envelope.recordedAt), municipality.ages.rows)
  if (event.tables !== tables) return { ...NOTHING, byOtherTables: looks.length }
  let differing = 0
  for (const look of looks) if (!(await comesOutTheSame(system, asker, look, event.outcome))) differing += 1
  return { compared: looks.length, differing, byOtherTables: 0 }
}

const NOTHING: DecidedAgain = { compared: 0, differing: 0, byOtherTables: 0 }

/** As whom they asked: of the team only a lead's ground hangs on. */
function askerIn({ team }: AccessRecorded, { actor, processingActivity }: Envelope): Asker | undefined {
  if (actor.kind === 'system') return undefined
  const { id, role, organisation } = actor
  return {
    id,
    role,
    activity: processingActivity,
    ...(organisation !== undefined && { organisation }),
    ...(team !== undefined && { team }),
  }
}

type Decided = Look & { readonly facts: FactsThen }

async function comesOutTheSame(system: System, asker: Asker, look: Decided, outcome: string): Promise<boolean> {
  const { plan: planId, facts: then } = look
  const { plans, births, municipalities } = system.folds
  const events = await upTo(system, planStream(planId), then.plan, plans.folding)
  const plan = foldedFrom(plans.folding, events)
  const { state: now } = await municipalityNow(system)
  const decided =
    then.municipality === undefined
      ? undefined
      : foldedFrom(
          municipalities.folding,
          await upTo(
            system,
            municipalityStream(system.configuration.municipality),
            then.municipality,
            municipalities.folding,
          ),
        )
  const ages = foldedFrom(births.folding, events)
  const facts: Facts = {
    planId,
    plan,
    oin: system.configuration.oin,
    inspections: decided?.inspections ?? {},
    ...(decided?.teams && { teams: decided.teams }),
    at: then.at,
    ageBand: await ageBandsOf(ages, system.sealing, then.at),
    corrected: await correctedAges(ages, system.sealing),
    ages: (decided ?? now).ages.rows,
    bases: (decided ?? now).bases.rows,
  }
  // Of a look without revisions it is not told whether it was in a list.
  const inALists = look.sees === undefined ? [false, true] : [false]
  return inALists.some((inAList) => {
    const due = mayBeAddressed(asker.role, plan, inAList) ? dueIn(events) : undefined
    return isTheSame(sightOf(asker, { ...facts, ...(due && { due }) }), events, look, outcome)
  })
}

function isTheSame(sight: Sight, events: readonly Recorded<PlanEvent>[], look: Decided, outcome: string): boolean {
  const { grounds } = sight
  const isSame = JSON.stringify(grounds.map(({ is }) => is)) === JSON.stringify(look.grounds)
  // Without a ground there is no plan, and so no answer.
  if (!isSame || (grounds.length === 0 && outcome === ANSWERED && look.sees !== undefined)) return false
  if (look.sees === undefined) return true
  const seen = events.filter((recorded) => sees(sight, recorded))
  return asRanges(seen.map(({ envelope }) => envelope.revision)) === look.sees
}

const municipalityNow = ({ folds, configuration }: System) =>
  folds.municipalities.at(municipalityStream(configuration.municipality))

async function upTo<State, Event extends Typed>(
  { store }: System,
  stream: string,
  revision: number,
  { upcasters }: Folding<State, Event>,
): Promise<readonly Recorded<Event>[]> {
  const stored = await store.read(stream, 0, revision + 1)
  return stored.map((one) => fromStored<Event>(one, upcasters)).filter((one) => !changedNothing(one))
}
