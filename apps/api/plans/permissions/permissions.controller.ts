/** What people permit others to read of what is about them: given, read and withdrawn. */
import { Body, Controller, Get, Inject, Param, Post, Res } from '@nestjs/common'
import { CommandBus, QueryBus } from '@nestjs/cqrs'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import type { FastifyReply } from 'fastify'
import type { LegalDomain } from '../../../../libs/deciding/domains.ts'
import { Answers } from '../../../../libs/http/openapi-decorators.ts'
import { refAlone } from '../../../../libs/plan/visibility/visibility.ts'
import { Caller, CallerOf } from '../../caller.ts'
import { inUtc } from '../../in-utc.ts'
import { InPlan, OfPlan } from '../door/in-plan.ts'
import { ToPlan } from '../door/to-plan.ts'
import { said } from '../door/words.ts'
import { written } from '../door/written.ts'
import { ReadPlanItem, ReadPlanPart } from '../reading/read-plan.ts'
import { withheldBy } from '../visibility/withholding-bodies.ts'
import { GivePermissionBody } from './permission-bodies.ts'
import { recipientOf } from './recipient.ts'

@ApiTags('permissions')
@Controller('plans/:planId/permissions')
export class PermissionsController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listPermissions', summary: 'Whom people permit to read what is about them' })
  @Answers(200, 'PermissionsAnswer')
  list(@CallerOf() caller: Caller, @Param() { planId }: InPlan) {
    return this.queries.execute(new ReadPlanPart(caller, planId, ({ permissions }) => ({ permissions })))
  }

  @Get(':id')
  @ApiOperation({ operationId: 'readPermission', summary: 'One permission' })
  @Answers(200, 'PermissionAnswer')
  read(@CallerOf() caller: Caller, @Param() { planId, id }: OfPlan) {
    return this.queries.execute(new ReadPlanItem(caller, planId, 'permissions', id))
  }

  @Post()
  @ApiOperation({
    operationId: 'givePermission',
    summary: 'Permit someone to read what is about oneself, or record that someone did',
  })
  @Answers(201, 'PermissionMadeAnswer')
  async give(
    @CallerOf() caller: Caller,
    @Param() { planId }: InPlan,
    @Body() { person, by, to, items = [], domains, until, how, withhold }: GivePermissionBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const of = (newId: (what: string) => string) => permissionsOf(newId, domains)
    const command = new ToPlan(caller, planId, (newId) => ({
      type: 'GivePermission',
      permissions: of(newId),
      items: items.map(refAlone),
      person,
      by,
      to: recipientOf(to),
      until: inUtc(until),
      how: said(how),
      ...withheldBy(newId, withhold),
    }))
    const permissions = of(command.newId)
    const [{ permission: id } = { permission: '' }] = permissions
    const answer = written(reply, await this.commands.execute(command), { at: `/permissions/${id}`, id })
    return { ...answer, permissions: permissions.map(({ permission }) => permission) }
  }

  @Post(':id/withdrawal')
  @ApiOperation({ operationId: 'withdrawPermission', summary: 'Withdraw a permission, from the next request on' })
  @Answers(201, 'WriteAnswer')
  async withdraw(
    @CallerOf() caller: Caller,
    @Param() { planId, id: permission }: OfPlan,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToPlan(caller, planId, () => ({ type: 'WithdrawPermission', permission }))
    return written(reply, await this.commands.execute(command))
  }
}

/** One for each law, each with an id of its own; for items the one. */
const permissionsOf = (newId: (what: string) => string, domains: readonly LegalDomain[] | undefined) =>
  domains === undefined
    ? [{ permission: newId('permission') }]
    : domains.map((domain) => ({ permission: newId(`permission/${domain}`), domain }))
