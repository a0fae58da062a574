/** The lists: my caseload, what is due, the register of deviations, plans by domain and state. None of them can be asked by author or worker. */
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common'
import { QueryBus, Query as RowsQuery } from '@nestjs/cqrs'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { LEGAL_DOMAINS, type LegalDomain } from '../../../libs/deciding/domains.ts'
import { Answers, Refuses } from '../../../libs/http/openapi-decorators.ts'
import { DEVIATION_STATES, type DeviationState } from '../../../libs/plan/lists/deviations-register.ts'
import { PLAN_STATES, type PlanState } from '../../../libs/plan/lists/plans-by-domain.ts'
import { OneOf, Optionally, Slug } from '../body-rules.ts'
import { Caller, CallerOf } from '../caller.ts'
import { SYSTEM, type System } from '../../../libs/installation/system.ts'
import { ListCaseload } from './list-caseload.ts'
import { ListDeviations } from './list-deviations.ts'
import { ListDue, SCOPES, type Scope } from './list-due.ts'
import { ListPlans } from './list-plans.ts'
import { pageAnswer } from './page-answer.ts'
import { ConsistentAfter, ListQuery, PositionAsked, type ListAsked, type Page, type PageAsked } from './pages.ts'

export class CaseloadQuery extends ListQuery {}

export class DueQuery extends ListQuery {
  /** What I must do, or all that is due in the plans of my team. */
  @Optionally()
  @OneOf(SCOPES)
  scope?: Scope
}

export class DeviationsQuery extends ListQuery {
  @Optionally()
  @Slug()
  protocol?: string

  @Optionally()
  @Slug()
  step?: string

  @Optionally()
  @OneOf(DEVIATION_STATES)
  state?: DeviationState
}

export class PlansQuery extends ListQuery {
  @Optionally()
  @OneOf(LEGAL_DOMAINS)
  domain?: LegalDomain

  @Optionally()
  @OneOf(PLAN_STATES)
  state?: PlanState
}

@ApiTags('lists')
@Controller()
export class ListsController {
  constructor(
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(SYSTEM) private readonly system: System,
  ) {}

  @Get('caseload')
  @ConsistentAfter()
  @ApiOperation({ operationId: 'listCaseload', summary: 'The families I work with, oldest plan first' })
  @Answers(200, 'CaseloadPage')
  @Refuses(410, 503)
  caseload(
    @CallerOf() caller: Caller,
    @Query() query: CaseloadQuery,
    @PositionAsked() position: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const asked: ListAsked = { list: 'caseload', caller, filters: {} }
    return this.answer(asked, query, { request, reply }, (page) => new ListCaseload(caller, page, position))
  }

  @Get('due')
  @ConsistentAfter()
  @ApiOperation({
    operationId: 'listDue',
    summary: 'What is due, soonest first: mine to do, or all of my team’s plans',
  })
  @Answers(200, 'DuePage')
  @Refuses(410, 503)
  due(
    @CallerOf() caller: Caller,
    @Query() query: DueQuery,
    @PositionAsked() position: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { scope = 'mine' } = query
    const asked: ListAsked = { list: 'due', caller, filters: { scope } }
    return this.answer(asked, query, { request, reply }, (page) => new ListDue(caller, scope, page, position))
  }

  @Get('deviations')
  @ConsistentAfter()
  @ApiOperation({
    operationId: 'listDeviationsRegister',
    summary: 'The register of deviations, latest first, by protocol, step and state',
  })
  @Answers(200, 'DeviationsPage')
  @Refuses(410, 503)
  deviations(
    @CallerOf() caller: Caller,
    @Query() query: DeviationsQuery,
    @PositionAsked() position: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { protocol, step, state } = query
    const filter = {
      ...(protocol !== undefined && { protocol }),
      ...(step !== undefined && { step }),
      ...(state !== undefined && { state }),
    }
    const asked: ListAsked = { list: 'deviations', caller, filters: filter }
    return this.answer(asked, query, { request, reply }, (page) => new ListDeviations(caller, filter, page, position))
  }

  @Get('plans')
  @ConsistentAfter()
  @ApiOperation({ operationId: 'listPlans', summary: 'Plans by domain and state, oldest first' })
  @Answers(200, 'PlansPage')
  @Refuses(410, 503)
  plans(
    @CallerOf() caller: Caller,
    @Query() query: PlansQuery,
    @PositionAsked() position: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { domain, state } = query
    const filter = { ...(domain !== undefined && { domain }), ...(state !== undefined && { state }) }
    const asked: ListAsked = { list: 'plans', caller, filters: filter }
    return this.answer(asked, query, { request, reply }, (page) => new ListPlans(caller, filter, page, position))
  }

  private answer(
    asked: ListAsked,
    query: ListQuery,
    { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
    queryFor: (page: PageAsked) => RowsQuery<Page>,
  ) {
    const { system, queries } = this
    return pageAnswer({ system, queries, request, reply }, asked, query, queryFor)
  }
}
