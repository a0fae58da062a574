/** A view is given on a goal as it is on who coordinates: each part has the route, and this is what it does. */
import type { CommandBus } from '@nestjs/cqrs'
import type { FastifyReply } from 'fastify'
import type { Viewed } from '../../../../libs/plan/views/viewed.ts'
import type { Caller } from '../../caller.ts'
import { ToPlan } from '../door/to-plan.ts'
import { ifSaid } from '../door/words.ts'
import { written, type ReadAt, type WriteAnswer } from '../door/written.ts'
import { withheldBy } from '../visibility/withholding-bodies.ts'
import type { GiveViewBody } from './view-bodies.ts'

interface ViewAsked {
  readonly caller: Caller
  readonly planId: string
  readonly on: Viewed
  /** Where what it is on is read. */
  readonly at: ReadAt
  readonly body: GiveViewBody
}

export async function giveView(
  commands: CommandBus,
  { caller, planId, on, at, body }: ViewAsked,
  reply: FastifyReply,
): Promise<WriteAnswer> {
  const { person, stance, words, withhold } = body
  const command = new ToPlan(caller, planId, (newId) => ({
    type: 'GiveView',
    view: newId('view'),
    on,
    person,
    stance,
    ...ifSaid({ words }),
    ...withheldBy(newId, withhold),
  }))
  return written(reply, await commands.execute(command), { at, id: command.newId('view') })
}
