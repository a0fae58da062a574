/** Whether the process lives, and whether it can serve, with what is not ready, and what is degraded. For those who run it; it tells nothing of anyone. */
import { Controller, Get, HttpCode, Inject, Res } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import type { FastifyReply } from 'fastify'
import { Admission } from './admission.ts'
import { whatIsDegraded, whatIsNotReady } from './readiness.ts'
import { Public } from './sign-in/sign-in.guard.ts'
import { SYSTEM, type System } from '../../libs/installation/system.ts'

@Public()
@ApiExcludeController()
@Controller('health')
export class HealthController {
  constructor(
    @Inject(SYSTEM) private readonly system: System,
    @Inject(Admission) private readonly admission: Admission,
  ) {}

  @Get('live')
  @HttpCode(200)
  live() {
    return { live: true }
  }

  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const [notReady, degraded] = await Promise.all([
      whatIsNotReady(this.system, this.admission),
      whatIsDegraded(this.system),
    ])
    void reply.status(notReady.length === 0 ? 200 : 503)
    return { ready: notReady.length === 0, notReady, degraded }
  }
}
