/** What events look like: the JSON Schema of each public type and version. For everybody: nothing in them is about anyone. */
import { Controller, Get, Param } from '@nestjs/common'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import { Matches } from 'class-validator'
import { Refusal } from '../../../libs/deciding/decider.ts'
import { Answers } from '../../../libs/http/openapi-decorators.ts'
import { dataSchemaOf } from '../../../libs/plan/for-partner-schemas.ts'
import { PUBLIC_TYPES } from '../../../libs/plan/for-partner.ts'
import { HISTORY_REPLACED, HISTORY_REPLACED_SCHEMA } from '../../../libs/relaying/history-replaced.ts'
import { Public } from '../sign-in/sign-in.guard.ts'

export class OfEventSchema {
  @Matches(/^[a-z][a-z0-9.-]{0,199}$/)
  type!: string

  @Matches(/^[1-9]\d{0,3}$/)
  version!: string
}

@Public()
@ApiTags('events')
@Controller('event-schemas')
export class EventSchemasController {
  @Get()
  @ApiOperation({ operationId: 'listEventSchemas', summary: 'Every type of event there is, and its version' })
  @Answers(200, 'EventTypes')
  list() {
    const { type, version } = HISTORY_REPLACED
    return {
      types: PUBLIC_TYPES.map(({ type, version, kind }) => ({ type, version, item: kind })),
      ofNoPlan: [{ type, version }],
    }
  }

  @Get(':type/:version')
  @ApiOperation({ operationId: 'readEventSchema', summary: 'The JSON Schema of the data of an event' })
  @Answers(200, 'EventSchema')
  read(@Param() { type, version }: OfEventSchema) {
    const isIt = (one: { readonly type: string; readonly version: number }) =>
      one.type === type && String(one.version) === version
    if (isIt(HISTORY_REPLACED)) return HISTORY_REPLACED_SCHEMA
    const found = PUBLIC_TYPES.find(isIt)
    if (found === undefined) throw new Refusal('NOT_FOUND')
    return dataSchemaOf(found)
  }
}
