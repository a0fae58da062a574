/** Inspections: an auditor reads content of named plans, under one law, until it is closed. */
import { Body, Controller, Get, Inject, Param, Post, Res } from '@nestjs/common'
import { CommandBus, QueryBus } from '@nestjs/cqrs'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import type { FastifyReply } from 'fastify'
import { LEGAL_DOMAINS, type LegalDomain } from '../../../libs/deciding/domains.ts'
import { Answers } from '../../../libs/http/openapi-decorators.ts'
import { AtMoment, Id, Ids, OneOf, Words } from '../body-rules.ts'
import { Caller, CallerOf } from '../caller.ts'
import { inUtc } from '../in-utc.ts'
import { said } from '../plans/door/words.ts'
import { ReadInspection } from './read-inspection.ts'
import { ToMunicipality } from './to-municipality.ts'
import { written } from './written.ts'

export class OpenInspectionBody {
  @Id()
  auditor!: string

  @OneOf(LEGAL_DOMAINS)
  law!: LegalDomain

  @Ids({ atLeast: 1, atMost: 1_000 })
  plans!: string[]

  @AtMoment()
  recordedFrom!: string

  @AtMoment()
  recordedUntil!: string

  @AtMoment()
  openUntil!: string

  @Words()
  reason!: string
}

export class OfInspection {
  @Id()
  inspectionId!: string
}

@ApiTags('municipality')
@Controller()
export class InspectionsController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Post('inspections')
  @ApiOperation({
    operationId: 'openInspection',
    summary: 'Open an inspection: an auditor reads content of named plans, under one law, of one period',
  })
  @Answers(201, 'InspectionOpened')
  async openInspection(
    @CallerOf() caller: Caller,
    @Body() body: OpenInspectionBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { auditor, law, plans, recordedFrom, recordedUntil, openUntil, reason } = body
    const command = new ToMunicipality(caller, (newId) => ({
      type: 'OpenInspection',
      inspection: newId('made'),
      auditor,
      law,
      plans,
      recordedFrom: inUtc(recordedFrom),
      recordedUntil: inUtc(recordedUntil),
      openUntil: inUtc(openUntil),
      reason: said(reason),
    }))
    const opened = await this.commands.execute(command)
    void reply.header('location', `/v1/inspections/${opened.id}`)
    return { id: opened.id, ...written(reply, opened) }
  }

  @Get('inspections/:inspectionId')
  @ApiOperation({ operationId: 'readInspection', summary: 'An open inspection, for its auditor and who administers' })
  @Answers(200, 'InspectionAnswer')
  async inspection(
    @CallerOf() caller: Caller,
    @Param() { inspectionId }: OfInspection,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const inspection = await this.queries.execute(new ReadInspection(caller, inspectionId))
    void reply.header('etag', inspection.etag)
    return inspection
  }

  @Post('inspections/:inspectionId/closure')
  @ApiOperation({ operationId: 'closeInspection', summary: 'Close an inspection' })
  @Answers(201, 'WrittenByMunicipality')
  async closeInspection(
    @CallerOf() caller: Caller,
    @Param() { inspectionId: inspection }: OfInspection,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToMunicipality(caller, () => ({ type: 'CloseInspection', inspection }))
    return written(reply, await this.commands.execute(command))
  }
}
