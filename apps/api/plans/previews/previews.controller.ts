/** What is asked before something is written: it leaves an access record, and nothing else. */
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common'
import { QueryBus } from '@nestjs/cqrs'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import { Answers, Refuses } from '../../../../libs/http/openapi-decorators.ts'
import { refAlone } from '../../../../libs/plan/visibility/visibility.ts'
import { IsARead } from '../../access-records/record-reads.ts'
import { Caller, CallerOf } from '../../caller.ts'
import { InPlan } from '../door/in-plan.ts'
import { sharedWithOf } from '../sharings/sharings.controller.ts'
import { challengedBy } from '../challenges/challenged-by.ts'
import { ChallengePreviewBody, ReadersPreviewBody, SharingPreviewBody } from './preview-bodies.ts'
import { PreviewChallenge } from './preview-challenge.ts'
import { PreviewReaders } from './preview-readers.ts'
import { PreviewSharing } from './preview-sharing.ts'

@ApiTags('previews')
@Controller('plans/:planId')
export class PreviewsController {
  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  @Post('readers-previews')
  @IsARead()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'previewReaders',
    summary: 'Who will be able to read what one is about to write, as far as one may know of them',
  })
  @Answers(200, 'ReadersPreviewAnswer')
  @Refuses(404, 409)
  readers(
    @CallerOf() caller: Caller,
    @Param() { planId }: InPlan,
    @Body() { domain, about, scope, withhold = [] }: ReadersPreviewBody,
  ) {
    const draft = { domain, about, withhold, ...(scope && { goals: scope.goals }) }
    return this.queries.execute(new PreviewReaders(caller, planId, draft))
  }

  @Post('challenge-previews')
  @IsARead()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'previewChallenge',
    summary: 'Who will be able to read a challenge that one is about to raise, who answers it, and who is asked next',
  })
  @Answers(200, 'ChallengePreviewAnswer')
  @Refuses(404, 409)
  challenge(
    @CallerOf() caller: Caller,
    @Param() { planId }: InPlan,
    @Body() { on, person, firstTo, withhold = [] }: ChallengePreviewBody,
  ) {
    const draft = { ...challengedBy(caller, planId, on, person), firstTo }
    return this.queries.execute(new PreviewChallenge(caller, planId, draft, withhold))
  }

  @Post('sharing-previews')
  @IsARead()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'previewSharing',
    summary: 'Whether one may share something, on which article, what is missing, and what its recipient would get',
  })
  @Answers(200, 'SharingPreviewAnswer')
  @Refuses(404, 409)
  sharing(@CallerOf() caller: Caller, @Param() { planId }: InPlan, @Body() { items, to }: SharingPreviewBody) {
    const asked = { items: items.map(refAlone), to: sharedWithOf(to) }
    return this.queries.execute(new PreviewSharing(caller, planId, asked))
  }
}
