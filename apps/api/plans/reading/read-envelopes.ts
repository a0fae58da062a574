/** The stored envelopes of a plan, byte for byte, for an auditor's bundle: to who verifies, of the plans that an open inspection of theirs names. */
import { Inject } from '@nestjs/common'
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs'
import { Refusal } from '../../../../libs/deciding/decider.ts'
import { fromStored } from '../../../../libs/event-store/recorded.ts'
import type { PlanEvent } from '../../../../libs/plan/plan.ts'
import type { AccessRefusal } from '../../../../libs/access/may.ts'
import type { LookAt } from '../../access-records/looks.ts'
import type { Caller } from '../../caller.ts'
import { planStream, SYSTEM, type System } from '../../../../libs/installation/system.ts'
import { municipalityNow, standingOf } from '../door/standing.ts'

export type EnvelopesRefusal = AccessRefusal | 'ENVELOPES_NEED_AN_INSPECTION'

export interface StoredEnvelope {
  readonly revision: number
  readonly position: string
  /** The stored bytes, as text: what anything is proved over. */
  readonly body: string
  /** The ciphertexts of its sealed values by reference, with all that they are bound to. */
  readonly sealedValues?: object
}

export interface EnvelopesPage {
  readonly planId: string
  readonly envelopes: readonly StoredEnvelope[]
  /** The revision to go on from; absent on the last page. */
  readonly nextFrom?: number
}

export class ReadEnvelopes extends Query<EnvelopesPage> {
  constructor(
    readonly caller: Caller,
    readonly planId: string,
    readonly from: number,
    readonly limit: number,
  ) {
    super()
  }
}

@QueryHandler(ReadEnvelopes)
export class ReadEnvelopesHandler implements IQueryHandler<ReadEnvelopes> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  async execute({ caller, planId, from, limit }: ReadEnvelopes): Promise<EnvelopesPage> {
    const look = await this.mustBeTheirsToVerify(caller, planId)
    const stored = await this.system.store.read(planStream(planId), from, limit + 1)
    look.tells(
      stored.slice(0, limit).map((one) => fromStored<PlanEvent>(one, this.system.folds.plans.folding.upcasters)),
    )
    const envelopes = stored.slice(0, limit).map(({ revision, position, body, sealed }) => ({
      revision,
      position,
      body,
      ...(sealed !== undefined && { sealedValues: JSON.parse(sealed) as object }),
    }))
    return { planId, envelopes, ...(stored.length > limit && { nextFrom: from + limit }) }
  }

  /** Envelopes name the workers of a plan as every plan names them, and what rules read of a family: readable answers do not. */
  private async mustBeTheirsToVerify(caller: Caller, planId: string): Promise<LookAt> {
    const { folds, clock } = this.system
    const { state, revision } = await folds.plans.at(planStream(planId))
    const { grounds, decidedOn } = await standingOf(this.system, caller, planId, state)
    const look = caller.looks.at(planId, { plan: revision, ...decidedOn }, grounds)
    if (grounds.length === 0) throw refusal('NOT_FOUND')
    if (!grounds.some(({ is }) => is === 'verifying')) throw refusal('NOT_ALLOWED_ON_THIS_GROUND')
    const { inspections } = await municipalityNow(this.system)
    const isNamed = Object.values(inspections).some(
      ({ auditor, plans, openUntil }) => auditor === caller.asker.id && plans.includes(planId) && clock() <= openUntil,
    )
    if (!isNamed) throw refusal('ENVELOPES_NEED_AN_INSPECTION')
    return look
  }
}

const refusal = (code: EnvelopesRefusal) => new Refusal(code)
