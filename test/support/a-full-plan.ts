/** A plan filled to its bounds, past the door, which would take hours: as another process would write it to the same stores, sealed and all. */
import { randomUUID } from 'node:crypto'
import { said } from '../../apps/api/plans/door/words.ts'
import { planStream, type System } from '../../libs/installation/system.ts'
import { Refusal, type Actor } from '../../libs/deciding/decider.ts'
import type { LegalDomain } from '../../libs/deciding/domains.ts'
import { mustFit, usageAfter, type Usage } from '../../libs/deciding/shares.ts'
import type { NewEvent } from '../../libs/event-store/port.ts'
import { bytesOf } from '../../libs/event-store/reading.ts'
import { toStored } from '../../libs/event-store/recorded.ts'
import { PLAN_BOUNDS } from '../../libs/plan/bounds.ts'
import { PLAN_FORMS } from '../../libs/plan/plan-forms.ts'
import type { PlanEvent } from '../../libs/plan/plan.ts'
import type { Unsealed } from '../../libs/sealing/plain.ts'

const APPENDED_AT_ONCE = 900_000
const DUE = { what: 'account', at: '2031-01-01T22:59:59.999Z', terms: 1 }

export interface Filling {
  readonly planId: string
  readonly person: string
  readonly domain: LegalDomain
  /** Who write it, each until their share or the plan is full; as many as that takes. */
  readonly authors: readonly Actor[]
  /** The event at a place in the filling: the n-th of all. */
  readonly eventAt: (n: number) => Unsealed<PlanEvent>
}

/** @returns how many events were written */
export async function fill(system: System, { planId, person, domain, authors, eventAt }: Filling): Promise<number> {
  const { store, sealing, configuration, clock, folds } = system
  const stream = planStream(planId)
  const before = await folds.plans.at(stream)
  let { usage, revision }: { usage: Usage; revision: number } = before
  const sequences: Record<string, number> = { ...before.sequences }
  let waiting: NewEvent[] = []
  let bytes = 0
  let count = 0
  const append = async (): Promise<void> => {
    if (waiting.length > 0) await store.append(stream, revision - waiting.length, waiting)
    waiting = []
    bytes = 0
  }
  for (const by of authors)
    for (;;) {
      const commandId = randomUUID()
      const { command: event, values } = await sealing.seal<PlanEvent>(eventAt(count), {
        tenant: configuration.municipality,
        stream,
        commandId,
        domain,
        subjects: [person],
        contentOwner: stream,
      })
      const sequence = (sequences[event.domain] ?? -1) + 1
      const at = clock()
      const circumstances = {
        municipality: configuration.municipality,
        stream,
        revision: revision + 1,
        sequence,
        recordedAt: at,
        commandId,
        commandDigest: 'x'.repeat(43),
        correlationId: commandId,
        causationId: commandId,
        traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
      }
      const deed = { by, activity: 'plan-coordination', legalBasis: 'Jeugdwet 2.1, 2.7; Wmo 2015 2.1.1, 2.3.5' }
      const stored = toStored(event, deed, circumstances, PLAN_FORMS, values)
      const size = bytesOf(stored)
      if (
        !has(() => {
          mustFit(PLAN_BOUNDS, usage, by, at, { events: 1, bytes: size })
        })
      )
        break
      if (bytes + size > APPENDED_AT_ONCE) await append()
      sequences[event.domain] = sequence
      usage = usageAfter(usage, by, at, size)
      revision += 1
      count += 1
      bytes += size
      waiting.push(stored)
    }
  await append()
  return count
}

function has(room: () => void): boolean {
  try {
    room()
    return true
  } catch (fault) {
    if (fault instanceof Refusal) return false
    throw fault
  }
}

/** As many goals as there is room for, half of them with what someone thinks of it. @param length of each text, in characters */
export function manyGoals(person: string, length: number): Filling['eventAt'] {
  const text = 'Zoë wil graag weer eens naar zwemles, en dat het thuis rustig is. '.repeat(200).slice(0, length)
  const goals: string[] = []
  return (n) => {
    const concerns = { domain: 'youth', about: [person] } as const
    if (n % 3 !== 2) {
      goals.push(randomUUID())
      return { ...concerns, type: 'GoalProposed', goal: goals.at(-1) ?? '', lifeArea: 'housing', words: said(text) }
    }
    // Of what was proposed long before: nothing that is read together was written together.
    const goal = goals[(n * 7_919) % goals.length] ?? ''
    return { ...concerns, type: 'GoalRevised', goal, words: said(text) }
  }
}

/** What the family says of one of its goals, over and over. */
export function manyViews(person: string, goal: string, length: number): Filling['eventAt'] {
  return () => ({
    domain: 'youth',
    about: [person],
    type: 'ViewGiven',
    view: randomUUID(),
    on: { kind: 'goal', id: goal },
    person,
    voice: 'own',
    stance: 'has-doubts',
    words: said('Ik weet het niet. '.repeat(500).slice(0, length)),
  })
}

/** Deviations with the largest texts there are. */
export function largeDeviations(person: string): Filling['eventAt'] {
  let deviation = ''
  const words = said('“Zó gaat het niet” – zei zij. '.repeat(300).slice(0, 8_000))
  return (n) => {
    const concerns = { domain: 'youth', about: [person] } as const
    if (n % 3 === 0) deviation = randomUUID()
    const step = {
      kind: 'step',
      protocol: 'meldcode',
      version: 1,
      step: 'talk-with-the-family',
      rule: 'deviation-free',
    } as const
    switch (n % 3) {
      case 0:
        return {
          ...concerns,
          type: 'DeviationReported',
          deviation,
          from: step,
          insteadDone: words,
          situation: words,
          acute: false,
          due: DUE,
        }
      case 1:
        return { ...concerns, type: 'DeviationAccountedFor', deviation, reviewDate: '2030-01-01', due: DUE }
      default:
        return {
          ...concerns,
          type: 'DeviationReasoned',
          deviation,
          account: {
            different: words,
            weighing: { legitimacy: words, involvement: words, return: words, interestOfTheChild: words },
            alternatives: Array.from({ length: 10 }, () => words),
            consulted: words,
            familyView: words,
            expectedEffect: words,
          },
        }
    }
  }
}
