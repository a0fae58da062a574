/** How to reach someone: stated by them, by who speaks for them, or by who works with them. */
import { Body, Controller, Inject, Param, Post, Res } from '@nestjs/common'
import { CommandBus } from '@nestjs/cqrs'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import { IsBoolean } from 'class-validator'
import type { FastifyReply } from 'fastify'
import { Answers } from '../../../../libs/http/openapi-decorators.ts'
import { Id, Optionally, Words } from '../../body-rules.ts'
import { Caller, CallerOf } from '../../caller.ts'
import { InPlan } from '../door/in-plan.ts'
import { ToPlan } from '../door/to-plan.ts'
import { chosen, ifSaid } from '../door/words.ts'
import { written } from '../door/written.ts'
import { MayWithhold, withheldBy } from '../visibility/withholding-bodies.ts'

export class CommunicationNeedsBody extends MayWithhold {
  @Id()
  person!: string

  /** The language they speak best. */
  @Optionally()
  @Words()
  language?: string

  @Optionally()
  @IsBoolean()
  interpreter?: boolean

  /** Short sentences in plain words. */
  @Optionally()
  @IsBoolean()
  easyLanguage?: boolean

  /** What helps them hear, or be heard by signs. */
  @Optionally()
  @Words()
  hearing?: string

  /** What helps them read. */
  @Optionally()
  @Words()
  sight?: string
}

@ApiTags('members')
@Controller('plans/:planId/communication-needs')
export class CommunicationController {
  constructor(@Inject(CommandBus) private readonly commands: CommandBus) {}

  @Post()
  @ApiOperation({
    operationId: 'stateCommunicationNeeds',
    summary: 'State how to reach someone; who invites them reads it, and says how it was met',
  })
  @Answers(201, 'MadeAnswer')
  async state(
    @CallerOf() caller: Caller,
    @Param() { planId }: InPlan,
    @Body() { person, language, interpreter, easyLanguage, hearing, sight, withhold }: CommunicationNeedsBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, (newId) => ({
      type: 'StateCommunicationNeeds',
      statement: newId('statement'),
      person,
      ...ifSaid({ language, hearing, sight }),
      ...(interpreter !== undefined && { interpreter: chosen(interpreter) }),
      ...(easyLanguage !== undefined && { easyLanguage: chosen(easyLanguage) }),
      ...withheldBy(newId, withhold),
    }))
    return written(reply, await this.commands.execute(command), { at: '', id: command.newId('statement') })
  }
}
