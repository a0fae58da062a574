/** Why someone may process: the published register (GDPR art. 30). */
import { Controller, Get } from '@nestjs/common'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import { PROCESSING_ACTIVITIES } from '../../../libs/access/processing-activities.ts'
import { Answers } from '../../../libs/http/openapi-decorators.ts'
import { Public } from '../sign-in/sign-in.guard.ts'

@ApiTags('municipality')
@Controller()
export class ProcessingActivitiesController {
  @Public()
  @Get('processing-activities')
  @ApiOperation({
    operationId: 'listProcessingActivities',
    summary: 'Why someone may process: law, task and domains of every processing activity',
  })
  @Answers(200, 'ProcessingActivities')
  activities() {
    return { processingActivities: PROCESSING_ACTIVITIES }
  }
}
