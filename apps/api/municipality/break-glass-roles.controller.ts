/** Which roles may break the glass of a plan in an emergency. */
import { Body, Controller, Get, HttpCode, Inject, Put, Res } from '@nestjs/common'
import { CommandBus, QueryBus } from '@nestjs/cqrs'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import type { FastifyReply } from 'fastify'
import { Answers } from '../../../libs/http/openapi-decorators.ts'
import { BREAK_GLASS_ROLES, type BreakGlassRole } from '../../../libs/municipality/break-glass-roles.ts'
import { TellsOfNobody } from '../access-records/record-reads.ts'
import { SomeOf } from '../body-rules.ts'
import { Caller, CallerOf } from '../caller.ts'
import { ReadMunicipality, ToMunicipality } from './to-municipality.ts'
import { written } from './written.ts'

export class BreakGlassRolesBody {
  /** None: nobody may. */
  @SomeOf(BREAK_GLASS_ROLES, 0)
  roles!: BreakGlassRole[]
}

@ApiTags('municipality')
@Controller()
export class BreakGlassRolesController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Get('break-glass-roles')
  @TellsOfNobody()
  @ApiOperation({ operationId: 'readBreakGlassRoles', summary: 'The roles that may break glass in an emergency' })
  @Answers(200, 'BreakGlassRolesAnswer')
  async roles(@Res({ passthrough: true }) reply: FastifyReply) {
    const { breakGlass, etag } = await this.queries.execute(new ReadMunicipality())
    void reply.header('etag', etag)
    return breakGlass
  }

  @Put('break-glass-roles')
  @HttpCode(200)
  @ApiOperation({ operationId: 'setBreakGlassRoles', summary: 'Say which roles may break glass in an emergency' })
  @Answers(200, 'WrittenByMunicipality')
  async setRoles(
    @CallerOf() caller: Caller,
    @Body() { roles }: BreakGlassRolesBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToMunicipality(caller, () => ({ type: 'SetBreakGlassRoles', roles }))
    return written(reply, await this.commands.execute(command))
  }
}
