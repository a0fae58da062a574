/** The dossier of one deviation: what was left and how the protocol stood, the weighing, the reading, the family's view, the evaluation, and every event of it. */
import { Inject } from '@nestjs/common'
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs'
import { Refusal } from '../../../../libs/deciding/decider.ts'
import { hangsOn } from '../../../../libs/plan/challenges/challenge.ts'
import { challengesOf } from '../../../../libs/plan/challenges/challenges-as-read.ts'
import { whatItCorrects } from '../../../../libs/plan/corrections/what-it-corrects.ts'
import type { DeviationAsRead } from '../../../../libs/plan/deviations/deviations-as-read.ts'
import { planAsRead } from '../../../../libs/plan/plan-as-read.ts'
import type { Caller } from '../../caller.ts'
import { protocolStream, SYSTEM, type System } from '../../../../libs/installation/system.ts'
import { asEntry } from '../reading/read-history.ts'
import { correctionsBeside } from '../reading/beside-items.ts'
import { readingOf, type ReadingRefusal, type SeenInFull } from '../reading/reading.ts'

export class ReadDossier extends Query<unknown> {
  constructor(
    readonly caller: Caller,
    readonly planId: string,
    readonly deviation: string,
  ) {
    super()
  }
}

@QueryHandler(ReadDossier)
export class ReadDossierHandler implements IQueryHandler<ReadDossier> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  async execute({ caller, planId, deviation: id }: ReadDossier): Promise<unknown> {
    const { seen, etag, answer } = await readingOf(this.system, caller, planId)
    const plan = planAsRead(seen)
    const deviation = plan.deviations.find((one) => one.id === id)
    if (deviation === undefined) throw new Refusal<ReadingRefusal>('NOT_FOUND')
    const events = seen.filter((one) => isOf(one, id)).map((one) => asEntry(one, seen))
    const from = await this.whatWasLeft(deviation)
    const priority = deviation.from.kind === 'priority' ? deviation.from.priority : undefined
    const priorities = plan.priorities.filter((one) => one.id === priority)
    const dossier = {
      planId,
      etag,
      protocolThen: from,
      priorities,
      deviation,
      challenges: challengesOf(plan.challenges, { kind: 'deviation', id }),
      ...correctionsBeside(plan, { kind: 'deviation', id }),
      basedOn: knownThen(seen, deviation),
      events,
    }
    return answer(dossier)
  }

  /** The version of the protocol that was in force when it happened, whole: the step beside its neighbours. */
  private async whatWasLeft({ from }: DeviationAsRead) {
    if (from.kind === 'priority') return undefined
    const { state } = await this.system.folds.protocols.at(protocolStream(from.protocol))
    if (state.is === 'unknown') return undefined
    const { protocol, title, owner, domain, versions } = state
    return {
      protocol,
      title,
      owner,
      domain,
      ...versions.find(({ version }) => version === from.version),
      stepLeft: from.step,
    }
  }
}

/** What each decision's maker had before them: the last event they could have seen. */
function knownThen(seen: readonly SeenInFull[], { account, readings, evaluation }: DeviationAsRead) {
  const decisions = [
    ...(account ? [{ decision: 'account', ...account }] : []),
    ...readings.map((reading) => ({ decision: 'reading', ...reading })),
    ...(evaluation ? [{ decision: 'evaluation', ...evaluation }] : []),
  ]
  return decisions.flatMap(({ decision, by, at, basedOn }) => {
    const last = basedOn === undefined ? undefined : seen[basedOn]
    return last === undefined
      ? []
      : [{ decision, by, at, revision: basedOn, lastEvent: last.event.type, lastEventAt: last.at }]
  })
}

function isOf({ event }: SeenInFull, deviation: string): boolean {
  return event.type !== 'ItemWithheld' && 'corrects' in event
    ? isOfDeviation(whatItCorrects(event.corrects), deviation)
    : isOfDeviation(event, deviation)
}

const isOfDeviation = (event: SeenInFull['event'], deviation: string): boolean =>
  'deviation' in event
    ? event.deviation === deviation
    : 'on' in event && hangsOn(event.on).kind === 'deviation' && event.on.id === deviation
