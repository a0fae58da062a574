/** One of the family says what came of a goal, or of a deviation, beside the team: each part has the route, and this is what it does. */
import type { CommandBus } from '@nestjs/cqrs'
import type { FastifyReply } from 'fastify'
import type { EVALUATED_KINDS } from '../../../../libs/plan/views/views.ts'
import type { Caller } from '../../caller.ts'
import { ToPlan } from '../door/to-plan.ts'
import { chosen, said } from '../door/words.ts'
import { written, type ReadAt, type WriteAnswer } from '../door/written.ts'
import { withheldBy } from '../visibility/withholding-bodies.ts'
import type { EvaluateDeviationAsFamilyBody, EvaluateGoalAsFamilyBody } from './view-bodies.ts'

interface EvaluationAsked {
  readonly caller: Caller
  readonly planId: string
  readonly on: { readonly kind: (typeof EVALUATED_KINDS)[number]; readonly id: string }
  /** Where what it is on is read. */
  readonly at: ReadAt
  readonly body: EvaluateGoalAsFamilyBody | EvaluateDeviationAsFamilyBody
}

export async function evaluateAsFamily(
  commands: CommandBus,
  { caller, planId, on, at, body }: EvaluationAsked,
  reply: FastifyReply,
): Promise<WriteAnswer> {
  const { person, outcome, words, withhold } = body
  const command = new ToPlan(caller, planId, (newId) => ({
    type: 'EvaluateAsFamily',
    view: newId('view'),
    on,
    person,
    outcome: chosen<string>(outcome),
    words: said(words),
    ...withheldBy(newId, withhold),
  }))
  return written(reply, await commands.execute(command), { at, id: command.newId('view') })
}
