/**
 * What was learnt of a protocol, for whose it is: lessons that somebody else cleared of people, in batches of several families. No plan, no day, no author and no order
 * says whose one is; names that its clearer read past are taken out.
 */
import { Inject } from '@nestjs/common'
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs'
import { v5 as uuidFrom } from 'uuid'
import { Refusal } from '../../../libs/deciding/decider.ts'
import { planStream, protocolStream, SYSTEM, type System } from '../../../libs/installation/system.ts'
import { lessons, toldTogether } from '../../../libs/plan/lists/lessons.ts'
import type { PlanEvent } from '../../../libs/plan/plan.ts'
import type { Protocol } from '../../../libs/protocol/protocol.ts'
import type { Caller } from '../caller.ts'
import { consistentAfter } from '../lists/pages.ts'
import { ciphertextsBeside } from '../plans/reading/ciphertexts.ts'
import { withoutPeople } from '../plans/reading/without-people.ts'

export type LessonRefusal = 'ONLY_WHOSE_PROTOCOL_IT_IS_READS_ITS_LESSONS'

export interface Lesson {
  /** Opaque, and the same each time. */
  readonly id: string
  readonly version: number
  readonly step: string
  readonly words: string
}

export interface LessonsAnswer {
  readonly protocol: string
  readonly lessons: readonly Lesson[]
}

export class ReadLessons extends Query<LessonsAnswer> {
  readonly caller: Caller
  readonly protocol: string
  readonly position: string | undefined

  constructor(caller: Caller, protocolId: string, position: string | undefined) {
    super()
    this.caller = caller
    this.protocol = protocolId
    this.position = position
  }
}

/** Of all ids made so (RFC 9562 §5.5). */
const LESSON_IDS = '4b1f6c9e-9a0d-4d52-8b3b-0c6f2d7e51aa'

@QueryHandler(ReadLessons)
export class ReadLessonsHandler implements IQueryHandler<ReadLessons> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  async execute({ caller, protocol: id, position }: ReadLessons): Promise<LessonsAnswer> {
    const { state } = await this.system.folds.protocols.at(protocolStream(id))
    if (state.is === 'unknown') throw new Refusal('NOT_FOUND')
    if (!isTheirs(caller, state, this.system.configuration.oin))
      throw new Refusal<LessonRefusal>('ONLY_WHOSE_PROTOCOL_IT_IS_READS_ITS_LESSONS')
    await consistentAfter(this.system, [lessons], position)
    const cleared = await this.system.readStore.read([lessons], (rows) =>
      rows
        .selectFrom('lesson')
        .selectAll()
        .where('protocol', '=', id)
        .where('clearedAt', '!=', '')
        .orderBy('clearedAt')
        .orderBy('plan')
        .orderBy('deviation')
        .execute(),
    )
    const told: Lesson[] = []
    for (const row of toldTogether(cleared)) {
      const words = await this.wordsOf(row)
      const { version, step } = row
      if (words !== undefined) told.push({ id: this.idOf(row), version, step, words })
    }
    return { protocol: id, lessons: told.sort((one, other) => (one.id < other.id ? -1 : 1)) }
  }

  /** Of what was erased nothing is told; a lesson outlives nobody whose it was. */
  private async wordsOf({ plan: planId, deviation }: Row): Promise<string | undefined> {
    const { folds, store } = this.system
    const stream = planStream(planId)
    const { state: history } = await folds.histories.at(stream)
    const isIt = ({ event }: { readonly event: PlanEvent }) =>
      event.type === 'LessonCleared' && event.deviation === deviation
    const found = history.find(isIt)
    if (found?.event.type !== 'LessonCleared') return undefined
    const said = { words: found.event.words }
    const { state: plan } = await folds.plans.at(stream)
    const values = await ciphertextsBeside(store, stream, [found])(said)
    const { words } = (await withoutPeople(this.system, plan, history, said, values)) as { readonly words?: unknown }
    return typeof words === 'string' ? words : undefined
  }

  private idOf({ plan, deviation }: Row): string {
    return uuidFrom(this.system.digest(JSON.stringify(['lesson', plan, deviation])), LESSON_IDS)
  }
}

interface Row {
  readonly plan: string
  readonly deviation: string
}

type Registered = Extract<Protocol, { is: 'registered' }>

/** Who keeps the protocol, for whose it is. */
const isTheirs = ({ asker }: Caller, { owner }: Registered, oin: string): boolean =>
  asker.role === 'protocol-steward' && asker.activity === 'protocol-learning' && (asker.organisation ?? oin) === owner
